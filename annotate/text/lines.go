package text

import (
	"math/bits"
	"strings"
)

// lineBlock is how many bytes share a bit that tells whether a line ends in them.
const lineBlock = page / 64

// lines has that bit for each such block, a word for each page of the text, so
// that the ends of a line are found without reading it.
type lines []uint64

// linesIn makes the word of a page.
func linesIn(s string) (word uint64) {
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '\n')
		if n < 0 {
			break
		}
		b := (i + n) / lineBlock
		word |= 1 << b
		i = (b + 1) * lineBlock
	}
	return word
}

// before is the last block before another in which a line ends, after the
// first one behind it; -1 where there is none.
func (l lines) before(b int) int {
	word := l[b/64] & (1<<(b%64) - 1)
	for i := b / 64; ; word = l[i] {
		if word != 0 {
			return i*64 + 63 - bits.LeadingZeros64(word)
		}
		if i--; i < 0 {
			return -1
		}
	}
}

func (l lines) after(b int) int {
	word := l[b/64] &^ (1<<(b%64+1) - 1)
	for i := b / 64; ; word = l[i] {
		if word != 0 {
			return i*64 + bits.TrailingZeros64(word)
		}
		if i++; i == len(l) {
			return -1
		}
	}
}

// Paragraph returns the line of the canonical text that holds the offset,
// without its LF, in code points.
func (o *Offsets) Paragraph(point int) (start, end int) {
	at := o.Byte(point)
	b := at / lineBlock
	from := b*lineBlock + strings.LastIndexByte(o.text[b*lineBlock:at], '\n') + 1
	if from == b*lineBlock {
		from = 0
		if b := o.lines.before(b); b >= 0 {
			from = b*lineBlock + strings.LastIndexByte(o.text[b*lineBlock:(b+1)*lineBlock], '\n') + 1
		}
	}
	to := len(o.text)
	if i := strings.IndexByte(o.text[at:min((b+1)*lineBlock, to)], '\n'); i >= 0 {
		to = at + i
	} else if b := o.lines.after(b); b >= 0 {
		to = b*lineBlock + strings.IndexByte(o.text[b*lineBlock:], '\n')
	}
	return o.point(from), o.point(to)
}

// cell is how many code points of a paragraph hold one cut at least, where
// the paragraph is long.
const cell = 2048

// stretch returns the part of a paragraph around an offset that words and
// sentences are looked for in, in code points: the whole paragraph if it has
// fewer than two cells. A longer one is cut once in each whole cell after the
// first, at the place that find returns for the cell, else at its first
// grapheme. Each cut depends on its cell alone, so that whoever asks from
// wherever finds the same.
func (o *Offsets) stretch(point int, find func(start, end int) (int, bool)) (start, end int) {
	first, last := o.Paragraph(point)
	cut := func(k int) int {
		if k <= 0 {
			return first
		}
		start := first + k*cell
		if start+cell > last {
			return last
		}
		if at, ok := find(start, start+cell); ok {
			return at
		}
		if !o.IsBoundary(start) {
			_, start = o.Grapheme(start)
		}
		return start
	}
	point = min(max(point, first), last-1)
	k := (point - first) / cell
	at := cut(k)
	if point < at {
		return cut(k - 1), at
	}
	return at, cut(k + 1)
}
