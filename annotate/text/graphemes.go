package text

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// chunk is how many code points have their graphemes found together, when the
// first of them is asked about.
const chunk = 512

// starts has a bit for each code point of a chunk with which a grapheme begins.
type starts [chunk / 64]uint64

// everywhere is what most chunks of most scripts share.
var everywhere = func() *starts {
	var s starts
	for i := range s {
		s[i] = 1<<64 - 1
	}
	return &s
}()

// IsBoundary tells whether the offset, in code points, lies between two
// graphemes (extended grapheme clusters of Unicode Standard Annex 29) or at
// an end of the text. Offsets outside the text are no boundaries.
//
// Graphemes are those of the whole text, with one exception that keeps an
// answer from taking a time that grows with it: where the 512 code points from
// a multiple of 512 on hold no place that is a boundary whatever stands further
// off, the text is taken to begin anew at that multiple. That takes a row of as
// many combining marks, flags or joined emoji; UAX 15 puts the most marks that
// any language needs far below 30. A grapheme of up to 512 is never cut.
func (o *Offsets) IsBoundary(point int) bool {
	switch {
	case point < 0 || point > o.runes:
		return false
	case point == 0 || point == o.runes:
		return true
	case o.ascii():
		return o.text[point-1] != '\r' || o.text[point] != '\n'
	}
	k := point / chunk
	s := o.graphemes[k].Load()
	if s == nil {
		// Whoever else is at it now finds the same.
		s = o.findStarts(k)
		o.graphemes[k].Store(s)
	}
	return s[point%chunk/64]&(1<<(point%64)) != 0
}

// findStarts finds the graphemes of a chunk.
func (o *Offsets) findStarts(k int) *starts {
	first, end := k*chunk, min((k+1)*chunk, o.runes)
	from := o.origin(k)
	point := o.point(from)
	s := o.text[from:o.Byte(end)]
	found, n := new(starts), 0
	it := graphemes.FromString(s)
	for i := 0; i < len(s); {
		if point >= first {
			found[point%chunk/64] |= 1 << (point % 64)
			n++
		}
		if s[i] < utf8.RuneSelf && s[i] != '\r' && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			i++
			point++
			continue
		}
		it.SetText(s[i:])
		it.Next()
		i += it.End()
		point += utf8.RuneCountInString(it.Value())
	}
	if n == chunk {
		return everywhere
	}
	return found
}

// origin returns a byte at or before the start of a chunk from which to look
// for its graphemes: the last one that is certain, not further off than the
// chunk before, else where they are cut by force.
func (o *Offsets) origin(k int) int {
	if k == 0 {
		return 0
	}
	before, at, end := o.Byte((k-1)*chunk), o.Byte(k*chunk), o.Byte((k+1)*chunk)
	if !o.anyCertain(at, end) {
		return at
	}
	for i := at; i > before; {
		if o.certain(i) {
			return i
		}
		_, size := utf8.DecodeLastRuneInString(o.text[:i])
		i -= size
	}
	return before
}

// anyCertain tells whether a certain boundary lies from one byte to before another.
func (o *Offsets) anyCertain(from, to int) bool {
	for i := from; i < to; {
		if o.certain(i) {
			return true
		}
		_, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
	}
	return false
}

// certain tells whether a grapheme begins at a byte whatever stands before the
// character in front of it. Most rules of UAX 29 look at the two characters at
// the place alone (GB3 to GB9b), so these are put to the library by
// themselves. What stands further off matters to flags, of which every second
// begins a grapheme (GB12, GB13: by themselves two join, so they are never
// certain); to a consonant after a mark, which it joins if an Indic consonant
// and a linker stand before (GB9c); and to an emoji after a joiner, which it
// joins if an emoji stands before (GB11). No mark, joiner, consonant or emoji
// of these rules is ASCII.
func (o *Offsets) certain(i int) bool {
	before, size := utf8.DecodeLastRuneInString(o.text[:i])
	after, width := utf8.DecodeRuneInString(o.text[i:])
	pair := o.text[i-size : i+width]
	switch {
	case !splits(pair, size):
		return false
	case before < utf8.RuneSelf || after < utf8.RuneSelf:
		return true
	}
	return splits(conjunct+pair, len(conjunct)+size) && splits(emoji+pair, len(emoji)+size)
}

const (
	conjunct = "\u0915\u094d" // an Indic consonant and a linker
	emoji    = "\U0001f469"
)

// splits tells whether a grapheme of s begins at a byte.
func splits(s string, at int) bool {
	for it := graphemes.FromString(s); it.Next() && it.Start() <= at; {
		if it.Start() == at {
			return true
		}
	}
	return false
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
