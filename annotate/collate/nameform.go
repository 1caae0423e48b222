package collate

import (
	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// formOfName reports whether the tokens ls[from:to] only make a name longer
// that follows them and is the same: the titles and first names of a person,
// "President Vladimir" before "Putin". What makes it the name of another
// person, place or body, as "New" before "York", does not count, nor does a title
// that tells of another office, as "former". Without a title, what is left out
// must be a known first name.
func formOfName(ls []reading.Lexeme, from, to int) bool {
	if onlyParticle(ls, from, to) || isGivenName(ls, from, to) || onlyArticle(ls, from, to) {
		return true
	}
	if to < len(ls) && to > from && ls[to].Has(reading.IsTitle) && ls[to].Role != reading.Named && ls[to-1].Has(reading.IsTitle) {
		return false // "Lieutenant" before "Colonel" makes another rank
	}
	next := to
	for next < len(ls) && ls[next].Has(reading.IsTitle) && ls[next].Role != reading.Named {
		next++
	}
	if from == to || next == len(ls) || ls[next].Role != reading.Named || ls[next].Has(reading.IsKnown|reading.IsBody) || ls[next].Has(reading.IsShort) {
		return false
	}
	title := next > to
	for i := from; i < to; i++ {
		l := &ls[i]
		switch {
		case l.Has(reading.IsTitle) && l.Role != reading.Named:
			title = true
			if reading.Qualifying.Has(l.Key) {
				return false
			}
		case l.Role != reading.Named || l.Has(reading.IsDirection|reading.IsBody):
			return false
		}
	}
	return title || ls[from].Has(reading.IsFirstName) && !ls[from].Has(reading.IsKnown|reading.IsShort) && to-from <= 2 && (from == 0 || ls[from-1].Role != reading.Named)
}

// onlyParticle reports the "al-" of a name.
func onlyParticle(ls []reading.Lexeme, from, to int) bool {
	return to-from == 2 && to < len(ls) && particles.Has(ls[from].Key) && ls[from+1].Key == "-" && ls[to].Role == reading.Named && ls[to].Start == ls[from+1].End
}

// onlyArticle reports the article before a name: "the Vatican".
func onlyArticle(ls []reading.Lexeme, from, to int) bool {
	return to-from == 1 && to < len(ls) && ls[from].Key == en.Article && ls[to].Role == reading.Named
}

// isGivenName reports given names behind a family name that comes first: the "Jinping" of "Xi Jinping".
func isGivenName(ls []reading.Lexeme, from, to int) bool {
	if from == 0 || to-from > 4 || !families.Has(ls[from-1].Key) || ls[from-1].Role != reading.Named || from > 1 && ls[from-2].Role == reading.Named {
		return false
	}
	for i := from; i < to; i++ {
		joined := i > from && (ls[i].Key == "-" || ls[i-1].Key == "-") && ls[i].Start == ls[i-1].End // "Jong-un"
		if !joined && (ls[i].Role != reading.Named || ls[i].Has(reading.IsKnown|reading.IsBody|reading.IsShort)) {
			return false
		}
	}
	return to > from && (to == len(ls) || ls[to].Role != reading.Named)
}

// formOfDate reports whether the tokens ls[from:to] only lead to a date that
// stands behind them and are left out as often: "on" before "Thursday".
func formOfDate(ls []reading.Lexeme, from, to int) bool {
	for i := from; i < to; i++ {
		if !dayLeads.Has(ls[i].Key) {
			return false
		}
	}
	return from < to && to < len(ls) && ls[to].Role == reading.Dated
}

// kindOfForms is the kind of the change from one form of a name to another,
// both before the same surname. A courtesy title says no more than none; another
// office may be another person's, and so is a title of the other sex.
func kindOfForms(a, b []reading.Lexeme) Kind {
	switch {
	case anyOf(a, ladies) && anyOf(b, gentlemen), anyOf(a, gentlemen) && anyOf(b, ladies):
		return KindName
	case anyOf(a, learned) != anyOf(b, learned):
		return KindWording
	case len(a) == 1 && anyOf(a, courtesy), len(b) == 1 && anyOf(b, courtesy):
		return KindSpelling
	}
	return KindWording
}

var (
	ladies    = reading.Words(en.Ladies)
	gentlemen = reading.Words(en.Gentlemen)
	courtesy  = reading.Words(en.CourtesyTitles)
	learned   = reading.Words(en.LearnedTitles)
	particles = reading.Words(en.NameParticles)
	families  = reading.Words(en.FamilyFirst)
	dayLeads  = reading.Words(en.DayLeaders)
)

func anyOf(ls []reading.Lexeme, list reading.Set) bool {
	for i := range ls {
		if list.Has(ls[i].Key) {
			return true
		}
	}
	return false
}

// extendsName reports whether the name at token i only makes a name longer or
// shorter that stands beside ls[from:to] and is unchanged, and does not make
// it the name of something else: "Vladimir" before "Putin", "Lind" after "Marta".
func extendsName(ls []reading.Lexeme, i, from, to int) bool {
	first, last := i, i
	for first > from && reading.PartOfName(&ls[first-1]) {
		first--
	}
	for last+1 < to && reading.PartOfName(&ls[last+1]) {
		last++
	}
	before := first == from && from > 0 && ls[from-1].Role == reading.Named
	after := last == to-1 && to < len(ls) && ls[to].Role == reading.Named
	if !before && !after || ls[i].Has(reading.IsBody) {
		return false
	}
	titled := false
	for k := first; k <= last; k++ {
		titled = titled || ls[k].Has(reading.IsTitle)
	}
	return titled || !ls[i].Has(reading.IsDirection|reading.IsKnown) && !ls[i].Has(reading.IsShort)
}
