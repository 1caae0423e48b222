package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/clipperhouse/uax29/v2/words"
)

// Word returns the word at the offset, in code points: a segment of Unicode
// Standard Annex 29, so a run of spaces or a punctuation mark where the offset
// stands on one. Segments whose border lies inside a grapheme are joined. In a
// paragraph of 4,096 code points or more a word is cut where 2,048 hold no
// space in front of one.
func (o *Offsets) Word(point int) (start, end int) {
	first, last := o.stretch(point, o.cutAtWord)
	if first == last {
		return first, last
	}
	point = min(max(point, first), last-1)
	from := o.Byte(first)
	s := o.text[from:o.Byte(last)]
	i := o.Byte(point) - from
	for i > 0 && !beginsWord(s, i) {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	start = o.point(from + i)
	end = start
	for it := words.FromString(s[i:]); it.Next(); {
		end += utf8.RuneCountInString(it.Value())
		if end < last && !o.IsBoundary(end) {
			continue
		}
		if end > point {
			break
		}
		start = end
	}
	return start, end
}

// beginsWord tells whether a space ends at a byte of s and something else
// begins there that does not hang on it: a place where a word begins whatever
// stands further off, as no rule of UAX 29 for words looks across it.
func beginsWord(s string, i int) bool {
	if s[i-1] != ' ' {
		return false
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	pair := s[i-1 : i+size]
	return len(words.FromString(pair).First()) == 1 && len(graphemes.FromString(pair).First()) == 1
}

// cutAtWord finds the first such place in a cell.
func (o *Offsets) cutAtWord(start, end int) (int, bool) {
	from := o.Byte(start)
	s := o.text[from:o.Byte(end)]
	for i := 1; i < len(s); i++ {
		n := strings.IndexByte(s[i-1:len(s)-1], ' ')
		if n < 0 {
			break
		}
		if i += n; beginsWord(s, i) {
			return o.point(from + i), true
		}
	}
	return 0, false
}

// reach is how many code points without a letter or number a step to the next
// word or the one before crosses at most.
const reach = 16384

// NextWord returns the offset where the word after the offset ends, PrevWord
// where the word before it begins: the places to which Ctrl and an arrow go.
// Where no letter or number follows within 16,384 code points they go that far.
func (o *Offsets) NextWord(point int) int {
	point = max(point, 0)
	if point >= o.runes {
		return o.runes
	}
	if o.text[o.Byte(point)] != '\n' {
		start, end := o.Word(point)
		if strings.ContainsFunc(o.Slice(start, end), inWord) {
			return end
		}
		point = end
	}
	from, far := o.Byte(point), min(point+reach, o.runes)
	i := strings.IndexFunc(o.text[from:o.Byte(far)], inWord)
	if i < 0 {
		far, _ = o.Grapheme(far)
		return far
	}
	_, end := o.Word(o.point(from + i))
	return end
}

// PrevWord is the counterpart of [Offsets.NextWord].
func (o *Offsets) PrevWord(point int) int {
	if point = min(point, o.runes); point <= 0 {
		return 0
	}
	start, end := o.Word(point - 1)
	if strings.ContainsFunc(o.Slice(start, end), inWord) {
		return start
	}
	far := max(start-reach, 0)
	from := o.Byte(far)
	i := strings.LastIndexFunc(o.text[from:o.Byte(start)], inWord)
	if i < 0 {
		far, _ = o.Grapheme(far)
		return far
	}
	start, _ = o.Word(o.point(from + i))
	return start
}

// inWord tells whether a character makes a word of the segment that holds it.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
