package reader

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate"
)

func lanesOf(m *marks) []int {
	var out []int
	for a := range m.from(spot{}) {
		out = append(out, a.lane)
	}
	return out
}

func TestMarks(t *testing.T) {
	m := newMarks([]annotate.Annotation{
		{ID: "outer", Start: 0, End: 20}, {ID: "inner", Start: 5, End: 10}, {ID: "crossing", Start: 8, End: 25}, {ID: "after", Start: 25, End: 30},
	})
	if got := lanesOf(&m); !slices.Equal(got, []int{0, 1, 2, 0}) {
		t.Errorf("lanes %v", got)
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
	if _, ok := m.next(0, true); ok {
		t.Error("something comes before the first")
	}
}

// However they got there, the marks are found and have their lanes as in a
// plain list of the same annotations.
func TestMarksAgainstAList(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	annotation := func(id int) annotate.Annotation {
		start := random.IntN(2000)
		return annotate.Annotation{ID: annotate.ID(fmt.Sprint(id)), Start: start, End: start + 1 + random.IntN(1+random.IntN(60))}
	}
	for range 30 {
		var list []annotate.Annotation
		for id := range random.IntN(500) {
			list = append(list, annotation(id))
		}
		inOrder := func() []annotate.Annotation {
			out := slices.Clone(list)
			slices.SortFunc(out, func(a, b annotate.Annotation) int { return order(&a, &b) })
			return out
		}
		m := newMarks(inOrder())
		for step := range 300 {
			switch k := random.IntN(max(len(list), 1)); {
			case step%3 == 0 || len(list) == 0:
				list = append(list, annotation(1000+step))
				m.put(list[len(list)-1])
			case step%3 == 1:
				m.drop(list[k].ID)
				list = slices.Delete(list, k, k+1)
			default:
				moved := annotation(0)
				list[k].Start, list[k].End = moved.Start, moved.End
				m.put(list[k])
			}
		}
		all := inOrder()
		fresh := newMarks(all)
		if got, want := lanesOf(&m), lanesOf(&fresh); !slices.Equal(got, want) {
			t.Fatalf("lanes %v, anew %v", got, want)
		}
		for range 50 {
			s := annotate.Span{Start: random.IntN(2100)}
			s.End = s.Start + 1 + random.IntN(100)
			var got, want []annotate.ID
			for a := range m.over(s) {
				got = append(got, a.ID)
			}
			for _, a := range all {
				if a.Start < s.End && a.End > s.Start {
					want = append(want, a.ID)
				}
			}
			if !slices.Equal(got, want) {
				t.Fatalf("over %v are %v, want %v", s, got, want)
			}
			if i := slices.IndexFunc(all, func(a annotate.Annotation) bool { return a.Start > s.Start }); i >= 0 {
				if a, ok := m.next(s.Start, false); !ok || a.ID != all[i].ID {
					t.Fatalf("after %d comes %v, want %v", s.Start, a, all[i])
				}
				if a, ok := m.beside(&all[i], true); ok != (i > 0) || ok && a.ID != all[i-1].ID {
					t.Fatalf("before %v comes %v", all[i], a)
				}
				if a, ok := m.beside(&all[i], false); ok != (i+1 < len(all)) || ok && a.ID != all[i+1].ID {
					t.Fatalf("behind %v comes %v", all[i], a)
				}
			}
		}
		for _, last := range []bool{false, true} {
			want := all[0]
			if last {
				want = all[len(all)-1]
			}
			if a, ok := m.outermost(last); !ok || a.ID != want.ID {
				t.Fatalf("outermost is %v, want %v", a, want)
			}
		}
	}
}
