package compare

import (
	"time"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// The measures of a life line, in pixels.
const (
	ringSize   = 26
	ringPitch  = 30  // ring to ring within a station
	ringSmall  = 16  // a ring where there are too many stations for names
	stationGap = 12  // between stations
	smallGap   = 5   // the same between small rings
	labelWide  = 150 // the room for a name, from ample to least
	labelRoom  = 110
	labelLeast = 84
	unknownGap = 56 // before the stations without a time
	mostRings  = 6  // of one station
	lineTop    = 32 // the middle of the line
	nameTop    = 50
	nameLead   = 15
	lineHeight = nameTop + nameLead + 4
	smallHigh  = lineTop + ringSmall/2 + 2
	lineGap    = 10 // between lines
	mostLines  = 3  // with names
)

// station is where one article stands on the life line: a ring for each of
// its passages, and its outlet's name below.
type station struct {
	witnesses []int
	article   annotate.ID
	name      string
	nameWidth float32 // in full
	published annotate.Publication
	time      time.Time // where it stands; zero if unknown

	line   int     // when the stations do not fit one line
	x      float32 // of its middle
	pitch  float32 // ring to ring
	label  float32 // the room for its name
	second bool    // the name stands in a second row
}

// mark is where a day begins on the life line.
type mark struct {
	line      int
	x         float32
	published annotate.Publication
	edge      bool // at the line's beginning: no stroke
}

// lifeline places a claim's passages along the time of publication.
type lifeline struct {
	stations []station
	marks    []mark
	lines    int
	loose    [][2]int  // from a station to another: nobody knows in which order these were published
	rows     int       // of names: 1 or 2; 0 where there are too many for names
	unknown  []float32 // for each line: where the part without times begins; the width if there is none
}

// newLifeline places the witnesses, in their order, on lines of a width:
// spaced by time as far as no two rings or names meet. Those of unknown time
// stand apart at the end.
func newLifeline(ws []store.Witness, width float32, label func(string) float32) *lifeline {
	l := &lifeline{stations: stationsOf(ws, label), rows: 1, lines: 1}
	n := len(l.stations)
	l.order()
	for _, room := range []float32{labelWide, labelRoom, labelLeast} {
		if l.need(0, n, room)+2*l.inset(room) <= width {
			l.place(0, n, 0, room, width)
			l.days()
			return l
		}
	}
	l.rows = 2
	l.divide(width)
	if l.lines > mostLines {
		l.rows, l.lines = 0, 1
		l.divide(width)
	}
	for i := range l.lines {
		l.place(i*n/l.lines, (i+1)*n/l.lines, i, labelLeast, width)
	}
	l.days()
	return l
}

// order finds where the stations stand in time, and of which nobody knows the
// order. They stand in the order of lists, which no place turns round.
func (l *lifeline) order() {
	ps := make([]annotate.Publication, len(l.stations))
	for i, s := range l.stations {
		ps[i] = s.published
	}
	times, first := annotate.Along(ps, time.UTC), annotate.FirstUnordered(ps)
	for i := range l.stations {
		l.stations[i].time = times[i]
		if i > 0 && !times[i].IsZero() && times[i].Before(l.stations[i-1].time) {
			l.stations[i].time = l.stations[i-1].time
		}
		from := first[i]
		if l.stations[from].article == l.stations[i].article {
			continue
		}
		for n := len(l.loose); n > 0 && l.loose[n-1][1] >= from; n-- {
			from = min(from, l.loose[n-1][0])
			l.loose = l.loose[:n-1]
		}
		l.loose = append(l.loose, [2]int{from, i})
	}
}

// divide finds the number of lines that the stations need.
func (l *lifeline) divide(width float32) {
	for l.lines < len(l.stations) && !l.fits(width) {
		l.lines++
	}
}

// ring is the size of a ring.
func (l *lifeline) ring() float32 {
	if l.rows == 0 {
		return ringSmall
	}
	return ringSize
}

// apart is the least room between two stations.
func (l *lifeline) apart() float32 {
	if l.rows == 0 {
		return smallGap
	}
	return stationGap
}

func stationsOf(ws []store.Witness, label func(string) float32) []station {
	var out []station
	var last annotate.ID
	for i, w := range ws {
		if n := len(out); n > 0 && w.Article == last && len(out[n-1].witnesses) < mostRings {
			out[n-1].witnesses = append(out[n-1].witnesses, i)
			continue
		}
		last = w.Article
		name := trace.Outlet(w)
		out = append(out, station{witnesses: []int{i}, article: last, name: name, nameWidth: label(name), published: w.In.Published})
	}
	return out
}

// fits tells whether each line's share of the stations fits it, with names in
// two rows.
func (l *lifeline) fits(width float32) bool {
	n := len(l.stations)
	for i := range l.lines {
		if l.need(i*n/l.lines, (i+1)*n/l.lines, labelLeast)+2*l.inset(labelLeast) > width {
			return false
		}
	}
	return true
}

// half is half the room that a station takes; a name may reach over its
// neighbours' when these stand in the other row.
func (l *lifeline) half(s station, room float32) float32 {
	if l.rows == 0 {
		return (float32(len(s.witnesses)-1)*(ringSmall+2) + ringSmall) / 2
	}
	rings := float32(len(s.witnesses)-1)*ringPitch + ringSize
	return max(rings, min(s.nameWidth, room)/float32(l.rows)) / 2
}

// need is the width that the stations from first up to end take.
func (l *lifeline) need(first, end int, room float32) float32 {
	var sum float32
	for i := first; i < end; i++ {
		sum += 2*l.half(l.stations[i], room) + l.gap(first, i)
	}
	return sum
}

// inset is how far the names at both ends of a line may reach out of their
// stations' room.
func (l *lifeline) inset(room float32) float32 {
	if l.rows == 0 {
		return 0
	}
	return room / 2 * (1 - 1/float32(l.rows))
}

// gap is the least room before a station.
func (l *lifeline) gap(first, i int) float32 {
	switch {
	case i == first:
		return 0
	case l.stations[i].time.IsZero() && !l.stations[i-1].time.IsZero():
		return unknownGap
	}
	return l.apart()
}

// place puts the stations from first up to end on one line.
func (l *lifeline) place(first, end, line int, room, width float32) {
	inset := l.inset(room)
	known := first
	for known < end && !l.stations[known].time.IsZero() {
		known++
	}
	// The stations without a time take the end of the line, or all of it.
	right, begins := width-inset, width
	if known == first {
		right, begins = inset+l.need(first, end, room), 0
	}
	for i := end - 1; i >= known; i-- {
		half := l.half(l.stations[i], room)
		l.stations[i].x = right - half
		right -= 2*half + l.gap(first, i)
	}
	if first < known && known < end {
		begins = right + unknownGap/2
	}
	l.unknown = append(l.unknown, begins)
	l.spread(first, known, room, inset, right)
	for i := first; i < end; i++ {
		l.stations[i].line, l.stations[i].label, l.stations[i].pitch = line, room, ringPitch
		if l.rows == 0 {
			l.stations[i].pitch = ringSmall + 2
		}
		l.stations[i].second = l.rows == 2 && (i-first)%2 == 1
	}
}

// spread puts the stations of known time between two places of their line,
// as near to where their time would put them as their room allows.
func (l *lifeline) spread(first, end int, room, left, right float32) {
	if first == end {
		return
	}
	ss := l.stations[first:end]
	left += l.half(ss[0], room)
	right -= l.half(ss[len(ss)-1], room)
	whole := ss[len(ss)-1].time.Sub(ss[0].time)
	want := make([]float32, len(ss))
	least := make([]float32, len(ss)) // from the first station to this one
	for i, s := range ss {
		if whole > 0 {
			want[i] = (right - left) * float32(s.time.Sub(ss[0].time).Seconds()/whole.Seconds())
		}
		if i > 0 {
			least[i] = least[i-1] + l.half(ss[i-1], room) + l.half(s, room) + l.apart()
		}
	}
	for i, x := range apartBy(want, least, right-left) {
		ss[i].x = left + x
	}
}

// apartBy moves places, which rise, as little as possible so that each lies
// least[i] − least[i−1] or more behind the one before, all within the room
// from 0. It pools neighbours that would meet around their mean (isotonic
// regression: Ayer and others, 1955).
func apartBy(want, least []float32, room float32) []float32 {
	type pool struct {
		sum float32
		n   int
	}
	var pools []pool
	for i := range want {
		pools = append(pools, pool{want[i] - least[i], 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum*float32(pools[k].n) > pools[k].sum*float32(pools[k-1].n); k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	spare := max(room-least[len(least)-1], 0)
	out := make([]float32, 0, len(want))
	for _, p := range pools {
		for range p.n {
			out = append(out, min(max(p.sum/float32(p.n), 0), spare)+least[len(out)])
		}
	}
	return out
}

// days marks where each day that saw a report begins.
func (l *lifeline) days() {
	seen := map[string]bool{}
	for i, s := range l.stations {
		if s.time.IsZero() {
			continue
		}
		written := s.published.Written()
		date := written.Format(time.DateOnly)
		begins := i == 0 || l.stations[i-1].line != s.line
		if (seen[date] || s.published.Precision() < annotate.ToDay) && !begins {
			continue // of a month or a year nobody knows on which day it begins
		}
		if s.published.Precision() >= annotate.ToDay {
			seen[date] = true
		}
		if begins {
			l.marks = append(l.marks, mark{line: s.line, published: s.published, edge: true})
			continue
		}
		before := l.stations[i-1]
		x := s.x
		if between := s.time.Sub(before.time); between > 0 {
			y, m, d := written.Date()
			midnight := time.Date(y, m, d, 0, 0, 0, 0, written.Location())
			x -= (s.x - before.x) * float32(min(s.time.Sub(midnight).Seconds()/between.Seconds(), 1))
		}
		clear := l.ring()/2 + l.apart()/2
		x = min(max(x, before.ring(len(before.witnesses)-1)+clear), s.ring(0)-clear)
		l.marks = append(l.marks, mark{line: s.line, published: s.published, x: x})
	}
}

// stretch is part of a line, in pixels.
type stretch struct{ from, to float32 }

// looseOn lists where on a line the order of the stations is not known.
func (l *lifeline) looseOn(line int) (out []stretch) {
	for _, pair := range l.loose {
		s := stretch{-1, -1}
		for _, at := range l.stations[pair[0] : pair[1]+1] {
			if at.line != line {
				continue
			}
			if s.from < 0 {
				s.from = at.x
			}
			s.to = at.x
		}
		if s.from >= 0 {
			out = append(out, s)
		}
	}
	return out
}

// ring is the middle of a station's i-th ring.
func (s station) ring(i int) float32 {
	return s.x + (float32(i)-float32(len(s.witnesses)-1)/2)*s.pitch
}

// height is that of the whole life line.
func (l *lifeline) height() float32 { return float32(l.lines)*l.pitch() - lineGap }

// pitch is the height of one line with its days and names, and the gap below.
func (l *lifeline) pitch() float32 {
	if l.rows == 0 {
		return smallHigh + lineGap
	}
	return lineHeight + float32(l.rows-1)*nameLead + lineGap
}
