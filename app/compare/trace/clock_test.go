package trace

import (
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

// A day is told by its date, however near the others are; the year where they
// are of several.
func TestClock(t *testing.T) {
	const thursday annotate.Publication = "2026-01-29T21:00-05:00"
	for name, c := range map[string]struct {
		seen          []annotate.Publication
		at, on, short string
		of            annotate.Publication
	}{
		"none seen":          {nil, "Thursday 29 January 21:00", "on Thursday 29 January", "29 Jan 21:00", thursday},
		"one":                {[]annotate.Publication{thursday}, "Thursday 29 January 21:00", "on Thursday 29 January", "29 Jan 21:00", thursday},
		"six days":           {[]annotate.Publication{thursday, "2026-02-04T21:00-05:00"}, "Thursday 29 January 21:00", "on Thursday 29 January", "29 Jan 21:00", thursday},
		"over the new year":  {[]annotate.Publication{"2025-12-31T23:00Z", thursday}, "Thursday 29 January 2026 21:00", "on Thursday 29 January 2026", "29 Jan 2026", thursday},
		"the later first":    {[]annotate.Publication{thursday, "2025-12-31T23:00Z"}, "Thursday 29 January 2026 21:00", "on Thursday 29 January 2026", "29 Jan 2026", thursday},
		"another mere year":  {[]annotate.Publication{thursday, "2024"}, "Thursday 29 January 2026 21:00", "on Thursday 29 January 2026", "29 Jan 2026", thursday},
		"one of no date":     {[]annotate.Publication{thursday, ""}, "Thursday 29 January 21:00", "on Thursday 29 January", "29 Jan 21:00", thursday},
		"a mere day":         {[]annotate.Publication{thursday}, "Friday 30 January", "on Friday 30 January", "30 Jan", "2026-01-30"},
		"a day of two years": {[]annotate.Publication{thursday, "2027"}, "Friday 30 January 2026", "on Friday 30 January 2026", "30 Jan 2026", "2026-01-30"},
		"a mere month":       {[]annotate.Publication{thursday}, "February 2026", "in February 2026", "Feb 2026", "2026-02"},
		"a mere year":        {[]annotate.Publication{thursday}, "2026", "in 2026", "2026", "2026"},
		"unknown":            {[]annotate.Publication{thursday}, "", "", "no date", ""},
	} {
		var clock Clock
		for _, p := range c.seen {
			clock.See(p)
		}
		if at, on, short := clock.At(c.of), clock.On(c.of), clock.Short(c.of); at != c.at || on != c.on || short != c.short {
			t.Errorf("%s: %q, %q, %q; want %q, %q, %q", name, at, on, short, c.at, c.on, c.short)
		}
	}
	for p, want := range map[annotate.Publication]string{thursday: "29 Jan 2026 21:00", "2026-01-29": "29 Jan 2026", "": "no date"} {
		if got := FullTime(p); got != want {
			t.Errorf("%s in full is %q", p, got)
		}
	}
}

func TestClockOf(t *testing.T) {
	for _, c := range []struct {
		marks []annotate.Publication
		years bool
	}{
		{nil, false}, {[]annotate.Publication{""}, false}, {[]annotate.Publication{"2026-01-29"}, false},
		{[]annotate.Publication{"2026-01-29", "2026-02-01", ""}, false},
		{[]annotate.Publication{"2025-12-31T23:00Z", "2026-01-29", "", ""}, true},
	} {
		var row store.ClaimRow
		for _, p := range c.marks {
			row.Marks = append(row.Marks, store.Mark{Published: p})
		}
		if got := ClockOf(row).Years(); got != c.years {
			t.Errorf("of %v the year is told: %v", c.marks, got)
		}
	}
}
