package store

import (
	"errors"
	"testing"

	"claimtrace/annotate/collate"
)

func TestPairs(t *testing.T) {
	p := newProject(t)
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
	if _, err := p.Same("the mountain resort", "the old castle"); err != nil {
		t.Fatal(err)
	}
	if k := kind(); k != collate.KindSpelling {
		t.Errorf("held equal the kind is %q", k)
	}
	// The same pair the other way round is no second one.
	if a, err := p.Same("the old castle", "the mountain resort"); err != nil {
		t.Fatal(err, a)
	}
	if pairs, err := p.Pairs(); err != nil || len(pairs) != 1 {
		t.Errorf("pairs %v, %v", pairs, err)
	}
	if _, err := p.NotSame("The old castle", "the mountain resort"); err != nil {
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
		if _, err := p.Same(pair[0], pair[1]); !errors.Is(err, ErrInvalid) {
			t.Errorf("%q were held equal: %v", pair, err)
		}
	}
}
