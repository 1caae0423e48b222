package reading

import (
	"strings"

	"claimtrace/annotate/language"
	"claimtrace/annotate/language/en"
)

// fixedPhrases lists the phrases, the bounds and the long forms.
func fixedPhrases() []phrase {
	list, err := language.Phrases(en.Phrases)
	if err != nil {
		panic(err) // a fault of the list
	}
	var out []phrase
	for _, p := range list {
		out = append(out, phrase{p.Words, p.Key, rolesOfParts[p.Part], SetOf(p.Unless), flagsOfParts[p.Part]})
	}
	for line := range strings.Lines(strings.TrimSpace(en.Bounds)) {
		group := strings.Split(strings.TrimSpace(line), "|")
		for _, p := range group {
			out = append(out, phrase{strings.Fields(p), BoundKey(group[0]), Bounding, nil, 0})
		}
	}
	for line := range strings.Lines(strings.TrimSpace(en.LongForms)) {
		group := strings.Split(strings.TrimSpace(line), "|")
		for _, p := range group[1:] {
			out = append(out, phrase{strings.Fields(p), group[0], Named, nil, 0})
		}
	}
	return out
}

// phraseAt reads the fixed phrase that begins at piece i, the longest that
// fits: a bound only before a number.
func phraseAt(ps []piece, i int) (n int, found phrase) {
	for _, p := range ps[i].phrases {
		if len(p.words) <= n || !wordsAt(ps, i, p.words) || standsIn(p.unless, ps, i+len(p.words)) {
			continue
		}
		if p.role == Bounding {
			after := i + len(p.words)
			if after >= len(ps) {
				continue
			}
			if ps[after].form == sign && after+1 < len(ps) && !saysSomething(ps[after].text) && !ps[after].dash() {
				after++ // "more than, 40"
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
