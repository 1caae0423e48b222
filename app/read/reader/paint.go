package reader

import (
	"image/color"
	"iter"

	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// The parts of a line of reading text, at zoom 1: the fill of a highlight
// begins fillTop below its top and is fillHeight high; underlines follow
// laneGap apart.
const (
	fillTop    = 3
	fillHeight = 24
	laneGap    = 3
)

// shown yields the annotations in the window; one whose end is being moved has
// the span that it would get.
func (v *view) shown() iter.Seq[mark] {
	r := v.r
	return func(yield func(mark) bool) {
		for m := range r.marks.over(r.window()) {
			if m.ID != r.moving.id && !yield(m) {
				return
			}
		}
		a, ok := r.mark(r.moving.id)
		if !ok {
			return
		}
		for m := range r.marks.from(r.marks.spot(&a)) {
			a.Start, a.End = r.moving.span.Start, r.moving.span.End
			yield(mark{&a, m.lane})
			return
		}
	}
}

// fills lie under the words. Where one lies on those before it these show
// through; where it goes on beyond them it is as full as any other.
func (v *view) fills() {
	reach := 0 // where those before it end
	for m := range v.shown() {
		s, fill := m.Span(), v.brush.Palette.VerdictFill(m.Verdict)
		seam := min(max(s.Start, reach), s.End)
		v.fillPart(annotate.Span{Start: seam, End: s.End}, fill, seam > s.Start, false)
		fill.A = style.Overlap
		v.fillPart(annotate.Span{Start: s.Start, End: seam}, fill, false, seam < s.End)
		reach = max(reach, s.End)
	}
}

// fillPart fills a part of a highlight; where the other part follows or comes
// before, its corners are square.
func (v *view) fillPart(s annotate.Span, fill color.NRGBA, follows, before bool) {
	if s.Len() <= 0 {
		return
	}
	z, left := v.r.zoom, float32(style.Mark)
	if follows {
		left = 0
	}
	var last *canvas.Rectangle
	v.strips(s, func(x, y, w float32) {
		last = v.brush.Rect(fill, x, y+fillTop*z, w, fillHeight*z)
		last.TopLeftCornerRadius, last.BottomLeftCornerRadius = left, left
		last.TopRightCornerRadius, last.BottomRightCornerRadius = style.Mark, style.Mark
		left = style.Mark
	})
	if last != nil && before {
		last.TopRightCornerRadius, last.BottomRightCornerRadius = 0, 0
	}
}

func (v *view) selected() {
	r, z := v.r, v.r.zoom
	if r.sel.Len() == 0 || r.found.has(r.sel.Span) {
		return
	}
	v.strips(r.sel.Span, func(x, y, w float32) {
		v.brush.Rect(v.brush.Palette.Selection, x, y+fillTop*z-1, w, fillHeight*z+2)
	})
}

// found fills what the find bar has found; the match that is selected stands
// out, on whatever it lies.
func (v *view) found() {
	r, z := v.r, v.r.zoom
	r.found.over(r.window(), func(s annotate.Span) {
		fill := v.brush.Palette.Match
		if s == r.sel.Span {
			fill = v.brush.Palette.MatchNow
		}
		v.strips(s, func(x, y, w float32) {
			v.brush.Rect(fill, x-1, y+fillTop*z, w+2, fillHeight*z).CornerRadius = style.Mark
		})
	})
}

// underlines tell the verdict by their style.
func (v *view) underlines() {
	z := v.r.zoom
	for m := range v.shown() {
		down := (fillTop+fillHeight-1)*z + float32(m.lane)*laneGap
		v.strips(m.Span(), func(x, y, w float32) { v.brush.VerdictLine(m.Verdict, x, y+down, w) })
	}
}

// picked rings the highlight in hand and gives its ends something to be caught
// by.
func (v *view) picked() {
	r, z := v.r, v.r.zoom
	m, ok := r.mark(r.picked)
	if !ok {
		return
	}
	s := m.Span()
	if r.moving.id == m.ID {
		s = r.moving.span
	}
	v.strips(s, func(x, y, w float32) {
		ring := v.brush.Rect(nil, x-3, y+fillTop*z-2, w+6, fillHeight*z+5)
		ring.StrokeColor, ring.StrokeWidth, ring.CornerRadius = v.brush.Palette.Accent, 2, style.Mark+2
	})
	for _, h := range r.handles() {
		knob := v.brush.Rect(v.brush.Palette.Accent, h.x-knobSize/2, h.y+(fillTop+fillHeight)*z+2-knobSize/2, knobSize, knobSize)
		knob.CornerRadius = knobSize / 2
	}
}
