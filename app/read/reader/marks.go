package reader

import (
	"cmp"
	"iter"
	"math"
	"slices"
	"sort"

	"claimtrace/annotate"
)

// laneMost is how many underlines lie below each other at most; more
// highlights that overlap share them.
const laneMost = 3

// chunkMost is how many annotations one chunk holds.
const chunkMost = 128

// marks are the annotations of the article by start, then end. They are kept
// in chunks, so that finding those at a place, adding one and taking one out
// cost next to nothing however many there are.
type marks struct {
	chunks []*chunk
	byID   map[annotate.ID]*annotate.Annotation // made when first asked for
}

// mark is an annotation with its lane: how many underlines lie above its own.
type mark struct {
	*annotate.Annotation
	lane int
}

// chunk is a run of annotations in order.
type chunk struct {
	all   []mark
	ends  []int // the greatest end up to each of them
	reach int   // the greatest end
	sofar int   // the greatest end up to here, those of the chunks before included
}

// spot is the place of an annotation.
type spot struct{ chunk, i int }

func newMarks(as []annotate.Annotation) marks {
	var m marks
	all := make([]mark, len(as))
	for i := range as {
		all[i].Annotation = &as[i]
	}
	for part := range slices.Chunk(all, chunkMost/2) { // each with room to grow
		m.chunks = append(m.chunks, &chunk{all: part})
	}
	m.measure(0)
	m.lane(spot{}, math.MaxInt)
	return m
}

// measure notes how far the chunks from k on reach. The one at k has changed,
// and the one behind it where there is a new one.
func (m *marks) measure(k int) {
	sofar := 0
	if k > 0 {
		sofar = m.chunks[k-1].sofar
	}
	for i, c := range m.chunks[k:] {
		if i < 2 || c.reach == 0 {
			c.reach, c.ends = 0, c.ends[:0]
			for _, a := range c.all {
				c.reach = max(c.reach, a.End)
				c.ends = append(c.ends, c.reach)
			}
		}
		sofar = max(sofar, c.reach)
		c.sofar = sofar
	}
}

func order(a, b *annotate.Annotation) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
}

// get returns an annotation; false where it is not among them.
func (m *marks) get(id annotate.ID) (annotate.Annotation, bool) {
	if id == "" {
		return annotate.Annotation{}, false
	}
	if m.byID == nil {
		m.byID = map[annotate.ID]*annotate.Annotation{}
		for a := range m.from(spot{}) {
			m.byID[a.ID] = a.Annotation
		}
	}
	if a, ok := m.byID[id]; ok {
		return *a, true
	}
	return annotate.Annotation{}, false
}

// put adds an annotation, or takes the place of what it was before.
func (m *marks) put(a annotate.Annotation) {
	m.drop(a.ID)
	if len(m.chunks) == 0 {
		m.chunks = []*chunk{{}}
	}
	at := m.spot(&a)
	if at.chunk == len(m.chunks) {
		at.chunk--
		at.i = len(m.chunks[at.chunk].all)
	}
	c := m.chunks[at.chunk]
	c.all = slices.Insert(c.all, at.i, mark{&a, 0})
	if len(c.all) > chunkMost {
		half := &chunk{all: slices.Clone(c.all[chunkMost/2:])}
		c.all = c.all[:chunkMost/2]
		m.chunks = slices.Insert(m.chunks, at.chunk+1, half)
	}
	m.measure(at.chunk)
	m.byID[a.ID] = &a
	m.relane(a.Span())
}

// drop takes an annotation out.
func (m *marks) drop(id annotate.ID) {
	a, ok := m.get(id)
	if !ok {
		return
	}
	at := m.spot(m.byID[id])
	delete(m.byID, id)
	c := m.chunks[at.chunk]
	if c.all = slices.Delete(c.all, at.i, at.i+1); len(c.all) == 0 {
		m.chunks = slices.Delete(m.chunks, at.chunk, at.chunk+1)
	}
	m.measure(at.chunk)
	m.relane(a.Span())
}

// spot returns where an annotation is, or would be.
func (m *marks) spot(a *annotate.Annotation) spot {
	k := sort.Search(len(m.chunks), func(k int) bool {
		all := m.chunks[k].all
		return len(all) > 0 && order(all[len(all)-1].Annotation, a) >= 0
	})
	if k == len(m.chunks) {
		return spot{k, 0}
	}
	i, _ := slices.BinarySearchFunc(m.chunks[k].all, a, func(b mark, a *annotate.Annotation) int { return order(b.Annotation, a) })
	return spot{k, i}
}

// from yields the annotations from a spot on.
func (m *marks) from(at spot) iter.Seq[mark] {
	return func(yield func(mark) bool) {
		for ; at.chunk < len(m.chunks); at = (spot{at.chunk + 1, 0}) {
			c := m.chunks[at.chunk]
			for i := at.i; i < len(c.all); i++ {
				if !yield(c.all[i]) {
					return
				}
			}
		}
	}
}

// over yields the annotations that have a character of the span, in order.
func (m *marks) over(s annotate.Span) iter.Seq[mark] {
	return func(yield func(mark) bool) {
		first := sort.Search(len(m.chunks), func(k int) bool { return m.chunks[k].sofar > s.Start })
		for _, c := range m.chunks[first:] {
			if c.reach <= s.Start {
				continue
			}
			from := sort.Search(len(c.ends), func(i int) bool { return c.ends[i] > s.Start })
			for _, a := range c.all[from:] {
				if a.Start >= s.End {
					return
				}
				if a.End > s.Start && !yield(a) {
					return
				}
			}
		}
	}
}

// at returns the annotations that cover a place, the shortest first: it is
// what a click means, so that a nested one can be reached.
func (m *marks) at(point int) []annotate.Annotation {
	var out []annotate.Annotation
	for a := range m.over(annotate.Span{Start: point, End: point + 1}) {
		out = append(out, *a.Annotation)
	}
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

// next returns the annotation that begins after the place, or with back the
// last that begins before it; false where there is none.
func (m *marks) next(point int, back bool) (annotate.Annotation, bool) {
	if back {
		return m.neighbour(&annotate.Annotation{Start: point}, true)
	}
	return m.neighbour(&annotate.Annotation{Start: point + 1, End: -1}, false)
}

// beside returns the annotation after one of them, or with back before it.
func (m *marks) beside(a *annotate.Annotation, back bool) (annotate.Annotation, bool) {
	if back {
		return m.neighbour(a, true)
	}
	at := m.spot(a)
	at.i++
	for next := range m.from(at) {
		return *next.Annotation, true
	}
	return annotate.Annotation{}, false
}

// neighbour returns the first annotation that is not before the given one, or
// with back the last that is before it.
func (m *marks) neighbour(of *annotate.Annotation, back bool) (annotate.Annotation, bool) {
	at := m.spot(of)
	if back {
		if at.i--; at.i < 0 {
			if at.chunk--; at.chunk < 0 {
				return annotate.Annotation{}, false
			}
			at.i = len(m.chunks[at.chunk].all) - 1
		}
	}
	for a := range m.from(at) {
		return *a.Annotation, true
	}
	return annotate.Annotation{}, false
}

// outermost returns the first annotation, or with last the last one.
func (m *marks) outermost(last bool) (annotate.Annotation, bool) {
	if last {
		return m.neighbour(&annotate.Annotation{Start: math.MaxInt}, true)
	}
	return m.neighbour(&annotate.Annotation{}, false)
}

// relane gives lanes anew to the annotations that overlap a span, and to those
// that overlap them in turn.
func (m *marks) relane(s annotate.Span) {
	start := s.Start
	for again := true; again; {
		again = false
		for a := range m.over(annotate.Span{Start: start, End: start + 1}) {
			again = a.Start < start
			start = a.Start
			break
		}
	}
	m.lane(m.spot(&annotate.Annotation{Start: start, End: -1}), s.End)
}

// lane gives each annotation from a spot on the first lane for its underline
// that no overlapping one before it has taken, or the one that is free the
// soonest. It ends after the place until, where all are free.
func (m *marks) lane(at spot, until int) {
	var free [laneMost]int
	for ; at.chunk < len(m.chunks); at = (spot{at.chunk + 1, 0}) {
		all := m.chunks[at.chunk].all
		for i := at.i; i < len(all); i++ {
			a := &all[i]
			if a.Start > until && a.Start >= max(free[0], free[1], free[2]) {
				return
			}
			a.lane = 0
			for k := range free {
				if free[k] <= a.Start {
					a.lane = k
					break
				}
				if free[k] < free[a.lane] {
					a.lane = k
				}
			}
			free[a.lane] = max(free[a.lane], a.End)
		}
	}
}
