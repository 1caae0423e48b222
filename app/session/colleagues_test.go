package session

import (
	"path/filepath"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

// What collides comes with a merge, goes with an edit that settles it and comes back
// when that is undone; each time the views are told. A merge that is taken back is
// shown so.
func TestInbox(t *testing.T) {
	s, _ := start(t)
	ok(t, s.Tag(find(t, s, "There was no immediate confirmation from the Kremlin"), annotate.Unconfirmed))
	ok(t, s.Tie("The Kremlin confirms the pause"))
	row, _ := s.Claim()
	claim := store.Ref{Kind: annotate.KindClaim, ID: row.ID}
	theirs := filepath.Join(t.TempDir(), "theirs.claimtrace")
	_, err := s.Project().Pack(t.Context(), theirs, store.PackOptions{})
	ok(t, err)
	ok(t, s.SetClaim(row.ID, annotate.Fields{"statement": "Mara’s"}))
	other, err := store.Open(theirs, store.Options{Person: store.Person{ID: annotate.ID("8a8a8a8a-8a8a-8a8a-8a8a-8a8a8a8a8a8a"), Name: "Oksana"}})
	ok(t, err)
	_, err = other.Set(claim, annotate.Fields{"statement": "Oksana’s"})
	ok(t, err)
	ok(t, other.Close())

	told := 0
	s.Listen(func(c Changed) {
		if c.Inbox {
			told++
		}
	})
	tellsOfIt := func(what string, want bool) {
		t.Helper()
		if (told > 0) != want {
			t.Errorf("%s told %d times what asks to be settled", what, told)
		}
		told = 0
	}
	m, err := s.Merge(t.Context(), []string{theirs}, store.MergeOptions{})
	ok(t, err)
	ok(t, s.Refold())
	tellsOfIt("a merge", true)
	c, is := s.CollisionIn(claim, "statement")
	if !is || len(c.Values) != 2 || len(s.Inbox().Collisions) != 1 || s.Asks(claim).Empty() {
		t.Fatalf("asked is %+v", s.Inbox())
	}
	_, err = s.TakeBack(t.Context(), m.Receipt, false)
	ok(t, err)
	ok(t, s.Refold())
	if row, _ := s.ClaimRow(row.ID); row.Statement != "Mara’s" || !s.Inbox().Empty() {
		t.Errorf("taken back it says %q, and asked is %+v", row.Statement, s.Inbox())
	}
	_, err = s.TakeBack(t.Context(), m.Receipt, true)
	ok(t, err)
	ok(t, s.Refold())
	told = 0
	ok(t, s.SetAnnotation(s.Annotations()[0].ID, annotate.Fields{"note": "elsewhere"}))
	tellsOfIt("an edit of something else", false)
	ok(t, s.Settle(claim, "statement", c.Values[0].Change))
	tellsOfIt("settling", true)
	if row, _ := s.ClaimRow(row.ID); row.Statement != "Mara’s" && row.Statement != "Oksana’s" || !s.Inbox().Empty() || !s.Asks(claim).Empty() {
		t.Errorf("settled it says %q, and asked is %+v", row.Statement, s.Inbox())
	}
	undo(t, s)
	tellsOfIt("undoing that", true)
	if s.Inbox().Empty() {
		t.Error("undone, nothing asks to be settled")
	}
}

// Refold shows the text of the article in hand where it came.
func TestTextComes(t *testing.T) {
	s, path := start(t)
	a, _ := s.Article()
	without := filepath.Join(t.TempDir(), "without.claimtrace")
	_, err := s.Project().Pack(t.Context(), without, store.PackOptions{WithoutText: true})
	ok(t, err)
	ok(t, s.Close())
	p, err := store.Open(without, store.Options{Person: mara})
	ok(t, err)
	s, err = Open(p)
	ok(t, err)
	t.Cleanup(func() { s.Close() })
	ok(t, s.PickArticle(a.ID))
	if s.Text() != nil {
		t.Fatal("the text was not left out")
	}
	came := false
	s.Listen(func(c Changed) { came = came || c.Article })
	_, err = s.Merge(t.Context(), []string{path}, store.MergeOptions{})
	ok(t, err)
	ok(t, s.Refold())
	if s.Text() == nil || !came {
		t.Errorf("the text came: %v, told: %v", s.Text() != nil, came)
	}
}
