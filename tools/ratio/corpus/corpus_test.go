package corpus_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/tools/ratio/corpus"
)

func TestText(t *testing.T) {
	whole := corpus.Text(1, 10_000)
	if whole != corpus.Text(1, 10_000) {
		t.Error("the same seed gave another text")
	}
	if corpus.Text(2, 10_000) == whole {
		t.Error("another seed gave the same text")
	}
	if !utf8.ValidString(whole) || len(whole) < 55_000 || len(whole) > 68_000 {
		t.Errorf("10,000 words are %d bytes", len(whole))
	}
	for _, sign := range []string{"“", "”", "—", "’s", "\n\n", ". "} {
		if !strings.Contains(whole, sign) {
			t.Errorf("nowhere is %q", sign)
		}
	}
	for _, words := range []int{0, 1, 40, 999, 1_000, 10_000} {
		s := corpus.Text(1, words)
		if got := count(s); got != words {
			t.Errorf("%d words were asked for and %d came", words, got)
		}
		if !strings.HasPrefix(whole, strings.TrimRight(s, ".”")) {
			t.Errorf("%d words are not the beginning of 10,000", words)
		}
	}
	for paragraph := range strings.SplitSeq(corpus.Text(1, 9_000), "\n\n") {
		// the last one ends where the words do
		if n := count(paragraph); n > 90 || n < 40 && !strings.HasSuffix(corpus.Text(1, 9_000), paragraph) {
			t.Errorf("a paragraph of %d words", n)
		}
	}
}

// count counts words, between which there may be a dash.
func count(s string) int {
	return len(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '—' }))
}

func TestHighlights(t *testing.T) {
	s := corpus.Text(1, 10_000)
	o := text.NewOffsets(s)
	all := corpus.Highlights(s, 100)
	verdicts := map[annotate.Verdict]int{}
	ids := map[annotate.ID]bool{}
	overlaps := 0
	for i, a := range all {
		verdicts[a.Verdict]++
		ids[a.ID] = true
		if got := o.Slice(a.Start, a.End); got != a.Quote || len(strings.Fields(got)) < 2 {
			t.Errorf("%d to %d is %q, the annotation says %q", a.Start, a.End, got, a.Quote)
		}
		if i > 0 && (a.Start < all[i-1].Start || a.Start == all[i-1].Start && a.End < all[i-1].End) {
			t.Errorf("highlight %d stands before the one before it", i)
		}
		if i > 0 && a.Start < all[i-1].End {
			overlaps++
		}
	}
	if len(all) != 100 || len(ids) != 100 || len(verdicts) != 3 || overlaps < 15 {
		t.Errorf("%d highlights, %d ids, %v, %d overlaps", len(all), len(ids), verdicts, overlaps)
	}
	first, later := all[:10], corpus.Highlights(corpus.Text(1, 1_000), 10)
	for i := range first {
		if first[i] != later[i] {
			t.Errorf("highlight %d is %v in the beginning and %v in the whole", i, later[i], first[i])
		}
	}
}
