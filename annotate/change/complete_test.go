package change

import (
	"errors"
	"strings"
	"testing"
)

// Two halves of a change that is larger than any may be: each is in order, and
// stays what it is.
func TestCompletingStaysInBounds(t *testing.T) {
	long := strings.Repeat("x", MaxSize*2/3)
	whole := &Change{
		Version: Version, Person: NamedID("p"), Copy: NamedID("c"), Number: 1, First: 1, Did: Did{Code: "x"}, Entity: Ref{Kind: "note"}, Own: true, Seed: &[16]byte{1},
		Sets: []Field{{Name: "a", Value: OfText(long)}, {Name: "b", Value: OfText(long)}, {Name: Life, Value: OfBool(true)}},
	}
	halves := [2]*Change{}
	for i, left := range []string{"sets/a", "sets/b"} {
		h := whole.Withhold(func(path string) bool { return path == left })
		id, err := h.hash()
		if err != nil {
			t.Fatal(err)
		}
		h.ID, h.Entity.ID = id, id
		if err := h.Check(); err != nil {
			t.Fatal(err)
		}
		halves[i] = h
	}
	if halves[0].ID != halves[1].ID {
		t.Fatal("the halves are not those of one change")
	}
	if Complete(halves[0], halves[1]) != halves[0] || Complete(halves[1], halves[0]) != halves[1] {
		t.Error("the completed change is larger than any may be")
	}

	// A seed proves that nothing is withheld.
	seeded := *whole.Withhold(func(string) bool { return true })
	id, err := seeded.hash()
	if err != nil {
		t.Fatal(err)
	}
	seeded.ID, seeded.Entity.ID, seeded.Seed, seeded.Salts = id, id, &[16]byte{9}, nil
	if err := seeded.Check(); !errors.Is(err, ErrForm) {
		t.Errorf("a seed beside withheld texts is taken in: %v", err)
	}
}
