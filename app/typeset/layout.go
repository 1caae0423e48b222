// Package typeset places the words of a text in lines of a width. It knows
// neither a window nor a font: it is told how wide a string is.
//
// Its work does not grow with the text. The text is divided into blocks of a
// few paragraphs; a block's words are cut, measured and wrapped when a line of
// it is asked for, and forgotten again when others have been asked for since.
// Until then the height of a block is estimated from its characters, so the
// height of the whole is always known and comes nearer to the truth as one
// reads.
package typeset

import (
	"sort"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// Measure returns the width of a string in pixels, in the reading face.
type Measure func(s string) float32

// Metrics are the measures of the column, in pixels.
type Metrics struct {
	Width   float32
	Lead    float32 // line to line
	Between float32 // added between paragraphs
}

// Line names a line: its block and its number in the block. It holds until
// the text is wrapped at another width or in another face.
type Line struct{ block, row int }

// Layout is one text in lines. It is used from one goroutine.
type Layout struct {
	// Grown, if set, is called when a block that ended at bottom was laid out and
	// turned out to be higher by the given pixels than was estimated. Also where
	// by is 0, lines within the block have moved.
	Grown func(bottom, by float64)

	text *text.Offsets
	// Where blank lines part the paragraphs, a single line end is a line break
	// within one; where there are none, every line is a paragraph.
	parted   bool
	measure  Measure
	known    map[string]float32 // widths of words
	m        Metrics
	wrapping int // counts the calls of Wrap that changed something
	blocks   []block
	tops     []float64 // of the blocks, right up to tops[summed]
	summed   int
	kept     []int                           // the blocks that have their words
	asked    int                             // counts how often words were asked for
	found    struct{ block, start, end int } // the block found last by blockOf, and its code points
	placed   []placed
}

const (
	keptMost  = 64      // blocks that keep their words
	knownMost = 1 << 16 // words whose widths are remembered
)

// New divides a text into blocks. Wrap must follow before lines are asked for.
func New(o *text.Offsets, m Measure) *Layout {
	l := &Layout{text: o}
	l.found.block = -1 // what comes next is the first
	l.divide()
	l.tops = make([]float64, len(l.blocks)+1)
	l.SetFace(m)
	return l
}

// SetFace measures in another face or size; Wrap must follow.
func (l *Layout) SetFace(m Measure) {
	l.measure, l.known = m, map[string]float32{}
	for _, i := range l.kept {
		l.blocks[i].words = nil
	}
	l.kept, l.m = l.kept[:0], Metrics{}
}

// Wrap sets the measures of the column. Lines are broken when they are asked for.
func (l *Layout) Wrap(m Metrics) {
	if m == l.m {
		return
	}
	l.m = m
	l.wrapping++
	l.summed = 0
	if len(l.blocks) == 0 {
		return
	}
	first := l.composed(0)
	perByte := l.wrap(first) / float64(first.size)
	for i := range l.blocks {
		l.blocks[i].height = l.estimate(&l.blocks[i], perByte)
	}
}

// Text returns the text that is laid out.
func (l *Layout) Text() *text.Offsets { return l.text }

// Lead is the distance from line to line in pixels.
func (l *Layout) Lead() float64 { return float64(l.m.Lead) }

// Empty tells whether there is no line at all.
func (l *Layout) Empty() bool { return len(l.blocks) == 0 }

// Height of all lines, in pixels.
func (l *Layout) Height() float64 { return l.top(len(l.blocks)) }

// top is where a block begins, in pixels.
func (l *Layout) top(i int) float64 {
	for ; l.summed < i; l.summed++ {
		l.tops[l.summed+1] = l.tops[l.summed] + l.blocks[l.summed].height
	}
	return l.tops[i]
}

// wrapped returns a block with its lines.
func (l *Layout) wrapped(i int) *block {
	b := l.composed(i)
	if b.wrapping == l.wrapping {
		return b
	}
	b.wrapping = l.wrapping
	height := l.wrap(b)
	bottom, by := l.top(i+1), height-b.height
	if by != 0 {
		b.height = height
		l.summed = min(l.summed, i)
	}
	if l.Grown != nil {
		l.Grown(bottom, by)
	}
	return b
}

// composed returns a block with its words, and forgets those of the block
// that was not asked for longest.
func (l *Layout) composed(i int) *block {
	b := &l.blocks[i]
	l.asked++
	b.asked = l.asked
	if b.words != nil {
		return b
	}
	if len(l.kept) == keptMost {
		oldest := 0
		for k, j := range l.kept {
			if l.blocks[j].asked < l.blocks[l.kept[oldest]].asked {
				oldest = k
			}
		}
		old := &l.blocks[l.kept[oldest]]
		old.words, old.lines = nil, nil
		l.kept[oldest] = i
	} else {
		l.kept = append(l.kept, i)
	}
	if len(l.known) > knownMost {
		clear(l.known)
	}
	l.compose(b)
	b.wrapping = 0
	return b
}

// blockAt returns the block at a height, blockOf the block of a code point,
// both brought to the nearest one.
func (l *Layout) blockAt(y float64) int {
	l.top(len(l.blocks))
	i := sort.Search(len(l.blocks), func(i int) bool { return l.tops[i+1] > y })
	return min(i, len(l.blocks)-1)
}

func (l *Layout) blockOf(point int) int {
	if point < l.found.start || point >= l.found.end {
		i := l.found.block + 1
		if point < l.found.end || i >= len(l.blocks) || point >= l.startOf(i+1) { // often it is the next
			at := l.text.Byte(point)
			i = max(sort.Search(len(l.blocks), func(i int) bool { return l.blocks[i].at > at })-1, 0)
		}
		l.found.block, l.found.start, l.found.end = i, l.startOf(i), l.startOf(i+1)
	}
	return l.found.block
}

// startOf returns where a block begins, in code points; behind the last that
// is the text's end.
func (l *Layout) startOf(i int) int {
	if i >= len(l.blocks) {
		return l.text.Len() + 1
	}
	start, _ := l.text.FromByte(l.blocks[i].at)
	return start
}

// LayOut lays out the lines between two heights and tells whether the height
// of any block changed by it.
func (l *Layout) LayOut(top, bottom float64) bool {
	if l.Empty() {
		return false
	}
	changed := false
	for i := l.blockAt(top); i < len(l.blocks) && (l.top(i) < bottom || i == 0); i++ {
		before := l.blocks[i].height
		changed = l.wrapped(i).height != before || changed
	}
	return changed
}

// LineAt returns the line at a height, brought to the nearest one.
func (l *Layout) LineAt(y float64) Line {
	i := l.blockAt(y)
	b := l.wrapped(i)
	y -= l.top(i)
	row := sort.Search(len(b.lines), func(k int) bool { return b.lines[k].top+l.Lead() > y })
	return Line{i, min(row, len(b.lines)-1)}
}

// LineOf returns the line that holds the code point, for the place after the
// last word of a paragraph its last line.
func (l *Layout) LineOf(point int) Line {
	i := l.blockOf(point)
	b := l.wrapped(i)
	row := sort.Search(len(b.lines), func(k int) bool { return b.words[b.lines[k].first].start > point })
	return Line{i, max(row-1, 0)}
}

// Top is where a line begins, in pixels.
func (l *Layout) Top(at Line) float64 { return l.top(at.block) + l.wrapped(at.block).lines[at.row].top }

// TopOf tells where a code point lies without laying anything out: exactly
// where that is known, else by its share of its block.
func (l *Layout) TopOf(point int) float64 {
	i := l.blockOf(point)
	b := &l.blocks[i]
	if b.words != nil && b.wrapping == l.wrapping {
		return l.Top(l.LineOf(point))
	}
	share := float64(point-l.found.start) / float64(l.found.end-l.found.start)
	return l.top(i) + b.height*min(max(share, 0), 1)
}

// First and Last return the outermost lines.
func (l *Layout) First() Line { return Line{} }

// Last is the counterpart of [Layout.First].
func (l *Layout) Last() Line {
	i := len(l.blocks) - 1
	return Line{i, len(l.wrapped(i).lines) - 1}
}

// Step returns the line that lies n lines further down, or up where n is
// negative, and false where the text ends before it.
func (l *Layout) Step(at Line, n int) (Line, bool) {
	at.row += n
	for at.row < 0 {
		if at.block == 0 {
			return l.First(), false
		}
		at.block--
		at.row += len(l.wrapped(at.block).lines)
	}
	for at.row >= len(l.wrapped(at.block).lines) {
		if at.block+1 == len(l.blocks) {
			return l.Last(), false
		}
		at.row -= len(l.blocks[at.block].lines)
		at.block++
	}
	return at, true
}

// Span returns the code points of a line: up to the beginning of the next in
// its paragraph.
func (l *Layout) Span(at Line) annotate.Span {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	s := annotate.Span{Start: b.words[ln.first].start, End: b.words[ln.end-1].end}
	if ln.end < len(b.words) && !b.words[ln.end-1].last {
		s.End = b.words[ln.end].start
	}
	return s
}

// End returns the last place of a line at which the caret can stand. Where
// the next line goes on without a space, that is before the last grapheme: the
// place after it is the next line's beginning.
func (l *Layout) End(at Line) int {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	end, next := b.words[ln.end-1].end, -1
	switch {
	case ln.end < len(b.words):
		next = b.words[ln.end].start
	case at.block+1 < len(l.blocks):
		next = l.startOf(at.block + 1)
	}
	if next == end {
		return l.text.PrevGrapheme(end)
	}
	return end
}
