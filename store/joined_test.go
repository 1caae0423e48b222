package store

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"claimtrace/annotate"
)

// Claims that are joined are one row of the lists, in the present and as of a
// moment, with the passages of all in their order; Claims has each by itself, with the others
// beside it and standing where all of them stand.
func TestJoinedClaimsAreOneRow(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	a, b, m, n := example(t, p)
	other := tag(t, p, b, "It is to last one week.", annotate.Disputed, "The pause lasts a week")
	third := tag(t, p, a, "Officials", annotate.Unconfirmed, "Officials spoke")
	if m.Claim != n.Claim {
		t.Fatal("the example has another shape")
	}
	act, err := p.Join(claim(other.Claim), claim(m.Claim))
	did(t, act, err)
	sources := []annotate.ID{}
	for _, w := range must(p.Witnesses(other.Claim)) {
		sources = append(sources, w.Annotation.ID)
	}
	if of := must(p.Witnesses(m.Claim)); len(of) != 3 || !slices.IsSortedFunc(of, func(x, y Witness) int { return x.In.Published.InLists(y.In.Published) }) ||
		!slices.Contains(sources, m.ID) || !slices.Contains(sources, other.ID) {
		t.Errorf("the passages of both are %v", sources)
	}
	for _, v := range []*View{p.View, asOf(t, p, lifeEnd(t, p), false).View} {
		_, rows, err := v.Lists()
		if err != nil || len(rows) != 2 || !slices.IsSortedFunc(rows, CompareClaims) {
			t.Fatalf("%+v, %v", rows, err)
		}
		for _, id := range []annotate.ID{m.Claim, other.Claim, third.Claim} {
			one, err := v.ClaimRow(id)
			if err != nil || !slices.ContainsFunc(rows, func(r ClaimRow) bool { return reflect.DeepEqual(r, one) }) {
				t.Errorf("the row of %s is %+v, %v", id, one, err)
			}
		}
		row := must(v.ClaimRow(other.Claim))
		if row.ID != m.Claim || len(row.Also) != 1 || row.Also[0].ID != other.Claim || len(row.Marks) != 3 {
			t.Errorf("joined they are %+v", row)
		}
		each := must(v.Claims())
		if len(each) != 3 {
			t.Errorf("each by itself: %+v", each)
		}
		for _, r := range each {
			var with []annotate.ID
			for _, v := range r.Also {
				with = append(with, v.ID)
			}
			one := must(v.ClaimRow(r.ID))
			marks := map[annotate.ID]int{m.Claim: 2, other.Claim: 1, third.Claim: 1}[r.ID]
			if len(with) != len(one.Also) || slices.Contains(with, r.ID) || r.Standing != one.Standing || len(r.Marks) != marks {
				t.Errorf("by itself it is %+v", r)
			}
		}
	}
	// The decision of either is that of both, though it was made before.
	act, err = p.Part(claim(m.Claim), claim(other.Claim))
	did(t, act, err)
	act, err = p.Decide(other.Claim, annotate.Confirmed, "seen", other.ID)
	did(t, act, err)
	act, err = p.Join(claim(m.Claim), claim(other.Claim))
	did(t, act, err)
	if row := must(p.ClaimRow(m.Claim)); row.Resolved != annotate.Confirmed || row.Reason != "seen" || row.Standing.Rule != annotate.ByReviewer {
		t.Errorf("decided before: %+v", row)
	}
	sound(t, p)
}

// Several passages are tied in one action, or none.
func TestTieAll(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	_, _, m, n := example(t, p)
	tied, act, err := p.TieAll([]annotate.ID{m.ID, n.ID}, "", " A  pause begins ")
	did(t, act, err)
	if act.Did != "annotation.tie_many" || act.Changes != 3 || len(must(p.Witnesses(tied.ID))) != 2 {
		t.Errorf("%+v, %+v", tied, act)
	}
	if _, act, err = p.TieAll([]annotate.ID{m.ID, n.ID}, tied.ID, ""); err != nil || act.Changes != 0 {
		t.Errorf("tied already: %+v, %v", act, err)
	}
	if _, _, err := p.TieAll([]annotate.ID{m.ID, nobody}, m.Claim, ""); !errors.Is(err, ErrNoEntity) || len(must(p.Witnesses(tied.ID))) != 2 {
		t.Errorf("with one that is not there: %v", err)
	}
	if _, _, err := p.TieAll([]annotate.ID{m.ID}, nobody, ""); !errors.Is(err, ErrNoEntity) {
		t.Errorf("to a claim that is not there: %v", err)
	}
	if _, err = p.Undo(); err != nil || len(must(p.Witnesses(m.Claim))) != 2 {
		t.Errorf("undone: %v", err)
	}
	// A colleague's are not moved.
	anna := newHand(t, "Anna")
	c, _, x, _ := example(t, anna.p)
	ben := anna.given(t, "Ben", PackOptions{})
	own := tag(t, ben.p, c, "Officials", annotate.Confirmed, "Officials spoke")
	if _, _, err := ben.p.TieAll([]annotate.ID{own.ID, x.ID}, x.Claim, ""); !errors.Is(err, ErrNotYours) || must(ben.p.Annotation(own.ID)).Claim != own.Claim {
		t.Errorf("a colleague's: %v", err)
	}
	sound(t, p)
}
