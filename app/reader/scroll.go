package reader

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// The page runs from 0 at the top of the head to pageHeight below the text.
// Its positions are float64, as those of a text of a million words run out of
// float32.

// textTop is where the text begins on the page.
func (r *Reader) textTop() float64 { return style.PageY + float64(r.head.height) }

func (r *Reader) pageHeight() float64 {
	if r.layout == nil {
		return 0
	}
	return r.textTop() + r.layout.height + 3*style.PageY
}

func (r *Reader) maxScroll() float64 {
	return max(r.pageHeight()-float64(r.Size().Height), 0)
}

// ScrollBy moves the page by a number of pixels, down where it is positive,
// and tells whether it moved.
func (r *Reader) ScrollBy(dy float64) bool {
	to := min(max(r.scroll+dy, 0), r.maxScroll())
	if to == r.scroll {
		return false
	}
	r.scroll = to
	r.Refresh()
	return true
}

// ScrollToShare puts the page at a share of its height, from 0 to 1, in the
// middle of the window.
func (r *Reader) ScrollToShare(share float64) {
	r.ScrollBy(share*r.pageHeight() - float64(r.Size().Height)/2 - r.scroll)
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

func (r *Reader) firstVisible() place {
	if r.layout == nil || len(r.layout.lines) == 0 || r.scroll < r.textTop() {
		return place{-1, r.scroll}
	}
	i := r.layout.lineAt(r.scroll - r.textTop())
	return place{r.layout.span(i).Start, r.textTop() + r.layout.lines[i].top - r.scroll}
}

func (r *Reader) scrollTo(p place) {
	if p.point < 0 || r.layout == nil {
		r.scroll = min(p.below, r.maxScroll())
		return
	}
	i := r.layout.lineOf(p.point)
	r.scroll = min(max(r.textTop()+r.layout.lines[i].top-p.below, 0), r.maxScroll())
}

// reveal brings a span into the window: not at all if it is there, else to a
// third of its height.
func (r *Reader) reveal(s annotate.Span) {
	if r.layout == nil || len(r.layout.lines) == 0 {
		return
	}
	top := r.textTop() + r.layout.lines[r.layout.lineOf(s.Start)].top
	bottom := r.textTop() + r.layout.lines[r.layout.lineOf(s.End)].top + float64(r.layout.m.lead)
	height := float64(r.Size().Height)
	if top >= r.scroll && bottom <= r.scroll+height {
		return
	}
	r.scroll = min(max(top-height/3, 0), r.maxScroll())
}

// follow scrolls as little as shows the caret.
func (r *Reader) follow() {
	top := r.textTop() + r.layout.lines[r.layout.lineOf(r.sel.caret)].top
	lead, height := float64(r.layout.m.lead), float64(r.Size().Height)
	switch {
	case top < r.scroll+lead:
		r.scroll = max(top-lead, 0)
	case top+2*lead > r.scroll+height:
		r.scroll = min(top+2*lead-height, r.maxScroll())
	}
}
