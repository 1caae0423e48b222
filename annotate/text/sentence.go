package text

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Trim drops the white space at both ends of a range of code points.
func (o *Offsets) Trim(start, end int) (int, int) {
	s := o.Slice(start, end)
	at := o.Byte(start) + len(s)
	s = strings.TrimLeftFunc(s, unicode.IsSpace)
	at -= len(s)
	// A space can be part of a grapheme, under a mark or after a sign of Arabic.
	return o.Snap(o.point(at), o.point(at+len(strings.TrimRightFunc(s, unicode.IsSpace))))
}

// Sentence returns the sentence at the offset, in code points and without the
// spaces around it. Sentences are those of Unicode Standard Annex 29, joined
// where they were cut after an abbreviation or an initial, and never cross a
// line end. In a paragraph of 4,096 code points or more a sentence is cut
// where 2,048 hold no end of one that is plain to see.
func (o *Offsets) Sentence(point int) (start, end int) {
	first, last := o.stretch(point, o.cutAtSentence)
	start, end = first, last
	for start, end = range o.sentences(first, last) {
		if end > point {
			break
		}
	}
	return o.Trim(start, end)
}

// sentences yields the sentences of a stretch with the spaces between them.
func (o *Offsets) sentences(first, last int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		s := o.Slice(first, last)
		start, end, from := first, first, 0
		for it := sentences.FromString(s); it.Next(); {
			end += utf8.RuneCountInString(it.Value())
			if end < last && (endsInAbbreviation(s[from:it.End()]) || !o.IsBoundary(end)) {
				continue
			}
			if !yield(start, end) {
				return
			}
			start, from = end, it.End()
		}
	}
}

// cutAtSentence finds the first plain end of a sentence in a cell, else what
// cutAtWord finds.
func (o *Offsets) cutAtSentence(start, end int) (int, bool) {
	s := o.Slice(start, end)
	n := 0
	for from, to := range o.sentences(start, end) {
		n += o.Byte(to) - o.Byte(from)
		if to < end && plainEnd(s[:n], s[n:]) {
			return to, true
		}
	}
	return o.cutAtWord(start, end)
}

// plainEnd tells whether a sentence ends between two parts of a text whatever
// stands before and after them, given that one ends there if they are all the
// text: three letters and a mark end the first part, a full stop only after a
// whole word, and a letter begins the second. What stands before three letters
// makes no difference to the rules of UAX 29, nor what stands after one.
func plainEnd(before, after string) bool {
	if next, _ := utf8.DecodeRuneInString(after); !unicode.IsLetter(next) {
		return false
	}
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	mark, size := utf8.DecodeLastRuneInString(before)
	before = before[:len(before)-size]
	rest := strings.TrimRightFunc(before, unicode.IsLetter)
	if utf8.RuneCountInString(before[len(rest):]) < 3 {
		return false
	}
	space, _ := utf8.DecodeLastRuneInString(rest)
	return mark != '.' || unicode.IsSpace(space)
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

// EndsInAbbreviation tells whether the full stop at the end of a text, spaces apart, is that of an abbreviation or initial.
func EndsInAbbreviation(s string) bool { return endsInAbbreviation(s) }

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
