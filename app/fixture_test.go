package app

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/style"
)

// start makes the window under the test driver, with preferences of its own.
func start(t *testing.T, theme style.Choice) *window {
	t.Helper()
	time.Local = time.UTC // pictures show times of the reviewer’s place
	blink = time.Hour
	parts.AtOnce()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("AppData", home)
	t.Setenv("CLAIMTRACE_REVIEWER", "Mara")
	prefs, err := preferences.Update(func(p *preferences.Preferences) {
		p.Theme = string(theme)
		// who works in the tests made the sample, too
		p.Persons = []preferences.Person{{Name: "Mara", Pair: sample.Reviewer()}}
	})
	if err != nil {
		t.Fatal(err)
	}
	w := newWindow(test.NewTempApp(t), prefs)
	w.lettering.fonts = func() (func(rune) bool, error) { return func(rune) bool { return true }, nil } // not those of the machine
	w.win.Resize(fyne.NewSize(1280, 800))
	t.Cleanup(w.closeProject)
	return w
}

// withSample opens the sample project.
func withSample(t *testing.T, theme style.Choice) *window {
	t.Helper()
	w := start(t, theme)
	openNewSample(t, w)
	return w
}

// openNewSample makes the sample project and opens it in a window.
func openNewSample(t *testing.T, w *window) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	w.openProject(path)
	w.waitForWork(t)
	if w.session == nil {
		t.Fatalf("the sample did not open: %s", w.greeting.Text())
	}
}

func seek(t *testing.T, w *window, quote string) annotate.Span {
	t.Helper()
	s, err := anchor.Find(w.session.Text(), quote, -1)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// waitForWork waits for the action that runs off the window's goroutine.
func (w *window) waitForWork(t *testing.T) {
	t.Helper()
	if w.ended == nil {
		t.Fatal("nothing was under way")
	}
	<-w.ended
}
