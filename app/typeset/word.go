package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"claimtrace/app/typeset/bidi"
)

const (
	// longest is the greatest number of code points in one word of the layout.
	// A longer run without a break (an address, a thousand letters) is set in
	// pieces, so that every piece fits the narrowest column.
	longest = 24

	softHyphen = '\u00ad'
	hyphen     = "-" // drawn where a line ends at a soft one
)

// word is what is set as one piece: an unbroken run of characters in one
// direction, and the space that follows it.
type word struct {
	start, end int // in code points, without the space after it
	at, size   int // the same in bytes: offset and length
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
}

// compose cuts the text of a block into words (line break opportunities of
// Unicode Standard Annex 14) and measures them.
func (l *Layout) compose(b *block) {
	s := l.text.Text()[b.at : b.at+b.size]
	b.words = make([]word, 0, len(s)/5)
	point, _ := l.text.FromByte(b.at)
	at, blank := b.at, false
	for paragraph := range strings.SplitSeq(s, "\n") {
		runes := []rune(paragraph)
		if isBlank(paragraph) {
			blank = true
		} else {
			k := len(b.words)
			l.cut(b, runes, point, at)
			b.words[k].gap = blank || !l.parted
			b.words[len(b.words)-1].last = true
			blank = false
		}
		point += len(runes) + 1
		at += len(paragraph) + 1
	}
	b.words[0].gap = b.gap
}

// cut appends the words of a paragraph that begins at the given code point and
// byte.
func (l *Layout) cut(b *block, runes []rune, point, at int) {
	levels, rtl := bidi.Levels(runes)
	var seg segmenter.Segmenter
	seg.Init(runes)
	from := 0
	for it := seg.LineIterator(); it.Next(); {
		to := it.Line().Offset + len(it.Line().Text)
		// A mark may stand on a space, after which a line could end.
		if to < len(runes) && !l.text.IsBoundary(point+to) {
			continue
		}
		end := to
		for end > from && unicode.IsSpace(runes[end-1]) && runes[end-1] != '\u00a0' {
			end--
		}
		for piece := from; ; {
			stop := l.pieceEnd(runes, levels, piece, end, point)
			w := word{start: point + piece, end: point + stop, at: at, rtl: rtl, mixed: levels != nil}
			for _, r := range runes[piece:stop] {
				w.size += utf8.RuneLen(r)
			}
			at += w.size
			w.soft = stop > piece && runes[stop-1] == softHyphen
			if levels != nil && piece < len(runes) {
				w.level = levels[piece]
				w.joined = piece > from && levels[piece-1] != w.level
			}
			w.width = l.width(l.drawn(w, w.size))
			if stop == end {
				if end < to {
					w.space = l.width(strings.Repeat(" ", spaces(runes[end:to])))
					if levels != nil {
						w.spaceLevel = levels[end]
					}
				}
				b.words = append(b.words, w)
				break
			}
			b.words = append(b.words, w)
			piece = stop
		}
		for _, r := range runes[end:to] {
			at += utf8.RuneLen(r)
		}
		from = to
	}
}

// pieceEnd returns where the piece of a run ends that begins at from: with the
// run, at a change of direction, or when it is long enough.
func (l *Layout) pieceEnd(runes []rune, levels []uint8, from, end, point int) int {
	to := min(from+longest, end)
	if levels != nil {
		for k := from + 1; k < to; k++ {
			if levels[k] != levels[from] {
				to = k
			}
		}
	}
	for to < end && !l.text.IsBoundary(point+to) {
		to++
	}
	return to
}

// drawn is the string that draws the first so many bytes of a word.
func (l *Layout) drawn(w word, size int) string {
	s := Shown(l.text.Text()[w.at : w.at+size])
	if !w.mixed {
		return s
	}
	return bidi.Forced(s, w.level)
}

// width returns the width of a word, which is measured once.
func (l *Layout) width(s string) float32 {
	w, ok := l.known[s]
	if !ok {
		w = l.measure(s)
		l.known[s] = w
	}
	return w
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
