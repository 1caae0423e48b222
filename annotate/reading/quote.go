package reading

import "strings"

// fragment is how many tokens a quotation may have when the text shows only
// its opening or its closing mark, as a passage cut from an article does.
const fragment = 100

// longestQuotation is how many tokens a quotation may have. It bounds the
// search where marks have no partner.
const longestQuotation = 1000

// closers gives, for a mark that opens a quotation, the marks that close it.
var closers = map[string]string{
	"“": "” “", "„": "“ ” „", "‟": "”", "«": "»", "»": "«", "\"": "\"", "‘": "’ ‘", "'": "'", "‹": "›", "›": "‹", "‚": "‘ ’",
	"`": "' ´ `", "``": "'' ``", "''": "''", "’": "’", "＂": "＂", "＇": "＇", "″": "″", "′": "′", "<<": ">>", ">>": "<<", "〝": "〞 〟",
	"「": "」", "『": "』", "《": "》", "〈": "〉", "‛": "’ ‛", "´": "´ `",
}

// markQuotations finds the quotations of a text. It marks the tokens inside
// them, and tells quotation marks from apostrophes.
func markQuotations(ls []Lexeme) {
	first := true
	for i := 0; i < len(ls); i++ {
		if ls[i].IsWord() {
			continue
		}
		text := ls[i].Text
		if first && (text == "”" || text == "»") && i <= fragment && closingMark(ls, i) == 0 {
			ls[i].quotes()
			quoteTokens(ls[:i])
			first = false
			continue
		}
		opens, end := opensQuotation(ls, i), 0
		if opens {
			end = closingMark(ls, i)
		}
		if end == 0 && text == "\"" {
			ls[i].Type, ls[i].Role = Punctuation, Marking // nobody can tell what it opens or closes
		}
		if !opens {
			continue
		}
		switch {
		case end > 0:
			ls[i].quotes()
			ls[end].quotes()
			quoteTokens(ls[i+1 : end])
			i = end
			first = false
		case (text == "“" || text == "„" || text == "«") && len(ls)-i <= fragment:
			quoteTokens(ls[i+1:])
			return
		}
	}
}

// quotes makes a sign a quotation mark.
func (l *Lexeme) quotes() { l.Type, l.Role = Quotation, Quoting }

func quoteTokens(ls []Lexeme) {
	for i := range ls {
		ls[i].Quoted = true
	}
}

// opensQuotation reports whether token i can open a quotation.
func opensQuotation(ls []Lexeme, i int) bool {
	if closers[ls[i].Text] == "" {
		return false
	}
	if ls[i].Text == "\"" {
		return !closes(ls, i)
	}
	if ls[i].Key != "'" && !strings.Contains("”»", ls[i].Text) {
		return true
	}
	return (i == 0 || ls[i-1].End < ls[i].Start || !ls[i-1].IsWord()) &&
		i+1 < len(ls) && ls[i+1].Start == ls[i].End
}

// closes reports whether the mark at token i touches a word before it and none behind.
func closes(ls []Lexeme, i int) bool {
	return i > 0 && ls[i-1].End == ls[i].Start && (i+1 == len(ls) || ls[i+1].Start > ls[i].End)
}

// oneOf reports whether a mark is one of several with spaces between them.
func oneOf(marks, mark string) bool {
	for marks != "" {
		var first string
		if first, marks, _ = strings.Cut(marks, " "); first == mark {
			return true
		}
	}
	return false
}

// closingMark finds the token that closes the quotation opened at token i, or 0.
func closingMark(ls []Lexeme, i int) int {
	single := ls[i].Key == "'"
	marks := closers[ls[i].Text]
	for k := i + 1; k < min(len(ls), i+longestQuotation); k++ {
		if ls[k].IsWord() || !oneOf(marks, ls[k].Text) {
			continue
		}
		glued := ls[k-1].End == ls[k].Start
		free := k+1 == len(ls) || ls[k+1].Start > ls[k].End || !ls[k+1].IsWord()
		if !single || glued && free {
			return k
		}
	}
	return 0
}
