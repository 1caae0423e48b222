package reader

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
)

// knob is the place of an end of the highlight in hand.
func (p *person) knob(end bool) fyne.Position {
	p.t.Helper()
	for _, h := range p.handles() {
		if h.end == end {
			return fyne.NewPos(h.x, h.y+float32(p.layout.Lead())/2)
		}
	}
	p.t.Fatal("the end is not in the window")
	return fyne.Position{}
}

// pulls moves an end with the mouse.
func (p *person) pulls(end bool, to fyne.Position, mod fyne.KeyModifier) {
	p.t.Helper()
	p.clock = p.clock.Add(time.Second)
	p.press(p.knob(end), mod)
	p.drag(to)
	p.lift(to)
	p.DragEnd()
}

func TestMoveEndsByMouse(t *testing.T) {
	p := open(t, dispatch)
	for _, c := range []struct {
		name string
		end  bool
		to   string // the end goes to the beginning of this
		mod  fyne.KeyModifier
		want string
	}{
		{"out at the end", true, " week", 0, "hold fire on Kyiv for one"},
		{"in at the end", true, " on", 0, "hold fire"},
		{"out at the start", false, "agreed", 0, "agreed to hold fire on Kyiv"},
		{"in at the start", false, "fire", 0, "fire on Kyiv"},
		{"into a word", true, "ne week", 0, "hold fire on Kyiv for o"},
		{"without the space", true, "for", 0, "hold fire on Kyiv"},
		{"exactly, with the space", true, "for", fyne.KeyModifierAlt, "hold fire on Kyiv "},
		{"exactly, with one before", false, " hold", fyne.KeyModifierAlt, " hold fire on Kyiv"},
		{"past the other end", true, "Trump", 0, "h"},
		{"past the other, at the start", false, "week", 0, "v"},
		{"to another paragraph", true, " was", 0, "hold fire on Kyiv for one week. Snow fell.\n\nThere"},
	} {
		p.fourMarks()
		p.Pick("hold fire on Kyiv")
		all := p.accepts()
		p.pulls(c.end, p.at(p.find(c.to).Start), c.mod)
		now := p.span("hold fire on Kyiv")
		if got := p.quote(now); got != c.want {
			t.Errorf("%s: it is %q, want %q", c.name, got, c.want)
		}
		if told := len(*all); c.want == "hold fire on Kyiv" && told > 0 || c.want != "hold fire on Kyiv" && (told != 1 || (*all)[0].to != now) {
			t.Errorf("%s: told %v", c.name, *all)
		}
		if p.Picked() != "hold fire on Kyiv" || p.Selection().Len() > 0 {
			t.Errorf("%s: in hand is %q, selected %q", c.name, p.Picked(), p.selected())
		}
	}
}

// With the mouse no end comes to lie inside a grapheme, and one stays.
func TestMoveEndsByMouseAnywhere(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(25) {
		random := rand.New(rand.NewPCG(seed, 2))
		p.read(mixed(random, 60))
		p.ScrollToShare(0.6)
		o := p.article.Text
		line := p.seen[len(p.seen)/2].span
		start, _ := o.Grapheme(line.Start + line.Len()/3)
		end := o.NextGrapheme(o.NextGrapheme(o.NextGrapheme(start)))
		p.annotate(annotate.Annotation{ID: "m", Start: start, End: end, Verdict: annotate.Disputed})
		all := p.accepts()
		for range 20 {
			p.Pick("m")
			atEnd := random.IntN(2) == 0
			before := p.span("m")
			*all = nil
			if h, ok := p.handleAt(p.knob(atEnd)); !ok || h.end != atEnd {
				atEnd = !atEnd // where lines run both ways one can stand on the other
			}
			p.pulls(atEnd, fyne.NewPos(float32(random.IntN(700)), float32(random.IntN(560))), fyne.KeyModifierAlt)
			now := p.span("m")
			if now.Len() <= 0 || !o.IsBoundary(now.Start) || !o.IsBoundary(now.End) || len(*all) > 1 {
				t.Fatalf("%v became %v by %v", before, now, *all)
			}
			if atEnd && now.Start != before.Start || !atEnd && now.End != before.End {
				t.Fatalf("the other end moved: %v, then %v", before, now)
			}
		}
	}
}

// While an end is dragged the highlight is shown as it would become; the others
// stay as they are, and nothing is told yet.
func TestMoveEndsPreview(t *testing.T) {
	p := open(t, dispatch)
	p.annotate(p.mark("hold fire on Kyiv", annotate.Disputed))
	p.Pick("hold fire on Kyiv")
	told := false
	p.OnMove = func(annotate.ID, annotate.Span) { told = true }
	fill := func() float32 {
		var wide float32
		for _, r := range p.filled(p.view().brush.Palette.VerdictFill(annotate.Disputed)) {
			wide += r.Size().Width
		}
		return wide
	}
	before := fill()
	p.press(p.knob(true), 0)
	p.drag(p.at(p.find(" week").Start))
	if during := fill(); during <= before || told {
		t.Errorf("while the end is dragged %v pixels are filled, before %v; told %v", during, before, told)
	}
	if at := p.knob(true).X; at != p.at(p.find(" week").Start).X+2 || p.Cursor() != desktop.HResizeCursor {
		t.Errorf("the knob stands at %v, the cursor is %v", at, p.Cursor())
	}
	p.lift(p.at(p.find(" week").Start)) // refused: the callback changes nothing
	if after := fill(); after != before || !told {
		t.Errorf("after a refused move %v pixels are filled, before %v; told %v", after, before, told)
	}
}

// While its end is dragged a highlight stays in its lane, among the others.
func TestMoveEndsPreviewInItsLane(t *testing.T) {
	p := open(t, dispatch)
	p.nested()
	p.Pick("hold fire on Kyiv")
	rules := func() []float32 {
		var out []float32
		for _, r := range p.filled(p.view().brush.Palette.VerdictInk(annotate.Disputed)) {
			out = append(out, r.Position().Y)
		}
		return out
	}
	before := rules()
	p.press(p.knob(true), 0)
	p.drag(p.at(p.find(" week").Start))
	if during := rules(); len(before) == 0 || !slices.Equal(during, before) {
		t.Errorf("its lines lie at %v, before at %v", during, before)
	}
	p.lift(p.at(p.find(" week").Start))
}

// A drag of an end goes on at the edge of the window.
func TestMoveEndsPastTheEdge(t *testing.T) {
	p := open(t, prose(rand.New(rand.NewPCG(1, 1)), 3000))
	p.ScrollToShare(0.5)
	o := p.article.Text
	start, end := o.Word(p.seen[5].span.Start + 20)
	p.annotate(annotate.Annotation{ID: "m", Start: start, End: end, Verdict: annotate.Disputed})
	p.Pick("m")
	all := p.accepts()
	below := fyne.NewPos(300, p.Size().Height+50)
	p.press(p.knob(true), 0)
	p.drag(below)
	for range 100 {
		p.edge()
	}
	if p.span("m").End != end || len(*all) > 0 {
		t.Error("told before the button was let go")
	}
	p.lift(below)
	now := p.span("m")
	if len(*all) != 1 || now.Start != start || p.y(now.End) < 500 || p.y(now.End) > 610 || p.y(start) > -2000 {
		t.Errorf("after 100 steps at the edge it goes from %v to %v; told %v", p.y(start), p.y(now.End), *all)
	}
}

// A click on an end moves nothing, not even one that ends with spaces.
func TestClickOnAnEnd(t *testing.T) {
	p := open(t, dispatch)
	s := p.find(" Snow fell. \n"[:11])
	p.annotate(annotate.Annotation{ID: "exact", Start: s.Start, End: s.End, Verdict: annotate.Confirmed})
	p.Pick("exact")
	all := p.accepts()
	for _, end := range []bool{false, true} {
		at := p.knob(end)
		p.click(at, 1, 0)
		if len(*all) > 0 || p.Picked() != "exact" {
			t.Errorf("a click on an end moved it: %v, in hand is %q", *all, p.Picked())
		}
	}
	// Nor does a drag of one end touch the other.
	p.pulls(true, p.at(p.find(" fell").Start), 0)
	if got := p.quote(p.span("exact")); got != " Snow" {
		t.Errorf("the end was moved to %q", got)
	}
}

// In words that run from right to left the beginning is on the right.
func TestEndsFromRightToLeft(t *testing.T) {
	p := open(t, "בעיר יאשר ראש העיר")
	p.annotate(p.mark("יאשר ראש", annotate.Disputed))
	p.Pick("יאשר ראש")
	fill := p.filled(p.view().brush.Palette.VerdictFill(annotate.Disputed))[0]
	left, right := fill.Position().X, fill.Position().X+fill.Size().Width
	if p.knob(false).X != right+2 || p.knob(true).X != left-2 {
		t.Errorf("from %v to %v the beginning is at %v, the end at %v", left, right, p.knob(false).X, p.knob(true).X)
	}
	all := p.accepts()
	p.pulls(true, p.at(p.find("העיר").Start+1), 0)
	if got := p.quote(p.span("יאשר ראש")); len(*all) != 1 || got != "יאשר ראש ה" {
		t.Errorf("moved to %q", got)
	}
}

// The end that is caught is the nearest.
func TestNearestEnd(t *testing.T) {
	p := open(t, dispatch)
	p.annotate(p.mark("i", annotate.Disputed))
	p.Pick("i")
	for _, end := range []bool{false, true} {
		at := p.knob(end)
		if end {
			at.X -= 3
		} else {
			at.X += 3
		}
		if h, ok := p.handleAt(at); !ok || h.end != end {
			t.Errorf("near the end %v the other is caught", end)
		}
	}
}

// Escape lets go of an end that is being dragged; it stays where it was.
func TestEscapeWhileDragging(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	p.Pick("minus 30 degrees")
	all := p.accepts()
	to := p.at(p.find("some").End)
	p.press(p.knob(true), 0)
	p.drag(to)
	p.key(fyne.KeyEscape)
	p.drag(to.AddXY(30, 0))
	p.lift(to)
	if len(*all) > 0 || p.Selection().Len() > 0 || p.Picked() != "minus 30 degrees" {
		t.Errorf("moved %v, selected %q, in hand %q", *all, p.selected(), p.Picked())
	}
}

// What comes from elsewhere while an end is dragged does not make a selection
// of the drag.
func TestAnnotationsWhileDragging(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	p.Pick("minus 30 degrees")
	all := p.accepts()
	to := p.at(p.find("some").End)
	p.press(p.knob(true), 0)
	p.drag(to)
	p.fourMarks()
	p.drag(to)
	p.lift(to)
	if p.Selection().Len() > 0 || len(*all) != 1 {
		t.Errorf("selected %q, moved %v", p.selected(), *all)
	}
	p.Pick("minus 30 degrees")
	p.press(p.knob(true), 0)
	p.drag(to)
	p.SetAnnotations(nil)
	p.drag(p.on("Snow"))
	p.lift(p.on("Snow"))
	if p.Selection().Len() > 0 || len(*all) != 1 {
		t.Errorf("after it was removed: selected %q, moved %v", p.selected(), *all)
	}
}
