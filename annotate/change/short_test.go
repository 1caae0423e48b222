//go:build !faults

package change_test

// histories is how many are tried; many more by `make faults`.
const histories = 150
