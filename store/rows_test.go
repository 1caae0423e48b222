package store

import (
	"reflect"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// A claim with more passages than its row holds is listed with all of them,
// and the rows are in order on both sides of the border.
func TestManyMarks(t *testing.T) {
	p := newProject(t)
	a := add(t, p, draft(strings.Repeat("One word and another. ", 300), "Courier", "2026-01-29"))
	b := add(t, p, draft(strings.Repeat("Some more words here. ", 300), "Herald", "2026-01-28"))
	var list []NewAnnotation
	for i := range maxPacked - 1 {
		article := []annotate.Article{a, b}[i%2]
		list = append(list, NewAnnotation{Article: article.ID, Span: annotate.Span{Start: i, End: i + 9}, Verdict: annotate.Verdicts[i%3], Statement: "So they say"})
	}
	made, _, err := p.AnnotateAll(t.Context(), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	more := func(article annotate.Article, end int, statement string) {
		t.Helper()
		if _, _, err := p.Annotate(NewAnnotation{Article: article.ID, Span: annotate.Span{Start: 0, End: end}, Verdict: annotate.Confirmed, Statement: statement}); err != nil {
			t.Fatal(err)
		}
	}
	more(a, 40, "Another claim")
	check := func(when string, marks int, packed bool) {
		t.Helper()
		articles, claims, err := p.Lists()
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range claims {
			one, err := p.ClaimRow(c.ID)
			if err != nil || !reflect.DeepEqual(one, c) {
				t.Fatalf("%s: %q is listed otherwise than it is by itself (%v)", when, c.Statement, err)
			}
			if c.Statement == "So they say" && len(c.Marks) != marks {
				t.Errorf("%s: it has %d passages, not %d", when, len(c.Marks), marks)
			}
		}
		for _, a := range articles {
			if one, err := p.ArticleRow(a.ID); err != nil || one != a {
				t.Fatalf("%s: %+v, not %+v (%v)", when, a, one, err)
			}
		}
		row, err := file.One(p.conn, file.Scalar[string], "SELECT marks FROM claim WHERE id = ?", made[0].Claim)
		if err != nil || (row != manyMarks) != packed {
			t.Errorf("%s: its row holds %.60q, %v", when, row, err)
		}
		if report, err := p.Verify(); err != nil || !report.OK {
			t.Errorf("%s: %+v, %v", when, report, err)
		}
	}
	do := func(_ Action, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check("one less", maxPacked-1, true)
	more(b, 50, "So they say")
	check("as many", maxPacked, true)
	more(b, 60, "So they say")
	check("one more", maxPacked+1, false)
	do(p.Set(Ref{annotate.KindAnnotation, made[7].ID}, annotate.Fields{"verdict": "unconfirmed"}))
	do(p.Set(Ref{annotate.KindClaim, made[0].Claim}, annotate.Fields{"note": "many"}))
	do(p.Set(Ref{annotate.KindArticle, b.ID}, annotate.Fields{"published": "2026-01-30T00:00:00Z"}))
	check("changed", maxPacked+1, false)
	do(p.Remove(Ref{annotate.KindArticle, a.ID}))
	check("an article removed", maxPacked/2+1, true)
	do(p.Undo())
	check("and back", maxPacked+1, false)
	do(p.Set(Ref{annotate.KindAnnotation, made[7].ID}, annotate.Fields{"claim": nil}))
	check("one untied", maxPacked, true)
	if err := p.Rebuild(); err != nil {
		t.Fatal(err)
	}
	check("rebuilt", maxPacked, true)
}
