package reader

import (
	"slices"
	"sort"

	"claimtrace/annotate"
)

// laneMost is how many underlines lie below each other at most; more
// highlights that overlap share them.
const laneMost = 3

// marks are the annotations of the article, found by the place they cover in
// a time that does not grow with their number.
type marks struct {
	all   []annotate.Annotation // by start, then end
	lanes []int                 // of each: how many underlines lie above its own
	reach []int                 // of each as the root of a balanced tree: the greatest end in it
}

func newMarks(as []annotate.Annotation) marks {
	m := marks{all: as, lanes: lanes(as), reach: make([]int, len(as))}
	m.build(0, len(as))
	return m
}

// build fills in the tree of all[lo:hi], whose root is in the middle, and
// returns the greatest end.
func (m *marks) build(lo, hi int) int {
	if lo >= hi {
		return 0
	}
	root := (lo + hi) / 2
	m.reach[root] = max(m.all[root].End, m.build(lo, root), m.build(root+1, hi))
	return m.reach[root]
}

// over calls f for each annotation that has a character of the span, in order.
func (m *marks) over(s annotate.Span, f func(i int)) { m.search(0, len(m.all), s, f) }

func (m *marks) search(lo, hi int, s annotate.Span, f func(i int)) {
	root := (lo + hi) / 2
	if lo >= hi || m.reach[root] <= s.Start {
		return
	}
	m.search(lo, root, s, f)
	if m.all[root].Start >= s.End {
		return
	}
	if m.all[root].End > s.Start {
		f(root)
	}
	m.search(root+1, hi, s, f)
}

// at returns the annotations that cover a place, the shortest first: it is
// what a click means, so that a nested one can be reached.
func (m *marks) at(point int) []annotate.Annotation {
	var out []annotate.Annotation
	m.over(annotate.Span{Start: point, End: point + 1}, func(i int) { out = append(out, m.all[i]) })
	slices.SortStableFunc(out, func(a, b annotate.Annotation) int { return a.Span().Len() - b.Span().Len() })
	return out
}

// first returns the annotation that a click at a place means, "" if none.
func (m *marks) first(point int) annotate.ID {
	if all := m.at(point); len(all) > 0 {
		return all[0].ID
	}
	return ""
}

// index returns the place of an annotation in the order, −1 if it is not there.
func (m *marks) index(id annotate.ID) int {
	return slices.IndexFunc(m.all, func(a annotate.Annotation) bool { return a.ID == id })
}

// next returns the annotation that begins after the place, or with back the
// last that begins before it; false where there is none.
func (m *marks) next(point int, back bool) (annotate.Annotation, bool) {
	i := sort.Search(len(m.all), func(i int) bool { return m.all[i].Start > point })
	if back {
		i = sort.Search(len(m.all), func(i int) bool { return m.all[i].Start >= point }) - 1
	}
	if i < 0 || i >= len(m.all) {
		return annotate.Annotation{}, false
	}
	return m.all[i], true
}

// lanes gives each annotation the first lane for its underline that no
// overlapping one before it has taken, or the one that is free the soonest.
func lanes(as []annotate.Annotation) []int {
	out := make([]int, len(as))
	var free [laneMost]int
	for i, a := range as {
		lane := 0
		for k := range free {
			if free[k] <= a.Start {
				lane = k
				break
			}
			if free[k] < free[lane] {
				lane = k
			}
		}
		free[lane] = max(free[lane], a.End)
		out[i] = lane
	}
	return out
}
