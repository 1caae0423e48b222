package reading

import (
	"slices"
	"strings"
)

// Variants are groups of words and phrases that say the same: "Bürgenstock"
// and "the Swiss resort". A change from one to another is of [KindSpelling]. Case,
// diacritics and the built-in variants do not matter. Where two phrases begin
// at one word, the longer counts. It may be used by several goroutines.
type Variants struct {
	phrases []sameAs // the longest first
}

// sameAs is a phrase, as the keys of its tokens, and the key of its group.
type sameAs struct {
	keys  []string
	group string
}

// NewVariants makes variants of groups. Groups that have a member in common are
// one. What has no letter, digit or sign is left out.
func NewVariants(groups [][]string) *Variants {
	leader := map[string]string{} // a member's leader, nearer to the least of its group
	find := func(m string) string {
		for leader[m] != m {
			m = leader[m]
		}
		return m
	}
	members := map[string][]string{}
	for _, group := range groups {
		first := ""
		for _, text := range group {
			for _, keys := range readings(text) {
				m := strings.Join(keys, " ")
				if _, ok := members[m]; !ok {
					members[m], leader[m] = keys, m
				}
				if first == "" {
					first = m
				}
				a, b := find(first), find(m)
				leader[max(a, b)] = min(a, b)
			}
		}
	}
	v := &Variants{}
	for m, keys := range members {
		v.phrases = append(v.phrases, sameAs{keys, "=" + find(m)})
	}
	slices.SortFunc(v.phrases, func(x, y sameAs) int {
		if len(x.keys) != len(y.keys) {
			return len(y.keys) - len(x.keys)
		}
		return slices.Compare(x.keys, y.keys)
	})
	return v
}

// readings gives the keys of a phrase, read as words and as names.
func readings(text string) [][]string {
	var asWords, asNames []string
	for _, l := range NewVocabulary(0).Read(text)[0] {
		asWords = append(asWords, l.Key)
		if l.Type == Word || l.Type == Name {
			asNames = append(asNames, plainName(l.Key))
		} else {
			asNames = append(asNames, l.Key)
		}
	}
	switch {
	case len(asWords) == 0:
		return nil
	case slices.Equal(asWords, asNames):
		return [][]string{asWords}
	}
	return [][]string{asWords, asNames}
}

// PairName names a pair of variants: the same whichever comes first and however
// the two are spelled, and another for every other pair. A project can keep each pair
// under its name, so that two people who make the same pair make one entry.
// It is empty if one of the two has no letter, digit or sign, or if they are
// equal already.
func PairName(a, b string) string {
	ra, rb := readings(a), readings(b)
	if ra == nil || rb == nil {
		return ""
	}
	x, y := strings.Join(ra[len(ra)-1], " "), strings.Join(rb[len(rb)-1], " ")
	if x == y {
		return ""
	}
	return min(x, y) + " = " + max(x, y)
}

// joinVariants gives the phrases of the project's variants the key of their
// group, and makes one token of each.
func (v *Vocabulary) joinVariants(ls []Lexeme, text string) []Lexeme {
	if v.same == nil || len(v.same.phrases) == 0 {
		return ls
	}
	starts := map[string][]sameAs{}
	for _, p := range v.same.phrases {
		if _, ok := v.ids[p.keys[0]]; ok {
			starts[p.keys[0]] = append(starts[p.keys[0]], p)
		}
	}
	out := make([]Lexeme, 0, len(ls))
	for i := 0; i < len(ls); {
		l, n := ls[i], 1
		for _, p := range starts[l.Key] {
			if keysAt(ls, i, p.keys) {
				n = len(p.keys)
				l = joinLexemes(ls[i:i+n], text)
				l.Key, l.ID = p.group, v.id(p.group)
				break
			}
		}
		out = append(out, l)
		i += n
	}
	return out
}

func keysAt(ls []Lexeme, i int, keys []string) bool {
	if i+len(keys) > len(ls) {
		return false
	}
	for k, key := range keys {
		if ls[i+k].Key != key {
			return false
		}
	}
	return true
}

// joinLexemes makes one token of several: a name if one of them is, else what
// the first is that is more than a function word.
func joinLexemes(ls []Lexeme, text string) Lexeme {
	l := ls[0]
	for _, other := range ls[1:] {
		if other.Role == Named && l.Role != Named || l.Role == Function && other.IsWord() {
			l.Type, l.Role, l.is = other.Type, other.Role, other.is
		}
	}
	last := ls[len(ls)-1]
	l.End, l.To = last.End, last.To
	l.Text = text[l.From:l.To]
	return l
}
