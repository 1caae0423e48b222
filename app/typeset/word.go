package typeset

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"claimtrace/annotate/text"
	"claimtrace/app/typeset/bidi"
)

const (
	// longest is the greatest number of code points in one word of the layout.
	// A longer run without a break (an address, a thousand letters) is set in
	// pieces, between which lines may end.
	longest = 24

	softHyphen = '\u00ad'
	hyphen     = "-" // drawn where a line ends at a soft one
)

// word is what is set as one piece: an unbroken stretch of characters in one
// direction, and the space that follows it.
type word struct {
	start, end int   // in code points, without the space after it
	at, size   int   // the same in bytes: offset and length
	spaces     int32 // after it, in widths of a space
	run        int32 // of a Flow
	width      float32
	space      float32
	level      uint8 // of embedding: odd runs from right to left
	spaceLevel uint8
	gap        bool // space stands before its paragraph, whose first word it is
	last       bool // the last word of its paragraph
	soft       bool // ends with a soft hyphen
	rtl        bool // its paragraph runs from right to left
	mixed      bool // its paragraph has characters that do
	joined     bool // no line can begin with it
	label      bool // it is the label of its run
	roomy      bool // of a label: room follows it
	clings     bool // see [Word]
}

// stretch is text to be cut into words: a paragraph, or what stands for one.
type stretch struct {
	runes     []rune
	levels    []uint8        // of embedding; nil where all runs from left to right
	rtl       bool           // the whole does the other way
	owner     []int          // the run that each character is of; nil where there is one
	point, at int            // where it begins, in code points and bytes
	boundary  func(int) bool // whether a grapheme may begin at a code point
}

// cut appends the words of a stretch: they end at the line break opportunities
// of Unicode Standard Annex 14, where the direction changes, where another run
// begins, and where they grow too long.
func (s *stretch) cut(words []word) []word {
	var seg segmenter.Segmenter
	seg.Init(s.runes)
	from, at := 0, s.at
	for it := seg.LineIterator(); it.Next(); {
		to := it.Line().Offset + len(it.Line().Text)
		// A mark may stand on a space, after which a line could end.
		if to < len(s.runes) && !s.boundary(s.point+to) {
			continue
		}
		end := to
		for end > from && unicode.IsSpace(s.runes[end-1]) && s.runes[end-1] != '\u00a0' {
			end--
		}
		for piece := from; ; {
			before := piece - 1
			if s.owner != nil && piece > from { // the space before a run is none of its words
				for s.runes[piece] == ' ' {
					piece++
				}
				at += s.space(&words[len(words)-1], before+1, piece)
			}
			stop := s.pieceEnd(piece, end)
			w := word{start: s.point + piece, end: s.point + stop, at: at, rtl: s.rtl, mixed: s.levels != nil}
			for _, r := range s.runes[piece:stop] {
				w.size += utf8.RuneLen(r)
			}
			at += w.size
			w.soft = stop > piece && s.runes[stop-1] == softHyphen
			if piece < len(s.runes) {
				if s.levels != nil {
					w.level = s.levels[piece]
				}
				if s.owner != nil {
					w.run = int32(s.owner[piece])
				}
				w.joined = piece > from && !s.alike(before, piece)
			}
			words = append(words, w)
			if piece = stop; stop == end {
				break
			}
		}
		at += s.space(&words[len(words)-1], end, to)
		from = to
	}
	return words
}

// space gives a word the white space that follows it, and returns its bytes.
func (s *stretch) space(w *word, from, to int) (size int) {
	if from == to {
		return 0
	}
	w.spaces = int32(spaces(s.runes[from:to]))
	if s.levels != nil {
		w.spaceLevel = s.levels[from]
	}
	for _, r := range s.runes[from:to] {
		size += utf8.RuneLen(r)
	}
	return size
}

// alike tells whether two characters can stand in one word, as far as their
// direction and their run go.
func (s *stretch) alike(a, b int) bool {
	return (s.levels == nil || s.levels[a] == s.levels[b]) && (s.owner == nil || s.owner[a] == s.owner[b])
}

// pieceEnd returns where the piece of a segment ends that begins at from: with
// the segment, at a change of direction or of run, or when it is long enough.
func (s *stretch) pieceEnd(from, end int) int {
	to := min(from+longest, end)
	if s.levels != nil || s.owner != nil {
		for k := from + 1; k < to; k++ {
			if !s.alike(from, k) {
				to = k
			}
		}
	}
	for to < end && !s.boundary(s.point+to) {
		to++
	}
	return to
}

// drawn is the string that draws the first so many bytes of a word of a text.
func (w word) drawn(whole string, size int) string {
	s := Shown(whole[w.at : w.at+size])
	if !w.mixed {
		return s
	}
	return bidi.Forced(s, w.level)
}

// parted are the pieces of a word that is wider than a column: each as much as
// fits it, but one grapheme at least. No line begins with the later ones unless
// the word has the line before for itself.
func parted(w word, width float32, o *text.Offsets, measure func(word) float32) []word {
	var out []word
	for rest := w; ; {
		var ends []int // of graphemes
		for p := o.NextGrapheme(rest.start); p < rest.end; p = o.NextGrapheme(p) {
			ends = append(ends, p)
		}
		if rest.width <= width || len(ends) == 0 {
			return append(out, rest)
		}
		piece := func(end int) word {
			p := rest
			p.end, p.size = end, o.Byte(end)-rest.at
			p.spaces, p.space, p.last, p.soft, p.clings = 0, 0, false, false, false
			p.width = measure(p)
			return p
		}
		fits := sort.Search(len(ends), func(i int) bool { return piece(ends[i]).width > width })
		p := piece(ends[max(fits-1, 0)])
		out = append(out, p)
		rest.start, rest.at, rest.size, rest.gap, rest.joined = p.end, p.at+p.size, rest.size-p.size, false, true
		rest.width = measure(rest)
	}
}

// spaces counts white space in widths of a space; a tab is as wide as four.
func spaces(run []rune) int {
	n := 0
	for _, r := range run {
		n++
		if r == '\t' {
			n += 3
		}
	}
	return n
}

// Shown is the string that is drawn for a piece of text: control and format
// characters that the face would draw as boxes are left out.
func Shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= ' ' && r < 0x7f:
			return r
		case r == '\u200d', r == '\u200c': // joiners shape the letters around them
			return r
		case r == '\t':
			return ' '
		case unicode.Is(unicode.Cf, r), unicode.IsControl(r), r == '\u2028', r == '\u2029':
			return -1
		}
		return r
	}, s)
}
