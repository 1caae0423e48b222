package text

import (
	"iter"
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
	switch {
	case point < 0 || point > o.runes:
		return false
	case point == o.runes || o.ascii(): // canonical text holds no CR
		return true
	}
	o.split.Do(o.markGraphemes)
	return o.starts[point/64]&(1<<(point%64)) != 0
}

// markGraphemes notes where graphemes begin, one bit for each code point: a
// text is asked at every border of a word, and of some scripts a grapheme
// cannot be found without going back far.
func (o *Offsets) markGraphemes() {
	o.starts = make([]uint64, o.runes/64+1)
	point := 0
	it := graphemes.FromString(o.text)
	for it.Next() {
		o.starts[point/64] |= 1 << (point % 64)
		point += utf8.RuneCountInString(it.Value())
	}
}

// Grapheme returns the grapheme that holds the code point at the offset, as
// offsets in code points; at the end of the text an empty range.
func (o *Offsets) Grapheme(point int) (start, end int) {
	point = min(max(point, 0), o.runes)
	if point == o.runes {
		return point, point
	}
	for start = point; !o.IsBoundary(start); start-- {
	}
	for end = point + 1; !o.IsBoundary(end); end++ {
	}
	return start, end
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
	first, stop := o.Paragraph(point)
	start, end = first, first
	for start, end = range o.words(first, stop) {
		if end > point {
			break
		}
	}
	return start, end
}

// NextWord returns the offset where the word after the offset ends, PrevWord
// where the word before it begins: the places to which Ctrl and an arrow go.
func (o *Offsets) NextWord(point int) int {
	for from := point; from < o.runes; {
		start, stop := o.Paragraph(from)
		for start, end := range o.words(start, stop) {
			if end > point && isWord(o.Slice(start, end)) {
				return end
			}
		}
		from = stop + 1
	}
	return o.runes
}

// PrevWord is the counterpart of [Offsets.NextWord].
func (o *Offsets) PrevWord(point int) int {
	for from := point; from > 0; {
		first, stop := o.Paragraph(from - 1)
		found := -1
		for start, end := range o.words(first, stop) {
			if start >= point {
				break
			}
			if isWord(o.Slice(start, end)) {
				found = start
			}
		}
		if found >= 0 {
			return found
		}
		from = first
	}
	return 0
}

// words yields the segments of a paragraph, in code points. Segments whose
// border lies inside a grapheme are joined.
func (o *Offsets) words(start, stop int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		it := words.FromString(o.Slice(start, stop))
		for end := start; it.Next(); {
			end += utf8.RuneCountInString(it.Value())
			if end < stop && !o.IsBoundary(end) {
				continue
			}
			if !yield(start, end) {
				return
			}
			start = end
		}
	}
}

func isWord(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) })
}

// Trim drops the white space at both ends of a range of code points.
func (o *Offsets) Trim(start, end int) (int, int) {
	s := o.Slice(start, end)
	left := strings.TrimLeftFunc(s, unicode.IsSpace)
	start += utf8.RuneCountInString(s) - utf8.RuneCountInString(left)
	// A space can be part of a grapheme, under a mark or after a sign of Arabic.
	return o.Snap(start, start+utf8.RuneCountInString(strings.TrimRightFunc(left, unicode.IsSpace)))
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
		if at < last && (endsInAbbreviation(joined) || !o.IsBoundary(at)) {
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
