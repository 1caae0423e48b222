package reading

import (
	"testing"
	"time"

	"claimtrace/annotate"
)

// A date means days by the day of publication, as it is written there.
func TestResolve(t *testing.T) {
	for _, c := range []struct {
		date      string
		published annotate.Publication
		coming    bool
		want      string // the first and the last day, "" where nobody knows
	}{
		{"on Thursday", "2026-01-30", false, "2026-01-29 2026-01-29"},
		{"on Thursday", "2026-01-30", true, "2026-02-05 2026-02-05"},
		{"on Friday", "2026-01-30", true, "2026-01-30 2026-01-30"},
		{"on Thursday night", "2026-01-30", false, "2026-01-29 2026-01-30"},
		{"last Thursday", "2026-01-29", false, "2026-01-22 2026-01-22"},
		{"yesterday", "2026-01-30T01:00+02:00", false, "2026-01-29 2026-01-29"}, // the day before it there
		{"yesterday", "2026-01-29T23:00Z", false, "2026-01-28 2026-01-28"},
		{"yesterday", "2026-01", false, ""},
		{"tonight", "2026-01-30", false, "2026-01-30 2026-01-31"},
		{"last night", "2026-01-30", false, "2026-01-29 2026-01-30"},
		{"last week", "2026-01-30", false, "2026-01-19 2026-01-25"},
		{"next month", "2026-12-30", false, "2027-01-01 2027-01-31"},
		{"29 January", "2026-12-30", true, "2027-01-29 2027-01-29"},
		{"29 January", "2026-02", false, "2026-01-29 2026-01-29"},
		{"29 December", "2026-01-03", false, "2025-12-29 2025-12-29"},
		{"29 January", "", false, ""},
		{"29 January 2024", "", false, "2024-01-29 2024-01-29"},
		{"early February", "2026-01-30", false, "2026-02-01 2026-02-28"},
		{"in 2024", "", false, "2024-01-01 2024-12-31"},
		{"30 February 2024", "2026", false, ""},
	} {
		got := ""
		for _, l := range NewVocabulary(0).Read("It rained " + c.date + " here.")[0] {
			if p, ok := Resolve(l.Key, c.published, c.coming); l.Role == Dated && ok {
				got = p.First.Format(time.DateOnly) + " " + p.Last.Format(time.DateOnly)
			}
		}
		if got != c.want {
			t.Errorf("%s in an article of %q, to come %v: %q, want %q", c.date, c.published, c.coming, got, c.want)
		}
	}
}
