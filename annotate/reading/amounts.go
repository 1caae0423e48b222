package reading

import (
	"strings"

	"claimtrace/annotate/language/en"
)

// noOne is the key of the phrase "no one".
const noOne = "nobody"

// fixedPhrases lists the bounds, the long forms, and "no one".
func fixedPhrases() []phrase {
	out := []phrase{
		{[]string{"no", "one"}, noOne, Negating},
		{[]string{"not", "only"}, "not only", Function},
		{[]string{"no", "doubt"}, "no doubt", Hedging},
	}
	for line := range strings.Lines(strings.TrimSpace(en.Bounds)) {
		group := strings.Split(strings.TrimSpace(line), "|")
		for _, p := range group {
			out = append(out, phrase{strings.Fields(p), boundKey(group[0]), Bounding})
		}
	}
	for line := range strings.Lines(strings.TrimSpace(en.LongForms)) {
		group := strings.Split(strings.TrimSpace(line), "|")
		for _, p := range group[1:] {
			out = append(out, phrase{strings.Fields(p), group[0], Named})
		}
	}
	return out
}

// phraseAt reads the fixed phrase that begins at piece i, the longest that
// fits: a bound only before a number, a name only with a capital.
func phraseAt(ps []piece, i int) (n int, found phrase) {
	for _, p := range ps[i].phrases {
		if len(p.words) <= n || !wordsAt(ps, i, p.words) || p.role == Named && !ps[i].capital {
			continue
		}
		if p.role == Bounding {
			after := i + len(p.words)
			if after >= len(ps) {
				continue
			}
			if next, _ := number(ps, after); next == 0 {
				continue
			}
		}
		n, found = len(p.words), p
	}
	return n, found
}

// wordsAt reports whether the words stand at piece i.
func wordsAt(ps []piece, i int, list []string) bool {
	if i+len(list) > len(ps) {
		return false
	}
	for k, w := range list {
		if ps[i+k].low != w {
			return false
		}
	}
	return true
}

var (
	ordinalSuffixes  = Words(en.OrdinalEndings)
	substantialUnits = Words(en.SubstantialUnitList)
	opposites        = Words(en.Opposites)
)
