package reader

import (
	"math"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// The page runs from 0 at the top of the head to pageHeight below the text.
// Its positions are float64, as those of a text of a million words run out of
// float32. What is not yet laid out has an estimated height; when it turns out
// otherwise above the window, the page is scrolled along, so that what one
// reads stays where it is.

// textTop is where the text begins on the page.
func (r *Reader) textTop() float64 { return style.PageY + float64(r.head.height) }

func (r *Reader) pageHeight() float64 {
	if r.layout == nil {
		return 0
	}
	return r.textTop() + r.layout.Height() + 3*style.PageY
}

func (r *Reader) maxScroll() float64 {
	return max(r.pageHeight()-float64(r.Size().Height), 0)
}

// grown is called when a block of text that ends at bottom is laid out.
func (r *Reader) grown(bottom, by float64) {
	r.ruler.moved = true
	if r.textTop()+bottom <= r.scroll {
		r.scroll += by
		r.kept.scroll += by
	}
}

// layOut lays out what a window would show that begins at a height of the
// page, and tells whether a height changed by it.
func (r *Reader) layOut(from, to float64) bool {
	return r.layout.LayOut(from-r.textTop(), to-r.textTop())
}

// near is how many windows away a place can be scrolled to through all that
// lies between; a place further away is jumped to.
const near = 3

// ScrollBy moves the page by a number of pixels, down where it is positive,
// and tells whether it moved.
func (r *Reader) ScrollBy(dy float64) bool {
	if r.layout == nil || r.layout.Empty() {
		return false
	}
	height := float64(r.Size().Height)
	if dy < 0 && dy > -near*height {
		for r.layOut(r.scroll+dy, r.scroll) { // what moves can bring more into reach
		}
	}
	from, to := r.scroll, r.scroll+dy
	r.settle(func() float64 { return to })
	if r.scroll == from {
		return false
	}
	r.leave()
	r.Refresh()
	return true
}

// settle scrolls to a height of the page, which is asked for again while laying
// out what the window shows there changes it.
func (r *Reader) settle(to func() float64) {
	for again := true; again; {
		at := min(max(to(), 0), r.maxScroll())
		again = r.layOut(at, at+float64(r.Size().Height))
		r.scroll = at
	}
}

// ScrollToShare puts the page at a share of its height, from 0 to 1, in the
// middle of the window.
func (r *Reader) ScrollToShare(share float64) {
	to := share*r.pageHeight() - float64(r.Size().Height)/2
	if to >= r.maxScroll() {
		to = math.Inf(1) // the end, wherever it turns out to be
	}
	r.ScrollBy(to - r.scroll)
}

// Scrolled implements [fyne.Scrollable], which also makes Fyne clip the page
// to the reader.
func (r *Reader) Scrolled(e *fyne.ScrollEvent) { r.ScrollBy(wheel * float64(-e.Scrolled.DY)) }

// wheel is how far the page goes for what Fyne reports of the wheel, which is
// less than a line for one notch.
const wheel = 2

// place is what stood at the top of the window: a code point of the text and
// how many pixels its line lay below the top.
type place struct {
	point int
	below float64
}

// kept is a place to which the page was scrolled when it was laid out anew. It
// holds until one scrolls: many changes of the width move it no further than one.
type kept struct {
	place
	scroll   float64
	revision int
}

func (r *Reader) firstVisible() place {
	switch {
	case r.layout == nil || r.layout.Empty() || r.scroll < r.textTop():
		return place{-1, r.scroll}
	case r.kept.revision == r.revision && r.kept.scroll == r.scroll:
		return r.kept.place
	}
	at := r.layout.LineAt(r.scroll - r.textTop())
	return place{r.layout.Span(at).Start, r.textTop() + r.layout.Top(at) - r.scroll}
}

func (r *Reader) scrollTo(p place) {
	if p.point < 0 || r.layout == nil || r.layout.Empty() {
		r.scroll = min(max(p.below, 0), r.maxScroll())
		return
	}
	r.put(r.layout.LineOf(p.point), p.below)
	r.kept = kept{p, r.scroll, r.revision}
}

// put scrolls so that a line lies so many pixels below the top of the window.
func (r *Reader) put(at typeset.Line, below float64) {
	r.settle(func() float64 { return r.textTop() + r.layout.Top(at) - below })
}

// reveal brings a span into the window: not at all if it is there, as little
// as shows it where a part of it is, else to a third of the window's height, or
// higher up if it would not fit there.
func (r *Reader) reveal(s annotate.Span) {
	if r.layout == nil || r.layout.Empty() {
		return
	}
	first, last := r.layout.LineOf(s.Start), r.layout.LineOf(s.End)
	top, bottom, height := r.extent(s)
	lead := r.layout.Lead()
	room := height - lead - (bottom - top)
	switch {
	case top >= 0 && bottom <= height || top <= 0 && bottom >= height:
		return
	case bottom <= 0 || top >= height || room < lead:
		r.put(first, min(height/3, max(room, lead)))
	case top < 0:
		r.put(first, lead)
	default:
		r.put(last, height-2*lead)
	}
	r.leave()
}

// extent tells where the lines of a span begin and end in the window, and the
// window's height.
func (r *Reader) extent(s annotate.Span) (top, bottom, height float64) {
	top = r.textTop() + r.layout.Top(r.layout.LineOf(s.Start)) - r.scroll
	bottom = r.textTop() + r.layout.Top(r.layout.LineOf(s.End)) + r.layout.Lead() - r.scroll
	return top, bottom, float64(r.Size().Height)
}

// follow scrolls as little as shows the caret.
func (r *Reader) follow() {
	at := r.layout.LineOf(r.sel.caret)
	top := r.textTop() + r.layout.Top(at)
	lead, height := r.layout.Lead(), float64(r.Size().Height)
	switch {
	case top < r.scroll+lead:
		r.put(at, lead)
	case top+2*lead > r.scroll+height:
		r.put(at, height-2*lead)
	}
}

// seen is a line in the window.
type seen struct {
	typeset.Line
	span annotate.Span
	y    float32 // of its top, from the window's
}

// look notes the lines that the window shows.
func (r *Reader) look() {
	r.seen = r.seen[:0]
	if r.layout == nil || r.layout.Empty() {
		return
	}
	r.settle(func() float64 { return r.scroll })
	height := float64(r.Size().Height)
	at := r.layout.LineAt(r.scroll - r.textTop())
	for ok := true; ok; at, ok = r.layout.Step(at, 1) {
		y := r.textTop() + r.layout.Top(at) - r.scroll
		if y >= height {
			break
		}
		r.seen = append(r.seen, seen{at, r.layout.Span(at), float32(y)})
	}
}

// window is what the window shows of the text, in code points.
func (r *Reader) window() annotate.Span {
	if len(r.seen) == 0 {
		return annotate.Span{}
	}
	return annotate.Span{Start: r.seen[0].span.Start, End: r.seen[len(r.seen)-1].span.End}
}
