package reader

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// The knobs at the ends of the highlight in hand, in pixels.
const (
	knobSize    = 9
	handleReach = 7 // how near the pointer has to be
)

// moving is a highlight whose end the mouse has caught.
type moving struct {
	id   annotate.ID
	end  bool // the end, else the start
	span annotate.Span
}

// handle is the place of one end in the window: the middle of its knob, and
// the top of its line.
type handle struct {
	x, y float32
	end  bool
}

// handles returns the ends of the highlight in hand that are in the window.
func (r *Reader) handles() []handle {
	m, ok := r.mark(r.picked)
	if !ok {
		return nil
	}
	s := m.Span()
	if r.moving.id == m.ID {
		s = r.moving.span
	}
	first := r.layout.LineOf(s.Start)
	last := r.layout.LineOf(r.article.Text.PrevGrapheme(s.End)) // where a line ends, its end is the next line's beginning
	var out []handle
	for _, line := range r.seen {
		if line.Line == first {
			out = append(out, handle{r.margin() + r.layout.X(line.Line, s.Start) - 2, line.y, false})
		}
		if line.Line == last {
			out = append(out, handle{r.margin() + r.layout.X(line.Line, s.End) + 2, line.y, true})
		}
	}
	return out
}

// handleAt returns the end under the pointer.
func (r *Reader) handleAt(at fyne.Position) (handle, bool) {
	for _, h := range r.handles() {
		dx, dy := at.X-h.x, at.Y-h.y
		if max(dx, -dx) <= handleReach && dy >= 0 && dy <= float32(r.layout.Lead())+knobSize {
			return h, true
		}
	}
	return handle{}, false
}

// catch begins to move an end.
func (r *Reader) catch(h handle) {
	m, _ := r.mark(r.picked)
	r.moving = moving{id: m.ID, end: h.end, span: m.Span()}
}

// pull moves the end in hand to a place; a highlight keeps at least a grapheme.
func (r *Reader) pull(point int) {
	s, o := &r.moving.span, r.article.Text
	point, _ = o.Grapheme(point)
	if r.moving.end {
		s.End = max(point, o.NextGrapheme(s.Start))
	} else {
		s.Start = min(point, o.PrevGrapheme(s.End))
	}
	r.Refresh()
}

// letGo ends the move: what is moved is told once.
func (r *Reader) letGo(exact bool) {
	id, s := r.moving.id, r.moving.span
	if !exact {
		s.Start, s.End = r.article.Text.Trim(s.Start, s.End)
	}
	m, ok := r.mark(id)
	if ok && s.Len() > 0 && s != m.Span() && r.OnMove != nil {
		r.OnMove(id, s)
	}
	r.moving = moving{}
	r.Refresh()
}

// MoveEnd moves an end of the highlight in hand by a word: out, so that it
// grows, or in.
func (r *Reader) MoveEnd(end, out bool) {
	m, ok := r.mark(r.picked)
	if !ok || r.OnMove == nil {
		return
	}
	s := byWords(r.article.Text, m.Span(), end, out)
	if s == m.Span() {
		return
	}
	r.OnMove(m.ID, s)
	if r.layout == nil {
		return
	}
	caret := s.Start
	if end {
		caret = s.End
	}
	r.sel.press(r.article.Text, caret, byGrapheme)
	r.follow()
	r.Refresh()
}

// byWords returns a span with one end moved by a word; it keeps at least one.
func byWords(o *text.Offsets, s annotate.Span, end, out bool) annotate.Span {
	to := s
	switch {
	case out && !end:
		to.Start = o.PrevWord(s.Start)
	case out:
		to.End = o.NextWord(s.End)
	case !end:
		to.Start = o.PrevWord(o.NextWord(o.NextWord(s.Start)))
		if first := o.PrevWord(o.NextWord(s.Start)); first > s.Start { // from a mark before the word to the word
			to.Start = first
		}
	default:
		last := o.PrevWord(s.End)
		to.End = o.NextWord(o.PrevWord(last))
		if o.NextWord(last) < s.End {
			to.End = o.NextWord(last)
		}
	}
	if to.Start >= to.End || !out && (to.Start < s.Start || to.End > s.End) {
		return s
	}
	return to
}
