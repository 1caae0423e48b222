// Package timeaxis is the arithmetic of lines along which time runs: where a
// moment stands, where days begin and which of them can be named, and where
// nobody knows what came first. It draws nothing; all its places and sizes are
// in pixels.
package timeaxis

import "time"

// Scale lays the time from First to Last on a line from one place to another.
type Scale struct {
	First, Last time.Time
	From, To    float32
}

// X is where a moment stands, brought to the nearest end: the beginning where
// the scale has no length in time.
func (s Scale) X(t time.Time) float32 {
	whole := s.Last.Sub(s.First)
	if whole <= 0 {
		return s.From
	}
	share := min(max(float64(t.Sub(s.First))/float64(whole), 0), 1)
	return s.From + (s.To-s.From)*float32(share)
}

// Time is what lies at a place: First and Last at the ends and beyond them,
// between them whole minutes or seconds where a pixel is longer than that, else
// whole milliseconds.
func (s Scale) Time(x float32) time.Time {
	whole, wide := s.Last.Sub(s.First), s.To-s.From
	switch {
	case x <= s.From:
		return s.First
	case x >= s.To:
		return s.Last
	}
	t := s.First.Add(time.Duration(float64(whole) * float64((x-s.From)/wide)))
	for _, unit := range []time.Duration{time.Minute, time.Second} {
		if float64(whole) >= float64(unit)*float64(wide) {
			return t.Truncate(unit)
		}
	}
	return t.Truncate(time.Millisecond)
}

// Layouts are those of [time.Time.Format] in which the ends of the scale can be
// named by the clocks of a zone, as closely as it is long, those for less room
// last; none where it has no beginning. A time of the day comes with its day.
func (s Scale) Layouts(zone *time.Location) []string {
	if s.First.IsZero() {
		return nil
	}
	whole, years := s.Last.Sub(s.First), s.First.In(zone).Year() != s.Last.In(zone).Year()
	var out []string
	if whole < 48*time.Hour {
		out = append(out, day+" 15:04")
	}
	if years || whole >= 180*24*time.Hour {
		out = append(out, day+" 2006")
	}
	if whole < 180*24*time.Hour {
		return append(out, day)
	}
	if out = append(out, "Jan 2006"); years {
		out = append(out, "2006")
	}
	return out
}

// day is how a day is named.
const day = "Mon 2 Jan"

// Spread returns where moments stand, which are in their order: where the time
// puts them on a line from one place to another, but moved, as little as
// possible, so that each is least[i] − least[i−1] or more behind the one before.
// Where all that is longer than the line, they go on behind its end.
//
// It pools neighbours that would meet around their mean (isotonic regression:
// Ayer and others, 1955).
func Spread(at []time.Time, least []float32, from, to float32) []float32 {
	if len(at) == 0 {
		return nil
	}
	scale := Scale{First: at[0], Last: at[len(at)-1], To: to - from}
	type pool struct {
		sum float64
		n   int
	}
	var pools []pool
	for i, t := range at {
		pools = append(pools, pool{float64(scale.X(t) - least[i] + least[0]), 1})
		for k := len(pools) - 1; k > 0 && pools[k-1].sum*float64(pools[k].n) > pools[k].sum*float64(pools[k-1].n); k-- {
			pools[k-1].sum += pools[k].sum
			pools[k-1].n += pools[k].n
			pools = pools[:k]
		}
	}
	spare := max(to-from-least[len(least)-1]+least[0], 0)
	out := make([]float32, 0, len(at))
	for _, p := range pools {
		for range p.n {
			out = append(out, from+min(max(float32(p.sum/float64(p.n)), 0), spare)+least[len(out)]-least[0])
		}
	}
	return out
}
