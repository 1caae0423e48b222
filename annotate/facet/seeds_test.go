package facet

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// seeds is where the real dispatches lie from which the sample was made; they are no part of the project.
const seeds = "../../../shared/seeds"

// What the dispatches say of the pause, in the order of publication: who says it goes from
// Trump to the Kremlin, the scope from towns or the power grid to Kyiv alone, the end from a
// week to the first of February, and none of them is a denial.
func TestSeeds(t *testing.T) {
	f, err := os.Open(filepath.Join(seeds, "manifest.csv"))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the dispatches are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	published := map[string]annotate.Publication{}
	for _, row := range rows[1:] {
		published[row[0][:3]] = annotate.Publication(row[4])
	}
	for _, c := range []struct {
		file, from, to string
		want           []string // source, certainty, polarity, scope and dates
	}{
		{"002", "Russian President Vladimir Putin has agreed not", "for one week",
			[]string{"source Donald Trump", "certainty said", "polarity yes", "scope the Ukrainian capital and other towns", "date P1W"}},
		{"003", "Donald Trump has claimed", "for one week",
			[]string{"source Donald Trump", "certainty claimed", "polarity yes", "scope Ukraine’s energy infrastructure", "date P1W"}},
		{"001", "The Kremlin announced on Friday", "ending on Sunday",
			[]string{"source Kremlin", "certainty announced", "polarity yes", "scope Kyiv", "date 2026-01-30", "date P1W", "date ../2026-02-01"}},
		{"000", "Russia has agreed to a request", "ready to reciprocate",
			[]string{"polarity yes", "scope Kiev", "date ../2026-02-01"}},
		{"000", "“President Trump did indeed", "Dmitry Peskov",
			[]string{"source Dmitry Peskov", "certainty confirmed", "polarity yes", "scope Kiev", "date P1W", "date ../2026-02-01",
				"condition in order to create favourable conditions for negotiations"}},
		{"004", "Kremlin spokesman Dmitry Peskov stated", "until February first",
			[]string{"source Dmitry Peskov", "certainty said", "polarity yes", "scope Kyiv", "date 2026-01-30", "date ../2026-02-01"}},
		{"004", "The Kremlin confirmed a one-week halt", "on the capital",
			[]string{"source Kremlin", "certainty confirmed", "polarity yes", "scope the capital", "date P1W"}},
	} {
		names, err := filepath.Glob(filepath.Join(seeds, c.file+"_*.txt"))
		if err != nil || len(names) != 1 {
			t.Fatal(c.file, names, err)
		}
		data, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		from := strings.Index(text, c.from)
		if from < 0 {
			t.Fatalf("%s has no %q", c.file, c.from)
		}
		to := from + strings.Index(text[from:], c.to) + len(c.to)
		start := utf8.RuneCountInString(text[:from])
		values, _ := New(Article{Text: text, Published: published[c.file]}).Of(start, start+utf8.RuneCountInString(text[from:to]))
		check(t, text, values)
		var got []string
		for _, v := range values {
			if v.Kind != Name {
				got = append(got, string(v.Kind)+" "+v.Value)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q says\n%q, want\n%q", c.file, text[from:to], got, c.want)
		}
	}
}
