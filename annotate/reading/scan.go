package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// form is what a piece is made of.
type form uint8

const (
	letters form = iota
	digits
	sign
)

// piece is the smallest unit the scanner cuts. Numbers, dates and fixed
// phrases are put together from several pieces afterwards.
type piece struct {
	*word
	start, end int32 // code points of the text
	from, to   int32 // bytes of the text
	spaced     bool  // space or the edge of the text stands before it
	line       bool  // a line begins with it
	isName     bool  // part of a name
	allSmall   bool  // no letter of its text is a capital
}

// glued reports whether the piece follows the one before without a space.
func (p *piece) glued() bool { return !p.spaced }

type scanner struct {
	*Vocabulary
	text   string
	at     int   // bytes
	count  int32 // code points up to at
	spaced bool
	line   bool
}

// scan cuts a text into pieces, which it adds to v.pieces. Each byte that is not valid UTF-8 counts as
// one code point and is taken for U+FFFD, as Go's conversion to []rune does.
func (v *Vocabulary) scan(text string) {
	v.pieces = slices.Grow(v.pieces, len(text)/5+1)
	s := scanner{Vocabulary: v, text: text, spaced: true, line: true}
	for s.at < len(s.text) {
		if c := s.text[s.at]; c == ' ' || c == '\n' {
			if s.at+1 == len(s.text) || s.text[s.at+1] < utf8.RuneSelf {
				s.spaced, s.line = true, s.line || c == '\n'
				s.at++
				s.count++
				continue
			}
		}
		if end := s.plainEnd(); end > 0 {
			s.emit(end, letters)
			continue
		}
		r, size := s.rune(s.at)
		switch {
		case isGap(r) && !s.markAt(s.at+size):
			s.spaced = s.spaced || r != zeroWidthJoiner
			s.line = s.line || r == '\n'
			s.at += size
			s.count++
		case isDigit(r), r == '.' && s.startsDecimal():
			s.emit(s.digitsEnd(), digits)
		case isWord(r):
			s.spelled(r)
		default:
			s.emit(s.signEnd(r), sign)
		}
	}
}

// plainEnd finds the end of a word of plain Latin letters that nothing else can
// belong to, as most words are, or 0.
func (s *scanner) plainEnd() int {
	at := s.at
	for at < len(s.text) && isLetter(s.text[at]) {
		at++
	}
	if at == s.at {
		return 0
	}
	if at < len(s.text) {
		switch c := s.text[at]; {
		case c == '.' && at-s.at > longestAbbreviation && (at+1 == len(s.text) || s.text[at+1] == ' ' || s.text[at+1] == '\n'):
			// the end of a sentence
		case c >= utf8.RuneSelf, c == '\'', c == '`', c == '.', c == ':', '0' <= c && c <= '9':
			return 0
		}
	}
	if at-s.at == len("cannot") && strings.EqualFold(s.text[s.at:at], "cannot") {
		return 0
	}
	return at
}

// longestAbbreviation is how many letters a word with a point has at most.
const longestAbbreviation = 6

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func (s *scanner) rune(at int) (rune, int) {
	if at >= len(s.text) {
		return -1, 0
	}
	return utf8.DecodeRuneInString(s.text[at:])
}

func (s *scanner) markAt(at int) bool {
	r, _ := s.rune(at)
	return r > 0 && unicode.IsMark(r)
}

// emit adds the piece that ends at byte end and moves behind it.
func (s *scanner) emit(end int, f form) {
	w := s.word(s.text[s.at:end], f)
	s.pieces = append(s.pieces, piece{w, s.count, s.count + w.points, int32(s.at), int32(end), s.spaced, s.line, false, false})
	s.at, s.count, s.spaced, s.line = end, s.count+w.points, false, false
}

// digitsEnd finds the end of digits with the separators between them.
func (s *scanner) digitsEnd() int {
	at := s.at
	for {
		r, size := s.rune(at)
		if isDigit(r) {
			at += size
			continue
		}
		next, _ := s.rune(at + size)
		if (isSeparator(r) || (isNarrowSpace(r) || isApostrophe(r)) && s.groupOfThree(at+size)) && isDigit(next) {
			at += size
			continue
		}
		if end := s.spacedGroups(at); end > 0 {
			return end
		}
		return at
	}
}

// startsDecimal reports whether the point at the current place begins a figure: ".5".
func (s *scanner) startsDecimal() bool {
	if next, _ := s.rune(s.at + 1); !isDigit(next) {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	return s.spaced || unicode.In(before, unicode.Sc, unicode.Sm, unicode.Pd, unicode.Ps, unicode.Pi) || before == '~'
}

// spacedGroups finds the end of a figure whose groups of three are parted by plain spaces,
// "816 000", from where its first group ends, or 0. A single group must end in two
// zeros, since "12 345" may be two figures.
func (s *scanner) spacedGroups(at int) int {
	first := s.text[s.at:at]
	if len(first) > 3 || first[0] == '0' || !isPlainWhole(first) {
		return 0
	}
	groups, end := 0, at
	for strings.HasPrefix(s.text[end:], " ") && s.groupOfThree(end+1) {
		end += len(" 000")
		groups++
	}
	if groups == 0 || groups == 1 && !strings.HasSuffix(s.text[:end], "00") || end > len(s.text) || !isASCII(s.text[at:end]) {
		return 0
	}
	return end
}

// groupOfThree reports whether exactly three digits stand at a byte.
func (s *scanner) groupOfThree(at int) bool {
	n := 0
	for {
		r, size := s.rune(at)
		if !isDigit(r) {
			return n == 3
		}
		n++
		at += size
	}
}

// spelled emits a word: an address, an abbreviation with its points, one
// character of a script without spaces, or letters, which may hold apostrophes.
func (s *scanner) spelled(first rune) {
	if end := s.addressEnd(); end > 0 {
		s.emit(end, letters)
		return
	}
	if end := s.dottedEnd(); end > 0 {
		s.emit(end, letters)
		return
	}
	at := s.at
	for {
		r, size := s.rune(at)
		if at > s.at && withoutSpaces(r) {
			break
		}
		if isWord(r) || isDigit(r) || at > s.at && (isInvisible(r) || isRaised(r)) {
			at += size
			if withoutSpaces(first) && !s.markAt(at) {
				break
			}
			continue
		}
		next, _ := s.rune(at + size)
		if at > s.at && isApostrophe(r) && isWord(next) && !withoutSpaces(next) {
			at += size
			continue
		}
		break
	}
	if strings.HasPrefix(s.text[at:], ".") && abbreviations.Has(strings.ToLower(s.text[s.at:at])) &&
		(unicode.IsUpper(first) || plainAbbreviations.Has(s.text[s.at:at])) {
		at++
	}
	s.clitics(at)
}

// clitics emits the word that ends at byte end, parting "n't", "'s" and their
// like from it, so that "Kyiv" stays comparable with "Kyiv's" and "did" with "didn't".
func (s *scanner) clitics(end int) {
	low := plainApostrophes(s.text[s.at:end])
	low = strings.ToLower(low)
	cut := 0 // bytes of the clitic in low
	switch {
	case low == "cannot":
		cut = len("not")
	case low == "can't":
		cut = len("'t")
	case strings.HasSuffix(low, "n't") && len(low) > len("n't"):
		cut = len("n't")
	default:
		if i := strings.LastIndexByte(low, '\''); i > 0 && cliticEndings.Has(low[i+1:]) {
			cut = len(low) - i
		}
	}
	if cut == 0 {
		s.emit(end, letters)
		return
	}
	// Counted from the end: lower case and plain apostrophes may differ in bytes.
	at := end
	for range cut {
		_, size := utf8.DecodeLastRuneInString(s.text[:at])
		at -= size
	}
	s.emit(at, letters)
	s.emit(end, letters)
}

// addressEnd finds the end of a web address at the current place, or 0.
func (s *scanner) addressEnd() int {
	rest := s.text[s.at:]
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	end := strings.IndexFunc(rest, isGap)
	if end < 0 {
		end = len(rest)
	}
	return s.at + len(strings.TrimRight(rest[:end], ".,;:!?)]}'\"’”»"))
}

// dottedEnd finds the end of an abbreviation such as "U.S." or "p.m.", or 0.
func (s *scanner) dottedEnd() int {
	at, n := s.at, 0
	for {
		r, size := s.rune(at)
		if r <= 0 || !unicode.IsLetter(r) {
			break
		}
		if !strings.HasPrefix(s.text[at+size:], ".") {
			// The last point may be cut off: "6 p.m".
			if after, _ := s.rune(at + size); n > 0 && !isWord(after) && !isDigit(after) && !isApostrophe(after) {
				return at + size
			}
			break
		}
		at += size + 1
		n++
		// Initials may stand apart: "J. D. Lind".
		if next, size := s.rune(at + 1); unicode.IsUpper(r) && strings.HasPrefix(s.text[at:], " ") && unicode.IsUpper(next) &&
			strings.HasPrefix(s.text[at+1+size:], ".") {
			at++
		}
	}
	if n < 2 {
		return 0
	}
	return at
}

// signEnd finds the end of a sign: one character with its marks and joiners,
// or the same point or dash repeated.
func (s *scanner) signEnd(first rune) int {
	_, size := s.rune(s.at)
	at := s.at + size
	if first < utf8.RuneSelf && (at == len(s.text) || s.text[at] < utf8.RuneSelf && rune(s.text[at]) != first && s.text[at] != '=') {
		return at
	}
	switch {
	case strings.ContainsRune(".-–—_*=!?`'<>", first):
		for {
			r, size := s.rune(at)
			if r != first && (r != '=' || first != '<' && first != '>') {
				break
			}
			at += size
		}
	case isRaised(first):
		for {
			r, size := s.rune(at)
			if !isRaised(r) {
				break
			}
			at += size
		}
	}
	if isRegional(first) {
		if r, size := s.rune(at); isRegional(r) {
			at += size
		}
	}
	for {
		r, size := s.rune(at)
		switch {
		case r == zeroWidthJoiner:
			at += size
			if next, size := s.rune(at); next > 0 && !isGap(next) && !isWord(next) && !isDigit(next) {
				at += size
			}
		case r > 0 && (unicode.IsMark(r) || r >= 0x1F3FB && r <= 0x1F3FF):
			at += size
		default:
			return at
		}
	}
}

const zeroWidthJoiner = '\u200d'

// isGap reports what stands between tokens: space, and characters one cannot see.
func isGap(r rune) bool { return unicode.IsSpace(r) || isInvisible(r) }

func isInvisible(r rune) bool { return r > 0x7f && unicode.Is(unicode.Cf, r) }

func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.Is(unicode.Nl, r)
}

// isApostrophe reports what stands for an apostrophe between letters.
func isApostrophe(r rune) bool {
	return r == '\'' || r == '`' || r >= utf8.RuneSelf && strings.ContainsRune("’ʼ＇‘‛´′ʹʻʽꞌˈ", r)
}

func isSeparator(r rune) bool { return r == '.' || r == ',' || r == '٫' || r == '٬' }

// isNarrowSpace reports the spaces that group digits in good typesetting.
func isNarrowSpace(r rune) bool { return r == '\u00a0' || r == '\u2009' || r == '\u202f' }

func isRegional(r rune) bool { return r >= 0x1F1E6 && r <= 0x1F1FF }

// withoutSpaces reports letters of scripts that put no space between words;
// each is a token of its own.
func withoutSpaces(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

func plainApostrophes(s string) string {
	if isASCII(s) && strings.IndexByte(s, '`') < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isApostrophe(r) {
			return '\''
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
