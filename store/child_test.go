package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/faults"
	"claimtrace/store/file"
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
	o := scriptOptions("")
	o.ReadOnly = args[0] == "read"
	p, err := Open(args[1], o)
	if err != nil {
		return err
	}
	switch args[0] {
	case "open", "read":
		fmt.Println("opened")
	case "hold":
		fmt.Println("opened")
		io.Copy(io.Discard, os.Stdin)
	case "write":
		return writeForEver(p)
	case "pack":
		for {
			if _, err := p.Pack(context.Background(), args[2], PackOptions{}); err != nil {
				return err
			}
			fmt.Println("packed")
		}
	case "told to end":
		return endWhileCopying(p, args[2], args[3])
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

// endWhileCopying copies a project in some way into a folder, and in the midst
// of it waits for a signal to end, as the program does.
func endWhileCopying(p *Project, how, folder string) error {
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		<-ended
		file.RemoveTemporaries()
		os.Exit(3)
	}()
	faults.Install().Watch(folder, func(_ int, e faults.Event) error {
		if e.Kind == faults.Sync && file.IsTemp(filepath.Base(e.File)) {
			fmt.Println("copying")
			select {} // until it is told to end
		}
		return nil
	})
	ctx := context.Background()
	var err error
	switch how {
	case "pack":
		_, err = p.Pack(ctx, filepath.Join(folder, "out"+ending), PackOptions{})
	case "save":
		err = p.SaveAs(ctx, filepath.Join(folder, "out"+ending))
	case "back up":
		p.data = filepath.Join(folder, "data")
		_, err = p.Backup(ctx, BeforeMerge)
	case "create":
		_, err = Create(filepath.Join(folder, "out"+ending), scriptOptions(""))
	}
	return fmt.Errorf("it was not told to end: %v", err)
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
