package exchange

import (
	"testing"

	"claimtrace/annotate"
	"claimtrace/store"
)

func only(id annotate.ID) []annotate.ID { return []annotate.ID{id} }

func TestSelect(t *testing.T) {
	claim, other := annotate.ID("c1"), annotate.ID("c2")
	decider := annotate.ID("r3")
	all := Set{
		Title:    "Bridge",
		Articles: []Article{{ID: "a1"}, {ID: "a2"}, {ID: "a3"}},
		Claims:   []Claim{{ID: claim, Decision: Decision{DecidedByID: &decider}}, {ID: other}},
		Annotations: []Annotation{
			{ID: "n1", Article: "a1", Claim: &claim, ReviewerID: "r1", Verdict: annotate.Confirmed},
			{ID: "n2", Article: "a2", Claim: &claim, ReviewerID: "r2", Verdict: annotate.Disputed},
			{ID: "n3", Article: "a2", ReviewerID: "r1", Verdict: annotate.Disputed},
		},
		Reviewers: []Reviewer{{ID: "r1"}, {ID: "r2"}, {ID: decider}},
	}
	for _, tt := range []struct {
		name string
		x    store.Selection
		want [4]string // the last characters of the ids
	}{
		{"all", store.Selection{}, [4]string{"123", "12", "123", "123"}},
		{"a claim, with who decided it", store.Selection{Claims: only(claim)}, [4]string{"12", "1", "12", "123"}},
		{"a claim that nobody mentions", store.Selection{Claims: only(other)}, [4]string{"", "2", "", ""}},
		{"an article", store.Selection{Articles: only("a2")}, [4]string{"2", "1", "23", "123"}},
		{"an article without passages", store.Selection{Articles: only("a3")}, [4]string{"3", "", "", ""}},
		{"a person", store.Selection{Reviewers: only("r1")}, [4]string{"12", "1", "13", "13"}},
		{"a verdict", store.Selection{Verdict: annotate.Disputed}, [4]string{"2", "1", "23", "123"}},
		{"all at once", store.Selection{Claims: only(claim), Articles: only("a2"), Reviewers: only("r2"), Verdict: annotate.Disputed}, [4]string{"2", "1", "2", "23"}},
		{"nothing", store.Selection{Claims: only(claim), Articles: only("a2"), Reviewers: only("r1")}, [4]string{"2", "1", "", "13"}},
	} {
		s := all.Select(tt.x)
		var got [4]string
		last := func(i int, id annotate.ID) { got[i] += string(id[len(id)-1]) }
		for _, a := range s.Articles {
			last(0, a.ID)
		}
		for _, c := range s.Claims {
			last(1, c.ID)
		}
		for _, n := range s.Annotations {
			last(2, n.ID)
		}
		for _, r := range s.Reviewers {
			last(3, r.ID)
		}
		if got != tt.want || s.Title != all.Title || s.Annotations == nil || s.Claims == nil {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
	if len(all.Annotations) != 3 || all.Annotations[2].ID != "n3" || all.Articles[2].ID != "a3" {
		t.Error("the set that was selected from is not what it was")
	}
}
