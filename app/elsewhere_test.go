package app

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

const holds = "CLAIMTRACE_TEST_HOLDS" // the project that a child of the test has open

// TestHold has a project open until its standard input ends; it is run as a
// process of its own by the test below.
func TestHold(t *testing.T) {
	path := os.Getenv(holds)
	if path == "" {
		t.Skip("it is for a child of another test")
	}
	p, err := store.Open(path, store.Options{Person: store.Person{Name: "Ben"}, Data: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	fmt.Println("held")
	io.Copy(io.Discard, os.Stdin)
}

// A project that is open elsewhere can be read in a copy, which says what it is
// and can be opened for work once the project is free.
func TestCopyOfOneOpenElsewhere(t *testing.T) {
	w := start(t, style.AlwaysLite)
	path := newSample(t)
	child := exec.Command(os.Args[0], "-test.run=^TestHold$")
	child.Env = append(os.Environ(), holds+"="+path)
	in, err := child.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	free := func() {
		in.Close()
		io.Copy(io.Discard, out)
		child.Wait()
	}
	defer free()
	if said, _ := bufio.NewReader(out).ReadString('\n'); said != "held\n" {
		t.Fatalf("the child says %q", said)
	}
	w.projects.Open(path)
	if said := onSheet(w); !strings.Contains(said, "open in another window") {
		t.Fatalf("told is %q", said)
	}
	strike(w, fyne.KeyReturn) // read a copy
	if w.session == nil || w.session.Mode() != session.ReadOnly || !w.projects.Banner.Visible() || !strings.Contains(painted(w.projects.Banner), "another window") {
		t.Fatalf("shown is %v: %s", w.session, painted(w.projects.Banner))
	}
	again := func() { w.projects.Open(path) }
	if again(); !strings.Contains(onSheet(w), "open in another window") {
		t.Errorf("while it is held, told is %q", onSheet(w))
	}
	strike(w, fyne.KeyEscape)
	free()
	if again(); w.session.Mode() != session.AtWork || w.projects.Banner.Visible() {
		t.Errorf("once it is free: mode %d, the banner is there: %v; said %q", w.session.Mode(), w.projects.Banner.Visible(), w.said.Text())
	}
}
