//go:build !faults

package store

// walks is how many times as many random walks are to be done: `make faults`
// takes its time.
const walks = 1
