package reading

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"claimtrace/annotate/language/en"
)

// Alternatives returns the other spellings that [Fold] holds equal to a word,
// in small letters and without diacritics: "kiev" for "Kyiv", "valerii" for
// "Valeriy", "favour" for "favor". What is made by a rule may be a spelling
// that nobody uses. A short form that in small letters is another word, or has
// points, is returned in capitals and counts only in them: "US" and "U.S." for
// "USA". The case of the word tells a short form: "UN" has "U.N.", "un" has not.
func Alternatives(word string) []string {
	low := foldLetters(strings.ToLower(plainApostrophes(word)))
	self := low
	short := isAcronym(word) || isPointed(low)
	if short {
		low = strings.ReplaceAll(low, ".", "")
	}
	key := spellingKey(low)
	same := []string{low}
	add := func(s string) {
		if !slices.Contains(same, s) && spellingKey(s) == key {
			same = append(same, s)
		}
	}
	for _, s := range spellings()[key] {
		add(s)
	}
	for i := 0; i < len(same); i++ { // grows by what is added
		respell(same[i], add)
	}
	var others []string
	offer := func(s string) {
		if strings.ToLower(s) != self {
			others = append(others, s)
		}
	}
	for _, s := range same {
		if !capsOnly.Has(s) && (!short || s != low) {
			offer(s)
			continue
		}
		offer(strings.ToUpper(s))
		if n := len([]rune(s)); n > 1 && n <= mostPoints {
			offer(strings.ToUpper(strings.Join(strings.Split(s, ""), ".")) + ".")
		}
	}
	return others
}

// mostPoints is the length of the longest short form that is written with points.
const mostPoints = 5

// isPointed reports single letters with a point after each: "u.s.", "u.s".
func isPointed(low string) bool {
	letters := 0
	for i, r := range []rune(low) {
		if (i%2 == 1) != (r == '.') || i%2 == 0 && !unicode.IsLetter(r) {
			return false
		}
		letters += 1 - i%2
	}
	return letters > 1
}

// spellingKey is the key of a folded word in small letters, read as a name.
func spellingKey(low string) string {
	if v, ok := variantOf()[low]; ok {
		return plainName(v)
	}
	return plainName(american(low))
}

// spellings leads from the key of a group of variants to all of them.
var spellings = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for line := range strings.Lines(en.VariantGroups) {
		if group := strings.Fields(line); len(group) > 0 {
			key := spellingKey(group[0])
			m[key] = append(m[key], group...)
		}
	}
	return m
})

// respell offers the spellings that differ from a word by one rule: the
// endings of names, -or and -our, -ize and -ise.
func respell(word string, add func(string)) {
	add(american(word))
	for _, our := range ourWords {
		stem := strings.TrimSuffix(our, "our")
		if i := strings.Index(word, stem+"or"); i >= 0 {
			add(word[:i] + our + word[i+len(stem)+len("or"):])
		}
	}
	for _, ending := range en.BritishEndings {
		if stem, ok := strings.CutSuffix(word, strings.Replace(ending, "s", "z", 1)); ok {
			add(stem + ending)
		}
	}
	plain := plainName(word)
	add(plain)
	if stem, ok := strings.CutSuffix(plain, "y"); ok {
		for _, ending := range en.NameEndings {
			add(stem + ending)
		}
		add(stem + "i") // Sergei; the key lets it pass after an e only
	}
}
