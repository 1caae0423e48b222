package trace

import (
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Clock writes times of publication as briefly as tells those of what is shown
// apart: always with day and month, as a project is read for longer than a
// week, and with the year where they are of several. Times are written in the
// offset that they were published with, and no more than is known. The zero
// value has seen no time.
type Clock struct{ first, last int } // the years; 0 while none was seen

// ClockOf is the clock of one claim.
func ClockOf(c store.ClaimRow) (clock Clock) {
	clock.SeeMarks(c)
	return clock
}

// See counts a time among those that are shown.
func (c *Clock) See(p annotate.Publication) {
	if !p.Known() {
		return
	}
	year := p.Written().Year()
	if c.first == 0 || year < c.first {
		c.first = year
	}
	c.last = max(c.last, year)
}

// SeeMarks counts those of a claim's passages: the first and the last will do,
// as they are in order.
func (c *Clock) SeeMarks(row store.ClaimRow) {
	marks := row.Marks
	for len(marks) > 0 && !marks[len(marks)-1].Published.Known() {
		marks = marks[:len(marks)-1]
	}
	if len(marks) > 0 {
		c.See(marks[0].Published)
		c.See(marks[len(marks)-1].Published)
	}
}

// Years tells whether the year is written.
func (c Clock) Years() bool { return c.first != c.last }

// write writes a day, with its year where that is needed, and the time of day
// behind it.
func (c Clock) write(p annotate.Publication, month, day, time string) string {
	if c.Years() {
		day += " 2006"
	}
	return p.Format(annotate.Layouts{Year: "2006", Month: month + " 2006", Day: day, Time: day + time})
}

// At is a time as far as it is known, to the minute: "Friday 30 January 15:00";
// "" for an unknown time.
func (c Clock) At(p annotate.Publication) string {
	return c.write(p, "January", "Monday 2 January", " 15:04")
}

// On is the day of a time, as in "on Friday 30 January", or the month or year
// if no more is known; "" for an unknown time.
func (c Clock) On(p annotate.Publication) string {
	said := c.write(p, "January", "Monday 2 January", "")
	switch p.Precision() {
	case annotate.Undated:
		return ""
	case annotate.ToYear, annotate.ToMonth:
		return "in " + said
	}
	return "on " + said
}

// Short is a time where there is little room: "30 Jan 15:00", of several years
// "30 Jan 2026"; "no date" for an unknown time.
func (c Clock) Short(p annotate.Publication) string {
	if !p.Known() {
		return "no date"
	}
	if c.Years() {
		return c.write(p, "Jan", "2 Jan", "")
	}
	return c.write(p, "Jan", "2 Jan", " 15:04")
}

// FullTime is a time for those who see nothing else of the project: "30 Jan
// 2026 15:00"; "no date" for an unknown time.
func FullTime(p annotate.Publication) string {
	if !p.Known() {
		return "no date"
	}
	return p.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: "2 Jan 2006", Time: "2 Jan 2006 15:04"})
}

// unordered says that nobody knows the order of some times, and what is known
// of them: "order unknown: both Thursday 29 January".
func (c Clock) unordered(ps []annotate.Publication) string {
	var known []string
	for _, p := range ps {
		if s := c.At(p); !slices.Contains(known, s) {
			known = append(known, s)
		}
	}
	said := strings.Join(known, " and ")
	switch {
	case len(known) == 1 && len(ps) == 2:
		said = "both " + said
	case len(known) == 1:
		said = "all " + said
	case len(known) > 2:
		said = known[0] + " to " + known[len(known)-1]
	}
	return "order unknown: " + said
}
