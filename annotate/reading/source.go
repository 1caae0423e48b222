package reading

// IsSource reports whether ls[from:to] stands where the one who says it does:
// "Peskov said", "White House officials said", "according to Peskov", "said Peskov".
func IsSource(ls []Lexeme, from, to int) bool {
	if from < to && ls[to-1].IsWord() && beforeSpeech(ls, to) {
		return true
	}
	before := from - 1
	for before >= max(0, from-longestName) && (PartOfName(&ls[before]) || ls[before].Key == "the") {
		before--
	}
	if before >= 1 && ls[before].Key == "to" && ls[before-1].Key == "according" {
		return true
	}
	after := to
	for after < min(len(ls), to+longestName) && ls[after].Role == Named {
		after++
	}
	ends := after == len(ls) || !ls[after].IsWord()
	return ends && before >= 0 && ls[before].Key != "told" && ls[before].Has(isSpeech)
}

// beforeSpeech reports whether a verb of speech follows token i, with no more
// than names, nouns of sources and "has" before it.
func beforeSpeech(ls []Lexeme, i int) bool {
	for end := min(len(ls), i+longestName); i < end; i++ {
		switch l := &ls[i]; {
		case l.Has(isSpeech) && l.Role != Named:
			return true
		case l.Role == Named, l.Has(IsSourceNoun), l.Key == "has", l.Key == "had":
		default:
			return false
		}
	}
	return false
}
