package record

import (
	"strings"
	"testing"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
)

// What is typed stays in its row, and what cannot be kept is told of.
func TestTyped(t *testing.T) {
	const day = "2026-01-30T15:00:00Z" // a Friday
	for _, c := range []struct {
		kind       facet.Kind
		row, words string
		want, err  string
	}{
		{facet.Date, "Until", "until end of next week", "../2026-02-08", ""},
		{facet.Date, "Until", "until end of next week, maybe", "", "“maybe”"},
		{facet.Date, "Until", "end of next week", "../2026-02-08", ""},
		{facet.Date, "Until", "Sunday", "../2026-02-01", ""},
		{facet.Date, "Until", "2026-02-01", "../2026-02-01", ""},
		{facet.Date, "Until", "until 2026-02-01", "../2026-02-01", ""},
		{facet.Date, "Until", "until 1 February 2026", "../2026-02-01", ""},
		{facet.Date, "Until", "a week", "P1W", ""},
		{facet.Date, "Until", "for a week", "P1W", ""},
		{facet.Date, "Until", "since Sunday", "", "When"},
		{facet.Date, "Until", "2026-01-29/2026-02-01", "", "When"},
		{facet.Date, "Until", "soon, perhaps", "", "cannot be read"},
		{facet.Date, "When", "30 January", "2026-01-30", ""},
		{facet.Date, "When", "on 30 January", "2026-01-30", ""},
		{facet.Date, "When", "until 3 February", "../2026-02-03", ""},
		{facet.Date, "When", "until the end of next week", "../2026-02-08", ""},
		{facet.Date, "When", "30 January, maybe", "", "“maybe”"},
		{facet.Date, "When", "since 29 January", "2026-01-29/..", ""},
		{facet.Amount, "Amounts", "at least 300 buildings", ">=300 buildings", ""},
		{facet.Amount, "Amounts", "300 or 400 people", "", "two"},
		{facet.Amount, "Amounts", "300 buildings, maybe", "", "“maybe”"},
		{facet.Amount, "Amounts", "300 apartment blocks", "300 apartment blocks", ""},
		{facet.Amount, "Amounts", ">=300", ">=300", ""},
		{facet.Name, "Names", "  Dmitry   Peskov ", "Dmitry Peskov", ""},
	} {
		got, err := typed(c.kind, c.row, c.words, day)
		if got != c.want || (err != nil) != (c.err != "") || err != nil && (!strings.Contains(err.Error(), c.err) || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%q in %s is %q, %v, want %q, %q", c.words, c.row, got, err, c.want, c.err)
		}
	}
}

// What stands in the field at first is read as the value that it is of.
func TestValueWordsAreReadBack(t *testing.T) {
	for row, values := range map[string][]string{
		"Until": {"../2026-02-01", "P1W", "P2M"},
		"When":  {"2026-01-30", "2026-01-29/2026-02-01", "2026-02", "2026-01-29/.."},
	} {
		for _, value := range values {
			words := trace.ValueWords(facet.Date, value)
			if strings.ContainsAny(words, "/") {
				t.Errorf("%s is said as %q", value, words)
			}
			if got, err := typed(facet.Date, row, words, "2026-01-30T15:00:00Z"); got != value {
				t.Errorf("%q is read as %q, %v, not %q", words, got, err, value)
			}
		}
	}
}
