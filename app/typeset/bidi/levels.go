// Package bidi gives the order in which the characters of a line are seen
// where some of them are read from right to left (Hebrew, Arabic, Syriac …):
// the Unicode bidirectional algorithm, Unicode Standard Annex 9, whose rules
// the comments name.
//
// The text stays as it is. [Levels] gives every character of a paragraph its
// embedding level: even where it is read from left to right, odd where from
// right to left, greater where one is set within the other. [Order] gives the
// order in which the pieces of a line are seen, and [Forced] the string that
// makes a renderer set one piece in that way. A piece is of one level: words are
// cut where the level changes, between graphemes, each at the level of its first
// character.
//
// The properties of the characters are those of golang.org/x/text/unicode/bidi.
// That package resolves levels too, but does not tell them, and it misses the
// pairs of brackets.
package bidi

import ucd "golang.org/x/text/unicode/bidi"

// Levels returns the embedding level of each character of a paragraph, from 0
// to 126, and whether the paragraph as a whole reads from right to left: its
// base level is then 1, else 0 (rules P2 and P3). The levels are nil where all
// are 0; where no character is read from right to left, that is found at once.
//
// White space at the end of the paragraph, and before a tab, has the base
// level (rule L1). At the end of every other line the caller has to give it
// that level before [Order]. Whoever keeps the spaces after words apart leaves
// them out at the end of a line, and takes each of the others as a piece of its
// own with its own level. Format characters, which take no room, have the level
// of what stands before them.
//
// A paragraph separator within the paragraph (a line end, U+2029) ends all
// embeddings; what follows it keeps the base level.
func Levels(paragraph []rune) (levels []uint8, rtl bool) {
	if leftToRight(paragraph) {
		return nil, false
	}
	p := newText(paragraph)
	p.base = p.firstStrong(0, len(paragraph))
	p.resolve()
	for _, level := range p.levels {
		if level > 0 {
			return p.levels, p.base == 1
		}
	}
	return nil, false
}

// leftToRight tells whether all levels are 0 for want of a character that
// could have another. It may miss that they are.
func leftToRight(paragraph []rune) bool {
	for _, r := range paragraph {
		if mayTurn(r) {
			return false
		}
	}
	return true
}

// mayTurn tells whether a character lies where Unicode has those that are read
// from right to left or that set a direction. It is inlined; the rest is not.
func mayTurn(r rune) bool { return r >= 0x590 && inTurningBlock(r) }

func inTurningBlock(r rune) bool {
	switch {
	case r < 0x200F:
		return r < 0x900
	case r < 0x2070:
		return r == 0x200F || 0x202A <= r && r <= 0x202E || r >= 0x2066
	case r < 0x10000:
		return 0xFB1D <= r && r <= 0xFEFF
	}
	return 0x10800 <= r && r < 0x11000 || 0x1E800 <= r && r < 0x1F000
}

// classes is a set of bidirectional classes.
type classes uint32

func (s classes) has(c ucd.Class) bool { return s>>c&1 != 0 }

func classOf(r rune) ucd.Class {
	properties, _ := ucd.LookupRune(r)
	return properties.Class()
}

const (
	initiators classes = 1<<ucd.LRI | 1<<ucd.RLI | 1<<ucd.FSI
	// removed are the classes that rule X9 takes out of the text.
	removed classes = 1<<ucd.LRE | 1<<ucd.RLE | 1<<ucd.LRO | 1<<ucd.RLO | 1<<ucd.PDF | 1<<ucd.BN
	// blank are the classes that rule L1 takes along with white space.
	blank = 1<<ucd.WS | 1<<ucd.PDI | initiators | removed
)

// text is a paragraph while its levels are found.
type text struct {
	runes  []rune
	class  []ucd.Class // as the character has it
	turned []ucd.Class // as the overrides make it
	match  []int32     // for isolates, the place of the other end
	levels []uint8
	base   uint8
}

// newText looks up the classes and finds the ends of the isolates (BD9). The
// end of one that nothing ends is the separator or the end of the paragraph;
// the beginning of one that nothing begins is −1.
func newText(paragraph []rune) *text {
	n := len(paragraph)
	p := &text{
		runes:  paragraph,
		class:  make([]ucd.Class, n),
		turned: make([]ucd.Class, n),
		match:  make([]int32, n),
		levels: make([]uint8, n),
	}
	var open []int32
	for i, r := range paragraph {
		c := classOf(r)
		p.class[i], p.turned[i], p.match[i] = c, c, -1
		switch {
		case initiators.has(c):
			open = append(open, int32(i))
		case c == ucd.PDI && len(open) > 0:
			last := open[len(open)-1]
			p.match[last], p.match[i] = int32(i), last
			open = open[:len(open)-1]
		case c == ucd.B:
			for _, k := range open {
				p.match[k] = int32(i)
			}
			open = open[:0]
		}
	}
	for _, k := range open {
		p.match[k] = int32(n)
	}
	return p
}

// firstStrong returns the level that the first letter outside isolates, from
// start up to end, asks for: 1 where it is read from right to left, else 0.
func (p *text) firstStrong(start, end int) uint8 {
	for i := start; i < end; i++ {
		switch c := p.class[i]; {
		case c == ucd.L:
			return 0
		case c == ucd.R || c == ucd.AL:
			return 1
		case initiators.has(c):
			i = int(p.match[i])
		}
	}
	return 0
}

// resolve finds the levels for a base level.
func (p *text) resolve() {
	p.explicit()
	p.implicit()
	// What X9 took out follows what stands before it, so that it parts nothing.
	level := p.base
	for i, c := range p.class {
		if removed.has(c) {
			p.levels[i] = level
		}
		level = p.levels[i]
	}
	// L1, as far as it does not depend on the lines.
	trailing := true
	for i := len(p.class) - 1; i >= 0; i-- {
		c := p.class[i]
		trailing = c == ucd.B || c == ucd.S || trailing && blank.has(c)
		if trailing {
			p.levels[i] = p.base
		}
	}
}
