package reader

import (
	"sort"

	"claimtrace/annotate"
)

// found is what the find bar has found, in order and without overlaps.
type found struct{ spans []annotate.Span }

// over calls f for each match that has a character of the span.
func (f found) over(s annotate.Span, do func(annotate.Span)) {
	for i := f.after(s.Start); i < len(f.spans) && f.spans[i].Start < s.End; i++ {
		do(f.spans[i])
	}
}

// has tells whether a span is a match.
func (f found) has(s annotate.Span) bool {
	i := f.after(s.Start)
	return i < len(f.spans) && f.spans[i] == s
}

// after returns the first match that ends after a place.
func (f found) after(point int) int {
	return sort.Search(len(f.spans), func(i int) bool { return f.spans[i].End > point })
}

// SetFound marks what was found in the text, in order and without overlaps,
// here and on the ruler; nil unmarks it.
func (r *Reader) SetFound(spans []annotate.Span) {
	r.found = found{spans}
	r.ruler.counts = nil
	r.Refresh()
}

// FirstFound selects the first match that does not begin before a place, and
// goes on from the text's beginning where there is none. It returns its place
// in the order from 0, −1 where nothing was found.
func (r *Reader) FirstFound(from int) int {
	return r.toMatch(sort.Search(len(r.found.spans), func(i int) bool { return r.found.spans[i].Start >= from }))
}

// Step selects the match after what is selected, with back the one before it,
// and goes round at the ends. It returns its place like [Reader.FirstFound].
func (r *Reader) Step(back bool) int {
	if !back {
		return r.FirstFound(r.sel.End)
	}
	return r.toMatch(sort.Search(len(r.found.spans), func(i int) bool { return r.found.spans[i].End > r.sel.Start }) - 1)
}

func (r *Reader) toMatch(i int) int {
	n := len(r.found.spans)
	if n == 0 || r.layout == nil {
		return -1
	}
	i = (i + n) % n
	r.Select(r.found.spans[i])
	return i
}
