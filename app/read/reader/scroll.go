package reader

import (
	"math"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
)

// near is how many windows away a place can be scrolled to through all that
// lies between; a place further away is jumped to.
const near = 3

// ScrollBy moves the page by a number of pixels, down where it is positive,
// and tells whether it moved.
func (r *Reader) ScrollBy(dy float64) bool {
	if r.empty() {
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

// ScrollToShare puts the page at a share of its height, from 0 to 1, in the
// middle of the window.
func (r *Reader) ScrollToShare(share float64) {
	to := share*r.height() - float64(r.Size().Height)/2
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

// bring brings a span into the window, as [page.reveal] does.
func (r *Reader) bring(s annotate.Span) {
	if r.reveal(s) {
		r.leave()
	}
}
