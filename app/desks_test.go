package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/project"
	"claimtrace/app/sample"
	"claimtrace/store"
)

// desk is the person of one of two desks, and when they work.
func desk(t *testing.T, name string, pair person.Pair, at time.Time) store.Options {
	t.Helper()
	return store.Options{Person: store.Person{ID: pair.ID(), Name: name, Key: pair.Key().String()}, Now: func() time.Time {
		at = at.Add(20 * time.Second)
		return at
	}}
}

func oksana(t *testing.T) person.Pair {
	t.Helper()
	pair, err := person.New(strings.NewReader("Oksana, who works at the other desk"))
	if err != nil {
		t.Fatal(err)
	}
	return pair
}

// worked opens a project for somebody, who does something in it.
func worked(t *testing.T, path string, o store.Options, do func(p *store.Project)) {
	t.Helper()
	p, err := store.Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	do(p)
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
}

// twoDesks makes the sample project of Mara, in which she went on, and the package
// that Oksana sends back, who did not know of that. Both reworded the first claim
// and worked on, or removed, the first passage; Oksana has another view of the
// second, dated an article anew, and added an article and claims, of which one is
// there already but for its spelling.
func twoDesks(t *testing.T) (mine, back string) {
	t.Helper()
	made, err := sampleProject()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	mine = filepath.Join(folder, "Winter pause"+project.Ending)
	theirs := filepath.Join(folder, "lviv"+project.Ending)
	back = filepath.Join(folder, "winter-lviv-desk"+project.Ending)
	if err := os.WriteFile(mine, made, 0o600); err != nil {
		t.Fatal(err)
	}
	must := func(_ store.Action, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	day := time.Date(2026, time.January, 31, 16, 0, 0, 0, time.UTC)
	mara, other := desk(t, "Mara", sample.Reviewer(), day), desk(t, "Oksana", oksana(t), day.Add(2*time.Hour))
	var claims []store.ClaimRow
	var articles []store.ArticleRow
	var passages []annotate.Annotation
	worked(t, mine, mara, func(p *store.Project) {
		if articles, claims, err = p.Lists(); err != nil {
			t.Fatal(err)
		}
		if passages, err = p.Annotations(store.Filter{}); err != nil {
			t.Fatal(err)
		}
		if _, err := p.Pack(t.Context(), theirs, store.PackOptions{}); err != nil {
			t.Fatal(err)
		}
		must(p.Set(store.Ref{Kind: annotate.KindClaim, ID: claims[0].ID}, annotate.Fields{"statement": "The pause on strikes covers energy facilities"}))
		must(p.Set(store.Ref{Kind: annotate.KindAnnotation, ID: passages[0].ID}, annotate.Fields{"note": "asked the ministry"}))
	})
	worked(t, theirs, other, func(p *store.Project) {
		must(p.Set(store.Ref{Kind: annotate.KindClaim, ID: claims[0].ID}, annotate.Fields{"statement": "The pause on strikes covers energy sites and railways"}))
		must(p.RemoveOverriding(store.Ref{Kind: annotate.KindAnnotation, ID: passages[0].ID}))
		a := passages[1]
		_, done, err := p.Annotate(store.NewAnnotation{Article: a.Article, Span: a.Span(), Verdict: annotate.Disputed, Claim: a.Claim})
		must(done, err)
		must(p.Set(store.Ref{Kind: annotate.KindArticle, ID: articles[1].ID}, annotate.Fields{"published": "2026-01-30T20:00:00Z"}))
		added := addTo(t, p, []store.Draft{{Text: "The Kremlin confirmed the pause until 1 February. Railways are spared too.", Article: annotate.Article{Title: "Кремль підтвердив паузу до 1 лютого", Outlet: "Дніпровський вісник"}}})
		for _, n := range []store.NewAnnotation{
			{Article: added[0].ID, Span: annotate.Span{Start: 0, End: 49}, Verdict: annotate.Confirmed, Statement: "The Kremlin confirmed the pause"},
			{Article: added[0].ID, Span: annotate.Span{Start: 50, End: 74}, Verdict: annotate.Unconfirmed, Statement: strings.ToUpper(claims[1].Statement)},
		} {
			_, done, err := p.Annotate(n)
			must(done, err)
		}
		pair := oksana(t)
		if _, err := p.Pack(t.Context(), back, store.PackOptions{For: "Mara", Seal: &pair}); err != nil {
			t.Fatal(err)
		}
	})
	return mine, back
}
