package store

import (
	"fmt"
	"slices"
	"testing"

	"claimtrace/annotate"
)

// Claims that are worded otherwise are offered to be joined where most of their words
// are the same, or two persons have tagged one passage for both; not where one denies
// what the other says, or names another figure, and not those of one person's sentence.
func TestClaimsWordedOtherwise(t *testing.T) {
	t.Parallel()
	const text = "The Kremlin said that it had agreed to a pause of a week in strikes on Kyiv. Forecasters expect minus 30 degrees. Nobody confirmed it."
	for _, c := range []struct {
		here, there    string
		passage, other string // one person's for the one, another's for the other
		person         string
		offered        bool
		says           []Likeness
	}{
		{here: "Putin agreed to a one-week pause in strikes on Kyiv", there: "Putin agreed to pause strikes on Kyiv for one week", offered: true, says: []Likeness{SameNames}},
		{here: "Putin agreed to a one-week pause in strikes on Kyiv", there: "Putin promised not to strike Kyiv for a week"},
		{here: "Moscow will spare Kyiv", there: "Kyiv is spared by Moscow and its army", passage: "agreed to a pause of a week", other: "a pause of a week in strikes on Kyiv", person: "Ben", offered: true,
			says: []Likeness{"3 words shared", SameNames, "1 passage in common"}},
		{here: "Moscow will spare Kyiv", there: "Kyiv and Moscow exchange prisoners on Sunday", passage: "agreed to a pause of a week", other: "Forecasters expect", person: "Ben"},
		{here: "Moscow will spare Kyiv", there: "Kyiv and Moscow exchange fire", passage: "agreed to a pause of a week", other: "a pause of a week in strikes", person: "Anna"},
		{here: "Putin agreed to a one-week pause in strikes on Kyiv", there: "Trump asked Kyiv for a pause in strikes on Russian refineries and ports"},
		{here: "Temperatures will fall to minus 30 degrees in Kyiv", there: "Temperatures will fall to minus 20 degrees in Kyiv"},
		{here: "The pause covers energy facilities", there: "The pause does not cover energy facilities"},
		{here: "The pause covers energy facilities", there: "The pause covers towns beyond Kyiv"},
	} {
		a := newHand(t, "Anna")
		in := add(t, a.p, draft(text, "Courier", "2026-01-29"))
		v, _, err := a.p.AddClaim(c.here)
		if err != nil {
			t.Fatal(err)
		}
		if c.passage != "" {
			v.ID = tag(t, a.p, in, c.passage, annotate.Confirmed, c.here).Claim
		}
		b := a.given(t, "Ben", PackOptions{})
		if c.person == "Anna" {
			b = a
		}
		var w annotate.Claim
		if c.other != "" {
			w.ID = tag(t, b.p, in, c.other, annotate.Disputed, c.there).Claim
		} else if w, _, err = b.p.AddClaim(c.there); err != nil {
			t.Fatal(err)
		}
		var list []Alike
		if b == a {
			list, err = a.p.Alike(t.Context())
		} else {
			var tried Merged
			b.close(t)
			tried, err = a.p.Merge(t.Context(), []string{b.path}, MergeOptions{DryRun: true})
			list = tried.Alike
		}
		if err != nil || len(list) > 1 || (len(list) == 1) != c.offered {
			t.Errorf("%q and %q are offered: %+v, %v", c.here, c.there, list, err)
			continue
		}
		if !c.offered {
			continue
		}
		if got := fmt.Sprint(list[0].A, list[0].B); got != fmt.Sprint(min(v.ID, w.ID), max(v.ID, w.ID)) {
			t.Errorf("offered are %+v", list)
		}
		for _, why := range c.says {
			if !slices.Contains(list[0].Why, why) {
				t.Errorf("%q is not among what speaks for it: %q", why, list[0].Why)
			}
		}
	}
}
