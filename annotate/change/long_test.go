//go:build faults

package change_test

// histories is how many are tried by `make faults`.
const histories = 20000
