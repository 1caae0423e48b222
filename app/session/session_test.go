package session

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/store"
)

const (
	thursday = "There was no immediate confirmation from the Kremlin. Snow fell on Kyiv."
	friday   = "The Kremlin confirmed on Friday that strikes would stop. Nobody spoke of towns."
)

// mara is who works in all of them.
var mara = store.Person{ID: annotate.NewID(), Name: "Mara"}

// start opens a session on a new project with two articles.
func start(t *testing.T) (*Session, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "winter.claimtrace")
	p, err := store.Create(path, store.Options{Person: mara})
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, 1, 29, 21, 0, 0, 0, time.UTC)
	_, _, err = p.AddArticles(context.Background(), store.Drafts([]store.Draft{
		{Source: []byte(friday), Text: friday, Article: annotate.Article{Title: "Confirmed", Published: annotate.Publication(day.Add(18 * time.Hour).Format(time.RFC3339))}},
		{Source: []byte(thursday), Text: thursday, Article: annotate.Article{Title: "Unconfirmed", Published: annotate.Publication(day.Format(time.RFC3339))}},
	}...), nil)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s, path
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, s *Session, quote string) annotate.Span {
	t.Helper()
	span, err := anchor.Find(s.Text(), quote, -1)
	ok(t, err)
	return span
}

func undo(t *testing.T, s *Session) string {
	t.Helper()
	back, err := s.Undo()
	ok(t, err)
	return back.Did
}

func redo(t *testing.T, s *Session) string {
	t.Helper()
	back, err := s.Redo()
	ok(t, err)
	return back.Did
}

// An annotation belongs to its reviewer: a colleague's verdict on the same
// passage is a second annotation, and the first stays as it was.
func TestSecondReviewer(t *testing.T) {
	s, path := start(t)
	ok(t, s.Tag(find(t, s, "no immediate confirmation"), annotate.Unconfirmed))
	ok(t, s.Tie("Putin agreed to a pause"))
	if got := s.ReviewerName(s.annotations[0].Reviewer); got != "Mara" {
		t.Errorf("the first annotation is by %q", got)
	}
	ok(t, s.Close())
	p, err := store.Open(path, store.Options{Person: store.Person{Name: "Anna"}})
	ok(t, err)
	anna, err := Open(p)
	ok(t, err)
	defer anna.Close()
	ok(t, anna.PickAnnotation(anna.Annotations()[0].ID))
	ok(t, anna.Tag(annotate.Span{}, annotate.Disputed))
	ok(t, anna.Tag(annotate.Span{}, annotate.Confirmed))
	verdicts := map[string]annotate.Verdict{}
	for _, a := range anna.Annotations() {
		verdicts[anna.ReviewerName(a.Reviewer)] = a.Verdict
	}
	if len(anna.Annotations()) != 2 || verdicts["Mara"] != annotate.Unconfirmed || verdicts["Anna"] != annotate.Confirmed {
		t.Errorf("verdicts %v", verdicts)
	}
	if a, _ := anna.Annotation(); anna.ReviewerName(a.Reviewer) != "Anna" || a.Claim == "" {
		t.Errorf("in hand is %+v", a)
	}
	// Her verdict on his once more changes her own.
	ok(t, anna.PickAnnotation(anna.Annotations()[0].ID))
	ok(t, anna.Tag(annotate.Span{}, annotate.Disputed))
	if len(anna.Annotations()) != 2 {
		t.Errorf("%d annotations", len(anna.Annotations()))
	}
}

// Undoing a tag in another article goes there, though nothing is left to show.
func TestUndoOfATagElsewhere(t *testing.T) {
	s, _ := start(t)
	first, _ := s.Article()
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Unconfirmed))
	ok(t, s.PickArticle(s.Articles()[1].ID))
	if verb := undo(t, s); verb != "annotation.tag.unconfirmed" {
		t.Errorf("undone was %q", verb)
	}
	if a, _ := s.Article(); a.ID != first.ID {
		t.Error("undo did not go to the article")
	}
}

func TestTagAndTie(t *testing.T) {
	s, _ := start(t)
	if a, _ := s.Article(); a.Title != "Unconfirmed" {
		t.Fatalf("the first article in hand is %q", a.Title)
	}
	var heard []Changed
	s.Listen(func(c Changed) { heard = append(heard, c) })

	ok(t, s.Tag(find(t, s, "no immediate confirmation"), annotate.Unconfirmed))
	if a, is := s.Annotation(); !is || a.Verdict != annotate.Unconfirmed || a.Quote != "no immediate confirmation" || a.Claim != "" {
		t.Fatalf("in hand is %+v", a)
	}
	if len(heard) != 1 || len(heard[0].Touched) != 1 || len(heard[0].ArticleRows) != 1 {
		t.Errorf("views heard %+v", heard)
	}
	ok(t, s.Tie("Putin agreed to a pause"))
	claim, is := s.Claim()
	if !is || claim.Statement != "Putin agreed to a pause" || len(claim.Marks) != 1 {
		t.Fatalf("claim in hand is %+v", claim)
	}
	ok(t, s.PickArticle(s.Articles()[1].ID))
	if _, is := s.Annotation(); is {
		t.Error("the annotation of another article is still in hand")
	}
	ok(t, s.Tag(find(t, s, "The Kremlin confirmed on Friday"), annotate.Confirmed))
	ok(t, s.Tie("Putin agreed to a pause"))
	if got := s.Witnesses(); len(got) != 2 || got[0].Verdict != annotate.Unconfirmed || got[1].Verdict != annotate.Confirmed {
		t.Errorf("witnesses %+v", got)
	}
	if claim, _ := s.Claim(); claim.Standing.Verdict != annotate.Confirmed {
		t.Errorf("the claim stands as %+v", claim.Standing)
	}
	if n := len(s.Claims()); n != 1 {
		t.Errorf("%d claims", n)
	}
}

func TestTagWithoutSelectionChangesWhatIsInHand(t *testing.T) {
	s, _ := start(t)
	if err := s.Tag(annotate.Span{Start: 3, End: 3}, annotate.Disputed); !errors.Is(err, ErrNoSelection) {
		t.Errorf("tagging nothing: %v", err)
	}
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Unconfirmed))
	ok(t, s.Tag(annotate.Span{}, annotate.Disputed))
	if as := s.Annotations(); len(as) != 1 || as[0].Verdict != annotate.Disputed {
		t.Errorf("annotations %+v", as)
	}
	if err := s.Tag(annotate.Span{Start: 5, End: 5000}, annotate.Disputed); !errors.Is(err, anchor.ErrSpan) {
		t.Errorf("tagging outside the text: %v", err)
	}
}

func TestUndoComesBackToTheArticle(t *testing.T) {
	s, path := start(t)
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Unconfirmed))
	ok(t, s.SetAnnotation(s.annotation, annotate.Fields{"note": "check the weather service"}))
	first, _ := s.Article()
	ok(t, s.PickArticle(s.Articles()[1].ID))
	undo(t, s)
	if a, _ := s.Article(); a.ID != first.ID {
		t.Error("undo did not come back to the article")
	}
	if a, is := s.Annotation(); !is || a.Note != "" {
		t.Errorf("undo left %+v", a)
	}
	if got := s.CanRedo(); got != "annotation.edit.note" {
		t.Errorf("redo would do %q", got)
	}
	undo(t, s)
	if len(s.Annotations()) != 0 {
		t.Error("undo left the annotation")
	}
	redo(t, s)
	redo(t, s)
	if a, is := s.Annotation(); !is || a.Note != "check the weather service" {
		t.Errorf("redo brought %+v", a)
	}
	// Undo goes on after a restart.
	ok(t, s.Close())
	p, err := store.Open(path, store.Options{Person: mara})
	ok(t, err)
	again, err := Open(p)
	ok(t, err)
	defer again.Close()
	undo(t, again)
	if as := again.Annotations(); len(as) != 1 || as[0].Note != "" {
		t.Errorf("after a restart undo left %+v", as)
	}
}

func TestRemove(t *testing.T) {
	s, _ := start(t)
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Unconfirmed))
	ok(t, s.Tie("It snowed"))
	ok(t, s.RemoveClaim())
	if a, is := s.Annotation(); !is || a.Claim != "" || len(s.Claims()) != 0 {
		t.Errorf("without its claim the passage is %+v", a)
	}
	undo(t, s)
	if c, is := s.Claim(); !is || len(c.Marks) != 1 {
		t.Errorf("undo brought back %+v", c)
	}
	ok(t, s.RemoveArticle(s.article))
	if a, _ := s.Article(); a.Title != "Confirmed" || len(s.Articles()) != 1 {
		t.Errorf("after removing an article %q is in hand", a.Title)
	}
	if c, _ := s.Claim(); len(c.Marks) != 0 {
		t.Errorf("the claim still has %d passages", len(c.Marks))
	}
	undo(t, s)
	if len(s.Articles()) != 2 || len(s.Witnesses()) != 1 {
		t.Errorf("undo brought back %d articles, %d passages", len(s.Articles()), len(s.Witnesses()))
	}
	if a, _ := s.Article(); a.Title != "Unconfirmed" {
		t.Errorf("undo left %q in hand", a.Title)
	}
	ok(t, s.PickAnnotation(s.Annotations()[0].ID))
	ok(t, s.RemoveAnnotation())
	if err := s.RemoveAnnotation(); !errors.Is(err, ErrNoAnnotation) {
		t.Errorf("removing nothing: %v", err)
	}
}

// A verdict on another reviewer's highlight that one gave before takes one's own
// in hand, and that is told.
func TestVerdictGivenBefore(t *testing.T) {
	s, _ := start(t)
	passage := find(t, s, "no immediate confirmation")
	ok(t, s.Tag(passage, annotate.Confirmed))
	theirs, _ := s.Annotation()
	ok(t, s.Project().SetPerson(store.Person{Name: "Somebody else"}))
	ok(t, s.PickAnnotation(theirs.ID))
	ok(t, s.Tag(annotate.Span{}, annotate.Disputed))
	mine, _ := s.Annotation()
	ok(t, s.PickAnnotation(theirs.ID))
	told := false
	s.Listen(func(c Changed) { told = told || c.Annotation })
	ok(t, s.Tag(annotate.Span{}, annotate.Disputed))
	if a, _ := s.Annotation(); a.ID != mine.ID || mine.ID == theirs.ID || !told {
		t.Errorf("in hand is %s, of %s and %s; told: %v", a.ID, theirs.ID, mine.ID, told)
	}
}

// A new name of the person at work is seen at once, also on what was done before.
func TestRenamed(t *testing.T) {
	s, _ := start(t)
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Confirmed))
	a, _ := s.Annotation()
	ok(t, s.Project().SetPerson(store.Person{ID: mara.ID, Name: "Mara K."}))
	if s.ReviewerName(a.Reviewer) != "Mara K." || s.Reviewer() != "Mara K." {
		t.Errorf("it is by %q, at work is %q", s.ReviewerName(a.Reviewer), s.Reviewer())
	}
	ok(t, s.Tag(annotate.Span{}, annotate.Disputed))
	if again, _ := s.Annotation(); again.ID != a.ID || again.Verdict != annotate.Disputed {
		t.Errorf("it became %+v", again)
	}
}

// A text that was left out of a package is filled in by adding the article
// again, and is there at once.
func TestTextFilledIn(t *testing.T) {
	whole, _ := start(t)
	a, _ := whole.Article()
	body := whole.Text().Slice(0, whole.Text().Len())
	path := filepath.Join(t.TempDir(), "lean.claimtrace")
	if _, err := whole.Project().Pack(t.Context(), path, store.PackOptions{WithoutText: true}); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{Person: mara})
	ok(t, err)
	s, err := Open(p)
	ok(t, err)
	defer s.Close()
	ok(t, s.PickArticle(a.ID))
	if s.Text() != nil {
		t.Fatal("the text is in the package")
	}
	told := false
	s.Listen(func(c Changed) { told = told || c.Article })
	_, done, err := s.AddArticles(t.Context(), store.Drafts([]store.Draft{{Text: body, Source: []byte(body), Article: a}}...), nil)
	ok(t, err)
	ok(t, s.Refresh(done))
	if s.Text() == nil || !told {
		t.Errorf("the text is there: %v; told: %v", s.Text() != nil, told)
	}
}
