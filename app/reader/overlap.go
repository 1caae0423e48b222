package reader

import (
	"slices"

	"claimtrace/annotate"
)

// stack returns the highlights that overlap where a highlight is in hand: at
// the caret if that stands in it, else at its beginning. The shortest is first.
func (r *Reader) stack(of annotate.Annotation) []annotate.Annotation {
	at := of.Start
	if c := r.sel.caret; c > of.Start && c < of.End {
		at = c
	}
	return r.marks.at(at)
}

// order returns the place of a highlight among those that overlap with it,
// from 1, and their number.
func (r *Reader) order(m annotate.Annotation) (nth, of int) {
	all := r.stack(m)
	return 1 + slices.IndexFunc(all, func(a annotate.Annotation) bool { return a.ID == m.ID }), len(all)
}

// Order returns the place of the highlight in hand among those that overlap
// with it, from 1, and their number; 0, 0 while none is in hand.
func (r *Reader) Order() (nth, of int) {
	m, ok := r.mark(r.picked)
	if !ok {
		return 0, 0
	}
	return r.order(m)
}

// Cycle picks the next of the highlights that overlap at the caret.
func (r *Reader) Cycle() {
	if r.layout == nil {
		return
	}
	all := r.marks.at(r.sel.caret)
	if m, ok := r.mark(r.picked); ok {
		all = r.stack(m)
	}
	if len(all) == 0 {
		return
	}
	i := slices.IndexFunc(all, func(a annotate.Annotation) bool { return a.ID == r.picked })
	m := all[(i+1)%len(all)]
	r.reveal(m.Span())
	r.pick(m.ID)
	r.Refresh()
}
