package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"claimtrace/annotate"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.claimtrace")
	now := time.Date(2026, 1, 30, 9, 0, 0, 0, time.UTC)
	o := Options{Person: Person{ID: annotate.NewID(), Name: "Anna"}, Data: filepath.Join(dir, "data"), Now: func() time.Time { now = now.Add(time.Second); return now }}
	ok := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	p, err := Create(path, o)
	ok(err)
	text := "There was no immediate confirmation from the Kremlin. Snow fell on Kyiv."
	added, _, err := p.AddArticles(ctx, []Draft{{Text: text, Source: []byte(text), Article: annotate.Article{Title: "One", Outlet: "AP", Published: "2026-01-29"}}}, nil)
	ok(err)
	art := added[0].Article.ID
	n, a, err := p.Annotate(NewAnnotation{Article: art, Span: annotate.Span{Start: 10, End: 34}, Verdict: annotate.Unconfirmed, Statement: "It pauses", Note: "seen"})
	ok(err)
	t.Logf("%+v %+v", n, a)
	claims, err := p.Claims()
	ok(err)
	t.Logf("%+v", claims)
	_, err = p.Decide(n.Claim, annotate.Confirmed, "because", n.ID)
	ok(err)
	before, _, err := digests(p)
	ok(err)
	_, state, err := digests(p)
	ok(err)
	_, err = p.Remove(Ref{Kind: annotate.KindArticle, ID: art})
	ok(err)
	rows, err := p.Articles()
	ok(err)
	if len(rows) != 0 {
		t.Fatal("not removed")
	}
	u, err := p.Undo()
	ok(err)
	t.Logf("%+v", u)
	_, s2, err := digests(p)
	ok(err)
	if s2 != state {
		t.Fatal("undo differs")
	}
	_, err = p.Redo()
	ok(err)
	_, err = p.Undo()
	ok(err)
	_ = before
	ok(p.Close())
	r, err := Verify(ctx, path)
	ok(err)
	if !r.OK {
		t.Fatal(r)
	}
	p, err = Open(path, o)
	ok(err)
	if p.CanUndo() != "claim.decide.confirmed" {
		t.Fatal(p.CanUndo())
	}
	then, err := p.AsOf(ctx, now.Add(-time.Hour), false)
	ok(err)
	list, err := then.Articles()
	ok(err)
	t.Log(len(list))
	then.Close()
	packed, err := p.Pack(ctx, filepath.Join(dir, "p.claimtrace"), PackOptions{WithoutText: true})
	ok(err)
	t.Logf("%+v", packed)
	r, err = Verify(ctx, filepath.Join(dir, "p.claimtrace"))
	ok(err)
	if !r.OK {
		t.Fatal(r)
	}
	rev, err := p.Revisions(Ref{Kind: annotate.KindArticle, ID: art})
	ok(err)
	for _, x := range rev {
		t.Logf("%+v", x)
	}
	for p.CanUndo() != "" {
		_, err := p.Undo()
		ok(err)
	}
	for p.CanRedo() != "" {
		_, err := p.Redo()
		ok(err)
	}
	_, err = p.Undo() // the removal
	ok(err)
	_, s3, err := digests(p)
	ok(err)
	if s3 != state {
		t.Fatal("differs")
	}
	un, err := p.union(ctx, filepath.Join(dir, "p.claimtrace"), false)
	ok(err)
	t.Logf("%+v", un)
	q, err := Open(filepath.Join(dir, "p.claimtrace"), Options{Person: Person{Name: "Ben"}, Data: filepath.Join(dir, "data2")})
	ok(err)
	_, _, err = q.Annotate(NewAnnotation{Article: art, Span: annotate.Span{Start: 10, End: 34}, Verdict: annotate.Disputed})
	t.Log(err)
	_, err = q.Set(Ref{Kind: annotate.KindClaim, ID: n.Claim}, annotate.Fields{"note": "mine"})
	ok(err)
	ok(q.Close())
	un, err = p.union(ctx, filepath.Join(dir, "p.claimtrace"), false)
	ok(err)
	t.Logf("%+v", un)
	cl, err := p.Claim(n.Claim)
	ok(err)
	t.Logf("%+v", cl)
	ok(p.setAside(ctx, un.Receipt, true))
	cl, err = p.Claim(n.Claim)
	ok(err)
	t.Logf("%+v", cl)
	ok(p.Close())
	r, err = Verify(ctx, path)
	ok(err)
	if !r.OK {
		t.Fatal(r)
	}
}

func digests(p *Project) (string, string, error) { return p.Digests(context.Background()) }
