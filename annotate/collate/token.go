package collate

// TokenType tells what a token is.
type TokenType uint8

const (
	Word        TokenType = iota // any word that is none of the others
	Number                       // with sign, magnitude and unit: "6,000", "minus 30 degrees", "a week", "first"
	Date                         // when: "February 1", "Friday", "18:30", a year after "in"
	Name                         // a word of the name of a person, place or body
	Punctuation                  // a sign, or several that belong together: "…", "--"
)

func (t TokenType) String() string {
	return [...]string{"word", "number", "date", "name", "punctuation"}[t]
}

// Token is the smallest unit that a comparison shows. White space and
// invisible characters stand between tokens and are never part of one's edge.
type Token struct {
	Start, End int // code points of the text, half-open
	Text       string
	Type       TokenType
	key        string // what Fold gives
}

// Tokenize cuts a text into tokens, in order. The text should be valid UTF-8
// in NFC; each invalid byte counts as one code point, U+FFFD.
func Tokenize(text string) []Token {
	lexemes := analyse(text)
	tokens := make([]Token, len(lexemes))
	for i, l := range lexemes {
		tokens[i] = l.Token
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

// lexeme is a token with all that comparing asks of it.
type lexeme struct {
	Token
	from, to int // bytes of the text
	role     role
	soft     bool // a number only beside another one
	quoted   bool // inside quotation marks
}

func (l lexeme) isWord() bool { return l.Type != Punctuation }

// analyse cuts a text into lexemes.
func analyse(text string) []lexeme {
	ps := scan(text)
	isName := names(ps)
	ls := make([]lexeme, 0, len(ps))
	for i := 0; i < len(ps); {
		n, l := lexemeAt(ps, i, isName[i])
		l.Start, l.End = ps[i].start, ps[i+n-1].end
		l.from, l.to = ps[i].from, ps[i+n-1].to
		l.Text = text[l.from:l.to]
		ls = append(ls, l)
		i += n
	}
	markQuotations(ls)
	return ls
}

// lexemeAt reads the token at piece i: a date, a number, a fixed phrase, or the piece alone.
func lexemeAt(ps []piece, i int, isName bool) (int, lexeme) {
	if n, key := date(ps, i); n > 0 {
		return n, lexeme{Token: Token{Type: Date, key: key}, role: dated}
	}
	if n, q := number(ps, i); n > 1 || n == 1 && (ps[i].form != digits || gluedWord(ps, i+1) == "") {
		return n, lexeme{Token: Token{Type: Number, key: q.key()}, role: quantified, soft: q.soft}
	}
	if n, key := modifierAt(ps, i); n > 0 && i+n < len(ps) {
		if next, _ := number(ps, i+n); next > 0 {
			return n, lexeme{Token: Token{Type: Word, key: key}, role: bounding}
		}
	}
	if n, key := phrase(ps, i); n > 0 {
		if key == noOne {
			return n, lexeme{Token: Token{Type: Word, key: key}, role: negating}
		}
		return n, lexeme{Token: Token{Type: Name, key: key}, role: named}
	}
	p := ps[i]
	switch {
	case p.form == sign:
		l := lexeme{Token: Token{Type: Punctuation, key: foldSign(p.text)}, role: marking}
		if l.key == "\"" {
			l.role = quoting
		}
		return 1, l
	case p.form == digits: // digits with letters: "5G"
		return 2, lexeme{Token: Token{Type: Word, key: foldToken(p.text+ps[i+1].text, Word)}}
	}
	l := lexeme{Token: Token{Type: Word}, role: roleOf(p.low)}
	if isName {
		l.Type, l.role = Name, named
	}
	l.key = foldToken(p.text, l.Type)
	return 1, l
}

// noOne is the key of the phrase "no one".
const noOne = "nobody"

// phrase reads the fixed phrase that begins at piece i.
func phrase(ps []piece, i int) (n int, key string) {
	switch ps[i].low {
	case "no":
		if wordsAt(ps, i, []string{"no", "one"}) {
			return 2, noOne
		}
	case "united", "european":
		if !ps[i].capital() {
			return 0, ""
		}
		for _, p := range longForms {
			if len(p.words) > n && wordsAt(ps, i, p.words) {
				n, key = len(p.words), p.key
			}
		}
	}
	return n, key
}

// roleOf gives the role of a word by the word lists.
func roleOf(low string) role {
	switch {
	case functionWords.has(low):
		return function
	case negations.has(low):
		return negating
	case hedges.has(low):
		return hedging
	case attributions.has(low):
		return attributing
	}
	return content
}
