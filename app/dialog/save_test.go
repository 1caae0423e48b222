package dialog

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/async"
	"claimtrace/app/dialog/folder"
)

func saving(dir string) Files {
	return Files{Title: "New project", Confirm: "Create", Folder: dir, Name: "pause.claimtrace", Endings: []string{".claimtrace"}}
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
	test.Tap(r.strong)
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
		{dir + sep, "", dir + sep, folder.NamelessWord},
		{".claimtrace", "", ".claimtrace", folder.NamelessWord},
		{"x/y", "", "x/y", folder.NoFolderWord(at(dir, "x"))},
		{"x/", "", "x/", folder.NoFolderWord(at(dir, "x"))},
		{"a.txt/", "", "a.txt/", folder.NotFolderWord(at(dir, "a.txt"))},
		{"folder", "", "folder", folder.IsFolderWord(at(dir, "folder.claimtrace"))},
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

// Where a new file is to be, one that is there is told at once.
func TestSaveAsNew(t *testing.T) {
	dir := tree(t, "old.claimtrace")
	f := saving(dir)
	f.New = true
	r := raise(t, f, true)
	r.afresh("old")
	if r.question.Visible() || !strings.Contains(r.notice.Text(), "is there already") {
		t.Errorf("asked: %v; it says %q", r.question.Visible(), r.notice.Text())
	}
	r.wantChosen()
}

func TestSaveAsksBeforeItReplaces(t *testing.T) {
	dir := tree(t, "old.claimtrace", "other.claimtrace")
	old := at(dir, "old.claimtrace")
	before, err := os.Stat(old)
	must(t, err)
	r := raise(t, saving(dir), true)
	asked := func(want bool) {
		t.Helper()
		if r.question.Visible() != want || r.strong.Disabled() != want {
			t.Fatalf("asked: %v, the button is disabled: %v", r.question.Visible(), r.strong.Disabled())
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
	r.k.canvas.Focus(r.field)
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
	r.k.canvas.FocusNext()
	r.keys(fyne.KeyReturn)
	r.wantChosen(old)
	after, err := os.Stat(old)
	must(t, err)
	if content, _ := os.ReadFile(old); string(content) != "old.claimtrace" || !after.ModTime().Equal(before.ModTime()) {
		t.Error("the chooser has touched the file")
	}
}

// What is typed after a click beside the sheet goes to its field, and after
// Escape to the page again.
func TestTheChooserLeavesTheWindowAsItWas(t *testing.T) {
	dir := tree(t, "a.txt")
	backs, calls := 0, 0
	k := newKit(t, async.AtOnce(), func() { backs++ })
	k.OpenFiles(Files{Folder: dir}, func([]string) { calls++ })
	field := k.canvas.Focused().(*pathField)
	test.TapCanvas(k.canvas, fyne.NewPos(1, 1))
	k.canvas.Unfocus()
	k.canvas.OnTypedRune()('x')
	if k.canvas.Focused() != fyne.Focusable(field) || field.Text != at(dir, "x") {
		t.Errorf("what is typed after a click beside the sheet is lost: %q", field.Text)
	}
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if calls > 0 || k.Open() || k.canvas.Overlays().Top() != nil || k.Rune('1') || backs != 1 {
		t.Errorf("after Escape: %d calls, %d times back", calls, backs)
	}
}

func TestEscapeClosesFromEverywhere(t *testing.T) {
	for i, focus := range []func(*rig) fyne.Focusable{
		func(r *rig) fyne.Focusable { return r.field },
		func(r *rig) fyne.Focusable { return r.list },
		func(r *rig) fyne.Focusable { return r.every },
		func(r *rig) fyne.Focusable { return r.buttons[0] },
		func(r *rig) fyne.Focusable { return nil },
	} {
		r := raise(t, Files{Folder: tree(t, "a.txt"), Many: true}, false)
		r.k.canvas.Focus(focus(r))
		r.keys(fyne.KeyEscape)
		if r.k.Open() || r.calls > 0 {
			t.Errorf("%d: open %v, %d calls", i, r.k.Open(), r.calls)
		}
	}
}

func TestWhereItBegins(t *testing.T) {
	dir := tree(t, "home/", "in/a.txt")
	setHome(t, at(dir, "home"))
	r := raise(t, Files{}, false)
	r.want(at(dir, "home")+sep, "-")
	r = raise(t, Files{Folder: at(dir, "in")}, false)
	r.want(at(dir, "in")+sep, "-")
	r = raise(t, Files{Folder: at(dir, "home", "gone", "gone")}, false)
	r.want(at(dir, "home")+sep, "-")
}

// The window waits for no slow folder, and of two the one that was asked for
// last is shown.
func TestSlowFolders(t *testing.T) {
	dir := tree(t, "in/b.txt", "on/c.txt", "a.txt")
	s := async.NewSteps()
	r := raiseWith(t, s.Runner, Files{Confirm: "Open", Folder: dir}, false)
	if r.summary.Text != "Reading…" {
		t.Errorf("the foot says %q", r.summary.Text)
	}
	s.All()
	r.want(dir+sep, "Open-")
	r.click("in", text, slow)
	r.click("on", text, slow)
	s.Work(1)
	s.Work(0)
	s.All()
	r.want(at(dir, "on")+sep, "Open-")
	// A path that is typed meanwhile stays.
	r.leaveFor(dir)
	r.k.canvas.Focus(r.field)
	r.write("~")
	s.All()
	r.want("~", "Open")
	r.write(sep)
	r.leave()
	s.All()
	if r.k.Open() || r.calls > 0 {
		t.Error("it came back")
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

	r = raise(t, Files{Confirm: "Open", Folder: odd}, false)
	r.write("in")
	r.keys(fyne.KeyReturn)
	if got := r.listing.Place; got != at(odd, "in") {
		t.Errorf("in %q", got)
	}
}
