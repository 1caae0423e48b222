package reading

import (
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
)

// leastStem is how many letters are left of a word at least when an ending is taken off, the next for one that makes
// another word of it.
const (
	leastStem    = 3
	leastDerived = 4
	longDerived  = 5 // for an ending of two letters
)

// Stem gives what the forms of a word in small letters have in common, and mostly what other words that are made
// of it have, too: "invest", "investing", "investment". It is for pairing words of two texts, never for telling that they
// say the same.
func Stem(word string) string {
	word, fixed := uninflected(word)
	for base := underived(word); !fixed && base != word; base = underived(word) {
		word = base
	}
	return withoutVowel(word, fixed)
}

// Lemma gives what the forms of a word in small letters have in common: "invests", "investing".
func Lemma(word string) string {
	word, fixed := uninflected(word)
	return withoutVowel(word, fixed)
}

// uninflected gives the word of a form, and whether it is one of the list.
func uninflected(word string) (base string, listed bool) {
	word = strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "'")
	if base, ok := inflections()[word]; ok {
		return base, true
	}
	word = plainForm(word)
	if base, ok := inflections()[word]; ok {
		return base, true
	}
	return word, false
}

// withoutVowel takes off what is lost before some endings: "invite", "inviting"; of a word of the list no more than an e.
func withoutVowel(word string, listed bool) string {
	switch {
	case len(word) <= leastStem:
		return word
	case listed:
		return strings.TrimSuffix(word, "e")
	}
	return strings.TrimRight(word, "eyi")
}

// plainForm takes the ending of a plural or a verb off.
func plainForm(word string) string {
	for _, ending := range [...]string{"ies", "ied", "ing", "ed", "s"} {
		rest, ok := strings.CutSuffix(word, ending)
		if !ok || len(rest) < leastStem || ending == "s" && strings.HasSuffix(rest, "s") {
			continue
		}
		n := len(rest)
		switch {
		case ending == "ies" || ending == "ied":
			return rest + "y"
		case ending != "s" && rest[n-1] == rest[n-2] && !strings.ContainsRune("lsze", rune(rest[n-1])):
			return rest[:n-1] // "stopped"
		}
		return rest
	}
	return word
}

var derivations = strings.Fields(en.Derivations)

// underived takes an ending off that makes another word.
func underived(word string) string {
	for _, ending := range derivations {
		least := leastDerived
		if len(ending) == 2 {
			least = longDerived
		}
		if rest, ok := strings.CutSuffix(word, ending); ok && len(rest) >= least {
			return rest
		}
	}
	return word
}

// inflections leads from a form to the word.
var inflections = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for line := range strings.Lines(en.Inflections) {
		words := strings.Fields(line)
		for _, w := range words {
			m[w] = words[0]
		}
	}
	return m
})

// groupsOf leads from what a word has in common with its forms to the lines of a list in which it stands.
func groupsOf(list string, stem func(string) string) map[string][]int32 {
	m, n := map[string][]int32{}, int32(0)
	for line := range strings.Lines(list) {
		for _, w := range strings.Fields(line) {
			m[stem(w)] = append(m[stem(w)], n)
		}
		n++
	}
	return m
}

var (
	synonyms = sync.OnceValue(func() map[string][]int32 { return groupsOf(en.Synonyms, Lemma) })
	stands   = sync.OnceValue(func() map[string][]int32 {
		return groupsOf(en.Stands, func(word string) string { return word })
	})
)

// Synonyms gives the groups of words of like sense in which a lemma stands; nil for none.
func Synonyms(lemma string) []int32 { return synonyms()[lemma] }

// Stands gives the groups of function words in which a word in small letters stands; nil for none.
func Stands(word string) []int32 { return stands()[word] }
