package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// nested makes three highlights of which each lies in the next.
func (p *person) nested() {
	p.annotate(p.mark("hold fire on Kyiv", annotate.Disputed), p.mark("agreed to hold fire on Kyiv for one week", annotate.Unconfirmed),
		p.mark("Vladimir Putin has agreed to hold fire on Kyiv for one week", annotate.Confirmed))
}

// O goes round through the highlights at the caret, the shortest first.
func TestCycle(t *testing.T) {
	p := open(t, dispatch)
	p.nested()
	if nth, of := p.Order(); nth != 0 || of != 0 {
		t.Errorf("without one in hand the order is %d of %d", nth, of)
	}
	p.typed("o")
	if p.Picked() != "" {
		t.Errorf("away from all O picked %q", p.Picked())
	}
	want := []annotate.ID{"hold fire on Kyiv", "agreed to hold fire on Kyiv for one week", "Vladimir Putin has agreed to hold fire on Kyiv for one week"}
	var told []annotate.ID
	p.OnPick = func(id annotate.ID) { told = append(told, id) }
	p.click(p.on("fire"), 1, 0)
	for n := range 7 {
		nth, of := p.Order()
		if p.Picked() != want[n%3] || nth != n%3+1 || of != 3 {
			t.Fatalf("after %d times O %q is in hand, %d of %d", n, p.Picked(), nth, of)
		}
		p.typed("o")
	}
	if len(told) != 8 || told[7] != want[1] {
		t.Errorf("told %q", told)
	}
	p.click(p.on("week"), 1, 0) // two reach as far
	if nth, of := p.Order(); p.Picked() != want[1] || nth != 1 || of != 2 {
		t.Errorf("%q is in hand, %d of %d", p.Picked(), nth, of)
	}
}

// Also where the highlight in hand was picked from elsewhere, with the caret
// far from it, O goes through all that overlap with it and round.
func TestCycleFromElsewhere(t *testing.T) {
	p := open(t, dispatch)
	p.nested()
	p.ctrl(fyne.KeyEnd, 0)
	p.Pick("hold fire on Kyiv")
	seen := map[annotate.ID]bool{}
	for range 3 {
		seen[p.Picked()] = true
		if _, of := p.Order(); of != 3 {
			t.Errorf("at %q are %d", p.Picked(), of)
		}
		p.typed("o")
	}
	if len(seen) != 3 || p.Picked() != "hold fire on Kyiv" {
		t.Errorf("went through %v to %q", seen, p.Picked())
	}
}

// As with N and P, what was selected is let go of.
func TestCycleDeselects(t *testing.T) {
	p := open(t, dispatch)
	p.nested()
	p.Select(p.find("agreed to hold"))
	p.typed("o")
	if p.Picked() == "" || p.Selection().Len() > 0 {
		t.Errorf("%q is in hand while %q is selected", p.Picked(), p.selected())
	}
}

// Whatever the highlights, as many times O as there are at the caret goes
// through each of them once.
func TestCycleAnywhere(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 3))
		as := make([]annotate.Annotation, 1+random.IntN(30))
		for i := range as {
			start := random.IntN(200)
			as[i] = annotate.Annotation{ID: annotate.ID(fmt.Sprint(i)), Start: start, End: start + 1 + random.IntN(60), Verdict: annotate.Verdicts[random.IntN(3)]}
		}
		p.annotate(as...)
		p.Pick("") // so that no end of it is caught
		p.click(p.at(random.IntN(260)), 1, 0)
		first := p.Picked()
		if first == "" {
			continue
		}
		_, of := p.Order()
		seen := map[annotate.ID]bool{}
		for n := range of {
			if nth, all := p.Order(); nth != n+1 || all != of {
				t.Fatalf("the %d. of %d is called the %d. of %d", n+1, of, nth, all)
			}
			seen[p.Picked()] = true
			p.typed("o")
		}
		if len(seen) != of || p.Picked() != first {
			t.Fatalf("%d times O went through %d and from %q to %q", of, len(seen), first, p.Picked())
		}
	}
}

// Of any number of highlights that overlap none is hidden: each has its fill
// as wide as its words, and its line in one of three lanes; of three, each has
// a lane of its own.
func TestOverlapsAreVisible(t *testing.T) {
	p := open(t, dispatch)
	for n := 1; n <= 6; n++ {
		line := p.seen[0].span
		var as []annotate.Annotation
		for k := range n {
			as = append(as, annotate.Annotation{ID: annotate.ID(fmt.Sprint(k)), Start: line.Start + 5*k, End: line.End - 20 - 3*k, Verdict: annotate.Confirmed})
		}
		p.annotate(as...)
		pal := p.view().brush.Palette
		var lanes []float32
		for k, a := range as {
			left, right := p.at(a.Start).X, p.at(a.End).X
			same := func(o fyne.CanvasObject) bool {
				d := max(left-o.Position().X, o.Position().X-left, o.Position().X+o.Size().Width-right, right-o.Position().X-o.Size().Width)
				return d < 0.01
			}
			fill := pal.VerdictFill(a.Verdict)
			if k > 0 {
				fill.A = style.Overlap
			}
			if !slices.ContainsFunc(p.filled(fill), func(r *canvas.Rectangle) bool { return same(r) && r.Size().Height == fillHeight }) {
				t.Errorf("of %d the %d. has no fill", n, k+1)
			}
			rules := p.filled(pal.VerdictInk(a.Verdict))
			i := slices.IndexFunc(rules, func(r *canvas.Rectangle) bool { return same(r) && r.Size().Height < 3 })
			if i < 0 {
				t.Fatalf("of %d the %d. has no line", n, k+1)
			}
			lanes = append(lanes, rules[i].Position().Y)
		}
		slices.Sort(lanes)
		if lanes = slices.Compact(lanes); len(lanes) != min(n, 3) {
			t.Errorf("the lines of %d lie at %v", n, lanes)
		}
		if low := lanes[len(lanes)-1] + 2 - p.seen[0].y; low > float32(p.layout.Lead())+6 {
			t.Errorf("the lowest line of %d lies %v below the top of the words", n, low)
		}
	}
}

// A chain, of which each begins in the one before: what lies below shows through
// just where there is something, and the rest is as full as any highlight.
func TestFillsBlendWhereTheyOverlap(t *testing.T) {
	p := open(t, dispatch)
	p.annotate(p.mark("Donald Trump told his", annotate.Unconfirmed), p.mark("told his cabinet", annotate.Disputed), p.mark("cabinet that", annotate.Confirmed), p.mark("Snow", annotate.Confirmed))
	for _, c := range []struct {
		quote   string
		verdict annotate.Verdict
		through bool
	}{
		{"Donald Trump told his", annotate.Unconfirmed, false}, {"told his", annotate.Disputed, true}, {" cabinet", annotate.Disputed, false},
		{"cabinet", annotate.Confirmed, true}, {" that", annotate.Confirmed, false}, {"Snow", annotate.Confirmed, false},
	} {
		fill := p.view().brush.Palette.VerdictFill(c.verdict)
		if c.through {
			fill.A = style.Overlap
		}
		s := p.find(c.quote)
		left, right := p.at(s.Start).X, p.at(s.End).X
		if !slices.ContainsFunc(p.filled(fill), func(r *canvas.Rectangle) bool {
			x := r.Position().X
			return max(x-left, left-x, x+r.Size().Width-right, right-x-r.Size().Width) < 0.01
		}) {
			t.Errorf("%q has no %s fill from %v to %v that lets others through: %v", c.quote, c.verdict, left, right, c.through)
		}
	}
	if all := len(p.filled(p.view().brush.Palette.VerdictFill(annotate.Confirmed))); all != 2 {
		t.Errorf("%d full fills of confirmed", all)
	}
}
