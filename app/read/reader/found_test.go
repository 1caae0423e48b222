package reader

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// all returns where the text says something.
func (p *person) all(quote string) []annotate.Span {
	var out []annotate.Span
	s := p.article.Text.Text()
	for from := 0; ; {
		i := strings.Index(s[from:], quote)
		if i < 0 {
			return out
		}
		start, _ := p.article.Text.FromByte(from + i)
		end, _ := p.article.Text.FromByte(from + i + len(quote))
		out = append(out, annotate.Span{Start: start, End: end})
		from += i + len(quote)
	}
}

func TestStepThroughMatches(t *testing.T) {
	p := open(t, dispatch)
	if p.FirstFound(0) != -1 || p.Step(false) != -1 || p.Step(true) != -1 {
		t.Error("where nothing was found there is a match")
	}
	all := p.all(" in")
	all = append(all, p.all("on")...)
	slices.SortFunc(all, func(a, b annotate.Span) int { return a.Start - b.Start })
	p.SetFound(all)
	if p.Selection().Len() > 0 {
		t.Error("marking what was found selected something")
	}
	n := len(all)
	if n < 5 {
		t.Fatal("too few matches")
	}
	for i := range 2*n + 1 { // round and round
		got := p.Step(false)
		if got != i%n || p.Selection() != all[i%n] {
			t.Fatalf("the %d. step went to %d, %v", i, got, p.Selection())
		}
	}
	for i := range 2*n + 1 {
		if got, want := p.Step(true), (2*n-1-i+n)%n; got != want || p.Selection() != all[want] {
			t.Fatalf("the %d. step back went to %d, want %d", i, got, want)
		}
	}
	for i, s := range all {
		if got := p.FirstFound(s.Start); got != i {
			t.Errorf("from %d the first match is %d, want %d", s.Start, got, i)
		}
		if got := p.FirstFound(s.Start + 1); got != (i+1)%n {
			t.Errorf("after %d the first match is %d, want %d", s.Start, got, (i+1)%n)
		}
	}
	// From a caret between two matches the step goes to the nearest on that side.
	p.sel.press(p.article.Text, all[2].End+1, byGrapheme)
	if got := p.Step(true); got != 2 {
		t.Errorf("back from between 2 and 3 is %d", got)
	}
	p.sel.press(p.article.Text, all[2].Start, byGrapheme)
	if got := p.Step(false); got != 2 {
		t.Errorf("on from the beginning of 2 is %d", got)
	}
	p.SetFound(nil)
	if p.Step(false) != -1 || len(p.filled(p.view().brush.Palette.Match)) > 0 {
		t.Error("after the search something is still found")
	}
}

// Each match in the window is marked, also one that goes over a line's end, and
// none elsewhere.
func TestMatchesAreMarked(t *testing.T) {
	p := open(t, dispatch)
	all := p.all("on")
	p.SetFound(all)
	got := p.filled(p.view().brush.Palette.Match)
	if len(got) != len(all) {
		t.Errorf("%d matches have %d marks", len(all), len(got))
	}
	for i, r := range got {
		left, right := p.at(all[i].Start), p.at(all[i].End)
		if r.Position().X > left.X || r.Position().X+r.Size().Width < right.X || r.Position().Y > left.Y || r.Position().Y+r.Size().Height < left.Y {
			t.Errorf("the mark of %v lies at %v, %v", all[i], r.Position(), r.Size())
		}
	}
	first := p.seen[0].span
	p.SetFound([]annotate.Span{{Start: first.End - 5, End: first.End + 5}})
	if got := p.filled(p.view().brush.Palette.Match); len(got) != 2 {
		t.Errorf("a match over a line's end has %d marks", len(got))
	}
}

// With 100,000 matches only those in the window have objects, and each step
// shows its match.
func TestManyMatches(t *testing.T) {
	p := open(t, dispatch)
	p.read(prose(rand.New(rand.NewPCG(8, 8)), 250000))
	all := p.all("a")
	if len(all) < 100000 {
		t.Fatalf("only %d matches", len(all))
	}
	all = all[:100000]
	p.SetFound(all)
	visible := 0
	for _, s := range all {
		if w := p.window(); s.Start < w.End && s.End > w.Start {
			visible++
		}
	}
	if got := len(p.filled(p.view().brush.Palette.Match)); got != visible {
		t.Errorf("%d matches in the window have %d marks", visible, got)
	}
	if got := p.FirstFound(all[50000].Start); got != 50000 {
		t.Errorf("the first from the middle is %d", got)
	}
	for _, back := range []bool{false, true, true} {
		n := p.Step(back)
		if y := p.y(p.Selection().Start); p.Selection() != all[n] || y < 0 || y > 560 {
			t.Errorf("the match %d is shown at %v", n, y)
		}
	}
	if n := p.FirstFound(p.article.Text.Len()); n != 0 || p.scroll > 1000 {
		t.Errorf("from the end the first is %d, scrolled to %v", n, p.scroll)
	}
	if n := p.Step(true); n != 99999 || p.y(all[n].Start) < 0 || p.y(all[n].Start) > 560 {
		t.Errorf("back from the first is %d", n)
	}
}
