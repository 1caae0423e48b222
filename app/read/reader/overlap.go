package reader

import (
	"slices"

	"claimtrace/annotate"
)

// meeting is where those are looked for that overlap with a highlight: at a
// place if that lies in it or at its end, else at its beginning.
func meeting(of annotate.Annotation, point int) int {
	if point > of.Start && point <= of.End {
		return min(point, of.End-1)
	}
	return of.Start
}

// order returns the place of a highlight among those that overlap with it near
// a place, from 1, and their number.
func (r *Reader) order(m annotate.Annotation, point int) (nth, of int) {
	all := r.marks.at(meeting(m, point))
	return 1 + slices.IndexFunc(all, func(a annotate.Annotation) bool { return a.ID == m.ID }), len(all)
}

// Order returns the place of the highlight in hand among those that overlap
// with it at the caret, from 1, and their number; 0, 0 while none is in hand.
func (r *Reader) Order() (nth, of int) {
	m, ok := r.mark(r.picked)
	if !ok {
		return 0, 0
	}
	return r.order(m, r.sel.caret)
}

// Cycle picks the next of the highlights that overlap at the caret, the
// shortest first. The caret goes to where they do, so that all have their turn.
func (r *Reader) Cycle() {
	if r.empty() {
		return
	}
	point := r.sel.caret
	if m, ok := r.mark(r.picked); ok {
		point = meeting(m, point)
	}
	all := r.marks.at(point)
	if len(all) == 0 {
		return
	}
	i := slices.IndexFunc(all, func(a annotate.Annotation) bool { return a.ID == r.picked })
	m := all[(i+1)%len(all)]
	r.sel.press(r.article.Text, point, byGrapheme)
	r.follow(r.sel.caret)
	r.pick(m.ID)
	r.changed()
}
