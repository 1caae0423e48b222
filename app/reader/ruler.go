package reader

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
)

// The ruler at the right edge is the scroll bar: a tick for every highlight of
// the article in its verdict's colour, and a thumb for what the window shows.
const (
	rulerWidth = 14
	tickHeight = 3
	thumbLeast = 24 // pixels, so that it can be caught
)

func (r *Reader) onRuler(at fyne.Position) bool {
	return at.X >= r.Size().Width-rulerWidth && r.maxScroll() > 0
}

// rulerTo scrolls to where the ruler was clicked.
func (r *Reader) rulerTo(y float32) { r.ScrollToShare(float64(y / r.Size().Height)) }

// tick is a place of the ruler, in steps of tickHeight, and the verdict it tells.
type tick struct {
	step    int
	verdict annotate.Verdict
}

// ticks returns one tick for each step of the ruler and verdict that has a
// highlight: never more than the ruler has room for, however many there are.
func (r *Reader) ticks() []tick {
	if r.pageHeight() == 0 || len(r.layout.lines) == 0 {
		return nil
	}
	var out []tick
	seen := map[tick]bool{}
	for _, m := range r.marks {
		y := r.textTop() + r.layout.lines[r.layout.lineOf(m.Start)].top
		share := y / max(r.pageHeight(), float64(r.Size().Height))
		t := tick{int(share * float64(r.Size().Height) / tickHeight), m.Verdict}
		if !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

func (v *view) ruler() {
	r := v.r
	left := r.Size().Width - rulerWidth
	if r.maxScroll() > 0 {
		height := float64(r.Size().Height)
		length := max(height*height/r.pageHeight(), thumbLeast)
		top := r.scroll / r.maxScroll() * (height - length)
		thumb := v.rect(left+2, float32(top), rulerWidth-4, float32(length))
		thumb.FillColor, thumb.CornerRadius = v.p.Line, (rulerWidth-4)/2
	}
	if key := (ticksKey{r.revision, r.marksRevision, r.Size()}); key != v.ticksKey {
		v.ticksKey, v.ticks = key, r.ticks()
	}
	for _, t := range v.ticks {
		mark := v.rect(left+3, float32(t.step*tickHeight), rulerWidth-6, tickHeight)
		mark.FillColor, mark.CornerRadius = v.p.VerdictInk(t.verdict), 1
	}
}

// ticksKey names all that the ticks depend on.
type ticksKey struct {
	revision, marks int
	size            fyne.Size
}
