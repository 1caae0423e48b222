package file

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// childVariable asks the test binary to be another process.
const childVariable = "CLAIMTRACE_TEST_CHILD"

func TestMain(m *testing.M) {
	if os.Getenv(childVariable) != "" {
		if err := runChild(os.Args[1], os.Args[2:]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// runChild does what a test asks of another process, says so, and waits until
// it is told to end.
func runChild(what string, args []string) error {
	wait := func() {
		fmt.Println("ready")
		io.Copy(io.Discard, os.Stdin)
	}
	switch what {
	case "open", "read":
		f, err := Open(context.Background(), "open", args[0], Options{Formats: three, ReadOnly: what == "read"})
		if err != nil {
			return err
		}
		wait()
		return f.Close()
	case "temporary":
		t, err := NewTemp(args[0])
		if err != nil {
			return err
		}
		fmt.Println(t.Path)
		wait()
		if len(args) > 1 { // as a program that is told to end
			RemoveTemporaries()
		}
		os.Exit(0)
	case "private":
		t, err := NewPrivateTemp()
		if err != nil {
			return err
		}
		fmt.Println(t.Path)
		wait()
	case "replace":
		wait() // so that all begin at once
		for range 10 {
			if err := replaceNote(context.Background(), args[0]); err != nil {
				return err
			}
		}
	case "write ahead": // another program, at work
		c, err := dial("file:"+args[0]+"?mode=rw", "NORMAL")
		if err != nil {
			return err
		}
		if err := c.Script("PRAGMA journal_mode = WAL; INSERT INTO note VALUES ('of another program')"); err != nil {
			return err
		}
		wait()
	case "close":
		wait() // so that all begin at once
		for range 20 {
			f, err := Open(context.Background(), "open", args[0], Options{Formats: three, ReadOnly: true})
			if err != nil {
				return err
			}
			f.Trusted(Trust{args[1], 1, "mark"})
			if err := f.CloseTrusted(Trust{args[1], 1, "mark"}, someTime); err != nil {
				return err
			}
		}
	}
	return nil
}

// childProcess is another process.
type childProcess struct {
	t     *testing.T
	cmd   *exec.Cmd
	stdin io.Closer
	lines *bufio.Scanner
}

func child(t *testing.T, args ...string) *childProcess {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &childProcess{t: t, cmd: exec.Command(exe, args...)}
	c.cmd.Env = append(os.Environ(), childVariable+"=1")
	if c.stdin, err = c.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	c.cmd.Stderr = os.Stderr
	c.lines = bufio.NewScanner(out)
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.kill)
	return c
}

// line waits for the next line that the child prints; "" at the end.
func (c *childProcess) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

// ready waits until the child is.
func (c *childProcess) ready() {
	c.t.Helper()
	if got := c.line(); got != "ready" {
		c.t.Fatalf("the other process says %q", got)
	}
}

// finish ends a child that waits, kill one that does not; both wait for it.
func (c *childProcess) finish() {
	c.t.Helper()
	c.stdin.Close()
	for c.lines.Scan() {
		c.t.Errorf("the other process says %q", c.lines.Text())
	}
	if err := c.cmd.Wait(); err != nil {
		c.t.Error(err)
	}
}

func (c *childProcess) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}

// three is the only format that these tests read.
var three = Formats{3, 3}

var someTime = time.Unix(1_770_000_000, 0).UTC()

// made is a file with the header of a project, and one table.
func made(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := Create(t.Context(), "create", path, fill); err != nil {
		t.Fatal(err)
	}
	return path
}

func fill(t *Temp) error {
	c, err := t.Connect(false)
	if err != nil {
		return err
	}
	return errors.Join(c.Script(fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = 3;
		CREATE TABLE note (text TEXT NOT NULL UNIQUE) STRICT; INSERT INTO note VALUES ('there')`, applicationID)), c.Close())
}

// opened opens a file to work on until the test ends.
func opened(t testing.TB, path string) *File {
	t.Helper()
	f, err := Open(t.Context(), "open", path, Options{Formats: three})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// notes are the texts in a file.
func notes(t testing.TB, path string) []string {
	t.Helper()
	f := opened(t, path)
	defer f.Close()
	list, err := All(f.Conn, Scalar[string], "SELECT text FROM note ORDER BY rowid")
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// refused fails the test unless err is of the kind, and one line that names
// the path and says all of the words.
func refused(t testing.TB, err, kind error, path string, words ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got %v, want %v", err, kind)
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q is not one line", err)
	}
	for _, w := range append(words, path) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// onlyFiles fails the test unless a folder holds these and nothing else.
func onlyFiles(t testing.TB, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the folder holds %q, not %q", got, want)
	}
}

// write writes a file.
func write(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
