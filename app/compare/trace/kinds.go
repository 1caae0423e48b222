package trace

import "claimtrace/annotate/collate"

// KindMoved is the kind of words that stand elsewhere in the other text: they
// are left out in one place and stand in another, and nothing else changed.
const KindMoved collate.Kind = "moved"

// Kinds are the kinds of change in the order of their weight.
var Kinds = [...]collate.Kind{
	collate.KindNegation, collate.KindNumber, collate.KindDate, collate.KindHedge, collate.KindName, collate.KindWording,
	collate.KindAttribution, collate.KindQuotation, KindMoved, collate.KindSpelling, collate.KindPunctuation,
}

// meanings explain the kinds, in the order of [Kinds].
var meanings = [len(Kinds)]string{
	"a statement and its contrary", "another figure, unit or bound", "another time", "certainty added or lost",
	"another person, place or body", "other words", "who says it, and how", "words in quotation marks altered, added or lost",
	"the same words in another place", "variants that say the same", "signs and spacing",
}

// Rank is the place of a kind in [Kinds], their number for none of them.
func Rank(k collate.Kind) int {
	for i, other := range Kinds {
		if other == k {
			return i
		}
	}
	return len(Kinds)
}

// Means explains a kind in a few words, "" for none of [Kinds].
func Means(k collate.Kind) string {
	if i := Rank(k); i < len(Kinds) {
		return meanings[i]
	}
	return ""
}

// Voice is how loudly a change is told.
type Voice uint8

// The voices, from loud to silent.
const (
	Loud   Voice = iota
	Muted        // told, but quietly: it matters to some
	Silent       // not told unless somebody asks: it changes nothing of substance
)

// VoiceOf is how loudly a kind of change is told unless a person chooses
// otherwise. Attribution, quotation and order are quieter than the rest as
// they hardly tell whether two sentences mean the same.
func VoiceOf(k collate.Kind) Voice {
	switch k {
	case collate.KindAttribution, collate.KindQuotation, KindMoved:
		return Muted
	case collate.KindSpelling, collate.KindPunctuation:
		return Silent
	}
	return Loud
}

// Labelled tells the kinds that are written beside the words: changes of
// wording and of mere form speak for themselves.
func Labelled(k collate.Kind) bool {
	return k != collate.KindWording && VoiceOf(k) != Silent && k != ""
}

// Counts are numbers of changes by kind.
type Counts map[collate.Kind]int

// Add adds other counts.
func (c Counts) Add(other Counts) {
	for k, n := range other {
		c[k] += n
	}
}

// Most is the kind with the greatest number, the heaviest of several; "" where
// there is none.
func (c Counts) Most() (most collate.Kind) {
	for _, k := range Kinds {
		if c[k] > c[most] {
			most = k
		}
	}
	return most
}

// heavier returns the kind that weighs more; "" weighs nothing.
func heavier(a, b collate.Kind) collate.Kind {
	if Rank(b) < Rank(a) {
		return b
	}
	return a
}
