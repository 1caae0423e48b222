package app

import (
	"os"
	"testing"

	"claimtrace/app/command"
	"claimtrace/store/ingest/worker"
)

// TestMain has this program read foreign bytes for the tests, as it does for itself.
func TestMain(m *testing.M) {
	if worker.Asked() {
		os.Exit(command.Main(nil, command.IO{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}))
	}
	os.Exit(m.Run())
}
