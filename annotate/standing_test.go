package annotate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// A decision is contradicted by passages with verdicts that its maker had not
// seen, which say otherwise, and of which none is known to have been published
// before what the decision rests on.
func TestDecisionContradicted(t *testing.T) {
	day := func(d int) Publication { return Publication(fmt.Sprintf("2026-01-%02d", d)) }
	const c, d, u = Confirmed, Disputed, Unconfirmed
	seen := func(v Verdict, p Publication, n int) Mention { return Mention{v, p, id(n), false} }
	unseen := func(v Verdict, p Publication) Mention { return Mention{v, p, id(90), true} }
	known := []Mention{seen(c, day(3), 1), seen(u, day(2), 2), seen(d, day(5), 3)}
	rng := rand.New(rand.NewPCG(9, 10))
	for name, x := range map[string]struct {
		resolved Verdict
		evidence IDs
		since    []Mention
		against  Tally
		words    string
	}{
		"nothing new":               {c, "", nil, Tally{}, ""},
		"overruled when decided":    {c, JoinIDs(id(1)), nil, Tally{}, ""},
		"unseen, says the same":     {c, "", []Mention{unseen(c, day(9))}, Tally{}, ""},
		"unseen, disputes":          {c, "", []Mention{unseen(d, day(9))}, Tally{Disputed: 1}, "one later passage disputes it"},
		"seen, disputes":            {c, "", []Mention{seen(d, day(9), 4)}, Tally{}, ""},
		"at the same time":          {c, "", []Mention{unseen(d, day(3))}, Tally{Disputed: 1}, "one later passage disputes it"},
		"of before what it rests":   {c, "", []Mention{unseen(d, day(2))}, Tally{}, ""},
		"of before the evidence":    {c, JoinIDs(id(3), id(9)), []Mention{unseen(d, day(4))}, Tally{}, ""},
		"of after the evidence":     {c, JoinIDs(id(1)), []Mention{unseen(u, day(4))}, Tally{Unconfirmed: 1}, "one later passage leaves it unconfirmed"},
		"evidence that is gone":     {c, JoinIDs(id(9)), []Mention{unseen(d, day(4))}, Tally{Disputed: 1}, "one later passage disputes it"},
		"nothing agreed":            {u, JoinIDs(id(9)), []Mention{unseen(c, day(1)), unseen(c, day(6)), unseen(c, day(7))}, Tally{Confirmed: 2}, "2 later passages confirm it"},
		"unjudged":                  {c, "", []Mention{unseen("", day(9))}, Tally{}, ""},
		"undated":                   {c, "", []Mention{unseen(d, "")}, Tally{}, ""},
		"of the same day":           {c, "", []Mention{unseen(d, "2026-01-03T08:00")}, Tally{Disputed: 1}, "one later passage disputes it"},
		"of an earlier month":       {c, "", []Mention{unseen(d, "2025-12")}, Tally{}, ""},
		"of two kinds":              {c, "", []Mention{unseen(d, day(9)), unseen(u, day(8)), unseen(u, day(8))}, Tally{0, 1, 2}, "one later passage disputes it, 2 leave it unconfirmed"},
		"not decided":               {"", "", []Mention{unseen(d, day(9))}, Tally{}, ""},
		"evidence of unknown place": {d, JoinIDs(id(3)), []Mention{unseen(c, day(5))}, Tally{Confirmed: 1}, "one later passage confirms it"},
	} {
		mentions := append(slices.Clone(known), x.since...)
		claim := Claim{Resolved: x.resolved, Evidence: x.evidence}
		for range 6 {
			rng.Shuffle(len(mentions), func(i, j int) { mentions[i], mentions[j] = mentions[j], mentions[i] })
			got := claim.Standing(mentions)
			if got.Against != x.against || got.Contradiction() != x.words || got.Contradicted() != (x.words != "") {
				t.Errorf("%s: %+v, %q", name, got, got.Contradiction())
			}
			if got.Against = (Tally{}); got != StandingOf(x.resolved, mentions) {
				t.Errorf("%s: otherwise it is %+v", name, got)
			}
		}
	}
	// Where no time is known, all that was not seen counts.
	undated := Claim{Resolved: c}.Standing([]Mention{seen(c, "", 1), unseen(d, ""), unseen(d, day(1))})
	if undated.Against != (Tally{Disputed: 2}) {
		t.Errorf("undated: %+v", undated)
	}
}
