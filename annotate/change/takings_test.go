package change

import (
	"slices"
	"testing"
	"time"
)

// within fails a test whose work takes longer than a while, which it is left to.
func within(t *testing.T, d time.Duration, f func()) {
	t.Helper()
	done := make(chan struct{})
	go func() { defer close(done); f() }()
	select {
	case <-done:
	case <-time.After(d):
		t.Fatalf("it takes longer than %v", d)
	}
}

// Takings back that each take the two before them: what they bring back is
// worked out once for each.
func TestTakingsOfTwo(t *testing.T) {
	for _, links := range []int{20, 34, 50, 62, 1001, 200000} {
		m, log := newMaker(t, "a"), NewMemory()
		made := m.makes(Ref{Kind: "claim"}, Change{Sets: []Field{{Life, OfBool(true)}, {"statement", OfText("It is so")}}})
		note := m.makes(made.Entity, Change{Sets: []Field{{"note", OfInt(1)}}})
		list := []*Change{made, note}
		for i := range links {
			takes := []Taking{{list[len(list)-1].ID, []string{"note"}}}
			if i > 0 {
				takes = append(takes, Taking{list[len(list)-2].ID, []string{"note"}})
			}
			slices.SortFunc(takes, func(a, b Taking) int { return compareIDs(a.Change, b.Change) })
			list = append(list, m.makes(made.Entity, Change{Takes: takes}))
		}
		list = append(list, newMaker(t, "b").makes(made.Entity, Change{Over: []ID{made.ID}, Sets: []Field{{Life, OfBool(false)}}}))
		for _, c := range list {
			log.Add(c)
		}
		within(t, 20*time.Second, func() {
			began := time.Now()
			_, err := log.Live(made.Entity)
			t.Logf("%d links: %v, %v", links, time.Since(began), err)
		})
	}
}
