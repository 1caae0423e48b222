package typeset

import (
	"slices"

	"claimtrace/app/typeset/bidi"
)

// lineEnd returns where the line ends, at a word, that begins with the word
// first in a column of a width, in pixels: before the first that does not fit,
// or that of which a joined one does not; of what is wider than a line, as much
// as fits it. dash is the width of a hyphen.
func lineEnd(words []word, first int, width, dash float32) int {
	begin := first
	var x float32
	for i := first; i < len(words); i++ {
		w := &words[i]
		need := w.width
		if w.soft {
			need += dash
		}
		if !w.joined {
			begin = i
		}
		if i > first && x+need > width {
			if begin > first {
				return begin
			}
			return i
		}
		x += w.width + w.space
		if w.last {
			return i + 1
		}
	}
	return len(words)
}

// hyphened tells whether a hyphen is drawn after a word that is the last of its
// line, or not.
func (w *word) hyphened(ends bool) bool { return w.soft && ends && !w.last }

// placed is a word or the space after it as it stands on its line.
type placed struct {
	word        int
	space       bool
	left, width float32
	rtl         bool
}

// place appends what stands on a line of a column, from left to right (UAX #9,
// rule L2). The space at the line's end is not set.
func place(out []placed, words []word, first, end int, column float32) []placed {
	from, mixed := len(out), false
	var width float32
	for k := first; k < end; k++ {
		w := &words[k]
		mixed = mixed || w.level > 0 || w.spaceLevel > 0
		out = append(out, placed{word: k, width: w.width, rtl: w.level%2 == 1})
		width += w.width
		if k+1 < end && w.space > 0 {
			out = append(out, placed{word: k, space: true, width: w.space, rtl: w.spaceLevel%2 == 1})
			width += w.space
		}
	}
	line := out[from:]
	if mixed {
		reorder(line, words)
	}
	var x float32
	if words[first].rtl {
		x = max(column-width, 0)
	}
	for i := range line {
		line[i].left = x
		x += line[i].width
	}
	return out
}

func reorder(line []placed, words []word) {
	levels := make([]uint8, len(line))
	for i, p := range line {
		levels[i] = words[p.word].level
		if p.space {
			levels[i] = words[p.word].spaceLevel
		}
	}
	logical := slices.Clone(line)
	for i, k := range bidi.Order(levels) {
		line[i] = logical[k]
	}
}
