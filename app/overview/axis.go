package overview

import (
	"cmp"
	"math"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/timeaxis"
)

// The measures of the timeline, in pixels.
const (
	ringSize   = 22
	ringStep   = 14 // ring to ring where a passage has company of another verdict
	ringGap    = 4  // between the signs of two articles
	timeStep   = 3  // between two times at least
	dayGap     = 14 // between two days, for the line
	axisInset  = 24 // before the first sign and behind the last
	unknownPad = 14 // around the signs of unknown time
)

// unknownWords stands above the signs of articles without a time.
const unknownWords = "time unknown"

// axis places the articles of a table along the time of publication: spaced
// by time as far as no two signs of a row meet, those of unknown time apart at
// the end.
type axis struct {
	x       []float32 // the middle of each column's signs; negative where it has none
	days    []timeaxis.Day
	unknown float32        // where the part of unknown times begins
	wide    float32        // of it all; as unknown if there is no such part
	zone    *time.Location // the days' offset from UTC: that of most articles
	zones   bool           // the articles' offsets differ
}

// station is a column on the axis.
type station struct {
	column    int
	published annotate.Publication
	at        time.Time // where it stands, by the clocks of the axis; zero if unknown
	half      float32   // of the room for its signs
	rows      []int
}

// stops are the stations of a table and what does not depend on the room that
// they are given: of known time and of unknown.
type stops struct {
	dated, undated        []station
	datedLeast, undatedAt []float32 // see [leastApart]
	zone                  *time.Location
	zones                 bool
	rank                  []int    // of each column among the stations
	rows                  []*along // nil until one is asked for
}

// along is a row along the time.
type along struct {
	cells     []int    // in the order of their places
	unordered [][2]int // pairs of columns, with all between them in no known order
}

// along works out a row, once.
func (t *table) along(r int) *along {
	s, cells := t.line(), t.rows[r].cells
	if s.rows[r] != nil {
		return s.rows[r]
	}
	n := &along{cells: make([]int, len(cells))}
	for i := range n.cells {
		n.cells[i] = i
	}
	inLists := slices.Clone(n.cells)
	published := func(i int) annotate.Publication { return t.columns[cells[i].column].Published }
	slices.SortStableFunc(n.cells, func(a, b int) int { return cmp.Compare(s.rank[cells[a].column], s.rank[cells[b].column]) })
	slices.SortStableFunc(inLists, func(a, b int) int { return published(a).InLists(published(b)) })
	ps := make([]annotate.Publication, len(cells))
	for k, i := range inLists {
		ps[k] = published(i)
	}
	for _, pair := range timeaxis.Unordered(ps) {
		n.unordered = append(n.unordered, [2]int{cells[inLists[pair[0]]].column, cells[inLists[pair[1]]].column})
	}
	s.rows[r] = n
	return n
}

// line works out the stops, once.
func (t *table) line() *stops {
	if t.stops != nil {
		return t.stops
	}
	stations := stationsOf(t)
	known := len(stations)
	for known > 0 && !stations[known-1].published.Known() {
		known--
	}
	s := &stops{dated: stations[:known], undated: stations[known:]}
	s.zone, s.zones = timeaxis.Zone(publications(s.dated))
	inZone(s.dated, s.zone)
	s.datedLeast, s.undatedAt = leastApart(s.dated, len(t.rows)), leastApart(s.undated, len(t.rows))
	s.rank, s.rows = make([]int, len(t.columns)), make([]*along, len(t.rows))
	for i, station := range stations { // by now in the order of their places
		s.rank[station.column] = i
	}
	t.stops = s
	return s
}

// newAxis places the columns in a room, in pixels; the axis is wider where
// that does not hold them. measure gives the width of a label.
func newAxis(t *table, room float32, measure func(string) float32) *axis {
	s := t.line()
	a := &axis{x: make([]float32, len(t.columns)), zone: s.zone, zones: s.zones}
	for i := range a.x {
		a.x[i] = -1
	}
	var tail float32
	if n := len(s.undated); n > 0 {
		tail = max(s.undatedAt[n-1]+s.undated[n-1].half, measure(unknownWords)) + 2*unknownPad
		if len(s.dated) > 0 {
			tail += axisInset // between the two parts
		}
	}
	if len(s.dated) > 0 {
		a.unknown = a.spread(s.dated, room-tail, s.datedLeast, measure)
	}
	a.wide = a.unknown + tail
	begins := a.unknown + unknownPad
	if len(s.dated) > 0 && len(s.undated) > 0 {
		a.unknown += axisInset
		begins += axisInset
	}
	for i, station := range s.undated {
		a.x[station.column] = begins + s.undatedAt[i]
	}
	return a
}

// stationsOf lists the columns that have a cell, in the order of lists.
func stationsOf(t *table) []station {
	at := make([]station, len(t.columns))
	for r, row := range t.rows {
		for _, c := range row.cells {
			s := &at[c.column]
			s.half = max(s.half, (ringSize+float32(len(c.verdicts)-1)*ringStep)/2)
			s.rows = append(s.rows, r)
		}
	}
	var out []station
	for i, s := range at {
		if len(s.rows) > 0 {
			s.column, s.published = i, t.columns[i].Published
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b station) int { return a.published.InLists(b.published) })
	return out
}

// inZone puts stations of known time where they stand by the clocks of a zone:
// in the order of lists there, in which a mere day stands behind its times.
func inZone(ss []station, zone *time.Location) {
	slices.SortStableFunc(ss, func(a, b station) int {
		_, end := a.published.In(zone)
		_, ends := b.published.In(zone)
		return cmp.Or(end.Compare(ends), cmp.Compare(b.published.Precision(), a.published.Precision()))
	})
	for i, at := range timeaxis.Times(publications(ss), zone) {
		ss[i].at = at
	}
}

func publications(ss []station) []annotate.Publication {
	out := make([]annotate.Publication, len(ss))
	for i, s := range ss {
		out[i] = s.published
	}
	return out
}

// leastApart returns places of the stations, from 0, that are as near to each
// other as they may be: in order of time, with room for a line between two
// days, and no two signs of a row on one another.
func leastApart(ss []station, rows int) []float32 {
	out := make([]float32, len(ss))
	ends := make([]float32, rows) // of the last sign in each row, with the gap behind it
	var end, floor float32        // of all signs; where the day begins
	var day time.Time
	for i, s := range ss {
		x := s.half
		if i > 0 {
			x = max(x, out[i-1])
			if !ss[i-1].at.Equal(s.at) {
				x = max(x, out[i-1]+timeStep)
			}
			if timeaxis.Daily(s.published) && !timeaxis.SameDay(day, s.at) {
				floor = end + dayGap
			}
		}
		if timeaxis.Daily(s.published) {
			day = s.at
		}
		x = max(x, floor+s.half)
		for _, r := range s.rows {
			x = max(x, ends[r]+s.half)
		}
		for _, r := range s.rows {
			ends[r] = x + s.half + ringGap
		}
		end = max(end, x+s.half)
		out[i] = x
	}
	return out
}

// spread puts the stations of known time where their time would put them in
// the room, and moves apart those that would be nearer to each other than in
// least. It marks the days and returns where the axis ends.
func (a *axis) spread(ss []station, room float32, least []float32, measure func(string) float32) float32 {
	last := len(ss) - 1
	shortest := axisInset + least[last] + ss[last].half
	at := make([]time.Time, len(ss))
	for i, s := range ss {
		at[i] = s.at
	}
	stops := make([]timeaxis.Stop, len(ss))
	// lay lays the stations out up to an end, and tells where the words of the last day end.
	lay := func(end float32) (words float32) {
		for i, x := range timeaxis.Spread(at, least, axisInset+ss[0].half, end-ss[last].half) {
			a.x[ss[i].column] = x
			stops[i] = timeaxis.Stop{Published: ss[i].published, At: ss[i].at, X: x, Half: ss[i].half}
		}
		a.days = timeaxis.Days(stops, dayGap/2)
		timeaxis.Tell(a.days, edgeGap, dayGap-edgeGap, math.MaxFloat32, measure)
		for _, d := range a.days {
			if d.Told {
				words = d.Label.To
			}
		}
		return words
	}
	end := max(room-axisInset, shortest)
	words := lay(end)
	if over := words - end - axisInset; over > 0 && end > shortest { // the last day has room, too
		words = lay(max(end-over, shortest))
	}
	return max(end+axisInset, words)
}
