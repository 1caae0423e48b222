//go:build bench

package exchange

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// benchArticles times benchPassages is how many annotations are exported.
const benchArticles, benchPassages = 1000, 100

// TestBenchExport measures a whole export, reading the project included, against the
// standard library's writers of what is ready in memory.
func TestBenchExport(t *testing.T) {
	ctx := context.Background()
	p, err := store.Create(filepath.Join(t.TempDir(), "p.claimtrace"), store.Options{Person: store.Person{Name: "Mara"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	drafts := make([]store.Draft, benchArticles)
	for i := range drafts {
		drafts[i] = store.Draft{Text: corpus.Text(uint64(i), 400), Article: annotate.Article{Title: fmt.Sprint("Article ", i), Outlet: "Quay Post", URL: fmt.Sprint("https://quay.example/", i), Published: "2026-01-29T21:00Z"}}
	}
	added, _, err := p.AddArticles(ctx, store.Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []store.NewAnnotation
	for i, a := range added {
		o := text.NewOffsets(drafts[i].Text)
		step := o.Len() / benchPassages
		for j := range benchPassages {
			list = append(list, store.NewAnnotation{
				Article: a.ID, Span: annotate.Span{Start: j * step, End: j*step + step/2 + 1}, Verdict: annotate.Verdicts[j%3],
				Statement: fmt.Sprint("Claim ", (i*benchPassages+j)%500), Attribution: "the mayor", Note: "seen twice",
			})
		}
	}
	if _, _, err := p.AnnotateAll(ctx, list, nil); err != nil {
		t.Fatal(err)
	}
	set, err := Collect(p.View, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	export := func(f Format) func() float64 {
		return func() float64 {
			return ratio.Milliseconds(func() {
				set, err := Collect(p.View, time.Now())
				if err == nil {
					err = f.Write(ctx, io.Discard, set)
				}
				if err != nil {
					t.Fatal(err)
				}
			})
		}
	}
	var rows [][]string
	csvRows(set, func(cells []string) { rows = append(rows, slices.Clone(cells)) })
	ours, theirs := ratio.Medians(export(csvFormat), func() float64 {
		return ratio.Milliseconds(func() {
			if err := csv.NewWriter(io.Discard).WriteAll(rows); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "export.csv", Peer: "encoding/csv writing the ready rows", Unit: "ms", Most: 4}, ours, theirs, "100,000 annotations, the project read")
	items, err := webItems(set, false)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs = ratio.Medians(export(webAnnotation), func() float64 {
		return ratio.Milliseconds(func() {
			enc := json.NewEncoder(io.Discard)
			enc.SetIndent("", "  ")
			if err := enc.Encode(items); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "export.w3c", Peer: "encoding/json of the ready values", Unit: "ms", Most: 2}, ours, theirs, "100,000 annotations, the project read")
}
