//go:build e2e && unix

package e2e

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestEndBySignal ends the program by a signal while a sheet is open and a
// backup may be under way: it ends soon, and leaves the project to others.
func TestEndBySignal(t *testing.T) {
	project := filepath.Join(t.TempDir(), "winter.claimtrace")
	claimtrace(t, nil, "new", project)
	claimtrace(t, nil, "add", project, "--manifest", filepath.Join(articles(t), "manifest.csv"))
	w := open(t, project)
	w.key("ctrl+d")
	if err := w.prog.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-w.done:
		if err != nil || strings.Contains(w.log.String(), "panic") {
			t.Errorf("it ended with %v: %s", err, w.log.String())
		}
	case <-time.After(10 * time.Second): // sooner than it would be cut short
		t.Fatal("it stands still")
	}
	claimtrace(t, nil, "verify", project)
}
