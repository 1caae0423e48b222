package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/app/async"
	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/sample"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// inSteps opens the sample project in a window whose work the test orders.
func inSteps(t *testing.T) (*window, *async.Steps) {
	t.Helper()
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	path := newSample(t)
	w.projects.Open(path)
	steps.All()
	if w.session == nil {
		t.Fatalf("the sample did not open: %s", w.greeting.Text())
	}
	return w, steps
}

func newSample(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	return path
}

// What takes a moment only shows no sheet; what takes longer shows how far it
// is, and Escape alone stops it.
func TestProgress(t *testing.T) {
	w, steps := inSteps(t)
	w.exports.Verify()
	if sheetOpen(w) {
		t.Error("a sheet is there at once")
	}
	if w.exports.Verify(); !strings.Contains(w.said.Text(), "still under way") {
		t.Errorf("a second one says %q", w.said.Text())
	}
	steps.Pass(dialog.Blink)
	steps.Next()
	if !sheetOpen(w) {
		t.Fatal("there is no sheet")
	}
	strike(w, fyne.KeyReturn) // meant for what began it
	if steps.All(); !strings.Contains(strings.Join(w.status.Words(), " "), "Verified") || sheetOpen(w) {
		t.Errorf("it says %q, the sheet is there: %v", w.status.Words(), sheetOpen(w))
	}
	if w.win.Canvas().Focused() != fyne.Focusable(w.read.Reader) {
		t.Error("the keyboard is not back on the page")
	}
	w.exports.Verify()
	steps.Pass(dialog.Blink)
	steps.Next()
	strike(w, fyne.KeyEscape)
	if !sheetOpen(w) {
		t.Error("the sheet is gone before the work has ended")
	}
	if steps.All(); !strings.Contains(w.said.Text(), "topped") || sheetOpen(w) {
		t.Errorf("stopped it says %q, the sheet is there: %v", w.said.Text(), sheetOpen(w))
	}
}

// What is stopped while it is opened does not stay open, with its lock, for
// nobody.
func TestStoppedOpening(t *testing.T) {
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	path := newSample(t)
	w.projects.Open(path)
	w.dialogs.StopWork()
	steps.All()
	if w.session != nil || !strings.Contains(w.greeting.Text(), "topped") {
		t.Errorf("it says %q", w.greeting.Text())
	}
	p, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
}

// A project that is opened at the start is the first that the window shows;
// where it cannot be opened, the page without one says why.
func TestBegin(t *testing.T) {
	for name, damage := range map[string]string{"whole": "", "no project": "these are notes\n"} {
		steps := async.NewSteps()
		w := startWith(t, style.AlwaysLite, steps.Runner)
		w.welcome.Objects = nil // as the window is made
		path := newSample(t)
		if damage != "" {
			if err := os.WriteFile(path, []byte(damage), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w.begin(path)
		if len(w.welcome.Objects) > 0 || w.session != nil {
			t.Errorf("%s: before it is open another page is there", name)
		}
		steps.All()
		if opened := w.session != nil; opened != (damage == "") || opened == (len(w.welcome.Objects) > 0) {
			t.Errorf("%s: open %v, the page without a project has %d parts", name, opened, len(w.welcome.Objects))
		}
		if damage != "" && w.greeting.Text() == "" {
			t.Errorf("%s: nothing is said", name)
		}
	}
}

// Of two searches the last one is shown, whichever ends last.
func TestLateSearch(t *testing.T) {
	w, steps := inSteps(t)
	w.read.OpenFind()
	steps.All()
	w.read.Find.OnQuery("Kyiv")
	w.read.Find.OnQuery("the")
	steps.Work(1)
	steps.Work(0)
	steps.Next()
	want := w.read.Find.Count()
	if steps.All(); w.read.Find.Count() != want || w.session.Text().Slice(w.read.Reader.Selection().Start, w.read.Reader.Selection().End) == "Kyiv" {
		t.Errorf("the bar says %q, said %q", w.read.Find.Count(), want)
	}
}

// Who goes back to the present, or to another project, while a moment is on its
// way is not thrown back by it.
func TestLateMoment(t *testing.T) {
	w, steps := inSteps(t)
	w.showPast()
	steps.All()
	shown := w.past.Shown()
	if w.past.Bar.OnMove(moments(t, w)[0]); !w.past.Shown().Equal(shown) {
		t.Errorf("before it is there %v is said to be shown", w.past.Shown())
	}
	w.past.Bar.OnClose()
	if steps.All(); w.session.Mode() == session.AsOf || w.past.Bar.Visible() || w.session.ReadOnly() != "" || w.said.Visible() {
		t.Errorf("read-only: %q, said: %q", w.session.ReadOnly(), w.said.Text())
	}
	w.showPast()
	steps.All()
	w.past.Bar.OnMove(moments(t, w)[0])
	steps.Work(0)
	w.projects.Open(newSample(t))
	if steps.All(); w.session.Mode() == session.AsOf || w.session.ReadOnly() != "" {
		t.Errorf("read-only: %q", w.session.ReadOnly())
	}
}

// The window closes in the end, also when work does not stop.
func TestCloseWhileAtWork(t *testing.T) {
	w, steps := inSteps(t)
	w.exports.Verify()
	if w.close(); w.session == nil {
		t.Fatal("the work was left to itself at once")
	}
	steps.Pass(closeWait)
	steps.Next()
	if w.session != nil {
		t.Error("the window waits for ever")
	}
}

// A backup that is under way when Fyne's loop has ended has nobody to complain
// to, and is not waited for for ever.
func TestEndDuringBackup(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	ended := make(chan bool, 10)
	endedLoop := func(f func()) { // Fyne's loop when it has ended: what it is given is called on the goroutine that gives it
		f()
		ended <- true
	}
	w.projects = project.New(w, async.New(endedLoop), w.prefs)
	data := preferences.DataFolder()
	if err := os.RemoveAll(filepath.Join(data, "backups")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "backups"), nil, 0o600); err != nil { // where their folder would be
		t.Fatal(err)
	}
	w.projects.BackUp()
	<-ended
	before := time.Now()
	if w.end(); w.session != nil || time.Since(before) > closeWait || w.greeting.Visible() {
		t.Errorf("open: %v, after %v, said: %q", w.session != nil, time.Since(before), w.greeting.Text())
	}
	w = withSample(t, style.AlwaysLite)
	w.run = async.NewSteps().Runner
	w.projects.BackUp() // never ends
	if w.end(); w.session != nil {
		t.Error("the project is still open")
	}
}
