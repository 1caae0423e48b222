package store

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// lengthy is a text of at least so many bytes, of which no two lines are the
// same.
func lengthy(bytes int) string {
	var b strings.Builder
	for i := 0; b.Len() < bytes; i++ {
		fmt.Fprintf(&b, "The %dth speaker – of many – said “no”; the café on the corner heard it. ", i)
		if i%7 == 6 {
			b.WriteString("\n\n")
		}
	}
	return b.String() + "The end."
}

// An article as long as a book, or as fifty, is added, read, annotated to its
// last word, checked, packed, backed up and undone like any other, and so is one
// word that long.
func TestLongArticle(t *testing.T) {
	t.Parallel()
	size, passages := 1<<18, 100
	if walks > 1 {
		size, passages = 50<<20, 1000
	}
	o := testOptions("Anna")
	o.Data = filepath.Join(t.TempDir(), "data")
	path := filepath.Join(t.TempDir(), "long.claimtrace")
	p := emptyProjectAt(t, path, o)
	body := lengthy(size)
	drafts := []Draft{draft(body, "Courier", ""), draft(strings.Repeat("é", size/10), "Herald", "")}
	drafts[0].Source = []byte(strings.ReplaceAll(body, "\n", "\r\n"))
	added, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	id, chars := added[0].ID, utf8.RuneCountInString(body)
	long, err := p.Article(id)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := p.Text(id); err != nil || got != body || long.Chars != chars {
		t.Fatalf("%d characters, %v", len(got), err)
	}
	var list []NewAnnotation
	for i := range passages {
		start := chars - 8 - 40*i
		list = append(list, NewAnnotation{Article: id, Span: annotate.Span{Start: start, End: start + 8}, Verdict: annotate.Disputed, Statement: "It ends"})
	}
	list = append(list,
		NewAnnotation{Article: added[1].ID, Span: annotate.Span{Start: 0, End: size / 10}, Verdict: annotate.Confirmed, Statement: "é"},
		NewAnnotation{Article: id, Span: annotate.Span{Start: 0, End: chars}, Verdict: annotate.Confirmed, Statement: "All of it"})
	made, _, err := p.AnnotateAll(t.Context(), list, nil)
	if err != nil {
		t.Fatal(err)
	}
	if made[0].Quote != "The end." || len(made[passages].Quote) != 2*(size/10) || made[passages+1].Quote != body {
		t.Errorf("the last word is %q, the long one has %d bytes", made[0].Quote, len(made[passages].Quote))
	}
	// Whatever is selected, the log holds little of it.
	for _, n := range made[passages:] {
		place, _ := must(p.History(n.ID))[0].Set("place")
		if kept := utf8.RuneCountInString(place.Field("quote").Text); kept != annotate.MaxQuote {
			t.Errorf("the log holds %d code points of a passage of %d", kept, n.Span().Len())
		}
	}
	tag(t, p, long, "The end.", annotate.Confirmed, "It ends")
	act, err := p.Undo()
	did(t, act, err)
	log, state := logOf(t, p), stateOf(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	b, err := p.Backup(t.Context(), ByTime)
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	for _, path := range []string{path, b.Path, out} {
		p := openProject(t, path, Options{ReadOnly: true})
		if logOf(t, p) != log || stateOf(t, p) != state || must(p.Text(id)) != body {
			t.Errorf("%s holds something else", path)
		}
		p.Close()
	}
}

// A project as large as any is worked on, checked, packed, opened anew and
// rebuilt like a small one.
func TestManyArticles(t *testing.T) {
	t.Parallel()
	articles, passages := 10, 300
	if walks > 1 {
		articles, passages = 5000, 100_000
	}
	o := testOptions("Anna")
	o.Data = filepath.Join(t.TempDir(), "data")
	path := filepath.Join(t.TempDir(), "large.claimtrace")
	p := emptyProjectAt(t, path, o)
	var drafts []Draft
	for i := range articles {
		drafts = append(drafts, draft(fmt.Sprintf("Number %d. ", i)+lengthy(2400), fmt.Sprint("Paper", i), ""))
	}
	added, _, err := p.AddArticles(t.Context(), Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []NewAnnotation
	for i := range passages {
		start := i * 37 % 2000
		list = append(list, NewAnnotation{
			Article: added[i*articles/passages].ID, Span: annotate.Span{Start: start, End: start + 30}, Verdict: annotate.Verdicts[i%3],
			Statement: fmt.Sprint("Claim ", i*61%(passages/30)),
		})
	}
	if _, _, err := p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	act, err := p.Remove(article(added[0].ID))
	did(t, act, err)
	act, err = p.Undo()
	did(t, act, err)
	state, derived := stateOf(t, p), dumpDerived(t, p)
	if err := p.Rebuild(t.Context()); err != nil || stateOf(t, p) != state || dumpDerived(t, p) != derived {
		t.Errorf("rebuilt, the project is another (%v)", err)
	}
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	p.Close()
	verified(t, path)
	p = openProject(t, path, o)
	rows, claims, err := p.Lists()
	if err != nil || len(rows) != articles || len(claims) != passages/30 {
		t.Fatalf("%d articles, %d claims, %v", len(rows), len(claims), err)
	}
	marks := 0
	for _, c := range claims {
		marks += len(c.Marks)
	}
	if _, _, annotations, _, err := p.Counts(); err != nil || annotations != passages || marks != passages {
		t.Errorf("%d annotations, %d marks, %v", annotations, marks, err)
	}
	if u, err := p.union(t.Context(), out, false); err != nil || u.New != 0 {
		t.Errorf("of its package it takes in %d, %v", u.New, err)
	}
	p.Close()
	p = openProject(t, out, Options{})
	if stateOf(t, p) != state {
		t.Error("the package holds something else")
	}
	p.Close()
}
