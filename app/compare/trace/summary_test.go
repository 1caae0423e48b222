package trace

import (
	"testing"

	"claimtrace/annotate"
)

func TestSummary(t *testing.T) {
	const base = "The minister has agreed that Kyiv sends minus 30 degrees of cold to Lviv"
	tests := []struct {
		name    string
		options Options
		reports []report
		want    string
	}{
		{"one", Options{}, []report{{"A", 0, open, closes}}, ""},
		{"alike", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, closes}}, "Both passages are worded alike."},
		{"three alike", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, closes}, {"C", 2, open, closes}}, "All 3 passages are worded alike."},
		{"but for spelling", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, spelled}},
			"Both passages are worded alike, but for spelling and punctuation."},
		{"but for order", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, "After 47 cracks were found the city may close the old bridge in Kyiv"}},
			"Both passages are worded alike, but for the order of the words."},
		{"a hedge lost, then a number", Options{}, []report{
			{"DPA", 0, open, "The minister may agree to the pause when it falls to minus 30 in the city"},
			{"AFP", 27, open, "The minister has agreed to the pause when it falls to minus 30 in the city"},
			{"La Era", 30, open, "The minister may agree to the pause when it falls to minus 24 in the city"}},
			"First changed by AFP on Friday 30 January: “has agreed” for “may agree” (hedge lost); minus 30 → minus 24 in La Era (number)."},
		{"what comes first is told first, though it weighs less", Options{}, []report{{"A", 0, open, closes},
			{"B", 1, open, "The city may close the old bridge in Lviv after 47 cracks were found"}, {"C", 30, open, counts}},
			"First changed by B on Thursday 29 January: “Lviv” for “Kyiv” (name); 47 → 74 in C (number)."},
		{"substance before other words", Options{}, []report{{"A", 0, open, closes},
			{"B", 1, open, "The city may shut the old bridge in Kyiv after 47 cracks were found"}, {"C", 30, open, counts}},
			"First changed by C on Friday 30 January: 47 → 74 (number)."},
		{"only other words", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, "The city may shut the old bridge in Kyiv after 47 cracks were found"}},
			"First changed by B on Thursday 29 January: “shut” for “close” (wording)."},
		{"against a later one", Options{Base: 1}, []report{{"A", 0, open, closes}, {"B", 1, open, counts}},
			"Against B: 74 → 47 in A (number)."},
		{"against the one before", Options{Before: true}, []report{{"A", 0, open, closes}, {"B", 1, open, closes}, {"C", 2, open, counts}},
			"First changed by C on Thursday 29 January: 47 → 74 (number)."},
		{"another article before the same one", Options{}, []report{{"A", 0, open, closes}, {"A", 0, open, counts},
			{"B", 1, open, "The city may close the old bridge in Lviv after 47 cracks were found"}},
			"First changed by B on Thursday 29 January: “Lviv” for “Kyiv” (name); 47 → 74 in A (number)."},
		{"the same article says both", Options{}, []report{{"A", 0, open, closes}, {"A", 0, open, counts}}, "Against A: 47 → 74 in A (number)."},
		{"of unknown time", Options{}, []report{{"A", 0, open, closes}, {"B", unknown, open, counts}},
			"Against A: 47 → 74 in B (number). The time of 1 passage is unknown: shown apart."},
		{"in words of their own", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, geese}}, "The passages share too few words to name single changes."},
		{"one of three in words of its own", Options{}, []report{{"A", 0, open, closes}, {"B", 1, open, closes}, {"C", 2, open, geese}},
			"One passage is in words of its own; the others say the same."},
		{"at most three", Options{}, []report{{"A", 0, open, base},
			{"B", 1, open, "The minister has not agreed that Odesa may send minus 24 degrees of cold to Lviv on Friday"}},
			"First changed by B on Thursday 29 January: “not” added (negation); minus 30 degrees → minus 24 degrees (number); “Odesa may send” for “Kyiv sends” (hedge added)."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, ws := claim("", tt.reports...)
			if got := New(c, ws, tt.options).Summary().String(); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Who changed a wording first is said only where the order is known.
func TestSummaryOfUnknownOrder(t *testing.T) {
	const shut, lviv = "The city may shut the old bridge in Kyiv after 47 cracks were found", "The city may close the old bridge in Lviv after 47 cracks were found"
	for _, x := range []struct {
		times []annotate.Publication
		want  string
	}{
		{[]annotate.Publication{"2026-01-29", "2026-01-30", "2026-01-31"}, "First changed by Outlet 1 on Friday 30 January: “Lviv” for “Kyiv” (name); 47 → 74 in Outlet 2 (number)."},
		{[]annotate.Publication{"2026-01-29", "2026-01-30", "2026-01-30"},
			"First changed by Outlet 1 or Outlet 2 (order unknown: both Friday 30 January): “Lviv” for “Kyiv” in Outlet 1 (name); 47 → 74 in Outlet 2 (number)."},
		{[]annotate.Publication{"2026-01-28", "2026-01-30T21:00Z", "2026-01-30"},
			"First changed by Outlet 1 or Outlet 2 (order unknown: Friday 30 January 21:00 and Friday 30 January): “Lviv” for “Kyiv” in Outlet 1 (name); 47 → 74 in Outlet 2 (number)."},
		{[]annotate.Publication{"2026-01-28", "2026-01-30T21:00Z", "2026-01-30T22:00+01:00"},
			"First changed by Outlet 1 and Outlet 2 on Friday 30 January: “Lviv” for “Kyiv” in Outlet 1 (name); 47 → 74 in Outlet 2 (number)."},
		{[]annotate.Publication{"2026-01-29T10:00Z", "2026-01-29", "2026-02"},
			"Against Outlet 0 (order unknown: Thursday 29 January 10:00 and Thursday 29 January): “Lviv” for “Kyiv” in Outlet 1 (name); 47 → 74 in Outlet 2 (number)."},
		{[]annotate.Publication{"2025", "2026-01", "2026-02"}, "First changed by Outlet 1 in January 2026: “Lviv” for “Kyiv” (name); 47 → 74 in Outlet 2 (number)."},
	} {
		c, ws := quotes(closes, lviv, counts)
		c, ws = published(c, ws, x.times...)
		if got := New(c, ws, Options{}).Summary().String(); got != x.want {
			t.Errorf("%q:\ngot  %s\nwant %s", x.times, got, x.want)
		}
	}
	// A change of less weight does not make the order of those that count unknown.
	c, ws := quotes(closes, lviv, shut)
	c, ws = published(c, ws, "2026-01-28", "2026-01-30", "2026-01-30")
	if got, want := New(c, ws, Options{}).Summary().String(), "First changed by Outlet 1 on Friday 30 January: “Lviv” for “Kyiv” (name)."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestTrim(t *testing.T) {
	for s, want := range map[string]string{
		", Donald said": "Donald said", "“yes”": "yes", "-20C,": "-20C", "5%.": "5%", ",": ",", "": "", "no …": "no", "(the end)": "the end", "€3": "€3",
	} {
		if got := Trim(s); got != want {
			t.Errorf("%q is trimmed to %q, want %q", s, got, want)
		}
	}
}

func TestSummaryMarksNames(t *testing.T) {
	c, ws := claim("", report{"A", 0, open, closes}, report{"B", 1, open, counts})
	var strong []string
	for _, s := range New(c, ws, Options{}).Summary() {
		if s.Strong {
			strong = append(strong, s.Text)
		}
	}
	if len(strong) != 1 || strong[0] != "B" {
		t.Errorf("what stands out is %q", strong)
	}
}
