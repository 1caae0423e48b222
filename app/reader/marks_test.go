package reader

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
)

func TestMarks(t *testing.T) {
	m := newMarks([]annotate.Annotation{
		{ID: "outer", Start: 0, End: 20}, {ID: "inner", Start: 5, End: 10}, {ID: "crossing", Start: 8, End: 25}, {ID: "after", Start: 25, End: 30},
	})
	if !slices.Equal(m.lanes, []int{0, 1, 2, 0}) {
		t.Errorf("lanes %v", m.lanes)
	}
	for point, want := range map[int]string{0: "outer", 6: "inner outer", 9: "inner crossing outer", 12: "crossing outer", 24: "crossing", 25: "after", 30: ""} {
		var got []string
		for _, a := range m.at(point) {
			got = append(got, string(a.ID))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("at %d are %v, want %q", point, got, want)
		}
	}
	if a, ok := m.next(5, false); !ok || a.ID != "crossing" {
		t.Errorf("after 5 comes %v", a.ID)
	}
	if a, ok := m.next(5, true); !ok || a.ID != "outer" {
		t.Errorf("before 5 comes %v", a.ID)
	}
	if _, ok := m.next(25, false); ok {
		t.Error("something follows the last")
	}
}

// The tree finds just what looking at each one finds.
func TestMarksOver(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var as []annotate.Annotation
		for range random.IntN(60) {
			start := random.IntN(200)
			as = append(as, annotate.Annotation{Start: start, End: start + 1 + random.IntN(1+random.IntN(100))})
		}
		slices.SortFunc(as, func(a, b annotate.Annotation) int { return a.Start*1000 + a.End - b.Start*1000 - b.End })
		m := newMarks(as)
		for range 20 {
			s := annotate.Span{Start: random.IntN(220)}
			s.End = s.Start + 1 + random.IntN(40)
			var got, want []int
			m.over(s, func(i int) { got = append(got, i) })
			for i, a := range as {
				if a.Start < s.End && a.End > s.Start {
					want = append(want, i)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("over %v are %v, want %v", s, got, want)
			}
		}
	}
}
