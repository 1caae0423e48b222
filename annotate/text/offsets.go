package text

import (
	"errors"
	"fmt"
	"sort"
	"sync"
	"unicode/utf8"
)

// stride is how many code points lie between two entries of the table: small
// enough that the walk from an entry is short, large enough that the table
// takes a fraction of the text's memory.
const stride = 64

// ErrOffset is returned, wrapped, for an offset outside the text, or inside a
// character of the unit it counts.
var ErrOffset = errors.New("offset outside the text")

// Offsets converts between the units in which a text can be counted: code
// points (Claimtrace's own), bytes of UTF-8, and UTF-16 code units. Each
// conversion takes a time that does not grow with the text, save for a binary
// search from bytes and UTF-16.
type Offsets struct {
	text  string
	runes int
	units int   // UTF-16 code units
	bytes []int // byte offset of every stride-th code point
	utf16 []int // UTF-16 offset of the same; nil where all is in the BMP

	split  sync.Once
	starts []uint64 // a bit for each code point with which a grapheme begins
}

// NewOffsets builds the table of a text, which must be valid UTF-8.
func NewOffsets(s string) *Offsets {
	o := &Offsets{text: s}
	var astral bool
	for i, r := range s {
		if o.runes%stride == 0 {
			o.bytes = append(o.bytes, i)
			o.utf16 = append(o.utf16, o.units)
		}
		o.runes++
		o.units++
		if r > 0xFFFF {
			o.units++
			astral = true
		}
	}
	if !astral {
		o.utf16 = nil
	}
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
	i := o.bytes[point/stride]
	for n := point % stride; n > 0; n-- {
		_, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
	}
	return i
}

// UTF16 converts an offset in code points to UTF-16 code units, with the same
// treatment of the ends as Byte.
func (o *Offsets) UTF16(point int) int {
	point = min(max(point, 0), o.runes)
	if o.utf16 == nil {
		return point
	}
	if point == o.runes {
		return o.units
	}
	u := o.utf16[point/stride]
	i := o.bytes[point/stride]
	for n := point % stride; n > 0; n-- {
		r, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
		u += width16(r)
	}
	return u
}

// FromByte converts an offset in bytes to code points. It returns an error
// that wraps [ErrOffset] where the offset lies outside the text or inside a
// character.
func (o *Offsets) FromByte(b int) (int, error) {
	if b < 0 || b > len(o.text) {
		return 0, fmt.Errorf("%w: byte %d of %d", ErrOffset, b, len(o.text))
	}
	if o.ascii() || b == 0 {
		return b, nil
	}
	k := sort.SearchInts(o.bytes, b+1) - 1
	point, i := k*stride, o.bytes[k]
	for i < b {
		_, size := utf8.DecodeRuneInString(o.text[i:])
		i += size
		point++
	}
	if i != b {
		return 0, fmt.Errorf("%w: byte %d lies inside a character", ErrOffset, b)
	}
	return point, nil
}

// FromUTF16 converts an offset in UTF-16 code units to code points, with the
// same errors as FromByte; inside a character means between two surrogates.
func (o *Offsets) FromUTF16(u int) (int, error) {
	if u < 0 || u > o.units {
		return 0, fmt.Errorf("%w: UTF-16 unit %d of %d", ErrOffset, u, o.units)
	}
	if o.utf16 == nil || u == 0 {
		return u, nil
	}
	k := sort.SearchInts(o.utf16, u+1) - 1
	point, i, at := k*stride, o.bytes[k], o.utf16[k]
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
