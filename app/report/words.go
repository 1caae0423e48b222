package report

import (
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// kindsOf lists the kinds that occur, by how much they matter.
func kindsOf(counts trace.Counts) []Kind {
	var list []Kind
	for _, k := range trace.Kinds {
		if n := counts[k]; n > 0 {
			list = append(list, Kind{Name: k, Means: trace.Means(k), Count: n})
		}
	}
	return list
}

// noteOf is a note, or that it was left out of the package in which it came.
func noteOf(note, withheld string) string {
	if note == "" && slices.Contains(strings.Fields(withheld), "note") {
		return "The note was left out of the package."
	}
	return note
}

// verdictClass returns the name of a verdict's colours and its sign.
func verdictClass(v annotate.Verdict) (class, sign string) {
	if v == "" {
		return "open", v.Sign()
	}
	return string(v), v.Sign()
}

// standing writes where a claim stands and why, with the date in full, as a
// page outlives the week that it is made in.
func standing(c store.ClaimRow, reviewer func(annotate.ID) string) string {
	s := c.Standing
	switch {
	case s.Rule == annotate.ByReviewer:
		stand := trace.Standing(c, reviewer)
		return stand.Word + ", " + stand.Why
	case s.Mixed:
		return "Mixed " + string(s.Rule)
	case s.Verdict == "":
		return "Open: " + string(s.Rule)
	}
	by, since := string(s.Rule), ", since "
	if len(c.Marks) == 1 {
		by, since = "by the only passage", ", "
	}
	line := trace.Capital(string(s.Verdict)) + " " + by
	if s.Since.Known() {
		line += since + published(s.Since).Text
	}
	return line
}

// published writes a time of publication.
func published(p annotate.Publication) Moment {
	if !p.Known() {
		return Moment{Text: "undated", Short: "undated"}
	}
	m := Moment{
		Text:    p.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: "Mon 2 Jan 2006", Time: "Mon 2 Jan 2006, 15:04"}),
		Short:   p.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: "2 Jan", Time: "2 Jan 15:04"}),
		Machine: string(p),
	}
	if p.Zoned() {
		m.Text += " " + zone(p.Written())
	}
	return m
}

func moment(t time.Time) Moment {
	return Moment{Text: t.Format("Mon 2 Jan 2006, 15:04 ") + zone(t), Short: t.Format("2 Jan 15:04"), Machine: t.Format(time.RFC3339)}
}

// zone is the offset of a time in words.
func zone(t time.Time) string {
	if s := t.Format("-07:00"); s != "+00:00" {
		return s
	}
	return "UTC"
}

// AsItStood says which moment a project is shown at, a sentence without its
// stop: the mark of all that is written of the past. The time is UTC, as
// whoever reads it may be anywhere.
func AsItStood(at time.Time) string { return "The project as it stood on " + stood(at).Text }

// stood is the moment of a past: to the second where it is not a whole minute,
// as the bar of the window has it, and for a machine to the millisecond.
func stood(at time.Time) Moment {
	at = at.UTC()
	m := moment(at)
	if at.Second() != 0 || at.Nanosecond() != 0 {
		m.Text = at.Format("Mon 2 Jan 2006, 15:04:05 UTC")
	}
	m.Machine = at.Format("2006-01-02T15:04:05.000Z07:00")
	return m
}

// language is a language tag for a page, "" for what is none.
func language(tag string) string {
	if strings.ContainsFunc(tag, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		return ""
	}
	return tag
}

// Count writes a number with its noun.
func Count(n int, one string) string { return trace.Count(n, one) }
