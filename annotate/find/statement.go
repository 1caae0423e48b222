package find

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate/reading"
)

// Statement is a sentence, or what is typed of one, to be found by its words.
type Statement struct {
	words []statementWord
	keys  []string // what it is compared by
}

type statementWord struct {
	folded   string
	capitals bool   // it stands in capitals
	others   []form // its other spellings; of what is typed only
}

// NewStatement reads a statement in which words are to be found.
func NewStatement(s string) Statement { return newStatement(s, false) }

// NewWords reads words that are to be found in statements: see [Statement.Has].
func NewWords(typed string) Statement { return newStatement(typed, true) }

func newStatement(s string, typed bool) Statement {
	w := &window{text: norm.NFC.String(s)}
	w.widen(len(w.text))
	st := Statement{keys: keys(w.text)}
	folded := string(w.bytes)
	for at := 0; at < len(folded); {
		n := wordLen(folded[at:])
		if n == 0 {
			at++ // of a sign; what goes on in the middle of one is no letter either
			continue
		}
		from, to := w.source(at, at+n)
		word := statementWord{folded: folded[at : at+n], capitals: !strings.ContainsFunc(w.text[from:to], unicode.IsLower)}
		if typed {
			word.others = variants(word.folded, w.text[from:to])
		}
		st.words = append(st.words, word)
		at += n
	}
	return st
}

// Empty tells whether there is no word.
func (s Statement) Empty() bool { return len(s.words) == 0 }

// Has tells whether each of the words begins a word of the statement, or is
// another spelling of one, in any order: "kiev week" is in "They spare Kyiv for
// a week". No two words are the beginning of one and the same.
func (s Statement) Has(words Statement) bool {
	if len(words.words) > len(s.words) {
		return false
	}
	taken := make([]bool, len(s.words))
	// Longer words first: what they begin, shorter ones may begin too.
	order := slices.Clone(words.words)
	slices.SortStableFunc(order, func(a, b statementWord) int { return len(b.folded) - len(a.folded) })
	for _, word := range order {
		found := -1
		for i, in := range s.words {
			if !taken[i] && word.begins(in) && (found < 0 || len(in.folded) < len(s.words[found].folded)) {
				found = i
			}
		}
		if found < 0 {
			return false
		}
		taken[found] = true
	}
	return true
}

// begins tells whether a word that was typed is the beginning of another, or
// one of its spellings.
func (w statementWord) begins(in statementWord) bool {
	return strings.HasPrefix(in.folded, w.folded) ||
		slices.ContainsFunc(w.others, func(f form) bool { return f.folded == in.folded && (!f.capitals || in.capitals) })
}

// Likeness tells how much two statements have in common.
type Likeness int

// The likenesses: a greater one is nearer.
const (
	Unlike     Likeness = iota
	SameWords           // the same words, in another order
	SameFolded          // the same words, but for case, accents, spelling and signs
)

// Like tells how alike a statement is to another. Numbers that differ, and a
// word more or less, make them unlike.
func (s Statement) Like(other Statement) Likeness {
	x, y := s.keys, other.keys
	if len(x) == 0 || len(x) != len(y) {
		return Unlike
	}
	if slices.Equal(x, y) {
		return SameFolded
	}
	if slices.Equal(slices.Sorted(slices.Values(x)), slices.Sorted(slices.Values(y))) {
		return SameWords
	}
	return Unlike
}

// Key is equal of two statements that are [SameFolded], and of no others; "" where
// there is no word.
func (s Statement) Key() string { return strings.Join(s.keys, " ") }

// keys are what the words of a text are compared by.
func keys(s string) (out []string) {
	for _, t := range reading.Tokenize(s) {
		if t.Type != reading.Punctuation && t.Type != reading.Quotation {
			out = append(out, reading.Fold(t))
		}
	}
	return out
}
