package timeaxis

import (
	"time"

	"claimtrace/annotate"
)

// Stop is where something stands on a line that was published at a known time.
type Stop struct {
	Published annotate.Publication
	At        time.Time // by the clocks whose days are told
	X         float32   // the middle of its signs
	Half      float32   // half of what these take
}

// Daily tells whether a time of publication says on which day it is.
func Daily(p annotate.Publication) bool { return p.Precision() >= annotate.ToDay }

// Day is where a day begins on a line.
type Day struct {
	X     float32
	Edge  bool    // the line, at 0, begins with it: there is no stroke
	Full  string  // it in words, with its year
	Words string  // as it is told: without the year where the day told before is of the same
	Told  bool    // there is room for these
	Label Stretch // where they stand if they are told
	year  int
	short string
}

// Days marks where each day begins on which something stands, at midnight, but
// clear of all signs by a distance. The stops are in the order of their places.
// A month or a year begins no day; it is told where the line begins with it. A
// day that comes again, by another clock, is marked once.
func Days(stops []Stop, clear float32) []Day {
	begins := make([]float32, len(stops)) // the signs of a stop and those behind it
	for i := len(stops) - 1; i >= 0; i-- {
		begins[i] = stops[i].X - stops[i].Half
		if i+1 < len(stops) {
			begins[i] = min(begins[i], begins[i+1])
		}
	}
	var out []Day
	var end float32 // of the signs so far
	seen := map[[3]int]bool{}
	for i, s := range stops {
		daily := Daily(s.Published)
		year, month, date := s.At.Date()
		key := [3]int{year, int(month), date}
		if i == 0 || daily && !seen[key] {
			d := Day{Edge: i == 0, Full: s.At.Format(day + " 2006"), short: s.At.Format(day), year: year}
			if !daily {
				d.Full, d.year = s.Published.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006"}), s.Published.Written().Year()
				d.short = d.Full
			}
			if i > 0 {
				before := stops[i-1]
				midnight := time.Date(year, month, date, 0, 0, 0, 0, s.At.Location())
				d.X = s.X
				if between := s.At.Sub(before.At); between > 0 {
					d.X -= (s.X - before.X) * float32(s.At.Sub(midnight).Seconds()/between.Seconds())
				}
				d.X = min(max(d.X, end+clear), begins[i]-clear)
			}
			out = append(out, d)
		}
		if daily {
			seen[key] = true
		}
		end = max(end, s.X+s.Half)
	}
	return out
}

// Tell finds the words of the days, and for which of them there is room, each
// before the ones that follow: words begin so many pixels behind the stroke, with
// a gap before the next, and reach to an end at most.
func Tell(days []Day, pad, gap, end float32, measure func(string) float32) {
	var free float32
	told := 0 // the year that was told last
	for i := range days {
		d := &days[i]
		if d.Words = d.Full; d.year == told {
			d.Words = d.short
		}
		d.Label.From = d.X + pad
		if d.Edge {
			d.Label.From = d.X
		}
		d.Label.To = d.Label.From + measure(d.Words)
		if d.Told = d.Label.From >= free && d.Label.To <= end; d.Told {
			free, told = d.Label.To+gap, d.year
		}
	}
}

// SameDay tells whether two moments are of one day, each by its own clock.
func SameDay(a, b time.Time) bool { return a.Format(time.DateOnly) == b.Format(time.DateOnly) }
