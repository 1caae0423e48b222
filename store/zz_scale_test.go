package store

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
)

func TestZZScale(t *testing.T) {
	p := newProject(t)
	step := func(what string, f func()) { s := time.Now(); f(); t.Log(what, time.Since(s)) }
	var drafts []Draft
	for i := range 5000 {
		drafts = append(drafts, draft(fmt.Sprintf("Number %d. ", i)+strings.Repeat("It goes on and on without an end. ", 70)+"End.", fmt.Sprint("P", i), "2026-01-29"))
	}
	var added []Added
	step("add 5000", func() { added, _, _ = p.AddArticles(context.Background(), drafts, nil) })
	step("annotate 20000 in one action", func() {
		_, err := p.act("bulk", func(rec *recording) error {
			for i := range 20000 {
				a := added[i%5000].Article
				f, err := p.spanFields(a.ID, annotate.Span{Start: (i / 5000) * 7, End: (i/5000)*7 + 20})
				if err != nil {
					return err
				}
				f["article"], f["reviewer"], f["verdict"] = string(a.ID), string(p.reviewer.ID), "disputed"
				if _, err := rec.set(Ref{annotate.KindAnnotation, p.newID()}, f); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	step("tag x50", func() {
		for range 50 {
			p.Annotate(NewAnnotation{Article: added[7].Article.ID, Span: annotate.Span{Start: 0, End: 6}, Verdict: "disputed"})
		}
	})
	step("undo x50", func() {
		for range 50 {
			p.Undo()
		}
	})
	step("articles", func() { p.Articles() })
	step("claims", func() { p.Claims() })
	step("annotations", func() { p.Annotations(Filter{}) })
	step("rebuild", func() { p.Rebuild() })
	step("pack", func() { p.Pack(context.Background(), p.Path()+".out", false) })
	step("close", func() { p.Close() })
	step("open", func() { q, err := Open(p.Path(), Options{}); if err != nil { t.Fatal(err) }; q.Close() })
}
