package app

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/app/async"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/style"
)

// start makes the window under the test driver, with preferences of its own, in
// which all work is done at once.
func start(t *testing.T, theme style.Choice) *window {
	t.Helper()
	return startWith(t, theme, async.AtOnce())
}

func startWith(t *testing.T, theme style.Choice, run *async.Runner) *window {
	t.Helper()
	time.Local = time.UTC // pictures show times of the reviewer’s place
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	t.Setenv("AppData", home)
	t.Setenv("CLAIMTRACE_REVIEWER", "Mara")
	prefs, err := preferences.Update(func(p *preferences.Preferences) {
		p.Theme, p.Named = string(theme), true
		// who works in the tests made the sample, too
		p.Persons = []preferences.Person{{Name: "Mara", Pair: sample.Reviewer()}}
	})
	if err != nil {
		t.Fatal(err)
	}
	w := newWindow(test.NewTempApp(t), run, prefs)
	w.read.Fonts = func() (func(rune) bool, error) { return func(rune) bool { return true }, nil } // not those of the machine
	w.begin("")
	w.win.Resize(fyne.NewSize(1280, 800))
	t.Cleanup(w.end)
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
	w.projects.Open(newSample(t))
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

// moments are when something was changed in the project, oldest first.
func moments(t *testing.T, w *window) (list []time.Time) {
	t.Helper()
	if err := w.past.Present().Project().Changes(func(c *change.Change) error {
		if at := c.Clock.Time(); len(list) == 0 || at.After(list[len(list)-1]) {
			list = append(list, at)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return list
}

// painted is all texts of an object, as they are drawn.
func painted(o fyne.CanvasObject) (all string) {
	var inner []fyne.CanvasObject
	switch o := o.(type) {
	case *canvas.Text:
		return o.Text + "\n"
	case *fyne.Container:
		inner = o.Objects
	case fyne.Widget:
		inner = test.WidgetRenderer(o).Objects()
	}
	for _, o := range inner {
		all += painted(o)
	}
	return all
}
