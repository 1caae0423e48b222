//go:build unix

package command

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimtrace/store"
	"claimtrace/store/file"
)

// program is a command as a process of its own.
func program(t *testing.T, home string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return &exec.Cmd{
		Path: self, Args: append([]string{"claimtrace"}, args...), Dir: home,
		Env: append(os.Environ(), "CLAIMTRACE_REVIEWER=Ann", "HOME="+home, "XDG_CONFIG_HOME="+home, "GORACE=atexit_sleep_ms=0"),
	}
}

// started starts one.
func started(t *testing.T, home string, args ...string) (*exec.Cmd, io.WriteCloser, *bytes.Buffer) {
	t.Helper()
	cmd, said := program(t, home, args...), &bytes.Buffer{}
	cmd.Stderr = said
	stdin, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return cmd, stdin, said
}

// readsInput waits until a process reads its standard input: more than the system
// keeps for it is written.
func readsInput(t *testing.T, stdin io.Writer) {
	t.Helper()
	if _, err := io.WriteString(stdin, strings.Repeat("A long text. ", 1<<17)); err != nil {
		t.Fatal(err)
	}
}

// Told to end in the middle of its work, a command stops, closes the project and
// leaves nothing beside it.
func TestToldToEnd(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGTERM, syscall.SIGHUP, syscall.SIGINT} {
		home := t.TempDir()
		made, _, said := started(t, home, "new", "p.claimtrace")
		if err := made.Wait(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		cmd, stdin, said := started(t, home, "add", "p.claimtrace", "-")
		readsInput(t, stdin)
		if err := cmd.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
		var exit *exec.ExitError
		if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
			t.Errorf("%v: %v", s, err)
		}
		if said.String() != "claimtrace: stopped: nothing was changed\n" {
			t.Errorf("%v: said %q", s, said)
		}
		project := filepath.Join(home, "p.claimtrace")
		if report, err := store.Verify(t.Context(), project); err != nil || !report.OK {
			t.Errorf("%v: %+v, %v", s, report, err)
		}
		if left, _ := filepath.Glob(filepath.Join(home, "*claimtrace?*")); len(left) > 0 {
			t.Errorf("%v: %q are left", s, left)
		}
	}
}

// A signal that the program was started to ignore, as by nohup, ends nothing.
func TestIgnoredSignal(t *testing.T) {
	home := t.TempDir()
	made, _, said := started(t, home, "new", "p.claimtrace")
	if err := made.Wait(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	signal.Ignore(syscall.SIGHUP)
	defer signal.Reset(syscall.SIGHUP)
	cmd, stdin, said := started(t, home, "add", "p.claimtrace", "-")
	readsInput(t, stdin)
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	readsInput(t, stdin)
	stdin.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v: said %q", err, said)
	}
}

// What does not stop is left where it is, and its temporary files go.
func TestDoesNotStop(t *testing.T) {
	for _, tt := range []struct {
		name, done, want string
		again            bool
	}{
		{"it waits", "", "claimtrace: stopped while it waited for something: nothing was changed\n", false},
		{"told again", "", "claimtrace: stopped while it waited for something: nothing was changed\n", true},
		{"it prints", "add article (1 change)", "claimtrace: done: add article (1 change): but stopped before all of it was printed\n", false},
	} {
		temp, err := file.NewTemp(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		told, up := make(chan os.Signal, 2), make(chan time.Time, 1)
		stopped := false
		var done outcome
		if tt.done != "" {
			done.note(tt.done)
		}
		told <- syscall.SIGTERM
		if tt.again {
			told <- syscall.SIGTERM
		} else {
			up <- time.Time{}
		}
		var said bytes.Buffer
		status := ending{told, func() { stopped = true }, nil, func(time.Duration) <-chan time.Time { return up }, &done}.wait(&said)
		if status != exitFailed || !stopped || said.String() != tt.want {
			t.Errorf("%s: status %d, stopped %v, said %q", tt.name, status, stopped, &said)
		}
		if _, err := os.Stat(temp.Path); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: the temporary file: %v", tt.name, err)
		}
	}
}

// Who reads the output and goes away ends a command that only prints, as it ends
// any program; of what was done it is told.
func TestNobodyReads(t *testing.T) {
	home := t.TempDir()
	gone := func(args ...string) (*exec.Cmd, string) {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		r.Close()
		defer w.Close()
		said := &bytes.Buffer{}
		cmd := program(t, home, args...)
		cmd.Stdout, cmd.Stderr = w, said
		if cmd.Run() == nil {
			t.Errorf("%v: it ended well", args)
		}
		return cmd, said.String()
	}
	cmd, said := gone("new", "p.claimtrace")
	if cmd.ProcessState.ExitCode() != exitFailed || said != "claimtrace: done: made p.claimtrace: but the result cannot be printed: write /dev/stdout: broken pipe\n" {
		t.Errorf("%v, said %q", cmd.ProcessState, said)
	}
	cmd, said = gone("list", "p.claimtrace", "articles", "--json")
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGPIPE || said != "" {
		t.Errorf("%v, said %q", cmd.ProcessState, said)
	}
}
