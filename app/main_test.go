package app

import (
	"os"
	"testing"

	"claimtrace/app/command"
	"claimtrace/store/ingest/worker"
)

func TestMain(m *testing.M) {
	if worker.Asked() { // by a window that has a file read
		os.Exit(command.Main(nil, command.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}
