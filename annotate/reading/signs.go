package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate/language/en"
)

// Signs are told by their general category (Unicode Standard, section 4.5): what
// is a symbol or a number says something, what is punctuation mostly does not.

// saysSomething reports a sign that is no mere punctuation: a symbol (Sm, Sc,
// So), a number (No, Nl), or one of the punctuation that stands for a word.
func saysSomething(text string) bool {
	r, _ := utf8.DecodeRuneInString(narrow(text))
	switch r {
	case '%', '‰', '‱', '§', '†', '‡', '⁒', '٪', '؉', '؊':
		return true
	}
	if r < utf8.RuneSelf {
		return strings.ContainsRune("+<=>$~|", r)
	}
	return unicode.In(r, unicode.Sm, unicode.Sc, unicode.So, unicode.No, unicode.Nl)
}

// narrow writes the wide and small forms of signs as the plain ones: "％" as "%".
func narrow(text string) string {
	if r, _ := utf8.DecodeRuneInString(text); r >= 0xFE50 && r <= 0xFE6F || r >= 0xFF00 && r <= 0xFFEF {
		return norm.NFKC.String(text)
	}
	return text
}

// dashes are the signs that Unicode does not count as dashes (Pd) and that look like one.
const dashes = "−˗➖⁻⁃⁒"

// isDash reports a hyphen, dash or minus sign of any kind.
func isDash(r rune) bool {
	return r == '-' || r > utf8.RuneSelf && (unicode.Is(unicode.Pd, r) || strings.ContainsRune(dashes, r))
}

// dash reports whether the piece is one dash.
func (p *piece) dash() bool {
	r, size := utf8.DecodeRuneInString(p.text)
	return p.form == sign && size == len(p.text) && isDash(r)
}

// currency gives the unit of a sign of currency, "" for another sign.
func (p *piece) currency() string {
	if unit, ok := en.CurrencySigns[p.text]; ok {
		return unit
	}
	if r, size := utf8.DecodeRuneInString(p.text); p.form == sign && size == len(p.text) && unicode.Is(unicode.Sc, r) {
		return p.text
	}
	return ""
}

// isRaised reports raised and lowered figures and signs: "²", "₂", "⁻".
func isRaised(r rune) bool {
	return r == '²' || r == '³' || r == '¹' || r >= '⁰' && r <= '₎'
}

// isNumeral reports numbers that are no decimal digits, but for raised ones: "½", "④".
func isNumeral(r rune) bool { return r > utf8.RuneSelf && unicode.Is(unicode.No, r) && !isRaised(r) }

// numeralText is a numeral in plain digits, "1/2" for "½", "" if it has none.
func numeralText(text string) string {
	plain := strings.ReplaceAll(norm.NFKD.String(text), "⁄", "/")
	plain = strings.Trim(plain, "()")
	whole, part, isPart := strings.Cut(plain, "/")
	if !isPlainWhole(whole) || isPart && (!isPlainWhole(part) || part == "0") {
		return ""
	}
	return plain
}

// isFlag reports two regional indicators, the flag of a country.
func isFlag(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isRegional(r)
}

// mark makes the lexeme of the sign at piece i.
func (l *Lexeme) mark(v *Vocabulary, ps []piece, i int) {
	p := &ps[i]
	l.Type, l.Role, l.Key, l.ID = Punctuation, Marking, p.key, p.id
	nextGlued := i+1 < len(ps) && ps[i+1].glued()
	switch {
	case l.Key == "\"":
		l.Type, l.Role = Quotation, Quoting
	case isFlag(p.text):
		l.Type, l.Role = Name, Named
	case saysSomething(p.text) && !isOrnament(ps, i),
		(p.text == "#" || p.text == "@") && p.spaced && nextGlued, // "#MeToo"
		p.dash() && isGrade(ps, i):
		l.set(v, 1, Word, Content, "±"+p.key) // never the key of a sign that says nothing
	case p.key == "&":
		l.Type, l.Role = Word, Function
		if p.spaced && !nextGlued {
			l.set(v, 1, Word, Function, en.And)
		}
	}
}

// isOrnament reports a symbol that touches a word and says nothing there: a "~"
// behind it, a minus sign that is its hyphen.
func isOrnament(ps []piece, i int) bool {
	if i == 0 || ps[i].spaced || ps[i-1].form == digits {
		return false
	}
	switch ps[i].text {
	case "~":
		return true
	case "−":
		return ps[i-1].form == letters && i+1 < len(ps) && ps[i+1].glued() && ps[i+1].form == letters
	}
	return false
}

// isGrade reports whether the dash at piece i is the minus of a mark or rating: "AA-".
func isGrade(ps []piece, i int) bool {
	if i == 0 || ps[i].spaced || ps[i-1].form != letters || ps[i-1].lower > 0 || ps[i-1].points > 3 {
		return false
	}
	return i+1 == len(ps) || ps[i+1].spaced || ps[i+1].form == sign
}
