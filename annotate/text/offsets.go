package text

import (
	"errors"
	"fmt"
	"sort"
	"sync/atomic"
	"unicode/utf8"
)

// ErrOffset is returned, wrapped, for an offset outside the text, or inside a
// character of the unit it counts.
var ErrOffset = errors.New("offset outside the text")

// Offsets converts between the units in which a text can be counted: code
// points (Claimtrace's own), bytes of UTF-8, and UTF-16 code units. Each
// conversion takes a time that does not grow with the text, save for a binary
// search from UTF-16. It may be asked from several goroutines at once.
type Offsets struct {
	text  string
	runes int
	units int // UTF-16 code units
	lines lines

	// Without these where the text is ASCII, and offsets in bytes are offsets
	// in code points.
	points    ranks
	blocks    []uint32 // the block that holds every block-th code point
	graphemes []atomic.Pointer[starts]

	astral ranks // empty where all is in the BMP, and UTF-16 units are code points
}

// NewOffsets builds the tables of a text, which must be valid UTF-8, in one
// walk over it. They take at most 1/8 of its bytes.
func NewOffsets(s string) *Offsets {
	o := &Offsets{text: s, runes: len(s), units: len(s), lines: make(lines, len(s)/page+1)}
	ascii, bmp := true, true
	for p := range o.lines {
		// All is asked of a page while it lies in the processor's cache.
		part := pageOf(s, p)
		o.lines[p] = linesIn(part)
		if ascii && !isASCII(part) {
			ascii, o.points = false, newRanks(s)
			for before := range p {
				o.points.add(s, before, countPoints)
			}
		}
		if !ascii {
			o.points.add(s, p, countPoints)
			bmp = bmp && isBMP(part)
		}
	}
	if ascii {
		return o
	}
	o.runes = o.points.all()
	o.units = o.runes
	if !bmp {
		o.astral = newRanks(s)
		for p := range o.lines {
			o.astral.add(s, p, countAstral)
		}
		o.units += o.astral.all()
	}
	o.blocks = make([]uint32, o.runes/block+1)
	for b := range o.points.blocks {
		// A later block takes the place while it begins no later than the code point.
		if k := (o.points.before(b) + block - 1) / block; k < len(o.blocks) {
			o.blocks[k] = uint32(b)
		}
	}
	o.graphemes = make([]atomic.Pointer[starts], o.runes/chunk+1)
	return o
}

// Text returns the text that the table is of.
func (o *Offsets) Text() string { return o.text }

// Len is the length of the text in code points.
func (o *Offsets) Len() int { return o.runes }

// UTF16Len is the length of the text in UTF-16 code units.
func (o *Offsets) UTF16Len() int { return o.units }

// ascii tells whether all units coincide.
func (o *Offsets) ascii() bool { return o.runes == len(o.text) }

// Byte converts an offset in code points, from 0 to Len, to bytes. Offsets
// outside that range are brought to its nearer end.
func (o *Offsets) Byte(point int) int {
	point = min(max(point, 0), o.runes)
	if o.ascii() {
		return point
	}
	if point == o.runes {
		return len(o.text)
	}
	b := int(o.blocks[point/block])
	for b+1 < len(o.points.blocks) && o.points.before(b+1) <= point {
		b++
	}
	from := b * block
	return from + nth(o.text[from:min(from+block, len(o.text))], point-o.points.before(b))
}

// UTF16 converts an offset in code points to UTF-16 code units, with the same
// treatment of the ends as Byte.
func (o *Offsets) UTF16(point int) int {
	point = min(max(point, 0), o.runes)
	if o.units == o.runes {
		return point
	}
	i := o.Byte(point)
	return point + o.astral.before(i/block) + countAstral(o.text[i/block*block:i])
}

// FromByte converts an offset in bytes to code points. It returns an error
// that wraps [ErrOffset] where the offset lies outside the text or inside a
// character.
func (o *Offsets) FromByte(b int) (int, error) {
	if b < 0 || b > len(o.text) {
		return 0, fmt.Errorf("%w: byte %d of %d", ErrOffset, b, len(o.text))
	}
	if b < len(o.text) && !utf8.RuneStart(o.text[b]) {
		return 0, fmt.Errorf("%w: byte %d lies inside a character", ErrOffset, b)
	}
	return o.point(b), nil
}

// point is FromByte for a byte that is known to begin a character or to end
// the text.
func (o *Offsets) point(b int) int {
	if o.ascii() {
		return b
	}
	return o.points.before(b/block) + countPoints(o.text[b/block*block:b])
}

// FromUTF16 converts an offset in UTF-16 code units to code points, with the
// same errors as FromByte; inside a character means between two surrogates.
func (o *Offsets) FromUTF16(u int) (int, error) {
	if u < 0 || u > o.units {
		return 0, fmt.Errorf("%w: UTF-16 unit %d of %d", ErrOffset, u, o.units)
	}
	if o.units == o.runes {
		return u, nil
	}
	b := sort.Search(len(o.points.blocks), func(b int) bool {
		return o.points.before(b)+o.astral.before(b) > u
	}) - 1
	point := o.points.before(b)
	at := point + o.astral.before(b)
	i := b*block + nth(o.text[b*block:], 0)
	for at < u {
		r, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
		at += width16(r)
		point++
	}
	if at != u {
		return 0, fmt.Errorf("%w: UTF-16 unit %d lies inside a character", ErrOffset, u)
	}
	return point, nil
}

// Slice returns the text from start to end in code points. Offsets outside
// the text are brought to its nearer end; an empty string where end is not
// after start.
func (o *Offsets) Slice(start, end int) string {
	if end <= start {
		return ""
	}
	return o.text[o.Byte(start):o.Byte(end)]
}

func width16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}
