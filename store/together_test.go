package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"claimtrace/annotate"
)

// Articles that are added together, some twice, some following others, some
// after they were removed, are what they are when added one after the other.
func TestAddTogether(t *testing.T) {
	for _, texts := range []int{50, 900} { // most are there already, or few
		t.Run(fmt.Sprint(texts), func(t *testing.T) { addTogether(t, texts) })
	}
}

func addTogether(t *testing.T, texts int) {
	rng := rand.New(rand.NewPCG(4, 2))
	var drafts []Draft
	for range 150 {
		d := draft(fmt.Sprintf("Text %d says so.", rng.IntN(texts)), fmt.Sprint("Paper", rng.IntN(3)), "2026-01-29")
		if rng.IntN(4) == 0 {
			d.Source = []byte(d.Text + "\r\n")
		}
		if n := rng.IntN(10); n < 3 && len(drafts) > 0 {
			earlier := drafts[rng.IntN(len(drafts))]
			d.Supersedes = annotate.ArticleID(hash([]byte(earlier.Text)), earlier.URL)
		}
		drafts = append(drafts, d)
	}
	together, apart := newProject(t), newProject(t)
	for _, p := range []*Project{together, apart} {
		first, _, err := p.AddArticles(t.Context(), drafts[:40], nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			if _, err := p.Remove(Ref{annotate.KindArticle, first[i*3].Article.ID}); err != nil {
				continue // removed already, as the same article
			}
		}
	}
	// Who follows an article that is not there is refused, in both ways.
	var kept []Draft
	for _, d := range drafts {
		if _, _, err := apart.AddArticles(t.Context(), []Draft{d}, nil); err == nil {
			kept = append(kept, d)
		}
	}
	if _, _, err := together.AddArticles(t.Context(), kept, nil); err != nil {
		t.Fatal(err)
	}
	shown := func(p *Project) (list []annotate.Article) {
		rows, err := p.Articles()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if _, err := p.Text(r.ID); err != nil {
				t.Error(err)
			}
			r.Added = time.Time{}
			list = append(list, r.Article)
		}
		return list
	}
	if a, b := shown(together), shown(apart); !reflect.DeepEqual(a, b) || len(a) < 40 {
		t.Errorf("together\n%+v\napart\n%+v", a, b)
	}
	if report, err := together.Verify(); err != nil || !report.OK {
		t.Errorf("%+v, %v", report, err)
	}
}
