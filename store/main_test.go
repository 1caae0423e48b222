package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/faults"
)

// childVariable asks the test binary to be another process of Claimtrace.
const childVariable = "CLAIMTRACE_TEST_CHILD"

func TestMain(m *testing.M) {
	hookFiles()
	if os.Getenv(childVariable) != "" {
		if err := runChild(os.Args[1:]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// runChild does what a test asks of another process.
func runChild(args []string) error {
	if args[0] == "script" {
		return runScript(args[1], args[2], args[3])
	}
	p, err := Open(args[1], Options{Person: personNamed("Ben"), ReadOnly: len(args) > 2 && args[2] == "ro"})
	if err != nil {
		return err
	}
	switch args[0] {
	case "open":
		fmt.Println("opened")
	case "hold":
		fmt.Println("opened")
		io.Copy(io.Discard, os.Stdin)
	case "write":
		return writeForEver(p)
	case "pack":
		for {
			if _, err := p.Pack(context.Background(), args[2], false); err != nil {
				return err
			}
			fmt.Println("packed")
		}
	}
	return p.Close()
}

// runScript does a script and tells of each step, and of the end. Before the
// event of that number it is killed.
func runScript(name, folder, number string) error {
	at, err := strconv.Atoi(number)
	if err != nil {
		return err
	}
	self, err := os.FindProcess(os.Getpid())
	if err != nil {
		return err
	}
	faults.Install().Watch(folder, func(n int, _ faults.Event) error {
		if n == at {
			self.Kill()
			select {} // until it is carried out
		}
		return nil
	})
	if err := scripts[name].work(folder, func() { fmt.Println("did") }); err != nil {
		return err
	}
	fmt.Println("end")
	return nil
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

// childProcess is another process of Claimtrace.
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
	return c
}

// line waits for the next line that the child prints; "" at the end.
func (c *childProcess) line() string {
	c.lines.Scan()
	return c.lines.Text()
}

// output waits for the end and returns all that the child printed.
func (c *childProcess) output() string {
	var b strings.Builder
	for c.lines.Scan() {
		b.WriteString(c.lines.Text() + "\n")
	}
	c.finish()
	return b.String()
}

// finish ends a child that waits, kill one that does not; both wait for it.
func (c *childProcess) finish() {
	c.stdin.Close()
	c.cmd.Wait()
}

func (c *childProcess) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}
