package reader

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
)

func TestKeys(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	var heard []fyne.KeyName
	p.OnKey = func(k fyne.KeyName) bool {
		heard = append(heard, k)
		return k == fyne.KeyDelete
	}
	p.key(fyne.KeyDelete)
	p.key(fyne.KeyF3)
	if !slices.Equal(heard, []fyne.KeyName{fyne.KeyDelete, fyne.KeyF3}) {
		t.Errorf("heard of %v", heard)
	}
	caret := p.sel.caret
	p.OnKey = func(k fyne.KeyName) bool { return true }
	if p.key(fyne.KeyRight); p.sel.caret != caret {
		t.Error("a key that was used moves, too")
	}
	p.OnKey = nil
	p.ctrl(fyne.KeyHome, 0)
	p.ctrl(fyne.KeyRight, 0)
	p.ctrl(fyne.KeyRight, fyne.KeyModifierShift)
	p.ctrl(fyne.KeyRight, fyne.KeyModifierShift)
	if got := p.selected(); got != " Donald Trump" {
		t.Errorf("Ctrl+Shift+Right selected %q", got)
	}
	p.key(fyne.KeyEscape)
	if p.Selection().Len() != 0 {
		t.Error("Escape left a selection")
	}
	p.typed("s")
	if got := p.selected(); got != "President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week." {
		t.Errorf("S selected %q", got)
	}
	p.ctrl(fyne.KeyHome, 0)
	p.key(fyne.KeyDown)
	p.key(fyne.KeyDown)
	p.key(fyne.KeyUp)
	p.key(fyne.KeyUp)
	if p.sel.caret != 0 {
		t.Errorf("down and up again led to %d", p.sel.caret)
	}
	p.key(fyne.KeyEnd)
	if at := p.sel.caret; at == 0 || p.layout.LineOf(at) != p.layout.First() {
		t.Errorf("End led to %d", at)
	}
	shortcut := ""
	p.OnShortcut = func(s fyne.Shortcut) { shortcut = s.ShortcutName() }
	p.ctrl(fyne.KeyM, 0)
	if shortcut == "" {
		t.Error("a shortcut that is not the reader's was not called back")
	}
}

func TestNext(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	var order []annotate.ID
	for range 5 {
		p.typed("n")
		order = append(order, p.Picked())
	}
	if order[0] != order[4] || order[1] != "hold fire on Kyiv" || order[3] != "minus 30 degrees" {
		t.Errorf("N went through %q", order)
	}
	p.typed("p")
	if p.Picked() != "minus 30 degrees" {
		t.Errorf("P went to %q", p.Picked())
	}
	// Of those that begin at one place each has its turn, forth and back.
	p.annotate(p.mark("President", annotate.Confirmed), p.mark("President Donald", annotate.Confirmed), p.mark("President Donald Trump", annotate.Disputed), p.mark("Snow", annotate.Disputed))
	p.ctrl(fyne.KeyEnd, 0)
	for _, step := range []struct {
		key  string
		want annotate.ID
	}{
		{"n", "President"}, {"n", "President Donald"}, {"n", "President Donald Trump"}, {"n", "Snow"}, {"n", "President"},
		{"p", "Snow"}, {"p", "President Donald Trump"}, {"p", "President Donald"}, {"p", "President"}, {"p", "Snow"},
	} {
		if p.typed(step.key); p.Picked() != step.want {
			t.Fatalf("%s went to %q, want %q", step.key, p.Picked(), step.want)
		}
	}
}

// Up and Down keep to the column in which they began, until the caret is put
// somewhere, be it where it stands.
func TestColumn(t *testing.T) {
	p := open(t, "A first line that is long.\nShort.\nA third line that is long.")
	start, short, third := p.find("that is long").Start, p.find("Short.").End, annotate.Span{}
	third.Start = p.find("\nA third").Start + 1
	down := func() { p.key(fyne.KeyUp); p.key(fyne.KeyDown); p.key(fyne.KeyDown) }
	for name, c := range map[string]struct {
		do   func()
		kept bool
	}{
		"nothing": {func() {}, true}, "the wheel": {func() { p.ScrollBy(1) }, true},
		"a click there": {func() { p.click(p.at(short).AddXY(0.1, 0), 1, 0) }, false},
		"End":           {func() { p.key(fyne.KeyEnd) }, false},
		"larger type":   {func() { p.Zoom(p.zoom + 0.05) }, false},
	} {
		p.click(p.at(start), 1, 0)
		down()
		if p.key(fyne.KeyUp); p.sel.caret != short {
			t.Fatalf("down is %d, want %d", p.sel.caret, short)
		}
		c.do()
		p.key(fyne.KeyDown)
		from := p.layout.X(p.layout.LineOf(p.sel.caret), p.sel.caret)
		if kept := from > 70; kept != c.kept {
			t.Errorf("after %s the column is kept: %v, at %v", name, kept, from)
		}
	}
}

// Without spaces between the lines, End stays on its line.
func TestEndWithoutSpaces(t *testing.T) {
	body := ""
	for range 60 {
		body += "基辅电力设施"
	}
	p := open(t, body)
	p.key(fyne.KeyEnd)
	p.key(fyne.KeyEnd)
	if at := p.layout.LineOf(p.sel.caret); at != p.layout.First() {
		t.Errorf("End twice led to line %v", at)
	}
	second, _ := p.layout.Step(p.layout.First(), 1)
	if at := p.layout.PointOn(second, 1e6); p.layout.LineOf(at) != second {
		t.Errorf("a click past the second line lies on line %v", p.layout.LineOf(at))
	}
}

// What is selected takes the place of the highlight in hand.
func TestSelectionLetsGoOfTheHighlight(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	p.typed("n")
	if p.Picked() == "" {
		t.Fatal("N picked nothing")
	}
	p.Select(p.find("Snow fell"))
	if p.Picked() != "" {
		t.Errorf("with words selected %q is still in hand", p.Picked())
	}
}

// With the Menu key and Shift+F10 the menu opens below the caret, or below the
// beginning of the highlight in hand, wherever the page is.
func TestMenuByKey(t *testing.T) {
	p := open(t, dispatch+"\n\n"+dispatch+"\n\n"+dispatch+"\n\n"+dispatch+"\n\n"+dispatch)
	p.fourMarks()
	var asked []fyne.Position
	p.OnMenu = func(at fyne.Position) { asked = append(asked, at) }
	menu := func(point int) {
		t.Helper()
		for name, key := range map[string]func(){"Menu": func() { p.key(desktop.KeyMenu) }, "Shift+F10": func() { p.shifted(fyne.KeyF10) }} {
			asked = nil
			key()
			want := p.at(point)
			want.Y += float32(p.layout.Lead() / 2)
			if len(asked) != 1 {
				t.Fatalf("%s asked for the menu %d times", name, len(asked))
			}
			if d := asked[0].Subtract(want); max(d.X, -d.X, d.Y, -d.Y) > 0.01 {
				t.Errorf("%s asked for the menu at %v, want %v", name, asked[0], want)
			}
			if asked[0].Y < 0 || asked[0].Y > p.Size().Height {
				t.Errorf("%s asked for the menu out of sight, at %v", name, asked[0])
			}
		}
	}
	p.click(p.on("Snow"), 1, 0)
	menu(p.sel.caret)
	p.ScrollToShare(1)
	menu(p.sel.caret)
	p.Select(p.find("Trump told"))
	menu(p.sel.caret)
	p.click(p.on("Kremlin"), 1, 0)
	if p.Picked() == "" {
		t.Fatal("nothing is in hand")
	}
	menu(p.find("There was").Start)
	p.Zoom(1.5)
	menu(p.find("There was").Start)
	asked = nil
	p.key(fyne.KeyF10)
	if asked != nil {
		t.Error("F10 alone asked for the menu")
	}
}
