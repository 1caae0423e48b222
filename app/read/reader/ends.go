package reader

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/typeset"
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
	first := annotate.Span{Start: s.Start, End: r.article.Text.NextGrapheme(s.Start)}
	last := annotate.Span{Start: r.article.Text.PrevGrapheme(s.End), End: s.End}
	var out []handle
	for _, line := range r.seen {
		if line.Line == r.layout.LineOf(first.Start) {
			out = append(out, handle{r.margin() + r.beside(line.Line, first, false), line.y, false})
		}
		if line.Line == r.layout.LineOf(last.Start) {
			out = append(out, handle{r.margin() + r.beside(line.Line, last, true), line.y, true})
		}
	}
	return out
}

// beside returns the place just after a grapheme of a line, or before it, from
// the column's left edge: which side that is depends on its direction.
func (r *Reader) beside(at typeset.Line, grapheme annotate.Span, after bool) float32 {
	const away = 2
	lead := r.layout.X(at, grapheme.Start)
	if strips := r.layout.Strips(at, grapheme); len(strips) > 0 {
		st := strips[0]
		if toRight := lead-st.Left < st.Right-lead; toRight == after {
			return st.Right + away
		}
		return st.Left - away
	}
	if after { // a space at the line's end, or nothing that is drawn
		return r.layout.X(at, grapheme.End) + away
	}
	return lead - away
}

// handleAt returns the end under the pointer, of both the nearer one.
func (r *Reader) handleAt(at fyne.Position) (best handle, ok bool) {
	near := float32(handleReach)
	for _, h := range r.handles() {
		dx, dy := at.X-h.x, at.Y-h.y
		if d := max(dx, -dx); d <= near && dy >= 0 && dy <= float32(r.layout.Lead())+knobSize {
			best, ok, near = h, true, d
		}
	}
	return best, ok
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
	m, ok := r.mark(id)
	if !exact && s != m.Span() {
		s = trimmed(r.article.Text, s, r.moving.end)
	}
	if ok && s.Len() > 0 && s != m.Span() && r.OnMove != nil {
		r.OnMove(id, s)
	}
	r.moving = moving{}
	r.Refresh()
}

// drop ends the move and leaves the highlight as it was.
func (r *Reader) drop() {
	r.stop()
	r.moving, r.pointer.down = moving{}, false
	r.Refresh()
}

// trimmed drops the spaces at one end of a span, and all where it is nothing
// but spaces.
func trimmed(o *text.Offsets, s annotate.Span, end bool) annotate.Span {
	start, stop := o.Trim(s.Start, s.End)
	switch {
	case start >= stop:
		return annotate.Span{}
	case end:
		s.End = stop
	default:
		s.Start = start
	}
	return s
}

// MoveEnd moves an end of the highlight in hand by a word: out, so that it
// grows, or in.
func (r *Reader) MoveEnd(end, out bool) {
	m, ok := r.mark(r.picked)
	move := r.OnNudge
	if move == nil {
		move = r.OnMove
	}
	if !ok || move == nil {
		return
	}
	s := byWords(r.article.Text, m.Span(), end, out)
	if s == m.Span() {
		return
	}
	move(m.ID, s)
	if m, ok = r.mark(m.ID); !ok {
		return
	}
	caret := m.Start // where it is now: the move can have been refused
	if end {
		caret = r.article.Text.PrevGrapheme(m.End)
	}
	r.sel.press(r.article.Text, caret, byGrapheme)
	r.follow(r.sel.caret)
	r.Refresh()
}

// byWords returns a span with one end moved by a word; it keeps at least one.
func byWords(o *text.Offsets, s annotate.Span, end, out bool) annotate.Span {
	to := s
	switch {
	case out && !end:
		to.Start = o.PrevWord(s.Start)
		to.Start = min(trimmed(o, to, false).Start, s.Start) // at the text's ends there is no word
	case out:
		to.End = o.NextWord(s.End)
		to.End = max(trimmed(o, to, true).End, s.End)
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
