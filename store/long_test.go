//go:build faults

package store

// long is whether the fault tests are to take their time: `make faults`.
const long = true
