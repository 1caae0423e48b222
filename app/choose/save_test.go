package choose

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

func saving(dir string) Options {
	return Options{Title: "New project", Confirm: "Create", Folder: dir, Name: "pause.claimtrace", Endings: []string{".claimtrace"}}
}

func TestSaveSuggestsAName(t *testing.T) {
	dir := tree(t, "in/", "old.claimtrace")
	r := raise(t, saving(dir), true)
	r.want(at(dir, "pause.claimtrace"), "Create")
	if got := r.field.SelectedText(); got != "pause" {
		t.Errorf("%q is selected", got)
	}
	r.write("winter")
	r.want(at(dir, "winter.claimtrace"), "Create")
	r.click("in", text, slow)
	r.want(at(dir, "in", "winter.claimtrace"), "Create")
	r.click(filepath.Base(dir), text, slow)
	r.click("old.claimtrace", text, slow)
	r.want(at(dir, "old.claimtrace"), "Create")
	r.click("in", text, slow)
	r.want(at(dir, "in", "old.claimtrace"), "Create")
	test.Tap(r.confirm)
	r.wantChosen(at(dir, "in", "old.claimtrace"))
	if entries, _ := os.ReadDir(at(dir, "in")); len(entries) > 0 {
		t.Errorf("the chooser has made %v", entries)
	}
}

func TestSaveTypedPaths(t *testing.T) {
	dir := tree(t, "in/", "folder.claimtrace/", "a.txt")
	setHome(t, at(dir, "in"))
	for _, c := range []struct{ typed, chosen, field, notice string }{
		{"winter", at(dir, "winter.claimtrace"), "", ""},
		{"~/winter.json", at(dir, "in", "winter.json"), "", ""},
		{"in", "", at(dir, "in", "pause.claimtrace"), ""},
		{at(dir, "in") + "/", "", at(dir, "in", "pause.claimtrace"), ""},
		{".", "", at(dir, "pause.claimtrace"), ""},
		{dir + sep, "", dir + sep, namelessWord},
		{".claimtrace", "", ".claimtrace", namelessWord},
		{"x/y", "", "x/y", noFolderWord(at(dir, "x"))},
		{"x/", "", "x/", noFolderWord(at(dir, "x"))},
		{"a.txt/", "", "a.txt/", notFolderWord(at(dir, "a.txt"))},
		{"folder", "", "folder", isFolderWord(at(dir, "folder.claimtrace"))},
	} {
		t.Run(c.typed, func(t *testing.T) {
			r := raise(t, saving(dir), true)
			r.afresh(filepath.FromSlash(c.typed))
			if c.chosen != "" {
				r.wantChosen(c.chosen)
				return
			}
			r.wantChosen()
			if got := r.field.Text; got != filepath.FromSlash(c.field) || r.notice.Text() != c.notice {
				t.Errorf("the field says %q, the notice %q", got, r.notice.Text())
			}
		})
	}
}

func TestSaveAsksBeforeItReplaces(t *testing.T) {
	dir := tree(t, "old.claimtrace", "other.claimtrace")
	old := at(dir, "old.claimtrace")
	before, err := os.Stat(old)
	must(t, err)
	r := raise(t, saving(dir), true)
	asked := func(want bool) {
		t.Helper()
		if r.question.Visible() != want || r.confirm.Disabled() != want {
			t.Fatalf("asked: %v, the button is disabled: %v", r.question.Visible(), r.confirm.Disabled())
		}
	}
	r.afresh("old")
	asked(true)
	r.keys(fyne.KeyReturn) // an Enter held too long replaces nothing
	asked(false)
	r.wantChosen()
	r.keys(fyne.KeyReturn)
	asked(true)
	r.keys(fyne.KeyEscape)
	asked(false)
	r.wantChosen()
	r.keys(fyne.KeyReturn)
	asked(true)
	r.canvas.Focus(r.field)
	r.write("newer")
	asked(false)
	r.keys(fyne.KeyReturn)
	r.wantChosen(at(dir, "newer.claimtrace"))

	r = raise(t, saving(dir), true)
	r.click("other.claimtrace", text, slow)
	r.click("other.claimtrace", text, quick)
	asked(true)
	r.click("old.claimtrace", text, slow)
	asked(false)
	r.keys(fyne.KeyReturn)
	asked(true)
	r.canvas.FocusNext()
	r.keys(fyne.KeyReturn)
	r.wantChosen(old)
	after, err := os.Stat(old)
	must(t, err)
	if content, _ := os.ReadFile(old); string(content) != "old.claimtrace" || !after.ModTime().Equal(before.ModTime()) {
		t.Error("the chooser has touched the file")
	}
}

func TestTheSheetLeavesTheWindowAsItWas(t *testing.T) {
	dir := tree(t, "a.txt")
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	t.Cleanup(func() { open, lastFolder = nil, "" })
	var below []rune
	w.Canvas().SetOnTypedRune(func(r rune) { below = append(below, r) })
	calls := 0
	Open(w, Options{Folder: dir}, func([]string) { calls++ })
	first := open
	if w.Canvas().Focused() != fyne.Focusable(first.field) {
		t.Error("the field has not got the keyboard")
	}
	Save(w, Options{Folder: dir}, func(string) { calls++ })
	if open != first || len(w.Canvas().Overlays().List()) != 1 {
		t.Error("a second sheet has opened over the first")
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(1, 1)) // beside the sheet
	w.Canvas().Unfocus()
	w.Canvas().OnTypedRune()('x')
	if w.Canvas().Focused() != fyne.Focusable(first.field) || first.field.Text != at(dir, "x") {
		t.Errorf("what is typed after a click beside the sheet is lost: %q", first.field.Text)
	}
	first.field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	w.Canvas().OnTypedRune()('1')
	if calls > 0 || open != nil || w.Canvas().Overlays().Top() != nil || string(below) != "1" {
		t.Errorf("after Escape: %d calls, the window got %q", calls, string(below))
	}
}

func TestEscapeClosesFromEverywhere(t *testing.T) {
	for i, focus := range []func(*rig) fyne.Focusable{
		func(r *rig) fyne.Focusable { return r.field },
		func(r *rig) fyne.Focusable { return r.list },
		func(r *rig) fyne.Focusable { return r.every },
		func(r *rig) fyne.Focusable { return r.cancel },
		func(r *rig) fyne.Focusable { return nil },
	} {
		r := raise(t, Options{Folder: tree(t, "a.txt"), Many: true}, false)
		r.canvas.Focus(focus(r))
		r.keys(fyne.KeyEscape)
		if !r.closed || r.calls > 0 {
			t.Errorf("%d: closed %v, %d calls", i, r.closed, r.calls)
		}
	}
}

func TestWhereItBegins(t *testing.T) {
	dir := tree(t, "home/", "in/a.txt")
	setHome(t, at(dir, "home"))
	r := raise(t, Options{}, false)
	r.want(at(dir, "home")+sep, "-")
	r.afresh(at(dir, "in", "a.txt"))
	r = raise(t, Options{}, false)
	r.want(at(dir, "in")+sep, "-")
	r = raise(t, Options{Folder: at(dir, "home", "gone", "gone")}, false)
	r.want(at(dir, "home")+sep, "-")
}

func TestSlowFoldersDoNotStopTheWindow(t *testing.T) {
	dir := tree(t, "in/", "a.txt")
	r := raise(t, Options{Confirm: "Open", Folder: dir}, false)
	arrived := make(chan func())
	r.post = func(f func()) { arrived <- f }
	r.patience = 0
	ready := make(chan struct{})
	var shown []string
	turn := 0
	fetch := func(name string) {
		later(r.sheet, &turn, func() string { <-ready; return name }, func(s string) { shown = append(shown, s) })
	}
	fetch("first")
	if r.summary.Text != "Reading…" {
		t.Errorf("the foot says %q", r.summary.Text)
	}
	fetch("second")
	close(ready)
	(<-arrived)()
	(<-arrived)()
	if len(shown) != 1 || shown[0] != "second" {
		t.Errorf("shown are %q, want the second alone", shown)
	}
	ready = make(chan struct{})
	fetch("third")
	close(ready)
	r.close()
	(<-arrived)()
	if len(shown) != 1 {
		t.Errorf("shown are %q after the sheet was closed", shown)
	}
}

func TestNamesThatCannotBeShown(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // it allows none
	}
	dir := tree(t, "odd\nfolder/old\n.claimtrace", "odd\nfolder/in/")
	odd := at(dir, "odd\nfolder")
	r := raise(t, saving(odd), true)
	r.write("new")
	r.keys(fyne.KeyReturn)
	r.wantChosen(at(odd, "new.claimtrace"))

	r = raise(t, saving(odd), true)
	r.click("old\n.claimtrace", text, slow)
	r.keys(fyne.KeyReturn, fyne.KeyTab)
	if got := r.question.path; got != at(odd, "old\n.claimtrace") {
		t.Errorf("asked about %q", got)
	}

	r = raise(t, Options{Confirm: "Open", Folder: odd}, false)
	r.write("in")
	r.keys(fyne.KeyReturn)
	if got := r.listing.place; got != at(odd, "in") {
		t.Errorf("in %q", got)
	}
}
