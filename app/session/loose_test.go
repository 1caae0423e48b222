package session

import (
	"errors"
	"testing"

	"claimtrace/annotate"
)

// Highlights without a claim are counted and gone through, from article to
// article.
func TestLoose(t *testing.T) {
	s, _ := start(t)
	if err := s.PickLoose(); s.Loose() != 0 || !errors.Is(err, ErrNoLoose) {
		t.Errorf("of nothing: %d, %v", s.Loose(), err)
	}
	tag := func(quote string, claim string) {
		t.Helper()
		ok(t, s.Tag(find(t, s, quote), annotate.Confirmed))
		if claim != "" {
			ok(t, s.Tie(claim))
		}
	}
	tag("immediate", "")
	tag("confirmation", "It is confirmed")
	tag("Snow", "")
	ok(t, s.PickArticle(s.Articles()[1].ID))
	tag("Nobody", "")
	tag("towns", "Towns are spared")
	if s.Loose() != 3 {
		t.Fatalf("%d are loose", s.Loose())
	}
	var got string
	for range 4 {
		ok(t, s.PickLoose())
		a, _ := s.Annotation()
		got += a.Quote + " "
	}
	if got != "immediate Snow Nobody immediate " {
		t.Errorf("gone through are %s", got)
	}
	// What was tied to a claim that is removed has none.
	ok(t, s.PickClaim(s.Claims()[1].ID))
	ok(t, s.RemoveClaim())
	if s.Loose() != 4 {
		t.Errorf("without one of the claims %d are loose", s.Loose())
	}
	undo(t, s)
	ok(t, s.PickLoose())
	ok(t, s.TieTo(s.Claims()[0].ID))
	if s.Loose() != 2 {
		t.Errorf("with one more tied %d are loose", s.Loose())
	}
}

func TestAddClaim(t *testing.T) {
	s, _ := start(t)
	ok(t, s.AddClaim("Snow fell on Kyiv"))
	c, is := s.Claim()
	if !is || c.Statement != "Snow fell on Kyiv" || len(s.Claims()) != 1 || len(c.Marks) != 0 {
		t.Fatalf("made %+v", c)
	}
	ok(t, s.AddClaim("Nobody spoke"))
	ok(t, s.AddClaim("Snow fell on Kyiv"))
	if again, _ := s.Claim(); again.ID != c.ID || len(s.Claims()) != 2 {
		t.Errorf("made again is %+v of %d", again, len(s.Claims()))
	}
	if err := s.AddClaim(" "); err == nil {
		t.Error("a claim that says nothing is made")
	}
}

// A verdict that was not meant leaves nothing to be undone.
func TestRetag(t *testing.T) {
	s, _ := start(t)
	if _, err := s.Retag(annotate.Disputed); !errors.Is(err, ErrNoAnnotation) {
		t.Errorf("of nothing: %v", err)
	}
	verdict := func() annotate.Verdict { a, _ := s.Annotation(); return a.Verdict }
	ok(t, s.Tag(find(t, s, "Snow fell"), annotate.Confirmed))
	back, err := s.Retag(annotate.Disputed)
	ok(t, err)
	if verdict() != annotate.Disputed {
		t.Errorf("it is %s", verdict())
	}
	ok(t, back())
	if verdict() != annotate.Confirmed || s.CanUndo() != "annotation.tag.confirmed" {
		t.Errorf("it is %s again, and %s can be undone", verdict(), s.CanUndo())
	}
	back, err = s.Retag(annotate.Confirmed)
	ok(t, err)
	ok(t, back())
	if verdict() != annotate.Confirmed || s.CanUndo() != "annotation.tag.confirmed" {
		t.Errorf("the same verdict: it is %s, and %s can be undone", verdict(), s.CanUndo())
	}
	// What was done meanwhile stays.
	back, err = s.Retag(annotate.Unconfirmed)
	ok(t, err)
	a, _ := s.Annotation()
	ok(t, s.SetAnnotation(a.ID, annotate.Fields{"note": "ask the desk"}))
	ok(t, back())
	if a, _ := s.Annotation(); a.Verdict != annotate.Confirmed || a.Note != "ask the desk" {
		t.Errorf("after something else it is %+v", a)
	}
}
