package reader

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
)

func TestMouse(t *testing.T) {
	p := open(t, dispatch)
	from, to := p.find("Trump").Start, p.find("Trump told ").End
	drag := func(mod fyne.KeyModifier) {
		p.clock = p.clock.Add(time.Second)
		p.press(p.at(from), mod)
		p.drag(p.at(to))
		p.lift(p.at(to))
	}
	drag(0)
	if got := p.selected(); got != "Trump told" {
		t.Errorf("a drag selected %q", got)
	}
	drag(fyne.KeyModifierAlt)
	if got := p.selected(); got != "Trump told " {
		t.Errorf("an exact drag selected %q", got)
	}
	for clicks, want := range map[int]string{1: "", 2: "Trump", 3: "President Donald Trump told his cabinet that Vladimir Putin has agreed to hold fire on Kyiv for one week.", 4: ""} {
		p.click(p.at(from+2), clicks, 0)
		if got := p.selected(); got != want {
			t.Errorf("%d clicks selected %q", clicks, got)
		}
	}
	p.click(p.at(from), 1, 0)
	p.click(p.at(to), 1, fyne.KeyModifierShift)
	if got := p.selected(); got != "Trump told" {
		t.Errorf("a click with Shift selected %q", got)
	}
}

// Clicks that are far apart in time or place are not counted together.
func TestClicksApart(t *testing.T) {
	p := open(t, dispatch)
	at := p.on("Trump")
	for name, c := range map[string]struct {
		wait time.Duration
		away float32
		want string
	}{
		"at once":       {10 * time.Millisecond, 0, "Trump"},
		"a little off":  {10 * time.Millisecond, 3, "Trump"},
		"too late":      {clickTime + time.Millisecond, 0, ""},
		"too far apart": {10 * time.Millisecond, clickRange + 1, ""},
	} {
		p.clock = p.clock.Add(time.Minute)
		p.press(at, 0)
		p.lift(at)
		p.clock = p.clock.Add(c.wait)
		p.press(at.AddXY(c.away, 0), 0)
		p.lift(at.AddXY(c.away, 0))
		if got := p.selected(); got != c.want {
			t.Errorf("%s: a second click selected %q, want %q", name, got, c.want)
		}
	}
}

func TestClickPicks(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	var picked annotate.ID
	p.OnPick = func(id annotate.ID) { picked = id }
	for quote, want := range map[string]annotate.ID{"hold": "hold fire on Kyiv", "agreed": "Vladimir Putin has agreed to hold fire on Kyiv for one week", "Snow": ""} {
		p.click(p.on(quote), 1, 0)
		if picked != want || p.Picked() != want {
			t.Errorf("a click on %q picked %q", quote, picked)
		}
	}
}

// The right button acts on what lies under it: on the selection, else on the
// highlight there, which it picks.
func TestMenuByMouse(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	var asked []fyne.Position
	p.OnMenu = func(at fyne.Position) { asked = append(asked, at) }
	right := func(quote string) {
		t.Helper()
		at := p.on(quote)
		asked = nil
		p.MouseDown(mouse(at, desktop.MouseButtonSecondary, 0))
		p.MouseUp(mouse(at, desktop.MouseButtonSecondary, 0))
		if len(asked) != 1 || asked[0] != at {
			t.Errorf("on %q the menu was asked for at %v, want once at %v", quote, asked, at)
		}
	}
	right("minus")
	if p.Picked() != "minus 30 degrees" || p.Selection().Len() > 0 {
		t.Errorf("the menu is for %q and %q", p.Picked(), p.selected())
	}
	right("hold")
	if p.Picked() != "hold fire on Kyiv" {
		t.Errorf("of two the menu is for %q", p.Picked())
	}
	right("Snow")
	if p.Picked() != "" {
		t.Errorf("beside all highlights the menu is for %q", p.Picked())
	}
	p.Select(p.find("Kyiv for one week. Snow"))
	right("one week")
	if p.selected() != "Kyiv for one week. Snow" || p.Picked() != "" {
		t.Errorf("in a selection the menu is for %q and %q", p.selected(), p.Picked())
	}
	right("minus")
	if p.Selection().Len() > 0 || p.Picked() != "minus 30 degrees" {
		t.Errorf("outside the selection the menu is for %q and %q", p.selected(), p.Picked())
	}
}

// A drag that stands still outside the window goes on, the faster the further
// out, and ends with the button.
func TestDragPastTheEdge(t *testing.T) {
	p := open(t, dispatch+"\n\n"+dispatch+"\n\n"+dispatch+"\n\n"+dispatch)
	from := p.find("Trump told").Start
	p.press(p.at(from), 0)
	below := fyne.NewPos(300, p.Size().Height+40)
	p.drag(below)
	before, end := p.scroll, p.Selection().End
	p.edge()
	p.edge()
	if p.scroll != before+40 || p.Selection().End <= end {
		t.Errorf("the edge scrolled from %v to %v, selected to %d, before to %d", before, p.scroll, p.Selection().End, end)
	}
	p.drag(fyne.NewPos(300, 300)) // back in the window
	before = p.scroll
	p.edge()
	if p.scroll != before {
		t.Error("in the window the drag scrolled on")
	}
	p.drag(below)
	p.lift(below)
	before, end = p.scroll, p.Selection().End
	p.edge()
	if p.scroll != before || p.Selection().End != end || p.Selection().Start != from {
		t.Error("after the button was let go the drag went on")
	}
	p.ScrollToShare(1)
	p.press(fyne.NewPos(300, 300), 0)
	p.drag(fyne.NewPos(300, -30))
	for range 1000 {
		p.edge()
	}
	if p.scroll != 0 {
		t.Errorf("upwards the edge scrolled to %v", p.scroll)
	}
	p.lift(fyne.NewPos(300, -30))
}

func TestCursor(t *testing.T) {
	p := open(t, dispatch+"\n\n"+dispatch+"\n\n"+dispatch)
	p.annotate(p.mark("hold fire on Kyiv", annotate.Disputed))
	p.Pick("hold fire on Kyiv")
	s := p.find("hold fire on Kyiv")
	for _, c := range []struct {
		name string
		at   fyne.Position
		want desktop.Cursor
	}{
		{"on the text", p.on("Snow"), desktop.TextCursor},
		{"on an end", p.at(s.Start), desktop.HResizeCursor},
		{"on the ruler", fyne.NewPos(p.Size().Width-3, 200), desktop.DefaultCursor},
		{"on a sign", fyne.NewPos(p.margin()-noteGap-noteSize/2, p.at(s.Start).Y), desktop.PointerCursor},
		{"on the source", fyne.NewPos(p.margin()+p.head.links[address].X+5, 30), desktop.PointerCursor},
	} {
		p.rests(c.at)
		if p.Cursor() != c.want {
			t.Errorf("%s the cursor is %v", c.name, p.Cursor())
		}
		if p.MouseOut(); p.Cursor() != desktop.TextCursor {
			t.Errorf("the cursor %s outlived the pointer", c.name)
		}
	}
}

func TestAddress(t *testing.T) {
	p := open(t, dispatch)
	opened := 0
	p.OnAddress = func() { opened++ }
	at := fyne.NewPos(p.margin()+p.head.links[address].X+5, 30)
	p.click(at, 1, 0)
	if opened != 1 {
		t.Errorf("a click on the source opened it %d times", opened)
	}
	p.read(strings.Repeat(dispatch+"\n\n", 5))
	p.resize(400, 560) // the source reaches under the ruler
	p.ScrollBy(8)
	p.click(fyne.NewPos(397, 34), 1, 0)
	if opened != 1 || p.scroll != 0 {
		t.Error("a click on the ruler opened the source")
	}
	p.resize(700, 560)
	p.press(p.on("Trump"), 0) // a selection that ends there is no click
	p.drag(at)
	p.lift(at)
	if opened != 1 {
		t.Error("a drag opened the source")
	}
}
