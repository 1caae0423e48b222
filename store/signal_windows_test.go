package store

import "os"

// canSignal tells whether a process can be told to end here, endings how.
const canSignal = false

var endings []os.Signal
