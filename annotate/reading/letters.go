package reading

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain leads from signs and letters that Unicode does not decompose to their
// plain form.
var plain = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t",
	'‘': "'", '’': "'", '‚': "'", '‛': "'", '`': "'", '´': "'", '‹': "'", '›': "'", '′': "'", 'ʹ': "'", 'ʻ': "'", 'ʼ': "'", 'ʽ': "'",
	'“': "\"", '”': "\"", '„': "\"", '‟': "\"", '«': "\"", '»': "\"", '″': "\"",
	'‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '―': "-", '−': "-", '⁄': "/",
}

// FoldRune gives what a code point is searched for and compared by, "" for one that is skipped.
// It is the compatibility form (NFKC of Unicode Standard Annex 15), so that
// ligatures, wide and raised characters are what they stand for, without case
// and accents. What stands around a code point does not matter.
func FoldRune(r rune) string {
	switch {
	case unicode.IsSpace(r):
		return " "
	case isAccent(r) || isIgnored(r):
		return ""
	}
	if s, ok := plain[r]; ok {
		return s
	}
	if isDash(r) {
		return "-"
	}
	parts := norm.NFKD.String(string(r))
	if parts[0] == ' ' { // an accent that stands alone, which is no space
		parts = string(r)
	}
	var b strings.Builder
	letter := false
	for _, c := range parts {
		if letter && isAccent(c) {
			continue
		}
		letter = letter || unicode.IsLetter(c)
		c = small(c)
		if s, ok := plain[c]; ok {
			b.WriteString(s)
		} else {
			b.WriteRune(c)
		}
	}
	return norm.NFC.String(b.String())
}

// small is the one letter for all that Unicode's simple case folding holds
// equal: σ for Σ and ς. What full case folding does besides, the decomposition
// and [plain] have done.
func small(r rune) rune {
	first := r
	for c := unicode.SimpleFold(r); c != r; c = unicode.SimpleFold(c) {
		if !unicode.IsMark(c) { // the iota below a letter, an accent
			first = min(first, c)
		}
	}
	return unicode.ToLower(first)
}

// isAccent reports the marks without which a word is still the same: those of
// Latin, Greek and Cyrillic, the points of Hebrew and Arabic, and the selectors
// of variants. The voice marks of kana, and all marks of Indic scripts, are
// part of the letter.
func isAccent(r rune) bool {
	const voiced, semivoiced = 0x3099, 0x309A
	return r != voiced && r != semivoiced && unicode.In(r, unicode.Mn, unicode.Me) &&
		unicode.In(r, unicode.Inherited, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Hebrew, unicode.Arabic)
}

// isIgnored reports soft hyphens, joiners, marks of direction and the like.
func isIgnored(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r) ||
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
}
