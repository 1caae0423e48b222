package store

import (
	"errors"
	"testing"

	"claimtrace/annotate"
)

func TestDecide(t *testing.T) {
	p := newProject(t)
	a, _, m, n := example(t, p)
	elsewhere := tag(t, p, a, "Officials", annotate.Disputed, "Officials spoke")
	claim := m.Claim
	seen := annotate.JoinIDs(n.ID)
	for i, c := range []struct {
		fields annotate.Fields
		verb   string
		err    error
		want   annotate.Claim // of which only the decision counts
	}{
		{annotate.Fields{"reason": "why"}, "", ErrInvalid, annotate.Claim{}},
		{annotate.Fields{"resolved": "confirmed", "reason": "Two\nsources", "evidence": string(seen)}, "decide claim as confirmed", nil,
			annotate.Claim{Resolved: "confirmed", Reason: "Two\nsources", Evidence: seen}},
		{annotate.Fields{"resolved": "confirmed", "reason": "Two\nsources", "evidence": string(seen)}, "", nil,
			annotate.Claim{Resolved: "confirmed", Reason: "Two\nsources", Evidence: seen}},
		{annotate.Fields{"reason": "Three"}, "edit decision", nil, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": string(annotate.JoinIDs(elsewhere.ID))}, "", ErrInvalid, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": string(annotate.JoinIDs(n.ID, nobody))}, "", ErrNoEntity, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": "those"}, "", annotate.ErrField, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"resolved": "disputed", "evidence": string(seen)}, "decide claim as disputed", nil, annotate.Claim{Resolved: "disputed", Evidence: seen}},
		{annotate.Fields{"resolved": "confirmed", "note": "x"}, "edit claim", nil, annotate.Claim{Resolved: "confirmed"}},
		{annotate.Fields{"resolved": nil}, "reopen claim", nil, annotate.Claim{}},
	} {
		act, err := p.Set(Ref{annotate.KindClaim, claim}, c.fields)
		if !errors.Is(err, c.err) || act.Verb != c.verb {
			t.Errorf("%d: %+v, %v", i, act, err)
		}
		got, err := p.Claim(claim)
		if err != nil || got.Resolved != c.want.Resolved || got.Reason != c.want.Reason || got.Evidence != c.want.Evidence {
			t.Errorf("%d: %+v, %v", i, got, err)
		}
		if decided := got.Resolved != ""; decided != (got.Decided > 0) || decided != (got.DecidedBy == p.Reviewer().ID) {
			t.Errorf("%d: decided at %d by %q", i, got.Decided, got.DecidedBy)
		}
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Claim(claim); err != nil || got.Resolved != "confirmed" {
		t.Errorf("undone: %+v, %v", got, err)
	}
}

// Of two decisions that meet in a merge the later one stands as a whole,
// whichever order the changes come in.
func TestDecisionsStayWhole(t *testing.T) {
	p := newProject(t)
	_, _, m, n := example(t, p)
	if _, err := p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID); err != nil {
		t.Fatal(err)
	}
	before, err := p.History(m.Claim)
	if err != nil {
		t.Fatal(err)
	}
	for name, fields := range map[string]annotate.Fields{
		"another verdict": {"resolved": "disputed"}, "another reason": {"reason": "heard"}, "other evidence": {"evidence": ""},
	} {
		if _, err := p.Set(Ref{annotate.KindClaim, m.Claim}, fields); err != nil {
			t.Fatal(err)
		}
		all, err := p.History(m.Claim)
		if err != nil {
			t.Fatal(err)
		}
		mine := all[len(all)-1]
		theirs := annotate.Change{ID: nobody, Clock: mine.Clock - 1, Kind: annotate.KindClaim, Entity: m.Claim,
			Fields: annotate.Fields{"resolved": "unconfirmed", "reason": "theirs", "evidence": string(annotate.JoinIDs(m.ID))}}
		got := annotate.Fold(append(append([]annotate.Change{mine}, before...), theirs))
		want := annotate.Fold(all).Claim(m.Claim)
		if c := got.Claim(m.Claim); c.Resolved != want.Resolved || c.Reason != want.Reason || c.Evidence != want.Evidence {
			t.Errorf("%s: merged to %+v, not %+v", name, c, want)
		}
		if _, err := p.Undo(); err != nil {
			t.Fatal(err)
		}
	}
}

// A decided claim tells of passages that contradict the decision since, alike
// in the list and by itself.
func TestContradictedDecision(t *testing.T) {
	p := newProject(t)
	_, b, m, n := example(t, p)
	if _, err := p.Decide(m.Claim, annotate.Confirmed, "", n.ID); err != nil {
		t.Fatal(err)
	}
	check := func(when string, want annotate.Tally) {
		t.Helper()
		rows, err := p.Claims()
		if err != nil {
			t.Fatal(err)
		}
		one, err := p.ClaimRow(m.Claim)
		if err != nil || len(rows) != 1 || rows[0].Standing != one.Standing || one.Standing.Against != want || one.Standing.Word() != "confirmed" {
			t.Errorf("%s: %+v, %+v, %v", when, rows, one, err)
		}
	}
	check("decided", annotate.Tally{})
	tag(t, p, b, "It is to last one week.", annotate.Disputed, "There is a pause")
	check("one disputes it", annotate.Tally{Disputed: 1})
	late := add(t, p, draft("Nothing is known of a pause. Nobody saw one.", "Gazette", "2026-02-01"))
	tag(t, p, late, "Nothing is known", annotate.Unconfirmed, "There is a pause")
	check("one more leaves it open", annotate.Tally{Disputed: 1, Unconfirmed: 1})
	early := add(t, p, draft("Nothing was known on Monday.", "Gazette", "2026-01-26"))
	tag(t, p, early, "Nothing was known", annotate.Unconfirmed, "There is a pause")
	check("an early one counts for nothing", annotate.Tally{Disputed: 1, Unconfirmed: 1})
	if _, err := p.Decide(m.Claim, annotate.Confirmed, "All the same", n.ID); err != nil {
		t.Fatal(err)
	}
	check("decided anew", annotate.Tally{})
}
