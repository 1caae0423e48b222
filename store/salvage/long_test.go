//go:build faults

package salvage_test

// long is whether the fault tests are to take their time: `make faults`.
const long = true
