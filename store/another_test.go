package store

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// anotherVariable asks the test binary to be another process of Claimtrace.
const anotherVariable = "CLAIMTRACE_TEST_ANOTHER"

// TestAnotherProcess is what another process does for a test; by itself it does
// nothing.
func TestAnotherProcess(t *testing.T) {
	what, path, ok := strings.Cut(os.Getenv(anotherVariable), " ")
	if !ok {
		return
	}
	if err := beAnother(what, path); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func beAnother(what, path string) error {
	o := testOptions("Ben")
	o.ReadOnly = what == "read"
	p, err := Open(path, o)
	if err != nil {
		return err
	}
	switch what {
	case "open", "read":
		fmt.Println("opened")
	case "hold":
		fmt.Println("opened")
		io.Copy(io.Discard, os.Stdin)
	case "write":
		return writeForEver(p)
	}
	return p.Close()
}

// writeForEver records actions of two changes each, and tells after each how
// many changes the log holds.
func writeForEver(p *Project) error {
	articles, err := p.Articles()
	if err != nil {
		return err
	}
	for i := 0; ; i++ {
		n := NewAnnotation{
			Article: articles[i%len(articles)].ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed,
			Statement: fmt.Sprint("claim ", annotate.NewID()), Note: strings.Repeat("why ", i%2000),
		}
		if i%5 == 4 {
			_, err = p.Undo()
		} else {
			_, _, err = p.Annotate(n)
		}
		if err != nil {
			return err
		}
		_, _, _, changes, err := p.Counts()
		if err != nil {
			return err
		}
		fmt.Println(changes)
	}
}

// process is another process of Claimtrace.
type process struct {
	cmd   *exec.Cmd
	stdin io.Closer
	lines *bufio.Scanner
}

func another(t *testing.T, what, path string) *process {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &process{cmd: exec.Command(exe, "-test.run=^TestAnotherProcess$")}
	c.cmd.Env = append(os.Environ(), anotherVariable+"="+what+" "+path)
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

// line waits for the next line that it prints; "" at the end.
func (c *process) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

// output waits for the end and returns all that it printed.
func (c *process) output() string {
	var b strings.Builder
	for c.lines.Scan() {
		b.WriteString(c.lines.Text() + "\n")
	}
	c.finish()
	return b.String()
}

// finish ends one that waits, kill one that does not; both wait for it.
func (c *process) finish() {
	c.stdin.Close()
	c.cmd.Wait()
}

func (c *process) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}
