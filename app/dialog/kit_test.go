package dialog

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/async"
)

// desk is a kit as a person uses it.
type desk struct {
	*Kit
	t     *testing.T
	backs int // how often the page got the keyboard back
}

func newDesk(t *testing.T, run *async.Runner) *desk {
	d := &desk{t: t}
	d.Kit = newKit(t, run, func() { d.backs++ })
	return d
}

// strike sends keys to what has the keyboard, or to the window where nothing
// has; a space comes with its character, as from the system.
func (d *desk) strike(keys ...fyne.KeyName) {
	for _, k := range keys {
		e := &fyne.KeyEvent{Name: k}
		switch f := d.canvas.Focused(); {
		case k == fyne.KeyTab:
			d.canvas.FocusNext()
		case f != nil:
			f.TypedKey(e)
		default:
			d.canvas.OnTypedKey()(e)
		}
		if k == fyne.KeySpace {
			d.write(" ")
		}
	}
}

func (d *desk) write(s string) {
	for _, r := range s {
		if f := d.canvas.Focused(); f != nil {
			f.TypedRune(r)
		} else {
			d.canvas.OnTypedRune()(r)
		}
	}
}

var ctrlEnter = &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}

// sheets opens one of each kind.
func (d *desk) sheets() map[string]func() {
	dir := tree(d.t, "a.txt", "in/")
	return map[string]func(){
		"ask": func() {
			d.Ask("Well?", "Shall we?", Answer{Label: "One way", Do: func() {}}, Answer{Label: "Another", Do: func() {}})
		},
		"tell": func() { d.Tell("This", strings.Repeat("A long story. ", 400)) },
		"form": func() {
			d.Form("Details", "Save", []Field{{Label: "Outlet"}, {Label: "Byline"}}, func([]string) error { return nil })
		},
		"choose": func() {
			d.Choose("Which?", "Take", slices.Repeat([]Choice{{Name: "One", More: "more"}}, 20), func(int) {})
		},
		"open": func() { d.OpenFiles(Files{Title: "Add", Confirm: "Add", Folder: dir, Many: true}, func([]string) {}) },
		"save": func() { d.SaveFile(Files{Title: "Save", Confirm: "Save", Folder: dir, Name: "w.txt"}, func(string) {}) },
	}
}

// Each sheet has the keyboard somewhere from the start, Tab goes round on it, and
// it closes by Escape from wherever that is and from nowhere.
func TestEscapeCloses(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	for name, show := range d.sheets() {
		show := func() {
			show()
			d.top().Say(errors.New("something is wrong"))
		}
		show()
		first, stops := d.canvas.Focused(), 1
		if first == nil {
			t.Errorf("%s: nothing has the keyboard", name)
		}
		for d.strike(fyne.KeyTab); d.canvas.Focused() != first && stops < 20; d.strike(fyne.KeyTab) {
			stops++
		}
		for i := range stops + 1 {
			if !d.Open() {
				show()
			}
			for range i {
				d.strike(fyne.KeyTab)
			}
			if i == stops {
				d.canvas.Unfocus()
			}
			d.backs = 0
			if d.strike(fyne.KeyEscape); d.Open() || d.canvas.Overlays().Top() != nil || d.backs != 1 {
				t.Errorf("%s: after Escape at stop %d of %d it is open: %v, %d times back", name, i, stops, d.Open(), d.backs)
			}
		}
	}
}

// Enter presses the button that stands out, and on another button that one;
// the space bar presses a button and goes no further.
func TestAnswers(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	said := ""
	ask := func() {
		said = ""
		d.Ask("Well?", "Shall we?", Answer{Label: "One", Do: func() { said = "one" }}, Answer{Label: "Two", Do: func() { said = "two" }})
	}
	for _, c := range []struct {
		keys []fyne.KeyName
		want string
	}{
		{[]fyne.KeyName{fyne.KeyReturn}, "two"},
		{[]fyne.KeyName{fyne.KeyEnter}, "two"},
		{[]fyne.KeyName{fyne.KeySpace}, "two"},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyReturn}, "one"},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft, fyne.KeySpace}, ""},
		{[]fyne.KeyName{fyne.KeyTab, fyne.KeyReturn}, ""},
		{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeySpace}, "two"},
	} {
		ask()
		d.strike(c.keys...)
		if d.Open() || said != c.want {
			t.Errorf("%v: open %v, said %q, want %q", c.keys, d.Open(), said, c.want)
		}
	}
	ask()
	d.canvas.Unfocus() // as by a click beside everything
	if d.strike(fyne.KeyReturn); said != "two" {
		t.Errorf("with the keyboard nowhere Enter said %q", said)
	}
	ask()
	d.canvas.Unfocus()
	if d.Confirm(ctrlEnter); said != "two" {
		t.Errorf("with the keyboard nowhere Ctrl+Enter said %q", said)
	}
}

// A sheet above another gives the keyboard back to that, and only the last one
// to the page.
func TestSheetAboveASheet(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	d.Form("Details", "Save", []Field{{Label: "Outlet"}}, func([]string) error { return nil })
	line := d.canvas.Focused()
	d.Tell("By the way", "It rains.")
	if d.strike(fyne.KeyEscape); d.backs != 0 || d.canvas.Focused() != line {
		t.Errorf("%d times back, the keyboard is with %T", d.backs, d.canvas.Focused())
	}
	if d.strike(fyne.KeyEscape); d.backs != 1 || d.Open() {
		t.Errorf("%d times back, open: %v", d.backs, d.Open())
	}
}

// What is wrong is said on the form, which stays open with what was typed.
func TestForm(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	var got []string
	d.Form("Details", "Save", []Field{{Label: "Outlet", Value: "Old"}, {Label: "Byline"}}, func(values []string) error {
		if values[1] == "" {
			return errors.New("a byline is missing")
		}
		got = values
		return nil
	})
	d.write("New") // over the old one, which is selected
	d.strike(fyne.KeyReturn)
	if s := d.top(); s == nil || s.notice.Text() != "A byline is missing" {
		t.Fatalf("open: %v", d.Open())
	}
	d.write("er") // one goes on where one was
	d.strike(fyne.KeyTab)
	d.write("Anna")
	d.canvas.Focused().(fyne.Shortcutable).TypedShortcut(ctrlEnter)
	if d.Open() || !slices.Equal(got, []string{"Newer", "Anna"}) {
		t.Errorf("open: %v, accepted: %q", d.Open(), got)
	}
}

// What is typed leads to the row that has it; what is in none begins anew.
func TestTypeahead(t *testing.T) {
	a := typeahead{from: []Choice{{Name: "Kremlin confirms", More: "30 Jan · Littoral"}, {Name: "Quieter skies", More: "La Aurora"}, {Name: "Kyiv holds", More: "Straits"}}}
	at := 0
	for _, step := range []struct {
		typed string
		want  int
	}{{"k", 0}, {"y", 2}, {"x", -1}, {"a", 2}, {"u", 1}, {"k", -1}, {"K", 1}, {"Y", 2}} {
		for _, r := range step.typed {
			i := a.next(r, at)
			if i != step.want {
				t.Errorf("%q leads to %d, not to %d", step.typed, i, step.want)
			}
			if i >= 0 {
				at = i
			}
		}
	}
	if a.next('l', 0); a.typed != "l" {
		t.Errorf("after walking on by arrows %q is sought", a.typed)
	}
}

func TestChoose(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	from := []Choice{{Name: "a"}, {Name: "b"}, {Name: "c"}, {Name: "d"}}
	got := -1
	choose := func() { d.Choose("Which?", "Take", from, func(i int) { got = i }) }
	for want, keys := range map[int][]fyne.KeyName{
		0: {fyne.KeyReturn},
		1: {fyne.KeyDown, fyne.KeyReturn},
		2: {fyne.KeyDown, fyne.KeyEnd, fyne.KeyUp, fyne.KeyReturn},
		3: {fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyTab, fyne.KeyTab, fyne.KeyReturn},
	} {
		choose()
		if d.strike(keys...); d.Open() || got != want {
			t.Errorf("%v took %d, want %d; open: %v", keys, got, want, d.Open())
		}
	}
	choose()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.canvas.Focused().(fyne.CanvasObject))
	if test.TapCanvas(d.canvas, at.AddXY(100, 1.5*choiceHigh)); got != 1 || d.Open() {
		t.Errorf("a click took %d, open: %v", got, d.Open())
	}
}

// What is too high for the window is scrolled, and nothing lies over anything.
func TestSheetsFit(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	drv := fyne.CurrentApp().Driver()
	for _, size := range []fyne.Size{fyne.NewSize(1280, 800), fyne.NewSize(900, 600), fyne.NewSize(600, 400)} {
		drv.AllWindows()[len(drv.AllWindows())-1].Resize(size)
		for name, show := range d.sheets() {
			show()
			s := d.top()
			s.Say(errors.New("something is wrong")) // takes room, too
			if got := s.pop.Content.Size(); got.Height > size.Height || got.Width > size.Width {
				t.Errorf("%s at %v is %v", name, size, got)
			}
			body, button := drv.AbsolutePositionForObject(s.scroll), drv.AbsolutePositionForObject(s.buttons[0])
			if end := body.Y + s.scroll.Size().Height; end > button.Y || button.Y+s.buttons[0].Size().Height > size.Height {
				t.Errorf("%s at %v: what is scrolled ends at %v, the button begins at %v", name, size, end, button.Y)
			}
			if name == "tell" && s.body.MinSize().Height > s.scroll.Size().Height {
				d.strike(fyne.KeyEnd)
				if want := s.body.Size().Height - s.scroll.Size().Height; s.scroll.Offset.Y != want {
					t.Errorf("End scrolls to %v, want %v", s.scroll.Offset.Y, want)
				}
			}
			d.strike(fyne.KeyEscape)
		}
	}
}

// The button with the keyboard has a ring around it.
func TestRing(t *testing.T) {
	d := newDesk(t, async.AtOnce())
	d.Ask("Well?", "Shall we?", Answer{Label: "One", Do: func() {}})
	rings := func() (n int) {
		for _, o := range test.LaidOutObjects(d.top().pop.Content) {
			if r, ok := o.(*canvas.Rectangle); ok && r.Visible() && r.StrokeWidth == 2 {
				n++
			}
		}
		return n
	}
	if n := rings(); n != 1 {
		t.Errorf("%d rings", n)
	}
	d.canvas.Unfocus()
	if n := rings(); n != 0 {
		t.Errorf("%d rings with the keyboard nowhere", n)
	}
}

// Progress comes only after a while, is not stopped by an Enter, and never comes
// for what has ended before.
func TestProgress(t *testing.T) {
	s := async.NewSteps()
	d := newDesk(t, s.Runner)
	stopped := false
	pass := func() {
		s.Pass(Blink)
		s.All()
	}
	p := d.Progress("Counting", func() { stopped = true })
	if d.Open() {
		t.Error("it is there at once")
	}
	p.Close()
	if pass(); d.Open() || d.backs > 0 {
		t.Error("it comes when all is over")
	}
	p = d.Progress("Counting", func() { stopped = true })
	pass()
	p.Report(1, 4)
	if !d.Open() || p.bar.Value != 0.25 {
		t.Errorf("open: %v, it is at %v", d.Open(), p.bar.Value)
	}
	if d.strike(fyne.KeyReturn); stopped {
		t.Error("Enter stopped it")
	}
	if d.strike(fyne.KeyEscape); !stopped || !d.Open() {
		t.Errorf("Escape stopped it: %v; open: %v", stopped, d.Open())
	}
	if p.Close(); d.Open() || d.backs != 1 {
		t.Errorf("open: %v, %d times back", d.Open(), d.backs)
	}
}
