package reader

import (
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// describes lets the project know something of each highlight.
func (p *person) describes() {
	p.OnDescribe = func(a annotate.Annotation) Detail {
		if a.Verdict == annotate.Unconfirmed {
			return Detail{By: "Mara, Fri 30 Jan 09:15"}
		}
		return Detail{Claim: "Putin agreed to a pause", By: "Mara, Fri 30 Jan 09:15"}
	}
}

// cardTexts is what the card says, "" while none is shown.
func (p *person) cardTexts() string {
	if p.hover.card == nil {
		return ""
	}
	drawn := map[fyne.CanvasObject]bool{}
	for _, o := range p.view().Objects() {
		drawn[o] = true
	}
	var out []string
	for _, o := range p.hover.card.Objects {
		if !drawn[o] {
			p.t.Error("a part of the card is not drawn")
		}
		if text, ok := o.(*canvas.Text); ok {
			out = append(out, text.Text)
		}
	}
	return strings.Join(out, " | ")
}

func TestCardAppears(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	inner := p.mark("hold fire on Kyiv", annotate.Disputed)
	inner.Attribution, inner.Note = "a Kremlin aide", "Who counts\nas \"Kyiv\"?"
	p.annotate(p.mark("Vladimir Putin has agreed to hold fire on Kyiv for one week", annotate.Confirmed), inner, p.mark("There was no", annotate.Unconfirmed))
	for _, c := range []struct{ over, want string }{
		{"fire", `Disputed | 1 of 2 here | Putin agreed to a pause | According to a Kremlin aide | Who counts as "Kyiv"? | Mara, Fri 30 Jan 09:15`},
		{"agreed", "Confirmed | Putin agreed to a pause | Mara, Fri 30 Jan 09:15"},
		{"There", "Unconfirmed | Not tied to a claim yet | Mara, Fri 30 Jan 09:15"},
	} {
		p.rests(p.on(c.over))
		if got := p.cardTexts(); got != "" {
			t.Errorf("on %q the card says at once %q", c.over, got)
		}
		if p.timer.delay != parts.CardDelay {
			t.Errorf("the card comes after %v", p.timer.delay)
		}
		p.timer.pass()
		if got := p.cardTexts(); got != c.want {
			t.Errorf("on %q the card says\n%q, want\n%q", c.over, got, c.want)
		}
	}
}

// How many overlap is told of where the pointer is.
func TestCardCountsHere(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	p.annotate(p.mark("hold fire on Kyiv", annotate.Disputed), p.mark("on Kyiv for one week", annotate.Confirmed))
	for over, want := range map[string]string{"hold": "Disputed | Putin", "Kyiv": "Disputed | 1 of 2 here | Putin", "one": "Confirmed | Putin"} {
		p.rests(p.on("Snow"))
		p.rests(p.on(over))
		p.timer.pass()
		if got := p.cardTexts(); !strings.HasPrefix(got, want) {
			t.Errorf("on %q the card says %q", over, got)
		}
	}
}

// The card is of what the pointer is over when the time is up, and of nothing
// where it has gone on.
func TestCardWaits(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	p.fourMarks()
	p.rests(p.on("fire"))
	first := p.timer
	p.rests(p.on("Kyiv")) // the same highlight: the time runs on
	if p.timer != first || first.stopped {
		t.Error("moving within the highlight started the time anew")
	}
	p.rests(p.on("minus"))
	if !first.stopped || p.timer == first {
		t.Error("the time of the highlight before was not stopped")
	}
	p.rests(p.on("Snow"))
	if !p.timer.stopped {
		t.Error("the time ran on beside all highlights")
	}
	p.press(p.on("Snow"), 0)
	last := p.timer
	p.rests(p.on("minus"))
	if p.timer != last {
		t.Error("a card is to come during a drag")
	}
	p.lift(p.on("Snow"))
	p.rests(p.on("minus"))
	p.SetAnnotations(nil)
	p.timer.pass()
	if got := p.cardTexts(); got != "" {
		t.Errorf("what is gone has a card: %q", got)
	}
	p.OnDescribe = nil
	p.fourMarks()
	p.rests(p.on("fire"))
	p.timer.pass()
	if got := p.cardTexts(); got != "" {
		t.Errorf("a card without a description says %q", got)
	}
}

func TestCardGoes(t *testing.T) {
	p := open(t, prose(rand.New(rand.NewPCG(4, 4)), 900)+"\n\n"+dispatch)
	p.describes()
	for name, do := range map[string]func(){
		"scrolling":           func() { p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 30)}) },
		"a key":               func() { p.key(fyne.KeyLeft) },
		"a letter":            func() { p.typed("o") },
		"a verdict":           func() { p.typed("1") },
		"a shortcut":          func() { p.ctrl(fyne.KeyRight, 0) },
		"a click":             func() { p.click(p.on("Snow"), 1, 0) },
		"the right button":    func() { p.MouseDown(mouse(p.on("fire"), desktop.MouseButtonSecondary, 0)) },
		"leaving the words":   func() { p.rests(p.on("Snow")) },
		"leaving the window":  func() { p.MouseOut() },
		"another highlight":   func() { p.rests(p.on("minus")) },
		"larger type":         func() { p.Zoom(p.zoom + 0.1) },
		"another width":       func() { p.resize(p.Size().Width-10, 560) },
		"a change of it":      func() { p.fourMarks() },
		"its removal":         func() { p.SetAnnotations(nil) },
		"the find bar":        func() { p.SetFound([]annotate.Span{{Start: 0, End: 3}}); p.FirstFound(0) },
		"another article":     func() { p.read(dispatch) },
		"a jump to elsewhere": func() { p.Select(annotate.Span{Start: 5, End: 10}) },
	} {
		p.read(prose(rand.New(rand.NewPCG(4, 4)), 900) + "\n\n" + dispatch)
		p.fourMarks()
		p.ScrollToShare(1)
		p.rests(p.on("fire"))
		p.timer.pass()
		if p.cardTexts() == "" {
			t.Fatalf("before %s there is no card", name)
		}
		do()
		if got := p.cardTexts(); got != "" {
			t.Errorf("the card outlived %s", name)
		}
	}
}

// Wherever the highlight and however small the window: the card lies inside,
// beside the line rather than on it where there is room.
func TestCardStaysInside(t *testing.T) {
	p := open(t, dispatch)
	p.describes()
	random := rand.New(rand.NewPCG(5, 5))
	p.read(prose(random, 600))
	as := scattered(random, p.article.Text, 120)
	for i := range as {
		if i%2 == 0 {
			as[i].Note, as[i].Attribution = strings.Repeat("A long note on it. ", 30), strings.Repeat("someone ", 20)
		}
	}
	p.SetAnnotations(as)
	for range 150 {
		p.resize(float32(320+random.IntN(900)), float32(200+random.IntN(600)))
		p.ScrollToShare(random.Float64())
		size := p.Size()
		var at fyne.Position
		for n := 0; p.under(at) == "" && n < 1000; n++ {
			at = fyne.NewPos(random.Float32()*(size.Width-rulerWidth-1), random.Float32()*size.Height)
		}
		p.rests(fyne.NewPos(0, -1))
		p.rests(at)
		p.timer.pass()
		c := p.hover.card
		if c == nil {
			t.Fatalf("there is no card for %v", at)
		}
		back := c.Objects[0]
		low := back.Position().Add(back.Size())
		if back.Position().X < 0 || low.X > size.Width || back.Position().Y < 0 || low.Y > max(size.Height, back.Size().Height) {
			t.Fatalf("in %v the card lies from %v to %v", size, back.Position(), low)
		}
		for _, o := range c.Objects {
			if o.Position().X < back.Position().X || o.Position().X+o.Size().Width > low.X || o.Position().Y+o.Size().Height > low.Y {
				t.Fatalf("a part of the card lies at %v, %v, of the card from %v to %v", o.Position(), o.Size(), back.Position(), low)
			}
		}
		var line float32
		for _, l := range p.seen {
			if l.y <= at.Y {
				line = l.y
			}
		}
		lead, room := float32(p.layout.Lead()), back.Size().Height+2*style.Gap
		if (line > room || size.Height-line-lead > room) && back.Position().Y < line+lead && low.Y > line {
			t.Fatalf("the card from %v to %v covers its line at %v", back.Position(), low, line)
		}
	}
}
