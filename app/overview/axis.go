package overview

import (
	"cmp"
	"slices"
	"time"

	"claimtrace/annotate"
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
	days    []day
	unknown float32        // where the part of unknown times begins
	wide    float32        // of it all; as unknown if there is no such part
	zone    *time.Location // the days' offset from UTC: that of most articles
	zones   bool           // the articles' offsets differ
}

// day is where a day begins that saw a report.
type day struct {
	x     float32
	edge  bool // it is the first: no line
	words string
	told  bool // there is room for the words
}

// station is a column on the axis.
type station struct {
	column    int
	published annotate.Publication
	at        time.Time // where it stands, by the clocks of the axis; zero if unknown
	half      float32   // of the room for its signs
	rows      []int
}

// daily tells whether the day is known.
func (s station) daily() bool { return s.published.Precision() >= annotate.ToDay }

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
	for k, first := range annotate.FirstUnordered(ps) {
		if first < k {
			n.unordered = append(n.unordered, [2]int{cells[inLists[first]].column, cells[inLists[k]].column})
		}
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
	s.zone, s.zones = commonZone(s.dated)
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
		a.unknown = a.spread(s.dated, room-tail, s.datedLeast)
		a.mark(s.dated, measure)
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
	ps := make([]annotate.Publication, len(ss))
	for i, s := range ss {
		ps[i] = s.published
	}
	for i, at := range annotate.Along(ps, zone) {
		if ss[i].at = at; i > 0 && at.Before(ss[i-1].at) {
			ss[i].at = ss[i-1].at
		}
	}
}

// commonZone is the offset from UTC that most stations have that have one, of
// several the first to come, and whether others have another.
func commonZone(ss []station) (zone *time.Location, others bool) {
	counts := map[int]int{}
	best := 0
	for _, s := range ss {
		if s.published.Zoned() {
			_, offset := s.published.Written().Zone()
			counts[offset]++
		}
	}
	for _, s := range ss {
		if _, offset := s.published.Written().Zone(); s.published.Zoned() && counts[offset] > best {
			best, zone = counts[offset], time.FixedZone("", offset)
		}
	}
	return cmp.Or(zone, time.UTC), len(counts) > 1
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
			if s.daily() && !sameDay(day, s.at) {
				floor = end + dayGap
			}
		}
		if s.daily() {
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

func sameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }

// spread puts the stations of known time where their time would put them in
// the room, and moves apart those that would be nearer to each other than in
// least. It returns where the axis ends.
func (a *axis) spread(ss []station, room float32, least []float32) float32 {
	last := len(ss) - 1
	first, end := axisInset+ss[0].half, max(room-axisInset, axisInset+least[last]+ss[last].half)-ss[last].half
	whole := ss[last].at.Sub(ss[0].at)
	x := make([]float32, len(ss))
	for i, s := range ss {
		x[i] = first
		if whole > 0 {
			x[i] += (end - first) * float32(s.at.Sub(ss[0].at).Seconds()/whole.Seconds())
		}
		if i > 0 {
			x[i] = max(x[i], x[i-1]+least[i]-least[i-1])
		}
	}
	x[last] = min(x[last], end)
	for i := last - 1; i >= 0; i-- {
		x[i] = min(x[i], x[i+1]-(least[i+1]-least[i]))
	}
	for i, s := range ss {
		a.x[s.column] = x[i]
	}
	return end + ss[last].half + axisInset
}

// mark notes where each day begins that saw a report: the line between it and
// the one before stands at midnight, but clear of the signs. A month or a year
// begins no day; it is told where the axis begins with it.
func (a *axis) mark(ss []station, measure func(string) float32) {
	const clear = dayGap / 2
	begins := make([]float32, len(ss)) // the signs of a station and those behind it
	for i := len(ss) - 1; i >= 0; i-- {
		begins[i] = a.x[ss[i].column] - ss[i].half
		if i+1 < len(ss) {
			begins[i] = min(begins[i], begins[i+1])
		}
	}
	var end, free float32 // of the signs so far; of the last label
	var last time.Time    // the day so far
	for i, s := range ss {
		x := a.x[s.column]
		if i == 0 || s.daily() && !sameDay(last, s.at) {
			d, layout := day{edge: i == 0}, "Mon 2 Jan"
			if last.Year() != s.at.Year() {
				layout = "Mon 2 Jan 2006"
			}
			if i > 0 {
				before := ss[i-1]
				year, month, date := s.at.Date()
				midnight := time.Date(year, month, date, 0, 0, 0, 0, a.zone)
				d.x = x
				if between := s.at.Sub(before.at); between > 0 {
					d.x -= (x - a.x[before.column]) * float32(s.at.Sub(midnight).Seconds()/between.Seconds())
				}
				d.x = min(max(d.x, end+clear), begins[i]-clear)
			}
			if d.words = s.at.Format(layout); !s.daily() {
				d.words = s.published.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006"})
			}
			if d.told = d.x >= free; d.told {
				free = d.x + measure(d.words) + 2*clear
			}
			a.days = append(a.days, d)
		}
		if s.daily() {
			last = s.at
		}
		end = max(end, x+s.half)
	}
}
