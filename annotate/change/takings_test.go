package change

import (
	"slices"
	"testing"
)

// Takings back that each take the two before them: what they bring back is
// worked out once for each: by every way to it, of sixty it would never be.
func TestTakingsOfTwo(t *testing.T) {
	for _, links := range []int{20, 34, 50, 62, 1001, 20000} {
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
		if _, err := log.Live(made.Entity); err != nil {
			t.Errorf("%d links: %v", links, err)
		}
	}
}
