package reading

import (
	"strings"
	"unicode"

	"claimtrace/annotate"
)

// Place is where a passage stands, as far as that changes what its words say. The zero value is a text of its own.
type Place struct {
	Published annotate.Publication // of its article: "Thursday" and "yesterday" are days by it
	Opened    string               // the quotation mark that opened before it and has not closed; "" for none
}

// ReadPlaced is [Vocabulary.Read] for passages of articles, with a place for each; nil for none. A date that means a day only
// beside the day of publication gets the key of the day, if that of every text is known.
func (v *Vocabulary) ReadPlaced(texts []string, places []Place) [][]Lexeme {
	all := v.Read(texts...)
	for i := range places {
		if places[i].Opened != "" {
			continueQuotation(all[i], places[i].Opened)
		}
	}
	v.settleDays(all, places)
	return all
}

// continueQuotation marks what stands in a quotation that a mark before the text opened.
func continueQuotation(ls []Lexeme, opened string) {
	closing := strings.Fields(closers[opened])
	for i := range ls {
		if ls[i].IsWord() {
			continue
		}
		if ls[i].Role == Quoting && opensQuotation(ls, i) && ls[i].Text != opened {
			continue // a quotation within
		}
		for _, mark := range closing {
			if ls[i].Text == mark && !(mark == opened && i+1 < len(ls) && opensQuotation(ls, i)) {
				ls[i].quotes()
				quoteTokens(ls[:i])
				return
			}
		}
	}
	quoteTokens(ls)
}

// longestBefore is how far back, in bytes, a quotation mark is looked for.
const longestBefore = 4000

// OpenQuotation gives the quotation mark that is open at the end of what stands before a passage, "" for none. A paragraph
// ends every quotation. Single marks, which are apostrophes too, are not looked at.
func OpenQuotation(before string) string {
	if len(before) > longestBefore {
		before = before[len(before)-longestBefore:]
	}
	if i := strings.LastIndexByte(before, '\n'); i >= 0 {
		before = before[i+1:]
	}
	open, last := "", ' '
	for i, r := range before {
		mark := string(r)
		switch {
		case open != "":
			for _, closing := range strings.Fields(closers[open]) {
				if mark == closing {
					open = ""
					break
				}
			}
		case r == '"':
			next := strings.IndexFunc(before[i+1:], func(r rune) bool { return !unicode.IsSpace(r) })
			if unicode.IsSpace(last) || unicode.IsPunct(last) || next < 0 {
				open = mark
			}
		case strings.ContainsRune("“„«»「『《", r):
			open = mark
		}
		last = r
	}
	return open
}
