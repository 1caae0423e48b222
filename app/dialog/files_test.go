package dialog

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/async"
	"claimtrace/app/dialog/folder"
	"claimtrace/app/style"
)

// rig is a chooser in a window of Fyne's test driver, with a clock of its own.
type rig struct {
	*chooser
	t      *testing.T
	chosen []string
	calls  int
	clock  time.Time
}

// raise opens a chooser.
func raise(t *testing.T, o Files, saving bool) *rig {
	t.Helper()
	return raiseWith(t, async.AtOnce(), o, saving)
}

func raiseWith(t *testing.T, run *async.Runner, o Files, saving bool) *rig {
	t.Helper()
	r := &rig{t: t, clock: time.Unix(1e9, 0)}
	r.chooser = newKit(t, run, func() {}).newChooser(o, saving, func(paths []string) { r.chosen = paths; r.calls++ })
	r.now = func() time.Time { return r.clock }
	r.begin()
	return r
}

// newKit is the kit of a window of Fyne's test driver.
func newKit(t *testing.T, run *async.Runner, back func()) *Kit {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1280, 800))
	k := New(w, run, back)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { k.Key(e) })
	w.Canvas().SetOnTypedRune(func(r rune) { k.Rune(r) })
	return k
}

// keys presses keys on what has the keyboard.
func (r *rig) keys(names ...fyne.KeyName) {
	for _, n := range names {
		if f := r.k.canvas.Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: n})
		} else {
			r.k.canvas.OnTypedKey()(&fyne.KeyEvent{Name: n})
		}
	}
}

// write types on what has the keyboard.
func (r *rig) write(text string) {
	for _, c := range text {
		if f := r.k.canvas.Focused(); f != nil {
			f.TypedRune(c)
		} else {
			r.k.canvas.OnTypedRune()(c)
		}
	}
}

// afresh types in place of all that the field says, and presses Enter.
func (r *rig) afresh(text string) {
	r.k.canvas.Focus(r.field)
	r.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.write(text)
	r.keys(fyne.KeyReturn)
}

// click clicks at x on the line of a name, some time after the last click.
func (r *rig) click(name string, x float32, after time.Duration) {
	r.t.Helper()
	i := slices.IndexFunc(r.listing.Entries, func(e folder.Entry) bool { return e.Name == name })
	if i < 0 {
		r.t.Fatalf("%q is not in the list %q", name, names(r.listing))
	}
	r.clock = r.clock.Add(after)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r.list)
	first, _ := r.list.Seen()
	test.TapCanvas(r.k.canvas, at.AddXY(x, float32(i-first)*lineHigh+lineHigh/2))
}

func (r *rig) want(field, button string) {
	r.t.Helper()
	if r.field.Text != field {
		r.t.Errorf("the field says %q, want %q", r.field.Text, field)
	}
	if got := r.strong.Words(); got != strings.TrimSuffix(button, "-") || r.strong.Disabled() != strings.HasSuffix(button, "-") {
		r.t.Errorf("the button says %q, disabled %v; want %q", got, r.strong.Disabled(), button)
	}
}

func (r *rig) wantChosen(paths ...string) {
	r.t.Helper()
	if !slices.Equal(r.chosen, paths) || r.calls != min(len(paths), 1) {
		r.t.Errorf("chosen %q in %d calls, want %q", r.chosen, r.calls, paths)
	}
	if closed := r.k.canvas.Overlays().Top() == nil; closed != (len(paths) > 0) {
		r.t.Errorf("closed: %v", closed)
	}
}

const (
	slow  = time.Second
	quick = 100 * time.Millisecond
	text  = 150 // where the name of a line is
	box1  = 14  // where its box is
)

var sep = string(filepath.Separator)

func at(dir string, parts ...string) string { return filepath.Join(append([]string{dir}, parts...)...) }

func TestTypedPaths(t *testing.T) {
	dir := tree(t, "a.txt", "in/b.txt", "in/c.png")
	setHome(t, at(dir, "in"))
	o := Files{Title: "Add articles", Confirm: "Add", Folder: dir, Endings: []string{".txt"}}
	for _, c := range []struct{ typed, chosen, field, notice string }{
		{at(dir, "a.txt"), at(dir, "a.txt"), "", ""},
		{"a.txt", at(dir, "a.txt"), "", ""},
		{"in/../a.txt", at(dir, "a.txt"), "", ""},
		{"~/b.txt", at(dir, "in", "b.txt"), "", ""},
		{at(dir, "in", "c.png"), at(dir, "in", "c.png"), "", ""},
		{"in", "", at(dir, "in") + sep, ""},
		{"~", "", at(dir, "in") + sep, ""},
		{"", "", dir + sep, ""},
		{"gone.txt", "", "gone.txt", folder.MissingWord(at(dir, "gone.txt"))},
		{"a.txt/", "", "a.txt/", folder.NotFolderWord(at(dir, "a.txt"))},
	} {
		t.Run(c.typed, func(t *testing.T) {
			r := raise(t, o, false)
			r.want(dir+sep, "Add-")
			if c.typed == "" {
				r.field.TypedShortcut(&fyne.ShortcutSelectAll{})
				r.keys(fyne.KeyBackspace, fyne.KeyReturn)
			} else {
				r.afresh(filepath.FromSlash(c.typed))
			}
			if c.chosen != "" {
				r.wantChosen(c.chosen)
				return
			}
			r.wantChosen()
			if got := r.field.Text; got != filepath.FromSlash(c.field) || r.notice.Text() != c.notice || r.notice.Visible() != (c.notice != "") {
				t.Errorf("the field says %q, the notice %q", got, r.notice.Text())
			}
			r.write("x")
			if r.notice.Visible() {
				t.Error("the notice stays when one types on")
			}
		})
	}
}

func TestAPathOfItsOwnBeginsAnew(t *testing.T) {
	dir := tree(t, "a.txt", "in/b.txt")
	r := raise(t, Files{Confirm: "Open", Folder: dir}, false)
	r.write("in")
	r.want(at(dir, "in"), "Open") // a name continues the folder
	r.afresh("in")
	r.write(sep + "x" + sep)
	r.want(sep+"x"+sep, "Open")

	r = raise(t, Files{Confirm: "Save", Folder: dir, Name: "w.txt"}, true)
	r.write("~" + sep + "v.txt")
	r.want("~"+sep+"v.txt", "Save")
}

func TestUnreadableFolderIsNotEntered(t *testing.T) {
	dir := tree(t, "gone/", "a.txt")
	r := raise(t, Files{Confirm: "Open", Folder: dir}, false)
	must(t, os.Remove(at(dir, "gone")))
	r.click("gone", text, slow)
	if r.listing.Place != dir || !strings.Contains(r.notice.Text(), "cannot be read") || !r.notice.Visible() {
		t.Errorf("in %q the notice says %q", r.listing.Place, r.notice.Text())
	}
	r.click("a.txt", text, slow)
	if r.notice.Visible() {
		t.Error("the notice stays when one chooses something else")
	}
}

func TestClicks(t *testing.T) {
	dir := tree(t, "in/b.txt", "a.txt", "c.txt")
	r := raise(t, Files{Confirm: "Open", Folder: dir, Folders: true}, false)
	r.want(dir+sep, "Open this folder")
	r.click("in", text, slow)
	r.want(at(dir, "in")+sep, "Open this folder")
	r.click("b.txt", text, quick) // the rest of a double click on the folder
	r.want(at(dir, "in")+sep, "Open this folder")
	r.click("b.txt", text, slow)
	r.want(at(dir, "in", "b.txt"), "Open")
	r.click(filepath.Base(dir), text, slow)
	r.want(dir+sep, "Open this folder")
	if e := r.listing.Entries[r.list.At()]; e.Name != "in" {
		t.Errorf("after going up the keyboard is on %q", e.Name)
	}
	r.click("a.txt", box1, slow)
	r.click("c.txt", text, quick)
	r.want(at(dir, "c.txt"), "Open")
	r.click("c.txt", text, slow)
	r.wantChosen()
	r.click("c.txt", text, quick)
	r.wantChosen(at(dir, "c.txt"))
}

func TestManyFilesAndFolders(t *testing.T) {
	dir := tree(t, "in/b.txt", "on/", "a.txt", "c.txt", "d.txt", "e.png")
	stayed := ""
	o := Files{Confirm: "Add", Folder: dir, Many: true, Folders: true, Endings: []string{".txt"}, Stay: func(folder string) { stayed = folder }}
	r := raise(t, o, false)
	r.click("d.txt", text, slow)
	r.click("a.txt", box1, slow)
	r.want(dir+sep, "Add 2 files")
	r.click("d.txt", text, slow)
	r.want(dir+sep, "Add 1 file")
	r.click("on", box1, slow)
	r.want(dir+sep, "Add 1 file and 1 folder")
	r.list.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.want(dir+sep, "Add 3 files and 1 folder")
	if r.every.Words() != "Select none" {
		t.Errorf("the link says %q", r.every.Words())
	}
	r.every.Press()
	r.want(dir+sep, "Add this folder")
	r.every.Press()
	r.click("c.txt", text, slow)
	test.Tap(r.strong)
	r.wantChosen(at(dir, "a.txt"), at(dir, "d.txt"))

	r = raise(t, o, false)
	r.click("c.txt", text, slow)
	r.click("d.txt", text, slow)
	r.click("d.txt", text, slow)
	r.click("d.txt", text, quick) // a double click takes its file along
	r.wantChosen(at(dir, "c.txt"), at(dir, "d.txt"))

	r = raise(t, o, false)
	r.click("c.txt", text, slow)
	r.afresh("in" + sep + "b.txt") // so does a typed path
	r.wantChosen(at(dir, "c.txt"), at(dir, "in", "b.txt"))

	r = raise(t, o, false)
	r.click("c.txt", text, slow)
	r.click("in", text, slow)
	r.want(at(dir, "in")+sep, "Add this folder")
	r.keys(fyne.KeyBackspace) // what was ticked is left behind
	r.want(dir+sep, "Add this folder")
	r.click("in", text, slow)
	test.Tap(r.strong)
	r.wantChosen(at(dir, "in"))
	if stayed != at(dir, "in") {
		t.Errorf("the last folder is %q", stayed)
	}

	r = raise(t, o, false)
	r.keys(fyne.KeyDown, fyne.KeyReturn)
	r.want(at(dir, "in")+sep, "Add this folder")
	r.keys(fyne.KeyReturn) // on no line it presses the button
	r.wantChosen(at(dir, "in"))

	o.Folders = false
	r = raise(t, o, false)
	r.click("in", box1, slow)
	r.want(at(dir, "in")+sep, "Add-")
}

func TestKeysOfTheList(t *testing.T) {
	dir := tree(t, "in/b.txt", "a.txt", "c.txt", "d.txt")
	r := raise(t, Files{Confirm: "Open", Folder: dir}, false)
	r.keys(fyne.KeyDown, fyne.KeyReturn) // into the folder in
	r.want(at(dir, "in")+sep, "Open-")
	r.keys(fyne.KeyReturn) // an Enter held too long opens nothing
	r.want(at(dir, "in")+sep, "Open-")
	r.keys(fyne.KeyDown)
	r.want(at(dir, "in", "b.txt"), "Open")
	r.keys(fyne.KeyUp, fyne.KeyUp)
	if r.k.canvas.Focused() != fyne.Focusable(r.field) {
		t.Error("Up from the first line does not lead to the field")
	}
	r.keys(fyne.KeyDown, fyne.KeyBackspace)
	r.want(dir+sep, "Open-")
	r.write("c")
	r.want(at(dir, "c.txt"), "Open")
	r.keys(fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown)
	r.want(at(dir, "d.txt"), "Open")
	r.keys(fyne.KeyUp, fyne.KeyReturn)
	r.wantChosen(at(dir, "c.txt"))

	r = raise(t, Files{Confirm: "Add", Folder: dir, Many: true}, false)
	r.keys(fyne.KeyDown, fyne.KeySpace, fyne.KeyDown, fyne.KeySpace, fyne.KeyDown)
	r.want(dir+sep, "Add 1 file")
	r.keys(fyne.KeyDown, fyne.KeySpace, fyne.KeyUp, fyne.KeyReturn)
	r.wantChosen(at(dir, "a.txt"), at(dir, "d.txt"))
}

func TestTypingPointsAndTabCompletes(t *testing.T) {
	dir := tree(t, "Articles/one.txt", "a.txt", "two 1.txt", "two 2.txt")
	r := raise(t, Files{Confirm: "Open", Folder: dir}, false)
	if r.field.AcceptsTab() {
		t.Error("Tab does not leave a field in which nothing was typed")
	}
	r.write("TW")
	if e := r.listing.Entries[r.list.At()]; e.Name != "two 1.txt" {
		t.Errorf("the list points at %q", e.Name)
	}
	r.keys(fyne.KeyTab)
	r.want(at(dir, "two "), "Open")
	r.keys(fyne.KeyTab)
	if r.field.AcceptsTab() {
		t.Error("Tab does not leave a field which it cannot complete")
	}
	r.field.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.write("art")
	r.keys(fyne.KeyTab)
	r.want("Articles"+sep, "Open")
	r.write("o")
	r.keys(fyne.KeyTab, fyne.KeyReturn)
	r.wantChosen(at(dir, "Articles", "one.txt"))
}

// What is framed as a path is typed is what Enter takes; when saving nothing is,
// and Enter writes what is typed.
func TestEnterTakesWhatIsFramed(t *testing.T) {
	dir := tree(t, "Articles/one.txt", "a.txt", "a.txt.old", "two 1.txt", "two 2.txt")
	framed := func(r *rig) string {
		if i := r.list.At(); r.list.Aimed && i >= 0 {
			return r.listing.Entries[i].Name
		}
		return ""
	}
	r := raise(t, Files{Confirm: "Open", Folder: dir}, false)
	r.write("tw")
	if got := framed(r); got != "two 1.txt" {
		t.Errorf("framed is %q", got)
	}
	r.keys(fyne.KeyBackspace, fyne.KeyBackspace)
	if got := framed(r); got != "" {
		t.Errorf("with nothing typed %q is framed", got)
	}
	r.write("art")
	r.keys(fyne.KeyReturn)
	r.want(at(dir, "Articles")+sep, "Open-")
	r.keys(fyne.KeyReturn) // held too long
	r.want(at(dir, "Articles")+sep, "Open-")
	r.write("..")
	r.keys(fyne.KeyReturn) // back where it came from
	if got := framed(r); got != "Articles" {
		t.Errorf("left is %q", got)
	}
	r.keys(fyne.KeyReturn)
	r.want(at(dir, "Articles")+sep, "Open-")
	r.write("one")
	r.keys(fyne.KeyReturn)
	r.wantChosen(at(dir, "Articles", "one.txt"))

	r = raise(t, Files{Confirm: "Open", Folder: dir}, false)
	r.write("a.txt")
	if got := framed(r); got != "a.txt" { // the name itself before what begins so
		t.Errorf("framed is %q", got)
	}
	r.write("z")
	if got := framed(r); got != "" {
		t.Errorf("framed is %q", got)
	}
	r.keys(fyne.KeyReturn)
	if !r.notice.Visible() {
		t.Error("of what is not there nothing is said")
	}

	r = raise(t, Files{Confirm: "Add", Folder: dir, Many: true}, false)
	r.keys(fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	r.k.canvas.Focus(r.field)
	r.write("two 2")
	r.keys(fyne.KeyReturn)
	r.wantChosen(at(dir, "a.txt"), at(dir, "two 2.txt"))

	r = raise(t, Files{Confirm: "Save", Folder: dir, Name: "x.txt", Endings: []string{".txt"}}, true)
	r.afresh("two")
	r.wantChosen(at(dir, "two.txt"))
}

// tree makes files, and folders where the path ends in a slash, in a new
// folder.
func tree(t *testing.T, paths ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range paths {
		full := filepath.Join(dir, filepath.FromSlash(p))
		if p[len(p)-1] == '/' {
			must(t, os.MkdirAll(full, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(full), 0o755))
		must(t, os.WriteFile(full, []byte(p), 0o644))
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func setHome(t *testing.T, dir string) {
	t.Setenv("HOME", dir)
	t.Setenv("USERPROFILE", dir)
}

// names are those of the lines after the parent.
func names(l folder.Listing) (out []string) {
	for _, e := range l.Entries {
		if e.Kind != folder.Parent {
			out = append(out, e.Name)
		}
	}
	return out
}

// The list follows the path that is typed, and is where it was when that is
// taken back.
func TestTheListFollowsTheTypedPath(t *testing.T) {
	dir := tree(t, "in/deep/c.txt", "in/b.txt", "a.txt", "inn.txt")
	for _, saving := range []bool{false, true} {
		r := raise(t, Files{Confirm: "Go", Folder: dir, Name: "w.txt"}, saving)
		shows := func(place string, list ...string) {
			t.Helper()
			if r.listing.Place != place || !slices.Equal(names(r.listing), list) {
				t.Errorf("saving %v, typed %q: in %q it shows %q", saving, r.field.Text, r.listing.Place, names(r.listing))
			}
		}
		clear := func() {
			r.k.canvas.Focus(r.field)
			r.field.TypedShortcut(&fyne.ShortcutSelectAll{})
			r.keys(fyne.KeyBackspace)
		}
		clear()
		r.write("in")
		shows(dir, "in", "a.txt", "inn.txt")
		r.write(sep)
		shows(at(dir, "in"), "deep", "b.txt")
		r.write("d")
		if e := r.listing.Entries[r.list.At()]; e.Name != "deep" {
			t.Errorf("it points at %q", e.Name)
		}
		r.write("eep" + sep)
		shows(at(dir, "in", "deep"), "c.txt")
		r.write("none" + sep + "x")
		shows(at(dir, "in", "deep"), "c.txt")
		clear()
		shows(dir, "in", "a.txt", "inn.txt")
		r.write(at(dir, "in") + sep + "new")
		shows(at(dir, "in"), "deep", "b.txt")
		r.click("deep", text, slow) // what is clicked there is there
		shows(at(dir, "in", "deep"), "c.txt")
		if got := r.field.Text; !strings.HasPrefix(got, at(dir, "in", "deep")+sep) {
			t.Errorf("saving %v: the field says %q", saving, got)
		}
	}
	r := raise(t, Files{Confirm: "Add", Folder: dir, Many: true}, false)
	r.click("a.txt", text, slow)
	r.k.canvas.Focus(r.field)
	r.write("in" + sep)
	r.click("b.txt", text, slow) // what was ticked elsewhere is left behind
	r.want(at(dir, "in")+sep, "Add 1 file")
	test.Tap(r.strong)
	r.wantChosen(at(dir, "in", "b.txt"))
}
