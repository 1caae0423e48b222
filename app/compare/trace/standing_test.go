package trace

import (
	"fmt"
	"slices"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

func judged(hours []float64, verdicts ...annotate.Verdict) []report {
	var rs []report
	for i, v := range verdicts {
		rs = append(rs, report{string(rune('A' + i)), hours[i], v, "x"})
	}
	return rs
}

func TestStanding(t *testing.T) {
	tests := []struct {
		name     string
		reports  []report
		resolved annotate.Verdict
		want     string
	}{
		{"no passage", nil, "", "Open|as no passage speaks of it yet|"},
		{"one", judged([]float64{3}, yes), "", "Confirmed|by the only passage, Thursday 29 January 15:00|"},
		{"a run", judged([]float64{0, 27, 30}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday 30 January 15:00|"},
		{"at midnight", judged([]float64{0, 12, 30}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday 30 January 00:00|"},
		{"over more than a week", judged([]float64{0, 27, 300}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday 30 January 15:00|"},
		{"over more than a year", judged([]float64{0, 27, 9000}, open, yes, yes), "", "Confirmed|by the latest passages, since Friday 30 January 2026 15:00|"},
		{"of unknown time", judged([]float64{unknown, unknown}, yes, yes), "", "Confirmed|by the latest passages|"},
		{"mixed", judged([]float64{0, 5, 5}, yes, yes, no), "", "Mixed|because the latest passages differ|"},
		{"decided", judged([]float64{0, 5}, yes, yes), yes, "Confirmed|as a reviewer decided|"},
		{"decided against the latest", judged([]float64{0, 5}, yes, no), yes, "Confirmed|as a reviewer decided|The latest passages leave it disputed."},
		{"decided where they differ", judged([]float64{5, 5}, yes, no), yes, "Confirmed|as a reviewer decided|The latest passages leave it mixed."},
		{"decided without a passage", nil, no, "Disputed|as a reviewer decided|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, _ := claim(tt.resolved, tt.reports...)
			s := Standing(c, nil)
			if got := s.Word + "|" + s.Why + "|" + s.But; got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestStandingTellsWhoDecidedAndWhy(t *testing.T) {
	c, _ := claim(yes, judged([]float64{0}, yes)...)
	c.Reason, c.DecidedBy = "Seen on\nthe record.", "m"
	c.Decided = annotate.Clock(noon.UnixMilli())
	c.Standing.Against.Disputed = 2
	s := Standing(c, func(id annotate.ID) string { return "Mara (" + string(id) + ")" })
	if want := "as Mara (m) decided on 29 January 2026: “Seen on the record”"; s.Why != want {
		t.Errorf("got %s, want %s", s.Why, want)
	}
	if want := "It asks to be decided anew: 2 later passages dispute it."; s.But != want {
		t.Errorf("got %s, want %s", s.But, want)
	}
}

func TestTurns(t *testing.T) {
	tests := []struct {
		name    string
		reports []report
		want    string
	}{
		{"nobody", judged([]float64{0, 1}, open, open), ""},
		{"one of three", judged([]float64{0, 27, 30}, open, yes, yes), "First confirmed by B (Friday 30 January 15:00)."},
		{"both", judged([]float64{0, 27, 30}, yes, yes, no), "First confirmed by A (Thursday 29 January 12:00); first disputed by C (Friday 30 January 18:00)."},
		{"only disputed", judged([]float64{0, 27}, open, no), "First disputed by B (Friday 30 January 15:00)."},
		{"at once", judged([]float64{0, 27, 27}, open, yes, yes), "First confirmed by B and C (Friday 30 January 15:00)."},
		{"many at once", judged([]float64{1, 1, 1, 1, 1}, yes, yes, yes, yes, yes), "First confirmed by A, B and 3 others (Thursday 29 January 13:00)."},
		{"of unknown time", judged([]float64{0, unknown}, open, yes), "Confirmed by B at an unknown time."},
		{"known and unknown", judged([]float64{3, unknown}, yes, yes), "First confirmed by A (Thursday 29 January 15:00), as far as times are known."},
		{"one article both", []report{{"A", 1, yes, "x"}, {"A", 1, no, "y"}, {"B", 2, no, "z"}}, "First confirmed and first disputed by A (Thursday 29 January 13:00)."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Turns(claim("", tt.reports...)).String(); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// Where the order of two cannot be known, neither was first, and it is said.
func TestTurnsOfUnknownOrder(t *testing.T) {
	for _, x := range []struct {
		times []annotate.Publication // of A, B, … which all confirm
		want  string
	}{
		{[]annotate.Publication{"2026-01-29", "2026-01-29"}, "First confirmed by A or B (order unknown: both Thursday 29 January)."},
		{[]annotate.Publication{"2026-01-29T21:00Z", "2026-01-29"}, "First confirmed by A or B (order unknown: Thursday 29 January 21:00 and Thursday 29 January)."},
		{[]annotate.Publication{"2026-01-29T21:00Z", "2026-01-29", "2026-01"}, "First confirmed by A, B or C (order unknown: Thursday 29 January 21:00 to January 2026)."},
		{[]annotate.Publication{"2026-01", "2026-01", "2026-01", "2026-01"}, "First confirmed by A, B or 2 others (order unknown: all January 2026)."},
		{[]annotate.Publication{"2026-01-29", "2026-01-30"}, "First confirmed by A (Thursday 29 January)."},
		{[]annotate.Publication{"2026-01-29T21:00", "2026-01-29T21:01"}, "First confirmed by A (Thursday 29 January 21:00)."},
		{[]annotate.Publication{"2026-01-29T21:00", "2026-01-30T06:00Z"}, "First confirmed by A or B (order unknown: Thursday 29 January 21:00 and Friday 30 January 06:00)."},
		{[]annotate.Publication{"2026-01-29T21:00Z", "2026-01-29T23:00+02:00"}, "First confirmed by A and B (Thursday 29 January 21:00)."},
		{[]annotate.Publication{"2025", "2026-01-30"}, "First confirmed by A (2025)."},
		{[]annotate.Publication{"2026-01-29", ""}, "First confirmed by A (Thursday 29 January), as far as times are known."},
		{[]annotate.Publication{"", ""}, "Confirmed by A and B at an unknown time."},
	} {
		verdicts := make([]annotate.Verdict, len(x.times))
		for i := range verdicts {
			verdicts[i] = yes
		}
		c, ws := claim("", judged(make([]float64, len(x.times)), verdicts...)...)
		c, ws = published(c, ws, x.times...)
		if got := Turns(c, ws).String(); got != x.want {
			t.Errorf("%q: got %s, want %s", x.times, got, x.want)
		}
	}
	c, ws := claim("", judged([]float64{0, 0}, yes, yes)...)
	c, _ = published(c, ws, "2026-01-30", "2026-02")
	if got := Standing(c, nil).Why; got != "by the latest passages, since Friday 30 January" {
		t.Errorf("standing %s", got)
	}
}

func TestLoose(t *testing.T) {
	for _, x := range []struct {
		times []annotate.Publication
		want  string
	}{
		{[]annotate.Publication{"2026-01-28", "2026-01-29", "2026-01-30T21:00Z"}, "[false false false]"},
		{[]annotate.Publication{"2026-01-28", "2026-01-29", "2026-01-29", "2026-01-31", ""}, "[false false true false false]"},
		{[]annotate.Publication{"2026-01-28T10:00Z", "2026-01-29T10:00Z", "2026-01"}, "[false true true]"},
		{[]annotate.Publication{"2026-01-28T10:00Z", "2026-01-28T10:00Z", "", ""}, "[false false false false]"},
	} {
		c, ws := claim("", judged(make([]float64, len(x.times)), make([]annotate.Verdict, len(x.times))...)...)
		_, ws = published(c, ws, x.times...)
		if got := fmt.Sprint(Loose(ws)); got != x.want {
			t.Errorf("%q: %s, want %s", x.times, got, x.want)
		}
		for i := range ws {
			ws[i].Article = "a"
		}
		if slices.Contains(Loose(ws), true) {
			t.Errorf("%q: of one article the order is unknown", x.times)
		}
	}
}

func TestNamesTellPassagesApart(t *testing.T) {
	_, ws := claim("", report{"A", 0, open, "All is quiet"}, report{"B", 1, open, "All is quiet"},
		report{"B", 1, open, "There was no confirmation, as far as known"})
	for i, want := range []string{"A", "B: “All is quiet”", "B: “There was no confirmation, as …”"} {
		if got := Name(ws, i); got != want {
			t.Errorf("%d: got %s, want %s", i, got, want)
		}
	}
	if got := Sources(ws); got != "2 sources, 3 passages" {
		t.Errorf("got %s", got)
	}
	if got := Sources(ws[:1]); got != "1 source" {
		t.Errorf("got %s", got)
	}
	if got := Outlet(store.Witness{In: annotate.Article{Title: "A\u202e head\u0007line"}}); got != "A headline" {
		t.Errorf("without an outlet: got %q", got)
	}
	if got := Beginning("one two three, four", 3); got != "one two three …" {
		t.Errorf("got %q", got)
	}
}
