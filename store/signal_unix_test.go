//go:build !windows

package store

import (
	"os"
	"syscall"
)

// canSignal tells whether a process can be told to end here, endings how.
const canSignal = true

var endings = []os.Signal{syscall.SIGTERM, syscall.SIGHUP}
