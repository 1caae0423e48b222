package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"
)

// IsBoundary tells whether the offset, in code points, lies between two
// graphemes (extended grapheme clusters of Unicode Standard Annex 29) or at
// an end of the text. Offsets outside the text are no boundaries.
func (o *Offsets) IsBoundary(point int) bool {
	if point < 0 || point > o.runes {
		return false
	}
	start, _ := o.Grapheme(point)
	return start == point
}

// Grapheme returns the grapheme that holds the code point at the offset, as
// offsets in code points; at the end of the text an empty range.
func (o *Offsets) Grapheme(point int) (start, end int) {
	point = min(max(point, 0), o.runes)
	if point == o.runes {
		return point, point
	}
	at := o.Byte(point)
	from, n := o.safeStart(at)
	start = point - n
	it := graphemes.FromString(o.text[from:])
	for it.Next() {
		size := utf8.RuneCountInString(it.Value())
		if start+size > point {
			return start, start + size
		}
		start += size
	}
	return point, point + 1
}

// safeStart goes back from a byte offset to a place that is surely a
// boundary, and returns it with the number of code points in between: between
// two ASCII characters no grapheme goes on (there is no CR in canonical text).
func (o *Offsets) safeStart(at int) (from, points int) {
	for at > 0 {
		if at < len(o.text) && o.text[at] < utf8.RuneSelf && o.text[at-1] < utf8.RuneSelf {
			break
		}
		_, size := utf8.DecodeLastRuneInString(o.text[:at])
		at -= size
		points++
	}
	return at, points
}

// NextGrapheme returns the offset after the grapheme at the offset, PrevGrapheme
// the offset before the grapheme that ends there; both stay in the text.
func (o *Offsets) NextGrapheme(point int) int {
	_, end := o.Grapheme(point)
	return end
}

// PrevGrapheme is the counterpart of [Offsets.NextGrapheme].
func (o *Offsets) PrevGrapheme(point int) int {
	if point <= 0 {
		return 0
	}
	start, _ := o.Grapheme(min(point, o.runes) - 1)
	return start
}

// Snap widens a range of code points so that it cuts through no grapheme.
func (o *Offsets) Snap(start, end int) (int, int) {
	start, _ = o.Grapheme(start)
	if !o.IsBoundary(end) {
		_, end = o.Grapheme(end)
	}
	return start, end
}

// Paragraph returns the line of the canonical text that holds the offset,
// without its LF, in code points.
func (o *Offsets) Paragraph(point int) (start, end int) {
	at := o.Byte(point)
	from := strings.LastIndexByte(o.text[:at], '\n') + 1
	to := len(o.text)
	if i := strings.IndexByte(o.text[at:], '\n'); i >= 0 {
		to = at + i
	}
	start, _ = o.FromByte(from)
	return start, start + utf8.RuneCountInString(o.text[from:to])
}

// Word returns the word at the offset, in code points: a segment of Unicode
// Standard Annex 29, so a run of spaces or a punctuation mark where the offset
// stands on one.
func (o *Offsets) Word(point int) (start, end int) {
	start, stop := o.Paragraph(point)
	it := words.FromString(o.Slice(start, stop))
	for it.Next() {
		end = start + utf8.RuneCountInString(it.Value())
		if end > point {
			return start, end
		}
		if end == stop {
			return start, end
		}
		start = end
	}
	return start, start
}

// NextWord returns the offset where the word after the offset ends, PrevWord
// where the word before it begins: the places to which Ctrl and an arrow go.
func (o *Offsets) NextWord(point int) int {
	for point < o.runes {
		start, end := o.Word(point)
		if end <= start || end <= point {
			point++ // a line end
			continue
		}
		point = end
		if isWord(o.Slice(start, end)) {
			break
		}
	}
	return point
}

// PrevWord is the counterpart of [Offsets.NextWord].
func (o *Offsets) PrevWord(point int) int {
	for point > 0 {
		start, end := o.Word(point - 1)
		if end <= start || start >= point {
			point--
			continue
		}
		point = start
		if isWord(o.Slice(start, end)) {
			break
		}
	}
	return point
}

func isWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// Trim drops the white space at both ends of a range of code points.
func (o *Offsets) Trim(start, end int) (int, int) {
	s := o.Slice(start, end)
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += utf8.RuneCountInString(s) - utf8.RuneCountInString(left)
	return start, start + utf8.RuneCountInString(strings.TrimRightFunc(left, unicode.IsSpace))
}

// Sentence returns the sentence at the offset, in code points and without the
// spaces around it. Sentences are those of Unicode Standard Annex 29, joined
// where they were cut after an abbreviation or an initial, and never cross a
// line end.
func (o *Offsets) Sentence(point int) (start, end int) {
	first, last := o.Paragraph(point)
	start = first
	at := start
	var joined string
	it := sentences.FromString(o.Slice(first, last))
	for it.Next() {
		at += utf8.RuneCountInString(it.Value())
		joined += it.Value()
		if at < last && endsInAbbreviation(joined) {
			continue
		}
		if at > point || at == last {
			return o.Trim(start, at)
		}
		start, joined = at, ""
	}
	return o.Trim(start, last)
}

// abbreviations after which a full stop does not end a sentence, in lower
// case: titles, military ranks, months, and the commonest of news English.
var abbreviations = map[string]bool{}

func init() {
	for _, w := range strings.Fields(`mr mrs ms dr prof sen rep gov gen col lt maj capt sgt adm cmdr rev hon st sr jr
		vs etc e.g i.e cf approx no nos fig inc ltd co corp dept est
		jan feb mar apr jun jul aug sep sept oct nov dec
		u.s u.n u.k e.u u.a.e`) {
		abbreviations[w] = true
	}
}

func endsInAbbreviation(s string) bool {
	s = strings.TrimRightFunc(s, unicode.IsSpace)
	if !strings.HasSuffix(s, ".") {
		return false
	}
	s = s[:len(s)-1]
	last := s[strings.LastIndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '(' || r == '“' || r == '"' })+1:]
	// The quotation mark or bracket found above may be longer than a byte.
	last = strings.TrimLeftFunc(last, func(r rune) bool { return !unicode.IsLetter(r) })
	if r, size := utf8.DecodeRuneInString(last); size == len(last) && unicode.IsUpper(r) {
		return true // an initial: "J. Smith"
	}
	return abbreviations[strings.ToLower(last)]
}
