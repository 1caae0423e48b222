package app

import (
	"os"
	"testing"

	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/worker"
)

func TestMain(m *testing.M) {
	if worker.Asked() { // by a window that has a file read
		os.Exit(worker.Serve(foreign.Readers()))
	}
	os.Exit(m.Run())
}
