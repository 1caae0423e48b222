package aligned

import (
	"maps"
	"testing"

	"claimtrace/annotate/collate"
)

// The words that people paired are found as often as when this was written, in the half that was not looked at, too.
func TestWordsThatPeoplePaired(t *testing.T) {
	pairs, err := Pairs()
	if err != nil {
		t.Fatal(err)
	}
	if len(pairs) < 100 {
		t.Fatalf("only %d pairs", len(pairs))
	}
	var tuned, heldOut, plain Count
	for _, p := range pairs {
		edits, moves := collate.Options{}.DiffWords(p.A, p.B)
		told := Told(p.A, p.B, edits, append(moves, collate.Collate([]string{p.A, p.B}).Moves...))
		plain.Add(Told(p.A, p.B, collate.Diff(p.A, p.B), nil), p.Words)
		if p.HeldOut {
			heldOut.Add(told, p.Words)
		} else {
			tuned.Add(told, p.Words)
		}
	}
	t.Logf("F1 %.3f of those it was tuned by, %.3f of the others; of the edits for a person %.3f", tuned.F1(), heldOut.F1(), plain.F1())
	for _, c := range []struct {
		name  string
		count Count
		least float64
	}{{"tuned", tuned, 0.87}, {"held out", heldOut, 0.85}} {
		if c.count.F1() < c.least {
			t.Errorf("%s: precision %.3f, recall %.3f, F1 %.3f, at least %.2f", c.name, c.count.Precision(), c.count.Recall(), c.count.F1(), c.least)
		}
	}
}

// Edits and moves are counted as words.txt is written.
func TestTold(t *testing.T) {
	a, b := "He left Bergen, he said.", "Bergen was left by him."
	for _, c := range []struct {
		name  string
		edits []collate.Edit
		moves []collate.Move
		want  Set
	}{
		{"an equal edit pairs in order", []collate.Edit{{Op: collate.Equal, BaseStart: 0, BaseEnd: 7, Start: 0, End: 10}}, nil, Set{{0, 0}: {}, {1, 1}: {}}},
		{"a replace pairs each with each", []collate.Edit{{Op: collate.Replace, BaseStart: 3, BaseEnd: 14, Start: 7, End: 10}}, nil, Set{{1, 1}: {}, {2, 1}: {}}},
		{"a long one nothing", []collate.Edit{{Op: collate.Replace, BaseStart: 0, BaseEnd: 24, Start: 0, End: 10}}, nil, Set{}},
		{"a loss nothing", []collate.Edit{{Op: collate.Delete, BaseStart: 0, BaseEnd: 24}}, nil, Set{}},
		{"a move pairs", nil, []collate.Move{{Start: 3, End: 7, To: 1, ToStart: 11, ToEnd: 15}}, Set{{1, 2}: {}}},
	} {
		if got := Told(a, b, c.edits, c.moves); !maps.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
