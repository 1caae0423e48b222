package compare

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"testing"

	"claimtrace/annotate"
	"claimtrace/assets"
	"claimtrace/store"
)

// sampleClaim returns a claim of the sample project as the store would give
// it: its row, and its witnesses in order of publication.
func sampleClaim(t *testing.T, n int) (store.ClaimRow, []store.Witness) {
	t.Helper()
	articles := sampleArticles(t)
	file, err := assets.Sample().Open("annotations.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var sample struct {
		Claims []struct {
			Statement   string
			Annotations []struct{ File, Quote, Verdict, Attribution string }
		}
	}
	if err := json.NewDecoder(file).Decode(&sample); err != nil {
		t.Fatal(err)
	}
	c := sample.Claims[n]
	var ws []store.Witness
	for _, a := range c.Annotations {
		in := articles[a.File]
		ws = append(ws, store.Witness{In: in, Annotation: annotate.Annotation{
			ID: annotate.ID(a.File + "/" + a.Quote), Article: in.ID, Quote: a.Quote,
			Verdict: annotate.Verdict(a.Verdict), Attribution: a.Attribution,
		}})
	}
	slices.SortStableFunc(ws, func(a, b store.Witness) int { return a.In.Published.InLists(b.In.Published) })
	return claimOf(c.Statement, "", ws), ws
}

func sampleArticles(t *testing.T) map[string]annotate.Article {
	t.Helper()
	file, err := assets.Sample().Open("manifest.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	articles := map[string]annotate.Article{}
	for _, row := range rows[1:] {
		published, err := annotate.ParsePublication(row[4])
		if err != nil {
			t.Fatal(err)
		}
		articles[row[0]] = annotate.Article{ID: annotate.ID(row[0]), File: row[0], Title: row[1], Outlet: row[2], Published: published}
	}
	return articles
}
