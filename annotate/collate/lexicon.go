package collate

import (
	"strings"
	"sync"
)

// set is a set of words in small letters with plain apostrophes.
type set map[string]struct{}

func (s set) has(word string) bool {
	_, ok := s[word]
	return ok
}

// words makes a set of the words in a string.
func words(list string) set {
	s := set{}
	for _, w := range strings.Fields(list) {
		s[w] = struct{}{}
	}
	return s
}

// flags are the lists that a word stands in.
type flags uint32

const (
	isFunction flags = 1 << iota
	isSpeech
	isTitle
	isAuxiliary
	isPreposition
	isStarter
	isKnown  // a known place or body
	isPerson // a known person
	isFirstName
	isDirection
	isBody // a common noun that ends the name of a body or place
	isSmall
	isSpan
	isVague
	isSpans // an unknown number of a unit of time
	isWeekday
	isRelativeDay
	isPartOfDay
	isRelativeSpan
	isSeason
	isFeast
	isQualifier // "early" before a date
	isPointer   // "last", "next", "this" before a date
	isDefinite  // "the", "both" before a small number
	isPast      // an irregular past tense
	isPronoun   // before "'s" that means "is"
	isSourceNoun
	isNo      // a negation that is no verb
	isShort   // a short form in capitals
	isCapital // begins with a capital
	// leads marks words that may begin a token of several words, or whose part
	// depends on the words around them. All others are read alone.
	leads
)

// fact is what the lists know of a word, whatever stands around it.
type fact struct {
	is      flags
	role    role
	month   int    // 1 to 12
	small   int64  // what a number word adds
	power   int64  // what a magnitude multiplies by
	short   int64  // the same for one that touches its digits: "5k"
	part    int64  // the denominator of a fraction
	ordinal string // "3" for "third"
	unit    string // the canonical unit
	glued   string // the canonical unit of one that touches its digits: "5m"
	times   string // "2" for "twice"
	phrases []phrase
	context context // tells the part where it depends on other words
}

func (f *fact) has(any flags) bool { return f.is&any != 0 }

// phrase is a fixed phrase that is one token.
type phrase struct {
	words []string
	key   string
	role  role
}

// lexicon leads from a word in small letters to what is known of it. It is read
// when words are compared for the first time.
var lexicon func() map[string]*fact

func init() { lexicon = sync.OnceValue(readLexicon) } // not above: what it reads refers to it

// unknown is what is known of any other word.
var unknown = &fact{}

func factOf(low string) *fact {
	if f, ok := lexicon()[low]; ok {
		return f
	}
	return unknown
}

func readLexicon() map[string]*fact {
	m := make(map[string]*fact, 2048)
	at := func(word string) *fact {
		f, ok := m[word]
		if !ok {
			f = &fact{}
			m[word] = f
		}
		return f
	}
	for _, l := range flagLists {
		for w := range words(l.words) {
			at(w).is |= l.is
		}
	}
	for _, l := range roleLists { // the first list decides
		for w := range words(l.words) {
			if f := at(w); f.role == content {
				f.role = l.role
			}
		}
	}
	readNumbers(at)
	for name, month := range months {
		at(name).month = month
		at(name + ".").month = month
	}
	for _, p := range fixedPhrases() {
		f := at(p.words[0])
		f.phrases = append(f.phrases, p)
	}
	for w, c := range contexts() {
		at(w).context = c
	}
	for w := range words(titles) {
		at(w + ".").is |= isTitle
	}
	for _, w := range [...]string{"a", "an", "half", "minus", "negative", "scores", "tens", "'s"} {
		at(w).is |= leads
	}
	const leading = isSmall | isVague | isSpans | isWeekday | isRelativeDay | isPartOfDay | isSeason | isFeast | isQualifier | isPointer
	for _, f := range m {
		if f.has(leading) || f.ordinal != "" || f.times != "" || f.month > 0 || f.phrases != nil || f.context != nil {
			f.is |= leads
		}
	}
	return m
}

// readNumbers puts the words of numbers and units into the lexicon.
func readNumbers(at func(string) *fact) {
	for w, n := range numberWords {
		at(w).small = n
		at(w).is |= isSmall
	}
	for w, n := range magnitudes {
		at(w).power = n
	}
	for w, n := range shortMagnitudes {
		at(w).short = n
	}
	for w, n := range parts {
		at(w).part = n
	}
	for w, s := range ordinalWords {
		at(w).ordinal = s
	}
	for w, s := range timesWords {
		at(w).times = s
	}
	for group := range strings.Lines(unitGroups) {
		names := strings.Fields(group)
		for _, w := range names {
			at(w).unit = names[0]
		}
	}
	for w, s := range gluedUnits {
		at(w).glued = s
	}
	for _, s := range minusSigns {
		at(s).is |= leads
	}
	for s := range currencySigns {
		at(s).is |= leads
	}
}
