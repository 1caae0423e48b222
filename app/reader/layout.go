package reader

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// longest is the greatest number of code points in one word of the layout. A
// longer run without a break (an address, a thousand letters) is set in
// pieces, so that every piece fits the narrowest column.
const longest = 24

// measure gives the width of a string in pixels, in the reading face.
type measure func(s string) float32

// metrics are the measures of the page, in pixels.
type metrics struct {
	width   float32 // of the column
	lead    float32 // line to line
	between float32 // added between paragraphs
}

// word is what is set as one piece: an unbroken run of characters and the
// space that follows it. Offsets count code points.
type word struct {
	start, end int32 // the run without the space after it
	at, size   int32 // the same in bytes: offset and length
	width      float32
	space      float32
	last       bool // the last word of its paragraph
}

// line is a row of words.
type line struct {
	first, end int // words first ≤ w < end
	top        float64
}

// layout places the words of one text in lines. It is made once for a text
// and wrapped again for every width.
type layout struct {
	text    *text.Offsets
	measure measure
	words   []word
	gap     []bool // for each paragraph by its order: whether space stands before it
	m       metrics
	lines   []line
	height  float64
}

// newLayout cuts the text into words (line break opportunities of Unicode
// Standard Annex 14) and measures them.
func newLayout(o *text.Offsets, width measure) *layout {
	l := &layout{text: o, measure: width}
	known := map[string]float32{}
	measured := func(s string) float32 {
		w, ok := known[s]
		if !ok {
			w = width(s)
			known[s] = w
		}
		return w
	}
	// Where blank lines part the paragraphs, a single line end is a line break
	// within one; where there are none, every line is a paragraph.
	tight := strings.Contains(strings.TrimSpace(o.Text()), "\n\n")
	var seg segmenter.Segmenter
	blank := false
	point, at := 0, 0
	for paragraph := range strings.SplitSeq(o.Text(), "\n") {
		runes := []rune(paragraph)
		if strings.TrimSpace(paragraph) == "" {
			blank = true
		} else {
			l.gap = append(l.gap, len(l.gap) > 0 && (blank || !tight))
			blank = false
			seg.Init(runes)
			from := 0
			for it := seg.LineIterator(); it.Next(); {
				to := it.Line().Offset + len(it.Line().Text)
				// A mark may stand on a space, after which a line could end.
				if l.text.IsBoundary(point + to) {
					l.cut(runes[from:to], point+from, measured)
					from = to
				}
			}
			l.words[len(l.words)-1].last = true
		}
		point += len(runes) + 1
		at += len(paragraph) + 1
	}
	l.locate()
	return l
}

// cut appends the words of one unbreakable run with the spaces after it.
func (l *layout) cut(run []rune, point int, measured func(string) float32) {
	n := len(run)
	for n > 0 && unicode.IsSpace(run[n-1]) && run[n-1] != '\u00a0' {
		n--
	}
	var space float32
	if n < len(run) {
		space = measured(strings.Repeat(" ", spaces(run[n:])))
	}
	for from := 0; ; {
		to := min(from+longest, n)
		for to < n && !l.text.IsBoundary(point+to) {
			to++
		}
		w := word{start: int32(point + from), end: int32(point + to), width: measured(shown(string(run[from:to])))}
		if to == n {
			w.space = space
		}
		l.words = append(l.words, w)
		if from = to; from >= n {
			return
		}
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

// shown is the string that is drawn for a piece of text: control and format
// characters that the face would draw as boxes are left out.
func shown(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
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

// locate fills in where the words lie in bytes, in one walk.
func (l *layout) locate() {
	point, at := 0, 0
	s := l.text.Text()
	for i := range l.words {
		w := &l.words[i]
		for ; point < int(w.start); point++ {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
		}
		w.at = int32(at)
		for ; point < int(w.end); point++ {
			_, size := utf8.DecodeRuneInString(s[at:])
			at += size
		}
		w.size = int32(at) - w.at
	}
}

// wrap breaks the words into lines of a width.
func (l *layout) wrap(m metrics) {
	l.m = m
	l.lines = l.lines[:0]
	var top float64
	paragraph := 0
	for i := 0; i < len(l.words); {
		if i == 0 || l.words[i-1].last {
			if l.gap[paragraph] {
				top += float64(m.between)
			}
			paragraph++
		}
		first, x := i, float32(0)
		for {
			w := l.words[i]
			if i > first && x+w.width > m.width {
				break
			}
			x += w.width + w.space
			i++
			if w.last {
				break
			}
		}
		l.lines = append(l.lines, line{first: first, end: i, top: top})
		top += float64(m.lead)
	}
	l.height = top
}

// string returns the characters of a word as they are drawn.
func (l *layout) string(w word) string {
	return shown(l.text.Text()[w.at : w.at+w.size])
}

// span returns the code points of a line: up to the beginning of the next.
func (l *layout) span(i int) annotate.Span {
	ln := l.lines[i]
	s := annotate.Span{Start: int(l.words[ln.first].start), End: int(l.words[ln.end-1].end)}
	if !l.words[ln.end-1].last && i+1 < len(l.lines) {
		s.End = int(l.words[l.lines[i+1].first].start)
	}
	return s
}

// lineEnd returns the last place of a line at which the caret can stand. Where
// the next line goes on without a space, that is before the last grapheme: the
// place after it is the next line's beginning.
func (l *layout) lineEnd(i int) int {
	end := int(l.words[l.lines[i].end-1].end)
	if i+1 < len(l.lines) && int(l.words[l.lines[i+1].first].start) == end {
		return l.text.PrevGrapheme(end)
	}
	return end
}

// lineAt returns the line at a height, brought to the nearest one; −1 where
// there are none.
func (l *layout) lineAt(y float64) int {
	i := sort.Search(len(l.lines), func(i int) bool { return l.lines[i].top+float64(l.m.lead) > y })
	return min(i, len(l.lines)-1)
}

// lineOf returns the line that holds the code point, for the place after the
// last word of a paragraph its last line; −1 where there are none.
func (l *layout) lineOf(point int) int {
	i := sort.Search(len(l.lines), func(i int) bool { return int(l.words[l.lines[i].first].start) > point })
	return max(i-1, min(0, len(l.lines)-1))
}

// x returns how far to the right of the line's beginning the code point lies.
func (l *layout) x(i, point int) float32 {
	var x float32
	ln := l.lines[i]
	for _, w := range l.words[ln.first:ln.end] {
		switch {
		case point <= int(w.start):
			return x
		case point < int(w.end):
			return x + l.measure(shown(l.text.Slice(int(w.start), point)))
		case point == int(w.end):
			return x + w.width
		}
		x += w.width + w.space
	}
	last := l.words[ln.end-1]
	return x - last.space
}

// pointAt returns the code point nearest to a place: the border between two
// graphemes that lies nearest to x on the line at height y.
func (l *layout) pointAt(x float32, y float64) int {
	i := l.lineAt(y)
	if i < 0 {
		return 0
	}
	return l.pointOn(i, x)
}

func (l *layout) pointOn(i int, x float32) int {
	ln := l.lines[i]
	for k := ln.first; k < ln.end; k++ {
		w := l.words[k]
		if x >= w.width+w.space && k+1 < ln.end {
			x -= w.width + w.space
			continue
		}
		if x >= w.width+w.space/2 && w.space > 0 && k+1 < ln.end {
			return int(l.words[k+1].start)
		}
		return min(l.within(w, x), l.lineEnd(i))
	}
	return l.lineEnd(i)
}

// within finds the border between two graphemes of a word that is nearest to x.
func (l *layout) within(w word, x float32) int {
	point, left := int(w.start), float32(0)
	for point < int(w.end) {
		next := min(l.text.NextGrapheme(point), int(w.end))
		right := w.width
		if next < int(w.end) {
			right = l.measure(shown(l.text.Slice(int(w.start), next)))
		}
		if x < (left+right)/2 {
			return point
		}
		point, left = next, right
	}
	return point
}

// strip is the part of one line that a span covers, in pixels from the line's
// left end.
type strip struct {
	line        int
	left, right float32
}

// strips returns the parts of the lines from first up to end that the span
// covers.
func (l *layout) strips(s annotate.Span, first, end int) []strip {
	var out []strip
	for i := max(first, l.lineOf(s.Start)); i < min(end, len(l.lines)); i++ {
		row := l.span(i)
		if row.Start >= s.End {
			break
		}
		if row.End <= s.Start {
			continue
		}
		left, right := l.x(i, max(s.Start, row.Start)), l.x(i, min(s.End, row.End))
		if right > left {
			out = append(out, strip{i, left, right})
		}
	}
	return out
}
