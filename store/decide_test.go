package store

import (
	"errors"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
)

func TestDecide(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, _, m, n := example(t, p)
	elsewhere := tag(t, p, a, "Officials", annotate.Disputed, "Officials spoke")
	about := m.Claim
	seen := annotate.JoinIDs(n.ID)
	for i, c := range []struct {
		fields annotate.Fields
		code   string
		err    error
		want   annotate.Claim // of which only the decision counts
	}{
		{annotate.Fields{"reason": "why"}, "", ErrInvalid, annotate.Claim{}},
		{annotate.Fields{"resolved": "confirmed", "reason": "Two\nsources", "evidence": string(seen)}, "claim.decide.confirmed", nil,
			annotate.Claim{Resolved: "confirmed", Reason: "Two\nsources", Evidence: seen}},
		{annotate.Fields{"resolved": "confirmed", "reason": "Two\nsources", "evidence": string(seen)}, "", nil,
			annotate.Claim{Resolved: "confirmed", Reason: "Two\nsources", Evidence: seen}},
		{annotate.Fields{"reason": "Three"}, "claim.decision", nil, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": string(annotate.JoinIDs(elsewhere.ID))}, "", ErrInvalid, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": string(annotate.JoinIDs(n.ID, nobody))}, "", ErrNoEntity, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"evidence": "those"}, "", annotate.ErrField, annotate.Claim{Resolved: "confirmed", Reason: "Three", Evidence: seen}},
		{annotate.Fields{"resolved": "disputed", "evidence": string(seen)}, "claim.decide.disputed", nil, annotate.Claim{Resolved: "disputed", Evidence: seen}},
		{annotate.Fields{"resolved": "confirmed", "note": "x"}, "claim.edit", nil, annotate.Claim{Resolved: "confirmed"}},
		{annotate.Fields{"resolved": nil}, "claim.reopen", nil, annotate.Claim{}},
	} {
		act, err := p.Set(claim(about), c.fields)
		if !errors.Is(err, c.err) || act.Did != c.code {
			t.Errorf("%d: %+v, %v", i, act, err)
		}
		got, err := p.Claim(about)
		if err != nil || got.Resolved != c.want.Resolved || got.Reason != c.want.Reason || got.Evidence != c.want.Evidence {
			t.Errorf("%d: %+v, %v", i, got, err)
		}
		if who := got.DecidedBy; (who == "") != (c.want.Resolved == "") || who != "" && who != p.Reviewer().ID || (got.Decided == 0) != (who == "") {
			t.Errorf("%d: decided by %q at %d", i, who, got.Decided)
		}
	}
	act, err := p.Decide(about, annotate.Unconfirmed, "nobody knows", n.ID, m.ID)
	if did(t, act, err); act.Did != "claim.decide.unconfirmed" || act.Changes != 1 {
		t.Errorf("%+v", act)
	}
	act, err = p.Decide(about, annotate.Unconfirmed, "nobody says", n.ID, m.ID)
	if did(t, act, err); act.Did != "claim.decision" {
		t.Errorf("%+v", act)
	}
	for _, evidence := range [][]annotate.ID{{n.ID, m.ID}, {m.ID, n.ID}} { // whichever comes first
		if act, err := p.Decide(about, annotate.Unconfirmed, "nobody says", evidence...); err != nil || act.Changes != 0 {
			t.Errorf("decided again: %+v, %v", act, err)
		}
	}
	// Evidence that was removed since stays in a decision that is worded anew.
	act, err = p.Remove(annotation(m.ID))
	did(t, act, err)
	act, err = p.Set(claim(about), annotate.Fields{"reason": "nobody said"})
	did(t, act, err)
	if got, err := p.Claim(about); err != nil || got.Reason != "nobody said" || !got.Evidence.Has(m.ID) || !got.Evidence.Has(n.ID) {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := p.Decide(nobody, annotate.Confirmed, ""); !errors.Is(err, ErrNoEntity) {
		t.Errorf("of nothing: %v", err)
	}
	act, err = p.Decide(about, "", "")
	if did(t, act, err); act.Did != "claim.reopen" {
		t.Errorf("%+v", act)
	}
	sound(t, p)
}

// Of two decisions that meet in a merge one stands as a whole, and the other is
// told beside it.
func TestDecisionsStayWhole(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, m, n := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	act, err := a.p.Decide(m.Claim, annotate.Confirmed, "seen", n.ID)
	did(t, act, err)
	act, err = b.p.Decide(m.Claim, annotate.Unconfirmed, "", m.ID)
	did(t, act, err)
	a.takes(t, b)
	f := must(a.p.log.Fold(claim(m.Claim)))
	if values := f.Values("decision"); len(values) != 2 {
		t.Fatalf("%d decisions are told", len(values))
	}
	got := must(a.p.Claim(m.Claim))
	whole := annotate.Claim{Resolved: "confirmed", Reason: "seen", Evidence: annotate.JoinIDs(n.ID), DecidedBy: someone("Anna").ID}
	if got.Resolved == "unconfirmed" {
		whole = annotate.Claim{Resolved: "unconfirmed", Evidence: annotate.JoinIDs(m.ID), DecidedBy: someone("Ben").ID}
	}
	if got.Resolved != whole.Resolved || got.Reason != whole.Reason || got.Evidence != whole.Evidence || got.DecidedBy != whole.DecidedBy {
		t.Errorf("%+v is of two decisions", got)
	}
}

// A decided claim tells of passages that contradict the decision and that its
// maker had not seen, alike in the list and by itself.
func TestContradictedDecision(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, b, m, n := example(t, p)
	act, err := p.Decide(m.Claim, annotate.Confirmed, "", n.ID)
	did(t, act, err)
	check := func(when string, want annotate.Tally) {
		t.Helper()
		for _, v := range []*View{p.View, asOf(t, p, lifeEnd(t, p), false).View} {
			rows, err := v.Claims()
			if err != nil {
				t.Fatal(err)
			}
			one, err := v.ClaimRow(m.Claim)
			if err != nil || len(rows) != 1 || rows[0].Standing != one.Standing || one.Standing.Against != want || one.Standing.Word() != "confirmed" {
				t.Errorf("%s: %+v, %+v, %v", when, rows, one, err)
			}
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
	act, err = p.Decide(m.Claim, annotate.Confirmed, "All the same", n.ID)
	did(t, act, err)
	check("decided anew", annotate.Tally{})
}

// What a colleague had judged before a decision, and the one who decided had not
// seen, contradicts it, whatever the clocks say.
func TestContradictedUnseen(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, in, m, n := example(t, a.p)
	b := a.given(t, "Ben", PackOptions{})
	tag(t, b.p, in, "It is to last one week.", annotate.Disputed, "There is a pause")
	a.wait(1000)
	act, err := a.p.Decide(m.Claim, annotate.Confirmed, "", n.ID)
	did(t, act, err)
	a.takes(t, b)
	rows := must(a.p.Claims())
	if one := must(a.p.ClaimRow(m.Claim)); len(rows) != 1 || one.Standing.Against != (annotate.Tally{Disputed: 1}) || rows[0].Standing != one.Standing {
		t.Errorf("%+v, in the list %+v", one.Standing, rows)
	}
	act, err = a.p.Decide(m.Claim, annotate.Confirmed, "All the same", n.ID)
	did(t, act, err)
	if one := must(a.p.ClaimRow(m.Claim)); one.Standing.Against != (annotate.Tally{}) {
		t.Errorf("decided in knowledge of it: %+v", one.Standing)
	}
}

func TestPairs(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	kind := func() collate.Kind {
		t.Helper()
		o, err := p.Comparing()
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range o.Diff("They met at the mountain resort.", "They met at the old castle.") {
			if e.Op != collate.Equal {
				return e.Kind
			}
		}
		return ""
	}
	if k := kind(); k != collate.KindWording {
		t.Fatalf("without pairs the kind is %q", k)
	}
	if _, err := p.HoldEqual("the mountain resort", "the old castle"); err != nil {
		t.Fatal(err)
	}
	if k := kind(); k != collate.KindSpelling {
		t.Errorf("held equal the kind is %q", k)
	}
	// The same pair the other way round is no second one.
	if a, err := p.HoldEqual("the old castle", "the mountain resort"); err != nil {
		t.Fatal(err, a)
	}
	if pairs, err := p.Pairs(); err != nil || len(pairs) != 1 {
		t.Errorf("pairs %v, %v", pairs, err)
	}
	if _, err := p.TellApart("The old castle", "the mountain resort"); err != nil {
		t.Fatal(err)
	}
	if k := kind(); k != collate.KindWording {
		t.Errorf("told apart again the kind is %q", k)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if k := kind(); k != collate.KindSpelling {
		t.Errorf("after undo the kind is %q", k)
	}
	for _, pair := range [][2]string{{"Kyiv", "Kiev"}, {" ", "war"}, {"two\nlines", "war"}, {"", ""}} {
		if _, err := p.HoldEqual(pair[0], pair[1]); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q were held equal: %v", pair, err)
		}
	}
}
