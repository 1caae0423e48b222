package reading

import (
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate/language/en"
)

// setting is what the text around a word tells about its capital.
type setting struct {
	ps       []piece
	headline []bool // the piece stands in a line in which nearly every word has one; nil for none
	shouting bool   // nearly all letters are capitals
}

func settingOf(ps []piece) setting {
	return setting{ps, headlines(ps), shouting(ps)}
}

// oneCase reports a text in which capitals tell nothing: all in capitals, or without any.
func (s setting) oneCase() bool {
	if s.shouting {
		return true
	}
	for i := range s.ps {
		if s.ps[i].upper > 0 {
			return false
		}
	}
	return true
}

func (s setting) inHeadline(i int) bool { return s.headline != nil && s.headline[i] }

// noteNames remembers which words stand with a capital inside a sentence.
func (s setting) noteNames() {
	if s.shouting {
		return
	}
	for i := range s.ps {
		if p := &s.ps[i]; p.capital && !p.inName && !s.inHeadline(i) && !sentenceStart(s.ps, i) {
			p.inName = true
		}
	}
}

// markNames marks the pieces that are, or are part of, the name of a person,
// place or body. It is a heuristic on capitals: inside a sentence a capital means a
// name; at its beginning, in a headline or among capitals only, more is asked.
func (s setting) markNames() {
	ps := s.ps
	for i := len(ps) - 1; i >= 0; i-- {
		if ps[i].capital {
			ps[i].isName = s.isName(i, i+1 < len(ps) && ps[i+1].isName)
		}
	}
}

// isName decides for piece i; nextIsName tells of the piece after it.
func (s setting) isName(i int, nextIsName bool) bool {
	p := &s.ps[i]
	if !p.capital || p.has(IsTitle) || p.low == "i" || p.points == 1 {
		return false
	}
	if p.has(IsKnown|isPerson) || factOf(p.key).has(IsKnown|isPerson) {
		return true
	}
	if s.shouting {
		return false
	}
	if p.role != Content {
		// "Doctors Without Borders", "The Hague", "Theresa May"
		if p.acronym {
			return capsOnly.Has(p.low) || capsOnly.Has(withoutPoints.Replace(p.low))
		}
		return !s.inHeadline(i) && !sentenceStart(s.ps, i) && s.besideName(i, nextIsName)
	}
	if p.acronym || p.inName {
		return true
	}
	if s.inHeadline(i) {
		return false
	}
	return !sentenceStart(s.ps, i) || s.startsWithName(i, nextIsName)
}

// besideName reports whether piece i, a word of another role with a capital,
// stands beside a name.
func (s setting) besideName(i int, nextIsName bool) bool {
	if nextIsName && s.ps[i+1].spaced {
		return true
	}
	before := i - 1
	if before < 0 || !s.ps[i].spaced || !s.ps[before].capital || s.ps[before].role != Content {
		return false
	}
	return s.ps[before].has(IsTitle|IsFirstName) || !sentenceStart(s.ps, before)
}

// startsWithName decides for the first word of a sentence. A singular noun
// without an article before a verb or "'s" is nearly always a name.
func (s setting) startsWithName(i int, nextIsName bool) bool {
	p := &s.ps[i]
	if i+1 == len(s.ps) {
		return false
	}
	next := &s.ps[i+1]
	if nextIsName && next.spaced && (p.has(IsDirection) || !p.has(isStarter)) {
		return true
	}
	if p.has(isStarter) {
		return false
	}
	if next.text == "," {
		return i+2 < len(s.ps) && (s.ps[i+2].form == digits || appositions.Has(s.ps[i+2].low))
	}
	if next.glued() && next.low != "'s" || commonEnding(p.low) {
		return false
	}
	if next.low == en.And {
		return i+2 < len(s.ps) && s.ps[i+2].isName
	}
	verb := next.low == "'s" || next.has(IsAuxiliary|isSpeech|isPast) || len(next.low) > 4 && strings.HasSuffix(next.low, "ed") || len(next.low) > 3 && thirdPerson(next.low)
	return verb && !next.capital
}

// appositions follow a name and a comma: "Lind, who".
var appositions = Words(en.Appositions)

// thirdPerson reports what may be a verb of the present, "owns", or a plural.
func thirdPerson(word string) bool { return strings.HasSuffix(word, "s") && !singular(word) }

// singular reports a word whose s is its own: "glass".
func singular(word string) bool {
	return slices.ContainsFunc(en.SingularEndings, func(ending string) bool { return strings.HasSuffix(word, ending) })
}

// commonEnding reports endings of plurals and abstract nouns, which need no article.
func commonEnding(word string) bool {
	for _, ending := range en.CommonEndings {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

// sentenceStart reports whether piece i is the first word of a sentence or quotation.
func sentenceStart(ps []piece, i int) bool {
	if i == 0 || ps[i].line {
		return true
	}
	if ps[i-1].form != sign {
		return false
	}
	return strings.ContainsAny(ps[i-1].text, ".!?:…") || isOpeningQuote(ps, i-1)
}

// isOpeningQuote reports whether piece i opens a quotation, by the space around it.
func isOpeningQuote(ps []piece, i int) bool {
	switch ps[i].text {
	case "“", "„", "«", "‘":
		return true
	case "\"", "'":
		return ps[i].spaced && (i+1 == len(ps) || ps[i+1].glued())
	}
	return false
}

// isAcronym reports two capitals or more and no small letter: "EU", "U.S.".
func isAcronym(text string) bool {
	n := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			n++
		}
	}
	return n >= 2
}

// shouting reports a text mostly in capitals, in which capitals tell nothing.
func shouting(ps []piece) bool {
	upper, lower := int32(0), int32(0)
	for i := range ps {
		upper += ps[i].upper
		lower += ps[i].word.lower
	}
	return upper > 12 && upper > 2*lower
}

// headlines marks the pieces of lines in which nearly every word has a capital,
// as in headlines. It is nil where there are none.
func headlines(ps []piece) []bool {
	var marks []bool
	for start := 0; start < len(ps); {
		end := start + 1
		for end < len(ps) && !ps[end].line {
			end++
		}
		if titled(ps[start:end]) {
			if marks == nil {
				marks = make([]bool, len(ps))
			}
			for i := start; i < end; i++ {
				marks[i] = true
			}
		}
		start = end
	}
	return marks
}

// titled reports a line in which nearly every word has a capital: one of five
// words of content, or a short one with a capital where no name has one, on a verb
// or a function word.
func titled(line []piece) bool {
	words, all, capital, verbs := 0, 0, 0, 0
	for i := range line {
		p := &line[i]
		if p.form != letters {
			continue
		}
		words++
		if p.capital && words > 1 && (p.has(isFunction|IsAuxiliary|isSpeech|isPast) || p.role != Content || verbEnding(line, i)) {
			verbs++
		}
		if p.has(isFunction) {
			continue
		}
		all++
		if p.capital {
			capital++
		}
	}
	return all >= 5 && capital*10 >= all*9 || words >= 3 && all == capital && verbs > 0
}

// verbEnding reports a word in a line that may be a verb by its ending, and is no part of a known name.
func verbEnding(line []piece, i int) bool {
	p := &line[i]
	if p.points < 5 || p.has(IsKnown|IsBody|IsFirstName|IsTitle) || i > 0 && line[i-1].has(IsDirection) {
		return false
	}
	return strings.HasSuffix(p.low, "ed") || thirdPerson(p.low)
}

// Demonym reports whether a known name is the adjective of a known place:
// "russian" of "russia".
func Demonym(place, adjective string) bool {
	if len(place) < 4 || len(adjective) < 4 || place[:3] != adjective[:3] || !factOf(place).has(IsKnown) || !factOf(adjective).has(IsKnown) {
		return false
	}
	short := place[:len(place)-1]
	for _, ending := range [...]string{"n", "i", "ian"} {
		if adjective == place+ending {
			return true
		}
	}
	for _, ending := range [...]string{"", "ian", "an", "ese"} {
		if adjective == short+ending {
			return true
		}
	}
	return false
}

// PartOfName reports a name or a title.
func PartOfName(l *Lexeme) bool { return l.Role == Named || l.Has(IsTitle) }
