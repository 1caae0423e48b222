package reader

import (
	"sort"

	"claimtrace/annotate"
)

// lanes gives each annotation the first lane for its underline that no
// overlapping one before it has taken. The annotations are in order of their
// beginnings.
func lanes(as []annotate.Annotation) []int {
	out := make([]int, len(as))
	var ends []int // where each lane is free again
	for i, a := range as {
		lane := 0
		for lane < len(ends) && ends[lane] > a.Start {
			lane++
		}
		if lane == len(ends) {
			ends = append(ends, 0)
		}
		ends[lane] = a.End
		out[i] = lane
	}
	return out
}

// markAt returns the annotation that a click at a place means: of those that
// cover it the shortest, so that a nested one can be reached.
func markAt(as []annotate.Annotation, point int) (annotate.ID, bool) {
	best := -1
	for i, a := range as {
		if a.Start > point {
			break
		}
		if point < a.End && (best < 0 || a.Span().Len() < as[best].Span().Len()) {
			best = i
		}
	}
	if best < 0 {
		return "", false
	}
	return as[best].ID, true
}

// next returns the annotation that begins after the place, or with back the
// last that begins before it; false where there is none.
func next(as []annotate.Annotation, point int, back bool) (annotate.Annotation, bool) {
	i := sort.Search(len(as), func(i int) bool { return as[i].Start > point })
	if back {
		i = sort.Search(len(as), func(i int) bool { return as[i].Start >= point }) - 1
	}
	if i < 0 || i >= len(as) {
		return annotate.Annotation{}, false
	}
	return as[i], true
}
