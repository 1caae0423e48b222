package collate

// isSource reports whether ls[from:to] stands where the one who says it does:
// "Peskov said", "White House officials said", "according to Peskov", "said Peskov".
func isSource(ls []lexeme, from, to int) bool {
	if from < to && ls[to-1].isWord() && beforeSpeech(ls, to) {
		return true
	}
	before := from - 1
	for before >= max(0, from-longestName) && (partOfName(&ls[before]) || ls[before].key == "the") {
		before--
	}
	if before >= 1 && ls[before].key == "to" && ls[before-1].key == "according" {
		return true
	}
	after := to
	for after < min(len(ls), to+longestName) && ls[after].role == named {
		after++
	}
	ends := after == len(ls) || !ls[after].isWord()
	return ends && before >= 0 && ls[before].key != "told" && ls[before].has(isSpeech)
}

// beforeSpeech reports whether a verb of speech follows token i, with no more
// than names, nouns of sources and "has" before it.
func beforeSpeech(ls []lexeme, i int) bool {
	for end := min(len(ls), i+longestName); i < end; i++ {
		switch l := &ls[i]; {
		case l.has(isSpeech) && l.role != named:
			return true
		case l.role == named, l.has(isSourceNoun), l.key == "has", l.key == "had":
		default:
			return false
		}
	}
	return false
}
