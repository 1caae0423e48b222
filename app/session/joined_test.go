package session

import (
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

// twoClaims opens a project with a passage of Thursday tied to one claim and a
// passage of Friday tied to another, that of Friday in hand.
func twoClaims(t *testing.T) (s *Session, first, second store.ClaimRow) {
	t.Helper()
	s, _ = start(t)
	tag := func(quote, claim string, v annotate.Verdict) store.ClaimRow {
		ok(t, s.Tag(find(t, s, quote), v))
		ok(t, s.Tie(claim))
		row, _ := s.Claim()
		return row
	}
	first = tag("There was no immediate confirmation from the Kremlin", "The Kremlin confirms the pause", annotate.Unconfirmed)
	ok(t, s.PickArticle(s.Articles()[1].ID))
	second = tag("strikes would stop", "Strikes stop", annotate.Confirmed)
	return s, first, second
}

// Two claims that are joined are one row, with the passages of both, whichever is
// named; undo and parting make them two again.
func TestJoinedClaims(t *testing.T) {
	s, first, second := twoClaims(t)
	var told Changed
	s.Listen(func(c Changed) { told = c })
	ok(t, s.Join(first.ID))
	one := s.Claims()
	if len(one) != 1 || one[0].ID != first.ID || len(one[0].Also) != 1 || one[0].Also[0].ID != second.ID || len(one[0].Marks) != 2 {
		t.Fatalf("joined they are %+v", one)
	}
	if row, _ := s.Claim(); row.ID != first.ID || len(s.Witnesses()) != 2 || !told.Claims || !told.Claim || !told.Witnesses {
		t.Errorf("in hand is %q with %d passages; told was %+v", row.Statement, len(s.Witnesses()), told)
	}
	if one[0].Standing.Verdict != annotate.Confirmed {
		t.Errorf("it stands %+v", one[0].Standing)
	}
	if a, _ := s.Annotation(); a.Claim != second.ID {
		t.Errorf("the passage in hand is tied to %s", a.Claim)
	}
	// A passage of the second changes the row of both.
	a, _ := s.Annotation()
	ok(t, s.SetAnnotation(a.ID, annotate.Fields{"verdict": "disputed"}))
	if row, _ := s.Claim(); row.Standing.Verdict != annotate.Disputed || s.Witnesses()[1].Verdict != annotate.Disputed || s.Loose() != 0 {
		t.Errorf("it stands %+v, of passages %v, %d loose", row.Standing, s.Witnesses(), s.Loose())
	}
	// So do a decision, which is of all of them, and a passage picked.
	ok(t, s.Decide(first.ID, annotate.Disputed, "The town was hit", nil))
	if row, _ := s.ClaimRow(second.ID); row.ID != first.ID || row.Resolved != annotate.Disputed {
		t.Errorf("the row of the second is %+v", row)
	}
	ok(t, s.PickArticle(s.Articles()[0].ID))
	ok(t, s.PickAnnotation(s.Annotations()[0].ID))
	ok(t, s.PickClaim(second.ID))
	if row, _ := s.Claim(); row.ID != first.ID {
		t.Errorf("picked by the second is %q", row.Statement)
	}
	if _, picked := s.Annotation(); !picked {
		t.Error("a passage of the claim was let go")
	}
	ok(t, s.Part(first.ID))
	if two := s.Claims(); len(two) != 2 || len(two[0].Marks) != 1 || two[1].Also != nil || len(s.Witnesses()) != 1 {
		t.Errorf("parted they are %+v", two)
	}
	for range 3 { // parting, decision, verdict
		_, err := s.Undo()
		ok(t, err)
	}
	if n := len(s.Claims()); n != 1 {
		t.Errorf("with the parting undone there are %d rows", n)
	}
	_, err := s.Undo()
	ok(t, err)
	if two := s.Claims(); len(two) != 2 || two[0].Also != nil {
		t.Errorf("with the join undone they are %+v", two)
	}
}

// A joined claim that goes leaves the other, and comes back into the row.
func TestJoinedClaimRemoved(t *testing.T) {
	s, first, second := twoClaims(t)
	ok(t, s.Join(first.ID))
	ok(t, s.remove(claimRef(second.ID)))
	if rows := s.Claims(); len(rows) != 1 || rows[0].ID != first.ID || rows[0].Also != nil || len(rows[0].Marks) != 1 || s.Loose() != 1 {
		t.Errorf("without the second: %+v, %d loose", rows, s.Loose())
	}
	_, err := s.Undo()
	ok(t, err)
	if rows := s.Claims(); len(rows) != 1 || len(rows[0].Also) != 1 || len(rows[0].Marks) != 2 || s.Loose() != 0 {
		t.Errorf("with it again: %+v, %d loose", rows, s.Loose())
	}
}

// One's own passages move together, in one step; a colleague's stay.
func TestMoveAll(t *testing.T) {
	s, first, second := twoClaims(t)
	ok(t, s.Tag(find(t, s, "Nobody spoke of towns"), annotate.Disputed))
	ok(t, s.TieTo(second.ID))
	if own := s.Own(); len(own) != 2 {
		t.Fatalf("own are %v", own)
	}
	ok(t, s.MoveAll(first.ID, ""))
	if row, _ := s.Claim(); row.ID != first.ID || len(row.Marks) != 3 || len(s.Witnesses()) != 3 {
		t.Errorf("after it %q is in hand with %d passages", row.Statement, len(row.Marks))
	}
	if row, _ := s.ClaimRow(second.ID); len(row.Marks) != 0 {
		t.Errorf("the other still has %d", len(row.Marks))
	}
	_, err := s.Undo()
	ok(t, err)
	if row, _ := s.ClaimRow(second.ID); len(row.Marks) != 2 {
		t.Errorf("after one undo it has %d", len(row.Marks))
	}
	ok(t, s.PickClaim(second.ID))
	ok(t, s.MoveAll("", "The towns are not named"))
	if row, _ := s.Claim(); row.Statement != "The towns are not named" || len(row.Marks) != 2 || len(s.Claims()) != 3 {
		t.Errorf("a new claim: %q with %d", row.Statement, len(row.Marks))
	}
	// Those of another stay.
	path := s.View().Path()
	ok(t, s.Close())
	p, err := store.Open(path, store.Options{Person: store.Person{Name: "Anna"}})
	ok(t, err)
	anna, err := Open(p)
	ok(t, err)
	defer anna.Close()
	ok(t, anna.PickArticle(anna.Articles()[1].ID))
	ok(t, anna.Tag(find(t, anna, "Nobody spoke"), annotate.Confirmed))
	ok(t, anna.Tie("The towns are not named"))
	ok(t, anna.MoveAll(first.ID, ""))
	var kept store.ClaimRow
	if row, _ := anna.Claim(); row.ID != first.ID || len(row.Marks) != 2 {
		t.Errorf("Anna moved to %q, which has %d", row.Statement, len(row.Marks))
	}
	for _, row := range anna.Claims() {
		if row.Statement == "The towns are not named" {
			kept = row
		}
	}
	if len(kept.Marks) != 2 {
		t.Errorf("of Mara's %d stay", len(kept.Marks))
	}
}
