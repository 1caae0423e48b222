//go:build !faults

package app

import "claimtrace/app/style"

// lookAt is a part of the table that takes a moment: each page and each state in
// the least window, and each theme and window with one of them.
func lookAt() (list []lookCase) {
	return nil
}

var _ = style.Light
