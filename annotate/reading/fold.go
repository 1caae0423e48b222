package reading

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate/language/en"
)

// Fold gives the key of a token: tokens with the same key say the same, and
// differ at most in spelling. It folds case, diacritics, apostrophes, the
// built-in variants (Kyiv, Kiev), British and American spelling, and the ways
// to write one number ("six thousand", "6,000"), quantity ("minus 30 degrees",
// "-30C") or date ("Feb. 1", "February first"). It never folds two numbers
// that differ, nor a short form in capitals that would be another word in
// small letters ("US"). Keys are for comparing, not for showing.
//
// A token of [Tokenize] is read in its sentence: "5m" before "people" is a
// number, alone a length. A token made by hand is read alone.
func Fold(t Token) string {
	if t.key != "" {
		return t.key
	}
	var keys []string
	for _, l := range NewVocabulary(0).Read(t.Text)[0] {
		keys = append(keys, l.Key)
	}
	return strings.Join(keys, " ")
}

// KeyOf gives the key of a single word in small letters that is no name, as lists hold it.
func KeyOf(word string) string { return foldWord(word) }

// NameKey gives the key of a word, read as a name: "zelensky" for "zelenskyy".
func NameKey(key string) string { return plainName(key) }

// withoutPoints takes away what parts initials: "U.S.", "J. D.".
var withoutPoints = strings.NewReplacer(".", "", " ", "")

// foldToken gives the key of a word or name of one piece.
func foldToken(text string, typ TokenType) string {
	if isAcronym(text) || strings.IndexByte(text, '.') >= 0 && isPointed(text) {
		plain := foldLetters(strings.ToLower(withoutPoints.Replace(text)))
		if v, ok := variantOf()[plain]; ok {
			plain = v
		}
		if capsOnly.Has(plain) {
			return strings.ToUpper(plain)
		}
		return plain
	}
	key := foldWord(strings.ToLower(plainApostrophes(text)))
	if typ == Name {
		key = plainName(key)
	}
	return key
}

// foldWord gives the key of a word in small letters with plain apostrophes.
func foldWord(low string) string {
	if full, ok := en.Clitics[low]; ok {
		return full
	}
	if strings.IndexByte(low, '\'') > 0 {
		low = strings.ReplaceAll(low, "'", "")
	}
	low = foldLetters(low)
	if v, ok := variantOf()[low]; ok {
		return v
	}
	return american(low)
}

// foldLetters takes case, diacritics and invisible characters away, as a search does.
func foldLetters(s string) string {
	if isASCII(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		b.WriteString(FoldRune(r))
	}
	if b.Len() == 0 {
		return s
	}
	return norm.NFC.String(b.String())
}

// foldSign makes the ways to write one sign equal: quotation marks, dashes, ellipses.
func foldSign(text string) string {
	switch text {
	case "\"", "“", "”", "„", "‟", "«", "»", "″", "＂", "``", "''", "<<", ">>", "「", "」", "『", "』", "《", "》", "〈", "〉", "〝", "〞", "〟":
		return "\""
	case "'", "‘", "’", "‚", "‛", "`", "´", "‹", "›", "′", "＇":
		return "'"
	case "--", "---":
		return "—"
	case "...", "…", "....":
		return "…"
	}
	if r, size := utf8.DecodeRuneInString(text); size == len(text) && isDash(r) {
		switch r {
		case '-', '‐', '‑', '−', '﹣', '－', '˗', '⁻', '⁃':
			return "-"
		}
		return "—"
	}
	return norm.NFC.String(strings.Trim(text, variationSelectors))
}

// variationSelectors choose between the shapes of one sign: "❤" and "❤️".
const variationSelectors = "\ufe0e\ufe0f"
