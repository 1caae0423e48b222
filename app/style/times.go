package style

import (
	"time"

	"claimtrace/annotate"
)

// Times are shown in the offset that they were published with: a report of
// Thursday evening in Washington stays one of Thursday. No more is shown than
// is known.

// ShortTime is a time of publication in a list: "Thu 29 Jan 21:00", "Thu 29
// Jan", "Jan 2026", "2026"; "no date" where it is unknown.
func ShortTime(p annotate.Publication) string {
	if !p.Known() {
		return "no date"
	}
	return p.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: "Mon 2 Jan", Time: "Mon 2 Jan 15:04"})
}

// Day is a time of publication where there is room for little: "29 Jan", "Jan
// 2026", "2026"; "no date" where it is unknown.
func Day(p annotate.Publication) string {
	if !p.Known() {
		return "no date"
	}
	return p.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: "2 Jan", Time: "2 Jan"})
}

// LongTime is a time of publication above an article.
func LongTime(p annotate.Publication) string {
	if !p.Known() {
		return "Publication time unknown"
	}
	s := p.Format(annotate.Layouts{Year: "2006", Month: "January 2006", Day: "Monday 2 January 2006", Time: "Monday 2 January 2006, 15:04"})
	if !p.Zoned() {
		return s
	}
	at := p.Written()
	if _, offset := at.Zone(); offset == 0 {
		return s + " UTC"
	}
	return s + at.Format(" -07:00")
}

// WorkTime is when a reviewer did something, by the clock of this place.
func WorkTime(t time.Time) string { return t.Local().Format("Mon 2 Jan 15:04") }

// DayAndTime is the form of a moment that is written out.
const DayAndTime = "Monday 2 January 2006, 15:04"
