package collate

import (
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/reading"
)

// A date is read in its article: the same day in other words is no change, another day in the same words is one.
func TestDaysByPublication(t *testing.T) {
	for _, c := range []struct{ base, published, text, other, want string }{
		{"The dam broke on Thursday.", "2026-01-30", "The dam broke on 29 January.", "2026-02-03", "spelling"},
		{"The dam broke yesterday.", "2026-01-30", "The dam broke on Thursday.", "2026-01-31", "spelling"},
		{"The dam broke today.", "2026-01-30T01:00+02:00", "The dam broke yesterday.", "2026-01-31", "spelling"},
		{"The dam broke today.", "2026-01-29T23:00Z", "The dam broke yesterday.", "2026-01-31", "date"},
		{"The dam broke yesterday.", "2026-01-30", "The dam broke yesterday.", "2026-02-03", "date"},
		{"The dam broke on Thursday.", "2026-01-30", "The dam broke on Thursday.", "2026-02-12", "date"},
		{"The dam broke on Thursday.", "2026-01-30", "The dam broke on Thursday.", "2026-01-31", ""},
		{"Work will begin on Thursday.", "2026-01-28", "Work began on Thursday.", "2026-01-30", "wording"}, // the one to come
		{"The dam broke on Thursday.", "2026-01-30", "The dam broke on 30 January.", "2026-02-03", "date"},
		{"The dam broke on Thursday.", "2026-01", "The dam broke on 29 January.", "2026-02-03", "date"}, // nobody knows
		{"The dam broke on Thursday.", "2026-01", "The dam broke on Thursday.", "2026-02-12", ""},
		{"It closes on 1 February.", "2026-01-30", "It closes on 1 February 2026.", "2026-01-31", "spelling"},
		{"The dam broke on Thursday night.", "2026-01-30", "The dam broke on Thursday morning.", "2026-01-30", "date"},
		{"It rained last Thursday.", "2026-01-29", "It rained on 22 January.", "2026-01-29", "spelling"},
	} {
		o := Options{}.At(reading.Place{Published: annotate.Publication(c.published)}, reading.Place{Published: annotate.Publication(c.other)})
		edits := o.Diff(c.base, c.text)
		if got := kindsOf(edits); got != c.want {
			t.Errorf("%q in %s, %q in %s: %q, want %q", c.base, c.published, c.text, c.other, got, c.want)
		}
		fine, _ := o.DiffWords(c.base, c.text)
		if got := kindsOf(fine); strings.Contains(got, "date") != strings.Contains(c.want, "date") {
			t.Errorf("%q, %q: %q word for word", c.base, c.text, got)
		}
		kinds := ""
		for _, column := range o.Collate([]string{c.base, c.text}).Columns {
			kinds += " " + string(column.Kind)
		}
		if strings.Contains(kinds, "date") != strings.Contains(c.want, "date") {
			t.Errorf("%q, %q: a table tells %s", c.base, c.text, kinds)
		}
	}
}

// A passage that begins inside a quotation is one.
func TestOpenedQuotation(t *testing.T) {
	inside := reading.Place{Opened: "“"}
	for _, c := range []struct {
		base, text string
		in         reading.Place
		want       string
	}{
		{"we will never pay", "we will not pay", reading.Place{}, "negation"},
		{"the harbour is closed", "the port is closed", reading.Place{}, "wording"},
		{"the harbour is closed", "the port is closed", inside, "quotation"},
		{"the harbour is closed,” he said in Bergen", "the harbour is closed,” he said in Narvik", inside, "name"},
	} {
		if got := kindsOf(Options{}.At(c.in, c.in).Diff(c.base, c.text)); got != c.want {
			t.Errorf("%q, %q: %q, want %q", c.base, c.text, got, c.want)
		}
	}
}
