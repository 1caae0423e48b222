package collate

// formOfName reports whether the tokens ls[from:to] only make a name longer
// that follows them and is the same: the titles and first names of a person,
// "President Vladimir" before "Putin". What makes it the name of another
// person, place or body, as "New" before "York", does not count, nor does a title
// that tells of another office, as "former". Without a title, what is left out
// must be a known first name.
func formOfName(ls []lexeme, from, to int) bool {
	next := to
	for next < len(ls) && ls[next].has(isTitle) && ls[next].role != named {
		next++
	}
	if from == to || next == len(ls) || ls[next].role != named || ls[next].has(isKnown|isBody) || ls[next].has(isShort) {
		return false
	}
	title := next > to
	for i := from; i < to; i++ {
		l := &ls[i]
		switch {
		case l.has(isTitle) && l.role != named:
			title = true
			if qualifying.has(l.key) {
				return false
			}
		case l.role != named || l.has(isDirection|isBody):
			return false
		}
	}
	return title || ls[from].has(isFirstName) && !ls[from].has(isKnown|isShort) && to-from <= 2 && (from == 0 || ls[from-1].role != named)
}

// kindOfForms is the kind of the change from one form of a name to another,
// both before the same surname. A courtesy title says no more than none; another
// office may be another person's, and so is a title of the other sex.
func kindOfForms(a, b []lexeme) Kind {
	switch {
	case anyOf(a, ladies) && anyOf(b, gentlemen), anyOf(a, gentlemen) && anyOf(b, ladies):
		return KindName
	case len(a) == 1 && anyOf(a, courtesy), len(b) == 1 && anyOf(b, courtesy):
		return KindSpelling
	}
	return KindWording
}

var (
	ladies    = words(`mrs ms miss lady dame queen princess`)
	gentlemen = words(`mr sir lord king prince`)
	courtesy  = words(`mr mrs ms miss dr prof professor sir lady`)
)

func anyOf(ls []lexeme, list set) bool {
	for i := range ls {
		if list.has(ls[i].key) {
			return true
		}
	}
	return false
}

// extendsName reports whether the name at token i only makes a name longer or
// shorter that stands beside ls[from:to] and is unchanged, and does not make
// it the name of something else: "Vladimir" before "Putin", "Lind" after "Marta".
func extendsName(ls []lexeme, i, from, to int) bool {
	first, last := i, i
	for first > from && partOfName(&ls[first-1]) {
		first--
	}
	for last+1 < to && partOfName(&ls[last+1]) {
		last++
	}
	before := first == from && from > 0 && ls[from-1].role == named
	after := last == to-1 && to < len(ls) && ls[to].role == named
	if !before && !after || ls[i].has(isBody) {
		return false
	}
	titled := false
	for k := first; k <= last; k++ {
		titled = titled || ls[k].has(isTitle)
	}
	return titled || !ls[i].has(isDirection|isKnown) && !ls[i].has(isShort)
}
