package style

import "time"

// Times are shown in the offset that they were published with: a report of
// Thursday evening in Washington stays one of Thursday.

// ShortTime is a time of publication in a list: "Thu 29 Jan 21:00"; "no date"
// where it is unknown.
func ShortTime(t time.Time) string {
	if t.IsZero() {
		return "no date"
	}
	if onlyDate(t) {
		return t.Format("Mon 2 Jan")
	}
	return t.Format("Mon 2 Jan 15:04")
}

// LongTime is a time of publication above an article.
func LongTime(t time.Time) string {
	if t.IsZero() {
		return "Publication time unknown"
	}
	if onlyDate(t) {
		return t.Format("Monday 2 January 2006")
	}
	s := t.Format("Monday 2 January 2006, 15:04")
	if _, offset := t.Zone(); offset == 0 {
		return s + " UTC"
	}
	return s + t.Format(" -07:00")
}

func onlyDate(t time.Time) bool {
	h, m, s := t.Clock()
	return h == 0 && m == 0 && s == 0
}
