package compare

import (
	"time"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/timeaxis"
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

// stations are a claim's passages along the time of publication.
type stations struct {
	all     []station
	days    [][]timeaxis.Day // of each line
	lines   int
	loose   [][2]int  // from a station to another: nobody knows in which order these were published
	rows    int       // of names: 1 or 2; 0 where there are too many for names
	unknown []float32 // for each line: where the part without times begins; the width if there is none
}

// newStations places the witnesses, in their order, on lines of a width:
// spaced by time as far as no two rings or names meet. Those of unknown time
// stand apart at the end.
func newStations(ws []store.Witness, width float32, label func(string) float32) *stations {
	l := &stations{all: stationsOf(ws, label), rows: 1, lines: 1}
	n := len(l.all)
	l.order()
	for _, room := range []float32{labelWide, labelRoom, labelLeast} {
		if l.need(0, n, room)+2*l.inset(room) <= width {
			l.place(0, n, 0, room, width)
			l.mark()
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
	l.mark()
	return l
}

// order finds where the stations stand in time, and of which nobody knows the
// order. They stand in the order of lists, which no place turns round.
func (l *stations) order() {
	ps := make([]annotate.Publication, len(l.all))
	for i, s := range l.all {
		ps[i] = s.published
	}
	for i, at := range timeaxis.Times(ps, time.UTC) {
		if l.all[i].time = at; !at.IsZero() {
			l.all[i].time = at.In(ps[i].Written().Location())
		}
	}
	for _, pair := range timeaxis.Unordered(ps) {
		if l.all[pair[0]].article != l.all[pair[1]].article { // passages of one article are no riddle
			l.loose = append(l.loose, pair)
		}
	}
}

// divide finds the number of lines that the stations need.
func (l *stations) divide(width float32) {
	for l.lines < len(l.all) && !l.fits(width) {
		l.lines++
	}
}

// ring is the size of a ring.
func (l *stations) ring() float32 {
	if l.rows == 0 {
		return ringSmall
	}
	return ringSize
}

// apart is the least room between two stations.
func (l *stations) apart() float32 {
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
func (l *stations) fits(width float32) bool {
	n := len(l.all)
	for i := range l.lines {
		if l.need(i*n/l.lines, (i+1)*n/l.lines, labelLeast)+2*l.inset(labelLeast) > width {
			return false
		}
	}
	return true
}

// half is half the room that a station takes; a name may reach over its
// neighbours' when these stand in the other row.
func (l *stations) half(s station, room float32) float32 {
	if l.rows == 0 {
		return (float32(len(s.witnesses)-1)*(ringSmall+2) + ringSmall) / 2
	}
	rings := float32(len(s.witnesses)-1)*ringPitch + ringSize
	return max(rings, min(s.nameWidth, room)/float32(l.rows)) / 2
}

// need is the width that the stations from first up to end take.
func (l *stations) need(first, end int, room float32) float32 {
	var sum float32
	for i := first; i < end; i++ {
		sum += 2*l.half(l.all[i], room) + l.gap(first, i)
	}
	return sum
}

// inset is how far the names at both ends of a line may reach out of their
// stations' room.
func (l *stations) inset(room float32) float32 {
	if l.rows == 0 {
		return 0
	}
	return room / 2 * (1 - 1/float32(l.rows))
}

// gap is the least room before a station.
func (l *stations) gap(first, i int) float32 {
	switch {
	case i == first:
		return 0
	case l.all[i].time.IsZero() && !l.all[i-1].time.IsZero():
		return unknownGap
	}
	return l.apart()
}

// place puts the stations from first up to end on one line.
func (l *stations) place(first, end, line int, room, width float32) {
	inset := l.inset(room)
	known := first
	for known < end && !l.all[known].time.IsZero() {
		known++
	}
	// The stations without a time take the end of the line, or all of it.
	right, begins := width-inset, width
	if known == first {
		right, begins = inset+l.need(first, end, room), 0
	}
	for i := end - 1; i >= known; i-- {
		half := l.half(l.all[i], room)
		l.all[i].x = right - half
		right -= 2*half + l.gap(first, i)
	}
	if first < known && known < end {
		begins = right + unknownGap/2
	}
	l.unknown = append(l.unknown, begins)
	l.spread(first, known, room, inset, right)
	for i := first; i < end; i++ {
		l.all[i].line, l.all[i].label, l.all[i].pitch = line, room, ringPitch
		if l.rows == 0 {
			l.all[i].pitch = ringSmall + 2
		}
		l.all[i].second = l.rows == 2 && (i-first)%2 == 1
	}
}

// spread puts the stations of known time between two places of their line,
// as near to where their time would put them as their room allows.
func (l *stations) spread(first, end int, room, left, right float32) {
	if first == end {
		return
	}
	ss := l.all[first:end]
	at := make([]time.Time, len(ss))
	least := make([]float32, len(ss)) // from the first station to this one
	for i, s := range ss {
		if at[i] = s.time; i > 0 {
			least[i] = least[i-1] + l.half(ss[i-1], room) + l.half(s, room) + l.apart()
		}
	}
	for i, x := range timeaxis.Spread(at, least, left+l.half(ss[0], room), right-l.half(ss[len(ss)-1], room)) {
		ss[i].x = x
	}
}

// mark marks where each day that saw a report begins, on each line.
func (l *stations) mark() {
	stops := make([][]timeaxis.Stop, l.lines)
	for _, s := range l.all {
		if !s.time.IsZero() {
			half := s.ring(len(s.witnesses)-1) - s.x + l.ring()/2
			stops[s.line] = append(stops[s.line], timeaxis.Stop{Published: s.published, At: s.time, X: s.x, Half: half})
		}
	}
	for _, on := range stops {
		l.days = append(l.days, timeaxis.Days(on, l.apart()/2))
	}
}

// looseOn lists where on a line the order of the stations is not known.
func (l *stations) looseOn(line int) (out []timeaxis.Stretch) {
	for _, pair := range l.loose {
		s := timeaxis.Stretch{From: -1}
		for _, at := range l.all[pair[0] : pair[1]+1] {
			if at.line != line {
				continue
			}
			if s.From < 0 {
				s.From = at.x
			}
			s.To = at.x
		}
		if s.From >= 0 {
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
func (l *stations) height() float32 { return float32(l.lines)*l.pitch() - lineGap }

// pitch is the height of one line with its days and names, and the gap below.
func (l *stations) pitch() float32 {
	if l.rows == 0 {
		return smallHigh + lineGap
	}
	return lineHeight + float32(l.rows-1)*nameLead + lineGap
}
