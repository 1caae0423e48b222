package collate

import (
	"slices"
	"strings"
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
	lexemes := newVocabulary(0).read(text)[0]
	tokens := make([]Token, len(lexemes))
	for i, l := range lexemes {
		tokens[i] = Token{int(l.start), int(l.end), l.text, l.typ, l.quoted, l.key}
	}
	return tokens
}

// role is what a token contributes to the meaning of a change.
type role uint8

const (
	content role = iota
	function
	quantified // a number
	bounding   // "more than", "nearly" before a number
	dated
	named
	negating
	hedging
	attributing
	marking // punctuation
	quoting // quotation mark
)

// roles is how many there are.
const roles = quoting + 1

// lexeme is a token with all that comparing asks of it.
type lexeme struct {
	text       string
	key        string
	start, end int32 // code points of the text
	from, to   int32 // bytes of the text
	id         int32 // number of the key
	typ        TokenType
	role       role
	is         flags // of a token of one piece
	soft       bool  // a number only beside another one
	quoted     bool  // inside quotation marks
	carried    bool  // the other text has it too, elsewhere
	line       bool  // a line begins with it
}

func (l *lexeme) isWord() bool { return l.typ != Punctuation && l.typ != Quotation }

func (l *lexeme) has(any flags) bool { return l.is&any != 0 }

// read cuts texts that are to be compared into lexemes. A word that one of
// them shows to be part of a name is so in all.
func (v *vocabulary) read(texts ...string) [][]lexeme {
	settings := make([]setting, len(texts))
	for i, t := range texts {
		start := len(v.pieces)
		v.scan(t)
		settings[i] = settingOf(v.pieces[start:])
		settings[i].noteNames()
	}
	v.lexemes = slices.Grow(v.lexemes, len(v.pieces)) // never moves again
	all := make([][]lexeme, len(texts))
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
func (v *vocabulary) analyse(text string, ps []piece) []lexeme {
	start := len(v.lexemes)
	ls := v.lexemes[start:start]
	quotes := false
	for i := 0; i < len(ps); {
		p := &ps[i]
		ls = append(ls, lexeme{start: p.start, from: p.from, line: p.line})
		l := &ls[len(ls)-1]
		n := 1
		switch {
		case p.form == digits || p.has(leads):
			n = v.put(l, ps, i)
		case p.form == sign:
			l.sign(p)
			quotes = quotes || l.key == "\"" || l.key == "'"
		default:
			l.plain(p)
		}
		last := &ps[i+n-1]
		l.end, l.to = last.end, last.to
		l.text = text[l.from:l.to]
		i += n
	}
	if quotes {
		markQuotations(ls)
	}
	v.lexemes = v.lexemes[:start+len(ls)]
	return ls[:len(ls):len(ls)]
}

// plain makes the lexeme of a word of one piece.
func (l *lexeme) plain(p *piece) {
	l.is = p.is
	if p.acronym {
		l.is |= isShort
	}
	if p.capital {
		l.is |= isCapital
	}
	if p.isName {
		l.typ, l.role, l.key, l.id = Name, named, p.nameKey, p.nameID
		return
	}
	l.role, l.key, l.id = p.role, p.key, p.id
}

// sign makes the lexeme of a sign.
func (l *lexeme) sign(p *piece) {
	l.typ, l.role, l.key, l.id = Punctuation, marking, p.key, p.id
	if l.key == "\"" {
		l.typ, l.role = Quotation, quoting
	}
}

// put makes the lexeme at piece i: a date, a number, a fixed phrase, or the
// piece alone. It returns how many pieces it takes.
func (v *vocabulary) put(l *lexeme, ps []piece, i int) int {
	p := &ps[i]
	if n, key := date(ps, i); n > 0 {
		return l.set(v, n, Date, dated, key)
	}
	if n, q := number(ps, i); n > 1 || n == 1 && (p.form != digits || gluedWord(ps, i+1) == "") {
		l.soft = q.soft
		return l.set(v, n, Number, quantified, q.key())
	}
	if n, found := phraseAt(ps, i); n > 0 {
		typ := Word
		if found.role == named {
			typ = Name
		}
		return l.set(v, n, typ, found.role, found.key)
	}
	switch {
	case p.form == sign:
		l.sign(p)
		return 1
	case p.form == digits: // digits with letters: "5G"
		return l.set(v, 2, Word, content, foldToken(p.text+ps[i+1].text, Word))
	}
	l.plain(p)
	switch {
	case p.low == "'s" && i > 0 && ps[i-1].has(isPronoun):
		l.key = isOrHas(near(ps, i, 1))
		l.id = v.id(l.key)
	case !p.isName && p.context != nil:
		if l.role = p.context(ps, i); l.role == content {
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

// set fills in a lexeme of n pieces.
func (l *lexeme) set(v *vocabulary, n int, typ TokenType, role role, key string) int {
	l.typ, l.role, l.key, l.id = typ, role, key, v.id(key)
	return n
}
