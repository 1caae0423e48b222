package reading

import (
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
)

// Set is a set of words in small letters with plain apostrophes.
type Set map[string]struct{}

// Has reports whether a word is in the set.
func (s Set) Has(word string) bool {
	_, ok := s[word]
	return ok
}

// Words makes a set of the words in a string.
func Words(list string) Set { return SetOf(strings.Fields(list)) }

// SetOf makes a set of words or phrases.
func SetOf(list []string) Set {
	s := make(Set, len(list))
	for _, w := range list {
		s[w] = struct{}{}
	}
	return s
}

// Flags are the lists that a word stands in.
type Flags uint64

const (
	isFunction Flags = 1 << iota
	isSpeech
	IsTitle     // stands before a name: "Mr", "President"
	IsAuxiliary // "has", "will"
	isPreposition
	isStarter
	IsKnown     // a known place or body
	isPerson    // a known person
	IsFirstName // a common one
	IsDirection // makes another place or body: "North", "New", "World"
	IsBody      // a common noun that ends the name of a body or place
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
	isQualifier  // "early" before a date
	isPointer    // "last", "next", "this" before a date
	isDefinite   // "the", "both" before a small number
	isPast       // an irregular past tense
	isPronoun    // before "'s" that means "is"
	IsSourceNoun // a common noun for who speaks: "officials"
	IsNo         // a negation that is no verb
	IsCeasing    // a verb that denies what it governs
	IsAgency     // a news agency
	IsReport     // a verb that vouches for its object: "confirmed the ban"
	IsShort      // a short form in capitals
	IsCapital    // begins with a capital
	// leads marks words that may begin a token of several words, or whose part
	// depends on the words around them. All others are read alone.
	leads
)

// fact is what the lists know of a word, whatever stands around it.
type fact struct {
	is      Flags
	role    Role
	month   int    // 1 to 12
	small   int64  // what a number word adds
	power   int64  // what a magnitude multiplies by
	short   int64  // the same for one that touches its digits: "5k"
	part    int64  // the denominator of a fraction
	ordinal string // "3" for "third"
	unit    string // the canonical unit
	glued   string // the canonical unit of one that touches its digits: "5m"
	times   string // "2" for "twice"
	code    string // the currency of a code: "usd"
	prefix  string // the currency of "$" behind these letters: "A$"
	weekday string // the full name
	variant string // the spelling that stands for it
	phrases []phrase
	context context // tells the part where it depends on other words
}

func (f *fact) has(any Flags) bool { return f.is&any != 0 }

// phrase is a fixed phrase that is one token.
type phrase struct {
	words  []string
	key    string
	role   Role
	unless Set // words before which it is none
	is     Flags
}

// roleLists tell what a word contributes to the meaning of a change. A word of
// several lists has the role of the first.
var roleLists = []struct {
	role  Role
	words string
}{
	{Function, en.FunctionWords},
	{Negating, en.Negations},
	{Hedging, en.Hedges},
	{Attributing, en.Attributions},
}

var flagLists = []struct {
	is    Flags
	words string
}{
	{isFunction, en.FunctionWords},
	{isSpeech, en.SpeechVerbs},
	{IsTitle, en.Titles},
	{IsAuxiliary, en.Auxiliaries},
	{isPreposition, en.Prepositions},
	{isStarter, en.CommonStarters},
	{IsKnown, en.KnownPlaces},
	{isPerson, en.KnownPersons},
	{IsDirection, en.Directions},
	{IsFirstName, en.FirstNames},
	{IsBody, en.Bodies},
	{isSpan, en.Spans},
	{isVague, en.VagueNumbers},
	{isSpans, en.VagueSpans},
	{isWeekday, en.Weekdays},
	{isRelativeDay, en.RelativeDays},
	{isPartOfDay, en.PartsOfDay},
	{isRelativeSpan, en.RelativeSpans},
	{isSeason, en.Seasons},
	{isFeast, en.Feasts},
	{isQualifier, en.Qualifiers},
	{isPointer, en.Pointers},
	{isDefinite, en.Definites},
	{isPast, en.PastVerbs},
	{isPronoun, en.Pronouns},
	{IsSourceNoun, en.SourceNouns},
	{IsCeasing, en.Ceasing},
	{IsAgency, en.Agencies},
	{IsReport, en.Confirming},
	{IsNo, en.PlainNegations},
}

// Qualifying titles make another office: "deputy", "former".
var Qualifying = Words(en.QualifyingTitles)

var (
	abbreviations      = Words(en.AbbreviationList)
	plainAbbreviations = Words(en.PlainAbbreviations)
	cliticEndings      = Words(en.CliticList)
)

// facts lead from words in small letters to what is known of them.
type facts struct {
	words  map[string]*fact
	filter Filter
}

// lexicon is read when first needed.
var lexicon = sync.OnceValue(func() *facts {
	known := &facts{words: readLexicon()}
	for word := range known.words {
		known.filter.Add(word)
	}
	return known
})

// unknown is what is known of any other word, leading of a sign that may begin a token.
var unknown, leading = &fact{}, &fact{is: leads}

func factOf(low string) *fact {
	if known := lexicon(); known.filter.MayHave(low) {
		if f, ok := known.words[low]; ok {
			return f
		}
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
		for w := range Words(l.words) {
			at(w).is |= l.is
		}
	}
	for _, l := range roleLists { // the first list decides
		for w := range Words(l.words) {
			if f := at(w); f.role == Content {
				f.role = l.role
			}
		}
	}
	readNumbers(at)
	for name, month := range en.Months {
		at(name).month = month
		at(name + ".").month = month
	}
	for w := range Words(en.Weekdays) {
		at(w).weekday = w
	}
	for w, day := range en.ShortWeekdays {
		at(w).weekday = day
		at(w).is |= isWeekday
	}
	for _, p := range fixedPhrases() {
		f := at(p.words[0])
		f.phrases = append(f.phrases, p)
	}
	for w, v := range variantOf() {
		at(w).variant = v
	}
	for w, full := range en.Clitics {
		at(w).variant = full
	}
	for w, c := range contexts() {
		at(w).context = c
	}
	for w := range Words(en.Titles) {
		at(w + ".").is |= IsTitle
	}
	for _, w := range [...]string{"a", "an", "half", "minus", "negative", "scores", "tens", "'s"} {
		at(w).is |= leads
	}
	const leading = isSpan | isSmall | isVague | isSpans | isWeekday | isRelativeDay | isPartOfDay | isSeason | isFeast | isQualifier | isPointer
	for _, f := range m {
		if f.has(leading) || f.ordinal != "" || f.times != "" || f.month > 0 || f.phrases != nil || f.context != nil {
			f.is |= leads
		}
	}
	return m
}

// readNumbers puts the words of numbers and units into the lexicon.
func readNumbers(at func(string) *fact) {
	for w, n := range en.NumberWords {
		at(w).small = n
		at(w).is |= isSmall
	}
	for w, n := range en.Magnitudes {
		at(w).power = n
	}
	for w, n := range en.ShortMagnitudes {
		at(w).short = n
	}
	for w, n := range en.Parts {
		at(w).part = n
	}
	for w, s := range en.OrdinalWords {
		at(w).ordinal = s
	}
	for w, s := range en.TimesWords {
		at(w).times = s
	}
	for group := range strings.Lines(en.UnitGroups) {
		names := strings.Fields(group)
		for _, w := range names {
			at(w).unit = names[0]
		}
	}
	for w, s := range en.GluedUnits {
		at(w).glued = s
	}
	for w, unit := range en.CurrencyCodes {
		at(w).code = unit
		at(w).is |= leads
	}
	for w, unit := range en.CurrencyPrefixes {
		at(w).prefix = unit
		at(w).is |= leads
	}
}
