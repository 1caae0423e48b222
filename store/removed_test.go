package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
)

// What was removed is listed, the latest first, and can be brought back as it
// was; what came back is no longer listed.
func TestRemoved(t *testing.T) {
	p := newProject(t)
	a := add(t, p, draft("The bridge was closed on Monday. Nobody said why.", "Courier", "2026-01-29"))
	b := add(t, p, draft("The bridge is open again.", "Herald", "2026-01-30"))
	tag := func(article annotate.Article, start, end int) annotate.Annotation {
		t.Helper()
		n, _, err := p.Annotate(NewAnnotation{Article: article.ID, Span: annotate.Span{Start: start, End: end}, Verdict: annotate.Disputed, Statement: "The bridge is closed"})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	first, second, other := tag(a, 0, 31), tag(a, 33, 48), tag(b, 0, 24)
	do := func(_ Action, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	list := func() string {
		t.Helper()
		all, err := p.Removed(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, r := range all {
			if r.By.Name != p.Reviewer().Name || r.At.IsZero() {
				t.Errorf("%+v was removed by nobody", r)
			}
			out = append(out, fmt.Sprintf("%s %q in %q", r.Kind, r.Name, r.In))
		}
		return strings.Join(out, ", ")
	}
	if got := list(); got != "" {
		t.Errorf("before anything was removed: %s", got)
	}
	do(p.Set(Ref{annotate.KindAnnotation, first.ID}, annotate.Fields{"note": "by the city"}))
	do(p.Remove(Ref{annotate.KindAnnotation, first.ID}))
	do(p.Remove(Ref{annotate.KindClaim, second.Claim}))
	do(p.Remove(Ref{annotate.KindArticle, b.ID}))
	name := b.Name()
	if got, want := list(), fmt.Sprintf(`article %q in "", claim "The bridge is closed" in "", annotation "The bridge was closed on Monday" in %q`, name, a.Name()); got != want {
		t.Errorf("removed are\n%s\nnot\n%s", got, want)
	}
	all, _ := p.Removed(t.Context())
	for _, r := range all {
		do(p.Restore(r.Ref, r.Restore))
	}
	if got := list(); got != "" {
		t.Errorf("after all came back: %s", got)
	}
	if n, err := p.Annotation(first.ID); err != nil || n.Note != "by the city" {
		t.Errorf("came back as %+v, %v", n, err)
	}
	if n, err := p.Annotation(other.ID); err != nil || n.Claim != second.Claim {
		t.Errorf("the highlight of the article came back as %+v, %v", n, err)
	}
	do(p.Undo())
	if got := list(); !strings.HasPrefix(got, "annotation ") {
		t.Errorf("after an undo of the last: %s", got)
	}
}

// As of a moment nothing can be brought back, and that is said.
func TestRemovedInThePast(t *testing.T) {
	p := newProject(t)
	a := add(t, p, draft("The bridge was closed on Monday.", "Courier", "2026-01-29"))
	if _, err := p.Remove(Ref{annotate.KindArticle, a.ID}); err != nil {
		t.Fatal(err)
	}
	then, err := p.AsOf(t.Context(), time.Unix(1, 0))
	if err != nil {
		t.Fatal(err)
	}
	defer then.Close()
	if list, err := then.Removed(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("%v, %v", list, err)
	}
}
