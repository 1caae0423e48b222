package reader

import (
	"math/rand/v2"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate/text"
)

// live counts the objects that are drawn.
func (p *person) live() int { return len(p.view().Objects()) }

// hoarded counts the objects that are kept to be used again, those that are
// drawn included.
func (p *person) hoarded() int {
	v := p.view()
	n := v.brush.Kept() + len(v.heading)
	for _, row := range v.rows {
		n += cap(row)
	}
	for _, row := range v.free {
		n += cap(row)
	}
	return n
}

// million is an article of 1,000,000 words.
var million = sync.OnceValue(func() *text.Offsets { return text.NewOffsets(prose(rand.New(rand.NewPCG(1, 18)), 1000000)) })

// An article of 1,000,000 words with 10,000 highlights has no more objects
// than one screen of 1,000 words with 10, give or take a longer line; and not
// many more wait to be used again.
func TestLiveObjects(t *testing.T) {
	p := open(t, prose(rand.New(rand.NewPCG(2, 18)), 1000))
	random := rand.New(rand.NewPCG(3, 18))
	p.SetAnnotations(scattered(random, p.article.Text, 10))
	short := p.live()
	for p.ScrollBy(200) {
		short = max(short, p.live())
	}
	if short < 100 {
		t.Fatalf("only %d objects are drawn", short)
	}
	p.Open(Article{Title: "A million words", Text: million()})
	p.SetAnnotations(scattered(random, million(), 10000))
	most := 0
	look := func() {
		if most = max(most, p.live()); most > short*3/2 {
			t.Fatalf("scrolled to %v there are %d objects, %d in a short article", p.scroll, most, short)
		}
	}
	for share := 0.0; share < 1; share += 0.04 {
		p.ScrollToShare(share)
		for range 12 {
			p.ScrollBy(130)
			look()
			p.ScrollBy(-300)
			look()
			p.ScrollBy(500)
			look()
		}
	}
	p.ctrl(fyne.KeyEnd, 0)
	look()
	for range 40 {
		p.key(fyne.KeyPageUp)
		look()
	}
	p.typed("nnnppp")
	look()
	if n := p.hoarded(); n > 4*short {
		t.Errorf("%d objects are kept for a window that shows %d", n, most)
	}
}

// The whole text selected, or in one highlight, has rectangles in the window
// only.
func TestLongSpansAreCutToTheWindow(t *testing.T) {
	p := open(t, dispatch)
	p.Open(Article{Text: million()})
	p.ScrollToShare(0.5)
	before := p.live()
	p.SelectAll()
	if n := p.live(); n > before+len(p.seen) {
		t.Errorf("all selected has %d objects, nothing selected %d", n, before)
	}
	if y := p.y(p.sel.caret); y < 1e6 {
		t.Errorf("the end of what is selected lies at %v", y)
	}
	for _, o := range p.view().Objects() {
		if _, ok := o.(*canvas.Raster); ok {
			continue // the ruler
		}
		if at, low := o.Position().Y, o.Position().Y+o.Size().Height; low < -40 || at > p.Size().Height+40 {
			t.Errorf("something is drawn from %v to %v", at, low)
		}
	}
}
