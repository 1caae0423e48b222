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

// kindOfForms is the kind of the change from one form of a name to another,
// both before the same surname. A courtesy title says no more than none; another
// office may be another person's, and so is a title of the other sex.
func kindOfForms(a, b []reading.Lexeme) Kind {
	switch {
	case anyOf(a, ladies) && anyOf(b, gentlemen), anyOf(a, gentlemen) && anyOf(b, ladies):
		return KindName
	case len(a) == 1 && anyOf(a, courtesy), len(b) == 1 && anyOf(b, courtesy):
		return KindSpelling
	}
	return KindWording
}

var (
	ladies    = reading.Words(en.Ladies)
	gentlemen = reading.Words(en.Gentlemen)
	courtesy  = reading.Words(en.CourtesyTitles)
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
