package reader

import (
	"fmt"
	"image/color"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// ticked returns the heights of the ruler at which a colour is seen.
func (p *person) ticked(c color.NRGBA) []int {
	high := int(p.Size().Height)
	img := p.view().drawTicks(rulerWidth-6, high)
	var out []int
	for y := range high {
		if img.At(3, y) == color.Color(c) {
			out = append(out, y)
		}
	}
	return out
}

// onRulerAt is where on the ruler the tick of a place has to be.
func (p *person) onRulerAt(point int) float64 {
	return (p.y(point) + p.scroll) / max(p.height(), float64(p.Size().Height)) * float64(p.Size().Height)
}

// checkTicks checks that each highlight has its tick and each tick its
// highlight, no further off than the height of one.
func (p *person) checkTicks(as []annotate.Annotation) {
	p.t.Helper()
	for _, v := range annotate.Verdicts {
		seen := p.ticked(p.view().brush.Palette.VerdictInk(v))
		near := func(y int) bool {
			return slices.ContainsFunc(as, func(a annotate.Annotation) bool {
				at := p.onRulerAt(a.Start)
				return a.Verdict == v && float64(y) > at-2*tickHeight && float64(y) < at+2*tickHeight
			})
		}
		for _, y := range seen {
			if !near(y) {
				p.t.Errorf("the tick of %s at %d is of no highlight", v, y)
			}
		}
		for _, a := range as {
			at := p.onRulerAt(a.Start)
			if a.Verdict == v && !slices.ContainsFunc(seen, func(y int) bool { return math.Abs(float64(y)-at) <= 2*tickHeight }) {
				p.t.Errorf("the %s highlight at %v of the ruler has no tick", v, at)
			}
		}
	}
}

func TestTicks(t *testing.T) {
	p := open(t, dispatch) // a page shorter than the window
	p.fourMarks()
	p.checkTicks([]annotate.Annotation{
		p.mark("Vladimir Putin", annotate.Confirmed), p.mark("hold fire", annotate.Disputed), p.mark("There was", annotate.Unconfirmed), p.mark("minus 30", annotate.Disputed),
	})
	random := rand.New(rand.NewPCG(1, 8))
	p.read(uneven(random, 3000))
	as := scattered(random, p.article.Text, 40)
	p.SetAnnotations(as)
	for _, size := range []float32{560, 700, 320, 1000} {
		p.resize(size, size)
		p.readAll()
		p.checkTicks(as)
	}
	p.SetAnnotations(as[:7])
	p.checkTicks(as[:7])
	p.Zoom(1.4)
	p.readAll()
	p.checkTicks(as[:7])
	p.SetAnnotations(nil)
	p.checkTicks(nil)
}

// checkSteps checks that the ticks drawn are those of the steps at which the
// text, as it is laid out, has the highlights: no more and no fewer.
func (p *person) checkSteps(when string, as []annotate.Annotation) {
	p.t.Helper()
	want := map[int]bool{}
	for _, a := range as {
		want[p.ruler.step(a.Start)*tickHeight] = true
	}
	got := map[int]bool{}
	for _, v := range annotate.Verdicts {
		for _, y := range p.ticked(p.view().brush.Palette.VerdictInk(v)) {
			got[y/tickHeight*tickHeight] = true
		}
	}
	if !maps.Equal(got, want) {
		p.t.Errorf("%s the ticks stand at %v instead of %v", when, slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// An article that is opened with its highlights has their ticks in place in
// the first picture already, and when all of it has been laid out.
func TestTicksOfAnArticleJustOpened(t *testing.T) {
	p := open(t, dispatch)
	p.w.Canvas().Unfocus() // it is clicked in the list; the caret would ask for its line first
	for _, words := range []int{300, 700, 1200, 5000} {
		for seed := range uint64(4) {
			random := rand.New(rand.NewPCG(seed, 11))
			body := prose(random, words)
			if seed%2 == 1 {
				body = uneven(random, words)
			}
			as := scattered(random, text.NewOffsets(body), 12)
			as[0].Start += 5
			when := fmt.Sprintf("%d words, seed %d:", words, seed)
			p.Together(func() {
				p.read(body)
				p.SetAnnotations(as)
			})
			p.checkSteps(when+" at first", as)
			p.readAll()
			p.checkSteps(when+" after all was read", as)
			p.ScrollToShare(0)
			p.checkSteps(when+" at the top again", as)
		}
	}
}

// readAll scrolls through the page, so that all of it is laid out.
func (p *person) readAll() {
	p.ScrollToShare(0)
	for p.ScrollBy(400) {
	}
}

// What was found has ticks too, over those of the highlights.
func TestTicksOfMatches(t *testing.T) {
	p := open(t, dispatch)
	p.fourMarks()
	match := p.view().brush.Palette.MatchInk
	if len(p.ticked(match)) > 0 {
		t.Error("without a search there are ticks of it")
	}
	all := []annotate.Span{p.find("minus 30"), p.find("districts")}
	p.SetFound(all)
	for _, s := range all {
		if at := p.onRulerAt(s.Start); !slices.Contains(p.ticked(match), int(at)) {
			t.Errorf("the match at %v of the ruler has no tick among %v", at, p.ticked(match))
		}
	}
	p.SetFound(nil)
	if len(p.ticked(match)) > 0 {
		t.Error("after the search there are ticks of it")
	}
}

// However many highlights and matches, the ruler is one object.
func TestRulerIsOneObject(t *testing.T) {
	p := open(t, dispatch)
	random := rand.New(rand.NewPCG(2, 8))
	p.read(prose(random, 60000))
	for _, n := range []int{0, 1, 10000} {
		as := scattered(random, p.article.Text, n)
		p.SetAnnotations(as)
		found := make([]annotate.Span, n)
		for i := range as {
			found[i] = as[i].Span()
		}
		p.SetFound(found)
		objects := 0
		for _, o := range p.view().Objects() {
			if _, ok := o.(*canvas.Raster); ok && o.Position().X >= p.Size().Width-rulerWidth {
				objects++
			}
		}
		if objects > 1 || objects == 0 && n > 0 {
			t.Errorf("the ruler of %d highlights has %d objects", n, objects)
		}
	}
}

// The ticks are counted anew when one of them can have moved, not in each frame.
func TestTicksAreCountedOnce(t *testing.T) {
	p := open(t, dispatch)
	random := rand.New(rand.NewPCG(2, 8))
	p.read(prose(random, 3000))
	p.SetAnnotations(scattered(random, p.article.Text, 50))
	p.readAll()
	before := &p.ruler.counts[0]
	for p.ScrollBy(-300) {
	}
	p.key(fyne.KeyDown)
	p.Pick("7")
	if &p.ruler.counts[0] != before {
		t.Error("scrolling counted all ticks anew")
	}
	p.resize(500, 560)
	if &p.ruler.counts[0] == before {
		t.Error("at another width the ticks are those of before")
	}
}

// A click on a tick shows its highlight, also where nothing was laid out yet
// and all heights are estimates.
func TestClickOnATick(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(seed, 9))
		body := uneven(random, 20000)
		p.read(body)
		p.resize(float32(400+random.IntN(600)), float32(400+random.IntN(400)))
		as := scattered(random, p.article.Text, 30)
		as[0].Start += 40 // below the head
		for _, k := range random.Perm(len(as))[:6] {
			p.SetAnnotations(as[k : k+1])
			ticks := p.ticked(p.view().brush.Palette.VerdictInk(as[k].Verdict))
			if len(ticks) == 0 {
				t.Fatalf("the highlight at %d of %d has no tick", as[k].Start, p.article.Text.Len())
			}
			at := fyne.NewPos(p.Size().Width-3, float32(ticks[0])+1)
			p.press(at, 0)
			p.lift(at)
			if y := p.y(as[k].Start); y < 0 || y+p.layout.Lead() > float64(p.Size().Height) {
				t.Errorf("seed %d: a click on the tick of the highlight at %d of %d shows it at %v in a window of %v", seed, as[k].Start, p.article.Text.Len(), y, p.Size().Height)
			}
		}
	}
}

// The ruler is the scroll bar: dragged to its ends it shows those of the page,
// exactly; nothing is selected by it.
func TestDragTheRuler(t *testing.T) {
	p := open(t, dispatch)
	for seed := range uint64(4) {
		p.read(uneven(rand.New(rand.NewPCG(seed, 10)), 12000))
		x := p.Size().Width - 3
		p.press(fyne.NewPos(x, 200), 0)
		if p.scroll == 0 {
			t.Error("a click on the ruler did not scroll")
		}
		p.drag(fyne.NewPos(x, 300))
		p.drag(fyne.NewPos(x, p.Size().Height))
		p.atEnd()
		p.drag(fyne.NewPos(x, 0))
		if p.scroll != 0 {
			t.Errorf("at the top of the ruler the page is scrolled to %v", p.scroll)
		}
		p.drag(fyne.NewPos(x-200, p.Size().Height+50)) // off it: it is still held
		p.atEnd()
		p.lift(fyne.NewPos(x-200, p.Size().Height+50))
		p.DragEnd()
		p.drag(fyne.NewPos(x, 0))
		if p.atEnd(); p.Selection().Len() > 0 {
			t.Error("the ruler was let go and still scrolled, or something is selected")
		}
	}
}

// atEnd checks that the page is scrolled to its end.
func (p *person) atEnd() {
	p.t.Helper()
	if p.scroll != p.maxScroll() || p.ScrollBy(1) {
		p.t.Errorf("the page is scrolled to %v of %v", p.scroll, p.maxScroll())
	}
	last := p.seen[len(p.seen)-1]
	if last.Line != p.layout.Last() {
		p.t.Errorf("the last line in the window is %v, that of the text %v", last.Line, p.layout.Last())
	}
	if y := float64(last.y) + p.layout.Lead() + 72; math.Abs(y-float64(p.Size().Height)) > 0.01 {
		p.t.Errorf("the page ends %v below the window's top, which is %v high", y, p.Size().Height)
	}
}
