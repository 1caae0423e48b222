//go:build bench

package facet_test

import (
	"testing"

	"github.com/clipperhouse/uax29/v2/words"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

func TestBenchFacets(t *testing.T) {
	articles := make([]string, 1000)
	for i := range articles {
		articles[i] = corpus.Text(uint64(i), 400)
	}
	ours, theirs := ratio.Medians(
		func() float64 {
			return ratio.Milliseconds(func() {
				for _, text := range articles {
					facet.New(facet.Article{Text: text, Published: annotate.Publication("2026-01-29")}).Of(0, len(text))
				}
			})
		},
		func() float64 {
			return ratio.Milliseconds(func() {
				for _, text := range articles {
					for it := words.FromString(text); it.Next(); {
					}
				}
			})
		},
	)
	ratio.Record(t, ratio.Row{Name: "reading.facets", Peer: "uax29, words alone", Unit: "ms", Most: 12}, ours, theirs, "1,000 articles of 400 words, all facets")
}
