package menu

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// desk is a window with a bar, and what was done and refused in it.
type desk struct {
	*Table
	bar   *Bar
	w     fyne.Window
	said  []string
	place Place
	sheet bool
}

func (d *desk) does(s string) func() { return func() { d.said = append(d.said, s) } }

func (d *desk) heard() string {
	s := strings.Join(d.said, ", ")
	d.said = nil
	return s
}

const here, there Place = 1, 2

func open(t *testing.T) *desk {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	d := &desk{place: here}
	d.Table = &Table{Around: Around{
		Place: func() Place { return d.place }, Sheet: func() bool { return d.sheet }, Menus: []string{"File", "Edit"},
		Refused: func(why string) { d.does("refused: " + why)() },
	}}
	why := func() string { return "there is nothing to take away" }
	d.Rows = []*Command{
		{ID: "open", Menu: "File", Group: 1, Label: "Open…", Keys: Keys("Ctrl+O"), Help: "open a file", Do: d.does("open")},
		{ID: "csv", Menu: "File/Export", Group: 1, Label: "As CSV", Do: d.does("csv")},
		{ID: "json", Menu: "File/Export", Group: 1, Label: "As JSON", Do: d.does("json")},
		{ID: "quit", Menu: "File", Group: 2, Label: "Quit", Keys: Keys("Ctrl+Q"), Sheet: true, Do: d.does("quit")},
		{ID: "remove", Menu: "Edit", Group: 1, Label: "Remove", Keys: Keys("Delete", "BackSpace"), In: here, Hint: "remove", Offer: here, Can: why, Do: d.does("remove")},
		{ID: "one", Menu: "Edit", Group: 1, Label: "First", Keys: Keys("1"), In: here, Help: "take one of two", Hint: "take", Offer: here, Do: d.does("one"), Ticked: func() bool { return true }},
		{ID: "two", Menu: "Edit", Group: 1, Label: "Second", Keys: Keys("2"), In: here, Help: "take one of two", Hint: "take", Offer: here, Do: d.does("two")},
	}
	d.bar = NewBar(d.Table)
	d.w = test.NewTempWindow(t, parts.Frame{Top: d.bar, Middle: widget.NewEntry()}.New())
	d.w.SetPadded(false)
	d.w.Resize(fyne.NewSize(800, 600))
	return d
}

func (d *desk) press(names ...fyne.KeyName) {
	for _, n := range names {
		d.w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: n})
	}
}

// A row of the table is all that a command needs: its key, its item in the
// menu, its line in the list of keys, its hint and its refusal come from it.
func TestOneRow(t *testing.T) {
	d := open(t)
	ready := false
	d.Rows = append(d.Rows, &Command{ID: "made-up", Menu: "Edit", Group: 2, Label: "Turn it round", Keys: Keys("Ctrl+Shift+U", "U"), In: here,
		Help: "turn all of it round", Hint: "turn", Offer: here, Do: d.does("turned"), Can: func() string {
			if ready {
				return ""
			}
			return "there is nothing to turn"
		}})
	shows := func() (words, end, why string) {
		items := d.items("Edit")
		last := items[len(items)-1]
		return last.Words, last.End, last.Why
	}
	if words, end, why := shows(); words != "Turn it round" || end != "Ctrl+Shift+U" || why != "there is nothing to turn" {
		t.Errorf("the menu has %q, %q, %q", words, end, why)
	}
	if !d.Press(Key{Rune: 'U'}) || d.heard() != "refused: there is nothing to turn" {
		t.Error("the key was not refused")
	}
	sections := d.Sections()
	keys := sections[len(sections)-1].Keys
	if last := keys[len(keys)-1]; last.Does != "turn all of it round" || !slices.Equal(last.Keys, []string{"Ctrl", "Shift", "U"}) {
		t.Errorf("the list of keys has %+v", last)
	}
	hinted := func() bool {
		return slices.ContainsFunc(d.Hints(), func(h parts.Hint) bool { return h.Does == "turn" })
	}
	if hinted() {
		t.Error("what cannot be done is hinted at")
	}
	ready = true
	if !hinted() {
		t.Error("it is not hinted at")
	}
	d.Press(OfShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyU, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift}))
	d.bar.Open(1)
	d.press(fyne.KeyEnd, fyne.KeyReturn)
	if got := d.heard(); got != "turned, turned" {
		t.Errorf("key and menu did %q", got)
	}
	if d.place = there; d.Press(Key{Rune: 'u'}) || hinted() {
		t.Error("it is heard elsewhere")
	}
}

// A key that nobody can press is no key.
func TestNoKey(t *testing.T) {
	for _, s := range []string{"", "Ctrl+", "Ctrl+Shift+Hx", "Strg+C", "F13", "Del"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%q is taken for a key", s)
				}
			}()
			Keys(s)
		}()
	}
}

func TestHintsAndKeysThatBelongTogether(t *testing.T) {
	d := open(t)
	if got := d.Hints(); len(got) != 1 || !slices.Equal(got[0].Keys, []string{"1", "2"}) || got[0].Does != "take" {
		t.Errorf("hints are %+v", got)
	}
	if s := d.Sections()[1].Keys; len(s) != 2 || !slices.Equal(s[1].Keys, []string{"1", "2"}) {
		t.Errorf("keys are %+v", s)
	}
}

// The whole bar can be used by keys: a menu in a menu, what cannot be chosen,
// the next menu, a first letter, and out again.
func TestBarByKeys(t *testing.T) {
	d := open(t)
	d.w.Canvas().Focus(d.w.Content().(*fyne.Container).Objects[0].(fyne.Focusable))
	was := d.w.Canvas().Focused()
	d.bar.Open(0)
	d.press(fyne.KeyDown, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	if got := d.heard(); got != "json" || d.w.Canvas().Focused() != was {
		t.Errorf("did %q; the keyboard is on %T", got, d.w.Canvas().Focused())
	}
	d.bar.Open(0)
	d.press(fyne.KeyRight, fyne.KeyReturn) // Edit ▸ Remove, which cannot be done
	if got := d.heard(); got != "" || d.w.Canvas().Overlays().Top() == nil {
		t.Errorf("did %q, or the menu closed", got)
	}
	if got := d.bar.drop.AccessibilityLabel(); got != "Remove, Del, not now: there is nothing to take away" {
		t.Errorf("it is read as %q", got)
	}
	d.w.Canvas().Focused().TypedRune('s')
	if d.press(fyne.KeyReturn); d.heard() != "two" {
		t.Error("a first letter does not mark")
	}
	d.bar.Open(0)
	d.press(fyne.KeyDown, fyne.KeyRight, fyne.KeyEscape, fyne.KeyEscape)
	if d.w.Canvas().Overlays().Top() != nil || d.heard() != "" {
		t.Error("Escape does not lead out")
	}
}

// By the mouse: a click on a title, the way along the bar, a row, beside it.
func TestBarByMouse(t *testing.T) {
	d := open(t)
	at := func(title int) fyne.Position {
		x, wide := d.bar.title(title)
		return fyne.NewPos(x+wide/2, barHigh/2)
	}
	row := func(i int) fyne.Position {
		p := d.bar.drop.panels[0]
		return p.at.AddXY(40, p.top(i)+rowHigh/2)
	}
	test.TapAt(d.bar, at(0))
	d.bar.drop.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(1)}})
	if p := d.bar.drop.panels[0]; p.items[0].Words != "Remove" {
		t.Fatalf("along the bar it shows %q", p.items[0].Words)
	}
	test.TapAt(d.bar.drop, row(0))
	test.TapAt(d.bar.drop, row(1))
	if got := d.heard(); got != "one" || d.bar.drop != nil {
		t.Errorf("did %q", got)
	}
	test.TapAt(d.bar, at(0))
	test.TapAt(d.bar.drop, fyne.NewPos(700, 500))
	if d.bar.drop != nil || d.w.Canvas().Overlays().Top() != nil {
		t.Error("a click beside it does not close it")
	}
	d.sheet = true
	d.Press(Keys("Ctrl+O")[0])
	if d.Press(Keys("Ctrl+Q")[0]); d.heard() != "quit" {
		t.Error("with a sheet open more, or less, than Quit can be done")
	}
}

// A context menu shows what can be done, within the window, and nothing where
// that is nothing.
func TestContext(t *testing.T) {
	d := open(t)
	d.Context(d.w.Canvas(), fyne.NewPos(10, 10), "remove", "")
	if d.w.Canvas().Overlays().Top() != nil {
		t.Fatal("an empty menu opened")
	}
	d.Context(d.w.Canvas(), fyne.NewPos(790, 590), "one", "", "remove", "two")
	p := d.w.Canvas().Overlays().Top().(*Drop).panels[0]
	if len(p.items) != 2 || !p.items[1].First || p.at.X+p.size.Width > 800 || p.at.Y+p.size.Height > 600 {
		t.Errorf("%d rows at %v, %v", len(p.items), p.at, p.size)
	}
}

// Every text of a menu is told from what is below it: by 4.5 what can be
// chosen, with its key.
func TestMenuContrast(t *testing.T) {
	for _, theme := range []style.Choice{style.AlwaysLite, style.AlwaysDark} {
		open(t)
		fyne.CurrentApp().Settings().SetTheme(style.Theme{Choice: theme})
		p := style.Now()
		if got := style.Contrast(p.Muted, p.Raised); got < 4.5 {
			t.Errorf("%s: keys stand out by %.1f", theme, got)
		}
		if got := style.Contrast(p.Ink, p.AccentFill); got < 4.5 {
			t.Errorf("%s: the marked row stands out by %.1f", theme, got)
		}
	}
}

func TestKeysAreReadAsWritten(t *testing.T) {
	for written, want := range map[string]Key{
		"Ctrl+Shift+C": {Name: fyne.KeyC, Held: fyne.KeyModifierControl | fyne.KeyModifierShift}, "Ctrl++": {Name: fyne.KeyEqual, Held: fyne.KeyModifierControl},
		"[": {Rune: '['}, "S": {Rune: 's'}, "F3": {Name: fyne.KeyF3}, "Shift+F10": {Name: fyne.KeyF10, Held: fyne.KeyModifierShift},
		"Alt+F": {Name: fyne.KeyF, Held: fyne.KeyModifierAlt}, "Ctrl+PgDn": {Name: fyne.KeyPageDown, Held: fyne.KeyModifierControl}, "Enter": {Name: fyne.KeyReturn},
	} {
		k := Keys(written)[0]
		if k != want {
			t.Errorf("%s is read as %+v", written, k)
		}
		if got := k.String(); got != written {
			t.Errorf("%s is written as %s", written, got)
		}
		if s := k.Shortcut(); s != nil && OfShortcut(s) != k {
			t.Errorf("%s comes back as %+v", written, OfShortcut(s))
		}
	}
}

// A menu that is opened by itself begins at what is ticked. What does not fit the
// window is walked to, and turned to with the wheel.
func TestLongMenu(t *testing.T) {
	d := open(t)
	field := d.w.Content().(*fyne.Container).Objects[0].(fyne.Focusable)
	d.w.Canvas().Focus(field)
	items := make([]Item, 100)
	for i := range items {
		items[i] = Item{Words: fmt.Sprint("number ", i), First: i%7 == 1, Ticked: i == 40, Do: d.does(fmt.Sprint(i))}
	}
	show := func() *Drop {
		Choose(d.bar, fyne.NewPos(10, 20), items...)
		return d.w.Canvas().Overlays().Top().(*Drop)
	}
	drop := show()
	p := drop.panels[0]
	if p.at.Y < 0 || p.at.Y+p.size.Height > 600 || p.marked != 40 || !p.shows(40) || p.shows(0) || p.shows(99) {
		t.Errorf("from %v, %v high, marked is %d, first is %d", p.at, p.size.Height, p.marked, p.from)
	}
	check := func() {
		t.Helper()
		if !p.shows(p.marked) || p.row(p.top(p.marked)+1) != p.marked {
			t.Fatalf("row %d is marked and not to be seen from %d", p.marked, p.from)
		}
	}
	for range 100 {
		d.press(fyne.KeyDown)
		check()
	}
	d.press(fyne.KeyEnd)
	check()
	d.press(fyne.KeyPageUp, fyne.KeyUp)
	check()
	d.press(fyne.KeyHome)
	check()
	drop.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	test.TapAt(drop, p.at.AddXY(30, p.top(3)+1))
	if got := d.heard(); got != "3" || d.w.Canvas().Focused() != field {
		t.Errorf("chose %q; the keyboard is with %T", got, d.w.Canvas().Focused())
	}
	show()
	d.w.Canvas().Focused().TypedRune(' ') // which the page does not get
	if got := d.heard(); got != "40" || field.(*widget.Entry).Text != "" {
		t.Errorf("a space chose %q", got)
	}
	drop = show()
	for range 500 {
		drop.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: -10}})
	}
	if p := drop.panels[0]; !p.shows(99) || !p.shows(90) {
		t.Errorf("turned to the end it begins at %d", p.from)
	}
}
