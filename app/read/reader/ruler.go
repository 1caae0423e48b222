package reader

import (
	"image"
	"image/color"
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
)

// The ruler at the right edge is the scroll bar: a tick for every highlight of
// the article in its verdict's colour, and a thumb for what the window shows.
const (
	rulerWidth = 14
	tickHeight = 3
	thumbLeast = 24 // pixels, so that it can be caught
)

// ruler is what the ticks tell: how many highlights of each verdict, and
// matches of the find bar, begin at each of its steps of tickHeight. They are
// drawn as one picture, however many there are.
type ruler struct {
	page   *page
	marks  *marks
	found  *found
	of     rulerKey
	counts [][kinds]int // nil when they are to be counted anew
	scale  float64      // steps to a pixel of the page
	stale  bool         // the picture
}

// The kinds of ticks: the verdicts in their order, and the matches, which are
// drawn over them.
const (
	aMatch = 3
	kinds  = 4
)

func kindOf(v annotate.Verdict) int { return max(slices.Index(annotate.Verdicts[:], v), 0) }

// rulerKey names what the places of all ticks depend on.
type rulerKey struct {
	revision, grew int
	size           fyne.Size
}

func (r *Reader) onRuler(at fyne.Position) bool {
	return at.X >= r.Size().Width-rulerWidth && r.maxScroll() > 0
}

// rulerTo scrolls to where the ruler is held.
func (r *Reader) rulerTo(y float32) { r.ScrollToShare(float64(y / r.Size().Height)) }

// rulerAt scrolls to what is told where the ruler was clicked, else to the place.
func (r *Reader) rulerAt(y float32) {
	point, ok := r.ruler.nearest(int(y/tickHeight), r.article.Text.Len())
	if !ok {
		r.rulerTo(y)
		return
	}
	r.put(r.layout.LineOf(point), float64(r.Size().Height)/3)
	r.Refresh()
}

// nearest is where the highlight or match begins that has its tick at a step or
// beside it, which is near enough; false where none does. The text has so many code
// points.
func (k *ruler) nearest(step, text int) (point int, ok bool) {
	off := 2
	try := func(start int) {
		if d := k.step(start) - step; max(d, -d) < off {
			point, ok, off = start, true, max(d, -d)
		}
	}
	// The steps of places go up with them.
	from := sort.Search(text, func(p int) bool { return k.step(p) >= step })
	for _, back := range []bool{false, true} {
		if m, ok := k.marks.next(from-1, back); ok {
			try(m.Start)
		}
	}
	for i := k.found.after(from) - 1; i < min(k.found.after(from)+1, len(k.found.spans)); i++ {
		if i >= 0 {
			try(k.found.spans[i].Start)
		}
	}
	return point, ok
}

// step tells where on the ruler a place is.
func (k *ruler) step(point int) int {
	return int((k.page.textTop() + k.page.layout.TopOf(point)) * k.scale)
}

// tick counts one that begins at a place, or with −1 counts it out.
func (k *ruler) tick(point, kind, by int) {
	if k.counts == nil || k.page.empty() {
		return
	}
	n := &k.counts[min(k.step(point), len(k.counts)-1)][kind]
	if by < 0 && (k.of.grew != k.page.grew || *n == 0) { // it was counted at another step
		k.counts = nil
		return
	}
	was := *n > 0
	*n += by
	k.stale = k.stale || was != (*n > 0)
}

// count counts all anew where the page has changed, or more of it was laid out:
// that takes a fraction of what laying out takes.
func (k *ruler) count() {
	height := float64(k.page.size.Height)
	key := rulerKey{k.page.revision, k.page.grew, k.page.size}
	if k.counts != nil && k.of == key {
		return
	}
	k.of, k.counts, k.stale = key, make([][kinds]int, int(height/tickHeight)+1), true
	k.scale = height / tickHeight / max(k.page.height(), height)
	for m := range k.marks.from(spot{}) {
		k.tick(m.Start, kindOf(m.Verdict), 1)
	}
	for _, s := range k.found.spans {
		k.tick(s.Start, aMatch, 1)
	}
}

// overview draws the ruler.
func (v *view) overview() {
	r := v.r
	left, size := r.Size().Width-rulerWidth, r.Size()
	if r.maxScroll() > 0 {
		height := float64(size.Height)
		length := max(height*height/r.height(), thumbLeast)
		top := r.scroll / r.maxScroll() * (height - length)
		v.brush.Rect(v.brush.Palette.Line, left+2, float32(top), rulerWidth-4, float32(length)).CornerRadius = (rulerWidth - 4) / 2
	}
	r.ruler.count()
	if v.ticks == nil {
		v.ticks = canvas.NewRaster(v.drawTicks)
	}
	if r.ruler.stale || v.ticksOf != v.brush.Palette {
		r.ruler.stale, v.ticksOf = false, v.brush.Palette
		v.ticks.Refresh()
	}
	v.brush.Put(v.ticks, left+3, 0, rulerWidth-6, size.Height)
}

// drawTicks paints the ticks in pixels of the screen.
func (v *view) drawTicks(wide, high int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, wide, high))
	scale := float32(high) / max(v.r.Size().Height, 1)
	inks := [kinds]color.NRGBA{aMatch: v.brush.Palette.MatchInk}
	for k, verdict := range annotate.Verdicts {
		inks[k] = v.brush.Palette.VerdictInk(verdict)
	}
	for step, counts := range v.r.ruler.counts {
		top, ink := int(float32(step*tickHeight)*scale), color.NRGBA{}
		for k, n := range counts {
			if n > 0 {
				ink = inks[k]
			}
		}
		if ink.A == 0 {
			continue
		}
		for y := top; y < min(top+max(int(tickHeight*scale), 1), high); y++ {
			for x := range wide {
				img.SetNRGBA(x, y, ink)
			}
		}
	}
	return img
}
