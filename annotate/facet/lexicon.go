package facet

import (
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// class is a list of words that the reading of facets asks for.
type class uint64

const (
	isOffering class = 1 << iota
	isTelling
	isSilence
	isSilentNoun
	isDeclining
	isForecast
	isSayings
	isDemonym
	isLink
	isHe
	isDeterminer
	isSubordinator
	isRelative
	isHostility
	isUndertaking
	isTargeted
	isAct
	isHarming
	isSparing
	isCovering
	isTargetEnd
	isPlural
	isAuxiliary
	isBe
	isPast
	isCallingOff
	isPreposition
	isComing
	isThing
	isOffWord
	isLeaving
	isWriting
	isPledging
	isPortfolio
	isApplying
	isNounToo
	isArticle
	isIt
	isFinding
	isParticiple
	isDayLeader
	isWas
	isHelper
	isTold
	isAdverb
	isNounLink
	isParty
	isJoiner
	isFinder
	isReflexive
	isOnePerson
	isMouthpiece
	isVague
	isAge
	isEnding
	isQualifier
	isUniversal
	isDayPart
	isJoiningDates
	isObject
	isConjunction
	isSite
	isOpposite
)

// entry is what the lists know of a word.
type entry struct {
	is         class
	certainty  string            // of a word by which somebody says something
	expecting  map[string]bool   // the words before which it tells of what is to come; "" for any
	hearsay    string            // the certainty of an adverb
	conditions []conditionPhrase // that begin with it, the longest first
}

type conditionPhrase struct {
	words  []string
	except reading.Set // words that may not stand before
	unless string      // the word that may not stand behind
}

var nothing = &entry{}

// entries lead from keys to what the lists know of them.
type entries struct {
	words  map[string]*entry
	filter reading.Filter
}

// of gives what the lists know of a key.
func (e *entries) of(key string) *entry {
	if e.filter.MayHave(key) {
		if found, ok := e.words[key]; ok {
			return found
		}
	}
	return nothing
}

// is reports whether a word stands in a list, whatever its token is.
func is(key string, list class) bool { return lexicon().of(key).is&list != 0 }

var lists = []struct {
	is    class
	words string
}{
	{isOffering, en.Offerings},
	{isTelling, en.Tellings},
	{isSilence, en.Silences},
	{isSilentNoun, en.SilentNouns},
	{isDeclining, en.Declining},
	{isForecast, en.Forecasts},
	{isSayings, en.Sayings},
	{isDemonym, en.Demonyms},
	{isLink, en.NameLinks},
	{isHe, en.PersonalPronouns},
	{isThing, en.ThingPronouns},
	{isDeterminer, en.Determiners},
	{isSubordinator, en.Subordinators},
	{isRelative, en.Relatives},
	{isHostility, en.Hostilities},
	{isUndertaking, en.Undertakings},
	{isTargeted, en.Targeted},
	{isAct, en.Acts},
	{isHarming, en.Harming},
	{isSparing, en.Sparers},
	{isCovering, en.Covering},
	{isTargetEnd, en.TargetEnds},
	{isPlural, en.Plurals},
	{isAuxiliary, en.Auxiliaries},
	{isBe, en.BeForms},
	{isPast, en.PastVerbs},
	{isCallingOff, en.CallingOff},
	{isPreposition, en.PlacePrepositions},
	{isComing, en.Coming},
	{isOffWord, en.OffWords},
	{isLeaving, en.Leaving},
	{isWriting, en.Writing},
	{isPledging, en.Pledging},
	{isPortfolio, en.Portfolios},
	{isApplying, en.Applying},
	{isNounToo, en.NounsToo},
	{isArticle, en.Articles},
	{isIt, en.BodyPronouns},
	{isFinding, en.Findings},
	{isParticiple, en.Participles},
	{isDayLeader, en.DayAndHour},
	{isWas, en.Was},
	{isHelper, en.Helpers},
	{isTold, en.Told},
	{isAdverb, en.Adverbs},
	{isNounLink, en.NounLinks},
	{isParty, en.Parties},
	{isJoiner, en.PhraseJoiners},
	{isFinder, en.Finders},
	{isReflexive, en.Reflexives},
	{isOnePerson, en.OnePerson},
	{isMouthpiece, en.Mouthpieces},
	{isVague, en.VagueWords},
	{isAge, en.Ages},
	{isEnding, en.Endings},
	{isQualifier, en.Qualifiers},
	{isUniversal, en.UniversalZones},
	{isDayPart, en.PartsOfDay},
	{isJoiningDates, en.Joiners},
	{isObject, en.ObjectPronouns},
	{isConjunction, en.Conjunctions},
	{isSite, en.Sites},
	{isOpposite, en.Opposites},
}

// lexicon leads from the key of a word to what the lists know of it. It is built when
// the first passage is read.
var lexicon = sync.OnceValue(func() *entries {
	m := make(map[string]*entry, 1500)
	at := func(word string) *entry {
		key := reading.KeyOf(word)
		e, ok := m[key]
		if !ok {
			e = &entry{}
			m[key] = e
		}
		return e
	}
	for _, l := range lists {
		for w := range strings.FieldsSeq(l.words) {
			at(w).is |= l.is
		}
	}
	eachGroup(en.Certainties, func(certainty, word string) {
		if e := at(word); e.certainty == "" {
			e.certainty = certainty
		}
	})
	for key, certainty := range en.CertainPhrases {
		m[key] = &entry{certainty: certainty}
	}
	eachGroup(en.Hearsay, func(certainty, word string) { at(word).hearsay = certainty })
	for line := range strings.Lines(strings.TrimSpace(en.Expecting)) {
		word, next, _ := strings.Cut(strings.TrimSpace(line), ":")
		e := at(word)
		if e.expecting == nil {
			e.expecting = map[string]bool{}
		}
		e.expecting[next] = true
	}
	for line := range strings.Lines(strings.TrimSpace(en.Conditions)) {
		words, except, _ := strings.Cut(strings.TrimSpace(line), " ! ")
		words, unless, _ := strings.Cut(words, " > ")
		p := conditionPhrase{strings.Fields(words), reading.Words(except), unless}
		e := at(p.words[0])
		e.conditions = append(e.conditions, p)
	}
	all := &entries{words: m}
	for key := range m {
		all.filter.Add(key)
	}
	return all
})

// eachGroup walks through lists that begin with a name and a colon; a line that begins with a tab goes on with the last.
func eachGroup(text string, each func(name, word string)) {
	name := ""
	for line := range strings.Lines(strings.TrimSpace(text)) {
		words := line
		if head, rest, ok := strings.Cut(line, ":"); ok {
			name, words = head, rest
		}
		for w := range strings.FieldsSeq(words) {
			each(name, w)
		}
	}
}

// symbols leads from the units of reading to those of amounts: SI and ISO 4217.
var symbols = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for code, unit := range en.CurrencyCodes {
		if upper := strings.ToUpper(code); m[unit] == "" || upper != "RMB" {
			m[unit] = upper
		}
	}
	for unit, symbol := range en.Symbols {
		m[unit] = symbol
	}
	return m
})
