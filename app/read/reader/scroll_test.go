package reader

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// uneven makes up a text whose parts take very different room, so that heights
// are estimated badly: prose, Chinese without spaces, lists of short lines, and
// paragraphs of thousands of words.
func uneven(random *rand.Rand, words int) string {
	var parts []string
	for n := 0; n < words; {
		k := min(100+random.IntN(1500), words-n)
		part := prose(random, k)
		switch random.IntN(4) {
		case 0:
			part = strings.ReplaceAll(part, " ", "\n")
		case 1:
			part = strings.Repeat("基辅电力设施", k)
		case 2:
			part = strings.ReplaceAll(part, "\n\n", " ")
		}
		parts = append(parts, part)
		n += k
	}
	return strings.Join(parts, "\n\n")
}

// Up through text that was never laid out, whatever was estimated: what one
// sees moves by just what was scrolled.
func TestScrollingNeverJumps(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 11))
		p.read(uneven(random, 12000))
		p.resize(float32(320+random.IntN(800)), float32(200+random.IntN(800)))
		p.ScrollToShare(random.Float64())
		high := float64(p.Size().Height)
		for n := range 60 {
			line := p.seen[random.IntN(len(p.seen))]
			by := -random.Float64() * high * near
			if n%4 == 3 {
				by = -by / 2
			}
			if n%5 == 4 { // a width at which nothing is laid out yet
				p.resize(float32(320+random.IntN(800)), p.Size().Height)
				line = p.seen[random.IntN(len(p.seen))]
			}
			before, scroll := p.y(line.span.Start), p.scroll
			if math.Abs(before-float64(line.y)) > 0.01 {
				t.Fatalf("the line of %d is drawn at %v, lies at %v", line.span.Start, line.y, before)
			}
			if n%3 == 0 {
				p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, float32(-by/wheel))})
				by = wheel * float64(float32(by/wheel))
			} else {
				p.ScrollBy(by)
			}
			after := p.y(line.span.Start)
			if p.scroll == 0 || p.scroll == p.maxScroll() {
				if (after-before)*by > 0 || math.Abs(after-before) > math.Abs(by)+0.01 {
					t.Fatalf("seed %d: at an end, scrolling by %v moved the line from %v to %v", seed, by, before, after)
				}
				p.ScrollToShare(random.Float64())
				continue
			}
			if d := before - after; math.Abs(d-by) > 0.01 {
				t.Fatalf("seed %d, %d: scrolling by %v from %v moved a line by %v", seed, n, by, scroll, d)
			}
		}
	}
}

// Another width, zoom or face keeps what is read first in its place, however
// often, and back at the first width it is where it was.
func TestPlaceIsKept(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 12))
		p.read(prose(random, 12000))
		p.resize(700, 560)
		p.ScrollToShare(0.2 + 0.6*random.Float64())
		first := p.seen[0]
		for n := range 60 {
			switch n % 6 {
			case 0:
				p.Zoom(float32(70+random.IntN(150)) / 100)
			case 1:
				p.SetFace([]style.Face{style.FaceSerif, style.FaceSans}[n/6%2])
			default:
				p.resize(float32(320+random.IntN(900)), float32(300+random.IntN(500)))
			}
			if y := p.y(first.span.Start); math.Abs(y-float64(first.y)) > 0.01 {
				t.Fatalf("after %d changes what was read first lies at %v, before at %v", n+1, y, first.y)
			}
		}
		p.SetHead(Article{Title: strings.Repeat("A longer title. ", 30)})
		if y := p.y(first.span.Start); math.Abs(y-float64(first.y)) > 0.01 {
			t.Errorf("after another title what was read first lies at %v", y)
		}
		// Once one has scrolled it is what one reads then that stays.
		p.ScrollBy(1000)
		next := p.seen[0]
		p.resize(450, 560)
		if y := p.y(next.span.Start); math.Abs(y-float64(next.y)) > 0.01 {
			t.Errorf("after scrolling, what was read first lies at %v", y)
		}
	}
}

// At the page's top the head stays in sight.
func TestHeadIsKept(t *testing.T) {
	p := open(t, prose(rand.New(rand.NewPCG(1, 13)), 5000))
	for _, width := range []float32{400, 900, 320, 700} {
		p.resize(width, 500)
		if p.scroll != 0 {
			t.Errorf("at the top another width scrolled to %v", p.scroll)
		}
	}
}

func TestPageEnds(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(4) {
		p.read(uneven(rand.New(rand.NewPCG(seed, 14)), 7000))
		p.ctrl(fyne.KeyEnd, 0)
		if last := p.layout.Last(); p.layout.LineOf(p.sel.caret) != last || p.y(p.sel.caret) > 560-p.layout.Lead() || p.y(p.sel.caret) < 0 {
			t.Errorf("Ctrl+End led to %v, at %v", p.layout.LineOf(p.sel.caret), p.y(p.sel.caret))
		}
		for p.ScrollBy(500) {
		}
		p.atEnd()
		p.ScrollToShare(0.3)
		p.ScrollBy(1e9)
		p.atEnd()
		p.ScrollToShare(0.6)
		p.ScrollToShare(1)
		p.atEnd()
		p.ctrl(fyne.KeyHome, 0)
		if p.sel.caret != p.layout.Span(p.layout.First()).Start || p.y(0) > 560 || p.y(0) < 0 {
			t.Errorf("Ctrl+Home led to %d at %v", p.sel.caret, p.y(0))
		}
		p.ScrollBy(-1e9)
		if p.scroll != 0 {
			t.Errorf("the page's top is at %v", -p.scroll)
		}
		// Down by pages from the top, through all: the end is reached, exactly.
		pages := 0
		for at := -1; p.sel.caret != at && pages < 3000; pages++ {
			at = p.sel.caret
			p.key(fyne.KeyPageDown)
			if y := p.y(p.sel.caret); y < 0 || y+p.layout.Lead() > 560.01 {
				t.Fatalf("after %d pages the caret is at %v", pages, y)
			}
		}
		if p.layout.LineOf(p.sel.caret) != p.layout.Last() {
			t.Errorf("%d pages lead to %v", pages, p.layout.LineOf(p.sel.caret))
		}
	}
}

// In text that was never laid out the caret is in sight after every key.
func TestCaretIsInSight(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(8) {
		random := rand.New(rand.NewPCG(seed, 15))
		p.read(uneven(random, 12000))
		as := scattered(random, p.article.Text, 300)
		for i := range as {
			if i%10 == 0 { // longer than a window
				as[i].End = min(as[i].End+random.IntN(9000), p.article.Text.Len())
			}
		}
		p.SetAnnotations(as)
		keys := []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyHome, fyne.KeyEnd, fyne.KeyLeft, fyne.KeyRight}
		for range 60 {
			k := keys[random.IntN(len(keys))]
			name := string(k)
			switch n := random.IntN(10); {
			case n == 0:
				p.ScrollToShare(random.Float64())
				p.resize(float32(320+random.IntN(700)), float32(200+random.IntN(700)))
				p.key(k)
			case n == 1 && (k == fyne.KeyHome || k == fyne.KeyEnd || k == fyne.KeyLeft || k == fyne.KeyRight):
				name = "Ctrl+" + name
				p.ctrl(k, 0)
			case n == 2:
				name = "N"
				p.typed("n")
			case n == 3:
				name = "P"
				p.typed("p")
			case n == 4:
				name = "o"
				p.typed("oo")
			case n < 7:
				p.shifted(k)
			default:
				p.key(k)
			}
			if y := p.y(p.sel.caret); y < -0.01 || y+p.layout.Lead() > float64(p.Size().Height)+0.01 {
				t.Fatalf("seed %d: after %s the caret is at %v in a window of %v", seed, name, y, p.Size().Height)
			}
		}
	}
}

// What is selected from elsewhere comes into the window, of what is picked a
// part at least; what is there already stays where it is.
func TestReveal(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(3) {
		random := rand.New(rand.NewPCG(seed, 16))
		p.read(uneven(random, 12000))
		as := scattered(random, p.article.Text, 200)
		p.SetAnnotations(as)
		for range 20 {
			a := as[random.IntN(len(as))]
			p.Pick(a.ID)
			if top, bottom := p.y(a.Start), p.y(a.End)+p.layout.Lead(); bottom <= 0 || top >= 560 {
				t.Fatalf("seed %d: what was picked lies from %v to %v", seed, top, bottom)
			}
			if random.IntN(2) == 0 {
				a = as[random.IntN(len(as))]
			}
			p.Select(a.Span())
			if top, bottom := p.y(a.Start), p.y(a.End)+p.layout.Lead(); top < 0 || bottom > 560 {
				t.Fatalf("seed %d: what was selected lies from %v to %v", seed, top, bottom)
			}
			before := p.scroll
			p.Pick(a.ID)
			p.Select(a.Span())
			if p.scroll != before {
				t.Fatal("what is in sight was scrolled")
			}
		}
	}
}

// What fits into the window is shown as a whole, also where it would not at a
// third of its height.
func TestRevealWhatFits(t *testing.T) {
	p := open(t, "Title\n\n"+strings.Repeat("line\n", 400))
	lines := int(560/p.layout.Lead()) - 2
	s := annotate.Span{Start: 1002, End: 1002 + 5*(lines-1)}
	p.Select(s)
	if top, bottom := p.y(s.Start), p.y(s.End)+p.layout.Lead(); top < 0 || bottom > 560 {
		t.Errorf("%d lines are shown from %v to %v", lines, top, bottom)
	}
}

// One comes back to the line at which one was and to what was selected, and
// from a place that is none to one that is.
func TestReturn(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 20))
		body := uneven(random, 5000)
		p.read(body)
		if p.Place() != (Place{First: -1}) {
			t.Errorf("at first one is at %v", p.Place())
		}
		p.ScrollToShare(0.3 + 0.5*random.Float64())
		p.click(p.at(p.seen[3].span.Start), 1+random.IntN(3), 0)
		line, selected, was := p.seen[0].span, p.sel.Span, p.Place()
		p.read(body)
		p.Return(was)
		if p.seen[0].span != line || p.Selection() != selected || p.Place().Selected != was.Selected {
			t.Errorf("one was at %v, %v and is at %v, %v", line, selected, p.seen[0].span, p.Selection())
		}
		p.read(mixed(random, 3000))
		for range 20 {
			p.Return(Place{random.IntN(90000) - 30000, annotate.Span{Start: random.IntN(90000) - 30000, End: random.IntN(90000) - 30000}})
			s, o := p.Selection(), p.article.Text
			if s.Len() < 0 || !o.IsBoundary(s.Start) || !o.IsBoundary(s.End) || !o.IsBoundary(p.sel.caret) {
				t.Errorf("selected is %v of %d, the caret at %d", s, o.Len(), p.sel.caret)
			}
			p.checkDrawn()
		}
	}
	p.Clear()
	p.Return(Place{5, annotate.Span{Start: 3, End: 9}})
	if p.Place() != (Place{First: -1}) {
		t.Errorf("without a text one is at %v", p.Place())
	}
}
