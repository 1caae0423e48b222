package reading

import (
	"slices"
	"strings"

	"claimtrace/annotate/language/en"
)

// TokenType tells what a token is.
type TokenType uint8

const (
	Word        TokenType = iota // any word that is none of the others
	Number                       // with sign, magnitude and unit: "6,000", "minus 30 degrees", "a week", "first"
	Date                         // when: "early February", "Friday", "18:30", a year after "in"
	Name                         // a word of the name of a person, place or body
	Punctuation                  // a sign, or several that belong together: "…", "--"
	Quotation                    // a mark that opens or closes a quotation
)

func (t TokenType) String() string {
	return [...]string{"word", "number", "date", "name", "punctuation", "quotation"}[t]
}

// Token is the smallest unit that a comparison shows. White space and
// invisible characters stand between tokens and are never part of one's edge.
type Token struct {
	Start, End int // code points of the text, half-open
	Text       string
	Type       TokenType
	Quoted     bool   // inside quotation marks
	key        string // what Fold gives
}

// Tokenize cuts a text into tokens, in order. The text should be valid UTF-8
// in NFC; each invalid byte counts as one code point, U+FFFD.
func Tokenize(text string) []Token {
	lexemes := NewVocabulary(0).Read(text)[0]
	tokens := make([]Token, len(lexemes))
	for i, l := range lexemes {
		tokens[i] = Token{int(l.Start), int(l.End), l.Text, l.Type, l.Quoted, l.Key}
	}
	return tokens
}

// Role is what a token contributes to the meaning of a change.
type Role uint8

const (
	Content     Role = iota // any word that is none of the others
	Function                // "the", "of", "has"
	Quantified              // a number
	Bounding                // "more than", "≥", or the dash of a range
	Dated                   // a date or a time
	Named                   // a word of a name
	Negating                // "not", "denied"
	Hedging                 // "may", "reportedly"
	Attributing             // "said", "according"
	Marking                 // punctuation
	Quoting                 // quotation mark
)

// Roles is how many there are.
const Roles = Quoting + 1

// Lexeme is a token with all that comparing asks of it. Carried and Swapped are
// left to whoever compares.
type Lexeme struct {
	Text       string
	Key        string
	Start, End int32 // code points of the text
	From, To   int32 // bytes of the text
	ID         int32 // number of the key
	Type       TokenType
	Role       Role
	is         Flags // of a token of one piece
	Soft       bool  // a number only beside another one
	Quoted     bool  // inside quotation marks
	Carried    bool  // the other text has it too, elsewhere
	Swapped    bool  // the other text has it too, in the place of another
	Line       bool  // a line begins with it
}

// IsWord reports any token but punctuation and quotation marks.
func (l *Lexeme) IsWord() bool { return l.Type != Punctuation && l.Type != Quotation }

// Has reports whether the word stands in one of these lists. A token of several
// pieces has none, but for titles.
func (l *Lexeme) Has(any Flags) bool { return l.is&any != 0 }

// Read cuts texts that are to be compared into lexemes. A word that one of
// them shows to be part of a name is so in all.
func (v *Vocabulary) Read(texts ...string) [][]Lexeme {
	settings := make([]setting, len(texts))
	for i, t := range texts {
		start := len(v.pieces)
		v.scan(t)
		settings[i] = settingOf(v.pieces[start:])
		settings[i].noteNames()
	}
	v.readSmall(settings)
	v.partAcronyms(settings)
	v.joinUmlauts()
	v.lexemes = slices.Grow(v.lexemes, len(v.pieces)) // never moves again
	all := make([][]Lexeme, len(texts))
	for i, t := range texts {
		settings[i].markNames()
		all[i] = v.analyse(t, settings[i].ps)
	}
	v.joinShortForms(all, texts)
	v.noteShapes()
	for i, t := range texts {
		all[i] = v.joinVariants(v.joinCompounds(all[i], t), t)
	}
	return all
}

// analyse puts the pieces of a text together.
func (v *Vocabulary) analyse(text string, ps []piece) []Lexeme {
	start := len(v.lexemes)
	ls := v.lexemes[start:start]
	quotes := false
	for i := 0; i < len(ps); {
		p := &ps[i]
		ls = append(ls, Lexeme{Start: p.start, From: p.from, Line: p.line})
		l := &ls[len(ls)-1]
		n := 1
		switch {
		case p.form == digits || p.has(leads):
			n = v.put(l, ps, i)
		case p.form == sign:
			l.mark(v, ps, i)
		default:
			l.plain(p)
		}
		if len(ls) > 1 && n == 1 && (p.form == sign || spanWords.Has(p.low)) {
			l.span(v, &ls[len(ls)-2], ps, i)
		}
		quotes = quotes || l.Key == "\"" || l.Key == "'"
		last := &ps[i+n-1]
		l.End, l.To = last.end, last.to
		l.Text = text[l.From:l.To]
		i += n
	}
	if quotes {
		markQuotations(ls)
	}
	v.lexemes = v.lexemes[:start+len(ls)]
	return ls[:len(ls):len(ls)]
}

// plain makes the lexeme of a word of one piece.
func (l *Lexeme) plain(p *piece) {
	l.is = p.is
	if p.acronym {
		l.is |= IsShort
	}
	if p.capital {
		l.is |= IsCapital
	}
	if p.isName {
		l.Type, l.Role, l.Key, l.ID = Name, Named, p.nameKey, p.nameID
		return
	}
	l.Role, l.Key, l.ID = p.role, p.key, p.id
}

// span makes a part of the amount of a sign that stands between two figures or two
// dates and touches both, "3–5" or "3:1", and gives a word such as "to" between two
// the key of a dash.
func (l *Lexeme) span(v *Vocabulary, before *Lexeme, ps []piece, i int) {
	p := &ps[i]
	if i+1 == len(ps) || before.Role != Quantified && before.Role != Dated {
		return
	}
	next := &ps[i+1]
	if p.form == sign && (p.spaced || next.spaced) || next.form == sign && !saysSomething(next.text) {
		return
	}
	days, _ := date(ps, i+1)
	if days == 0 {
		if n, q := number(ps, i+1); n == 0 || q.soft {
			return
		}
	}
	if p.form == letters && (days > 0) != (before.Role == Dated) {
		return
	}
	key := "#" + p.key
	if p.form == letters || p.dash() {
		key = "#—"
	}
	switch {
	case p.form == letters:
		l.Key, l.ID = key, v.id(key)
	case before.Role == Dated:
		l.set(v, 1, Date, Dated, "@"+key)
	default:
		l.set(v, 1, Number, Bounding, key)
	}
	if p.form == letters && before.Role == Dated {
		l.Key, l.ID = "@#—", v.id("@#—")
	}
}

// put makes the lexeme at piece i: a date, a number, a fixed phrase, or the
// piece alone. It returns how many pieces it takes.
func (v *Vocabulary) put(l *Lexeme, ps []piece, i int) int {
	p := &ps[i]
	if p.has(isSpan) && compound(ps, i) && ps[i+2].low == en.Old && near(ps, i, -1) != "-" { // a "year-old" boy
		return l.set(v, 1, Number, Quantified, quantity{value: "1", unit: p.unit}.key())
	}
	if n, key := date(ps, i); n > 0 {
		return l.set(v, n, Date, Dated, key)
	}
	if bound, ok := en.BoundSigns[p.text]; ok && i+1 < len(ps) && ps[i+1].glued() && (p.spaced || ps[i-1].form == sign) {
		if n, _ := number(ps, i+1); n > 0 {
			return l.set(v, 1, Number, Bounding, BoundKey(bound))
		}
	}
	if p.text == "+" && p.glued() && i > 0 && ps[i-1].form == digits && (i+1 == len(ps) || ps[i+1].spaced || ps[i+1].form == sign) {
		return l.set(v, 1, Number, Bounding, BoundKey(en.AtLeast)) // "40+"
	}
	if n, q := number(ps, i); n > 1 || n == 1 && (p.form != digits || gluedWord(ps, i+1) == "") {
		l.Soft = q.soft
		return l.set(v, n, Number, Quantified, q.key())
	}
	if n, found := phraseAt(ps, i); n > 0 {
		typ := Word
		if found.role == Named {
			typ = Name
		}
		l.is |= found.is
		return l.set(v, n, typ, found.role, found.key)
	}
	switch {
	case p.form == sign:
		l.mark(v, ps, i)
		return 1
	case p.form == digits: // digits with letters: "5G"
		return l.set(v, 2, Word, Content, foldToken(p.text+ps[i+1].text, Word))
	}
	l.plain(p)
	if p.allSmall && near(ps, i, -1) == en.Article && capsOnly.Has(p.low) {
		l.Type, l.Role, l.Key = Name, Named, strings.ToUpper(p.low)
		l.ID = v.id(l.Key)
		return 1
	}
	switch {
	case p.low == "'s" && i > 0 && ps[i-1].has(isPronoun):
		l.Key = isOrHas(near(ps, i, 1))
		l.ID = v.id(l.Key)
	case !p.isName && p.context != nil:
		role, is := p.context(ps, i)
		l.Role, l.is = role, l.is|is
		if role == Content {
			l.is &^= isSpeech
		}
	}
	return 1
}

// isOrHas tells what "'s" means after a pronoun, before a word.
func isOrHas(next string) string {
	if next == "been" || next == "got" || len(next) > 4 && strings.HasSuffix(next, "ed") {
		return "has"
	}
	return "is"
}

// spanWords stand between two figures or dates as a dash does.
var spanWords = Words(en.SpanWords)

// BoundKey is the key of a bound, by the first phrase of its line in [en.Bounds].
func BoundKey(phrase string) string { return "#~" + phrase }

// set fills in a lexeme of n pieces.
func (l *Lexeme) set(v *Vocabulary, n int, typ TokenType, role Role, key string) int {
	l.Type, l.Role, l.Key, l.ID = typ, role, key, v.id(key)
	return n
}
