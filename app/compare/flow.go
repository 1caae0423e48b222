package compare

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"claimtrace/annotate/text"
	"claimtrace/app/typeset/bidi"
)

// longest is the greatest number of code points set as one piece; a longer
// word (an address) is set in pieces, so that each fits the narrowest column.
const longest = 24

// The room that a label takes before and after it, in pixels; none after it
// where a sign follows.
const (
	labelBefore = 4
	labelAfter  = 3
)

// measure gives the width of a word, and of the space before it, in pixels.
type measure func(w word, r run) (width, space float32)

// word is what is set as one piece, or the label after a run.
type word struct {
	text       string
	run        int // of the wording
	label      bool
	glued      bool  // may not begin a line
	bare       bool  // has no fill, though its run has one
	after      bool  // of a label: room follows it
	spaced     bool  // a space stands before it, where it does not begin a line
	level      uint8 // of embedding: odd runs from right to left
	spaceLevel uint8
	width      float32 // in pixels, once measured
	space      float32
	x          float32 // from the left end of its column, once set
}

// flow is a wording set in lines. It is cut into words on any goroutine; its
// words are measured and broken into lines step by step, as a text may be long.
type flow struct {
	runs  []run
	words []word
	mixed bool // some of it runs from right to left
	rtl   bool // the whole does

	width    float32 // of its column
	lines    []int   // the first word of each line
	measured int     // words that have their width
	wrapped  int     // words that stand on a line
	x        float32 // where the last line ends
	room     float32 // that the measured words take
}

// newFlow cuts a wording into words: at the line break opportunities of
// Unicode Standard Annex 14, where the tone changes, and where the direction
// does.
func newFlow(w wording) *flow {
	var all []rune
	var owner []int
	for i, r := range w.runs {
		if r.spaced && i > 0 {
			all, owner = append(all, ' '), append(owner, i)
		}
		for _, c := range r.text {
			all, owner = append(all, c), append(owner, i)
		}
	}
	f := &flow{runs: w.runs}
	levels := f.levels(w, all)
	var seg segmenter.Segmenter
	seg.Init(all)
	for it := seg.LineIterator(); it.Next(); {
		line := it.Line()
		first := true // only the first piece of a segment may begin a line
		for from, end := line.Offset, line.Offset+len(line.Text); from < end; {
			to := from
			for to < end && owner[to] == owner[from] {
				to++
			}
			first = f.cut(all, levels, from, to, owner[from], first)
			if w.runs[owner[from]].named && (to == len(all) || owner[to] != owner[from]) {
				f.name(owner[from], to == len(all) || !strings.ContainsRune(",.;:!?…)", all[to]))
			}
			from = to
		}
	}
	// A fill behind the comma that begins a run would part it from the word
	// that it is set against.
	for i := range f.words {
		f.words[i].bare = w.runs[f.words[i].run].tone == fresh && f.clings(i)
	}
	return f
}

// levels are the embedding levels of the characters, nil where all run from
// left to right. The words that stand decide the direction of the whole, not
// those that are struck.
func (f *flow) levels(w wording, all []rune) []uint8 {
	levels, rtl := bidi.Levels(all)
	if levels == nil {
		return nil
	}
	f.mixed = true
	var standing []rune
	for _, r := range w.runs {
		if r.tone != gone {
			standing = append(append(standing, ' '), []rune(r.text)...)
		}
	}
	_, f.rtl = bidi.Levels(standing)
	if f.rtl != rtl {
		const leftToRight, rightToLeft = '\u200e', '\u200f'
		mark := leftToRight
		if f.rtl {
			mark = rightToLeft
		}
		levels, _ = bidi.Levels(append([]rune{mark}, all...))
		if levels == nil {
			return make([]uint8, len(all))
		}
		levels = levels[1:]
	}
	return levels
}

// cut appends the words of one stretch of one run; first allows it to begin a
// line. It reports whether the next one may, as this was nothing but space.
func (f *flow) cut(all []rune, levels []uint8, from, to, owner int, first bool) bool {
	spaced, spaceLevel := false, uint8(0)
	note := func(at int) {
		spaced = true
		if levels != nil {
			spaceLevel = levels[at]
		}
	}
	if from > 0 && all[from-1] == ' ' {
		note(from - 1)
	}
	for from < to && all[from] == ' ' {
		note(from)
		from++
	}
	for to > from && all[to-1] == ' ' {
		to--
	}
	if from == to {
		return first
	}
	for from < to {
		end, level := to, uint8(0)
		if levels != nil {
			level = levels[from]
			for end = from + 1; end < to && levels[end] == level; end++ {
			}
		}
		for _, piece := range pieces(string(all[from:end])) {
			f.words = append(f.words, word{text: bidi.Forced(piece, level), run: owner, glued: !first,
				level: level, spaced: spaced, spaceLevel: spaceLevel})
			first, spaced = true, false
		}
		from, first = end, false // a line never ends where the direction changes within a word
	}
	return false
}

// name appends the label of a run, which stands beside its last word.
func (f *flow) name(owner int, after bool) {
	w := word{text: string(f.runs[owner].kind), run: owner, label: true, glued: true, after: after}
	if n := len(f.words); n > 0 {
		w.level = f.words[n-1].level
	}
	f.words = append(f.words, w)
}

// pieces cuts what is longer than the longest word, between graphemes.
func pieces(s string) []string {
	if len(s) <= longest {
		return []string{s}
	}
	o := text.NewOffsets(s)
	var out []string
	for start := 0; start < o.Len(); {
		end := min(start+longest, o.Len())
		for !o.IsBoundary(end) {
			end++
		}
		out = append(out, o.Slice(start, end))
		start = end
	}
	return out
}

// begin sets the width of the column, in pixels; the words are to be broken
// into lines anew where it is another.
func (f *flow) begin(width float32) {
	if f.width != width {
		f.width, f.lines, f.wrapped, f.x = width, f.lines[:0], 0, 0
	}
}

// done tells whether all words stand on a line.
func (f *flow) done() bool { return f.wrapped == len(f.words) }

// extend measures words and breaks them into lines while there is time. Words
// that are glued together stay so, unless they are wider than a line.
func (f *flow) extend(m measure, b budget) {
	for n := 0; !f.done(); n++ {
		if n%16 == 15 && !b() {
			return
		}
		i := f.wrapped
		end, wide := i+1, f.measure(i, m)
		for end < len(f.words) && f.words[end].glued {
			wide += f.measure(end, m) + f.words[end].space
			end++
		}
		for k := i; k < end; k++ {
			w := &f.words[k]
			need := w.space + w.width
			if k == i && wide <= f.width {
				need = w.space + wide
			}
			if len(f.lines) == 0 || f.x > 0 && f.x+need > f.width {
				f.turn(k)
				f.lines = append(f.lines, k)
				f.x = 0
			}
			if f.x > 0 {
				f.x += w.space
			}
			w.x = f.x
			f.x += w.width
		}
		f.wrapped = end
	}
	f.turn(len(f.words))
}

// measure returns the width of the i-th word.
func (f *flow) measure(i int, m measure) float32 {
	w := &f.words[i]
	if i == f.measured {
		w.width, w.space = m(*w, f.runs[w.run])
		f.room += w.width + w.space
		f.measured++
	}
	return w.width
}

// turn puts the words of the last line, up to one, in the order in which they
// are seen, where some of them run from right to left (UAX #9, rule L2).
func (f *flow) turn(end int) {
	n := len(f.lines)
	if !f.mixed || n == 0 {
		return
	}
	first := f.lines[n-1]
	type piece struct {
		word  int // −1 for a space
		width float32
	}
	var line []piece
	var levels []uint8
	for k := first; k < end; k++ {
		w := f.words[k]
		if k > first && w.space > 0 {
			line, levels = append(line, piece{-1, w.space}), append(levels, w.spaceLevel)
		}
		line, levels = append(line, piece{k, w.width}), append(levels, w.level)
	}
	var x float32
	if f.rtl {
		x = max(f.width-f.x, 0)
	}
	for _, i := range bidi.Order(levels) {
		if p := line[i]; p.word >= 0 {
			f.words[p.word].x = x
		}
		x += line[i].width
	}
}

// guess is the width of a word while none was measured, in pixels.
const guess = 52

// height is the number of lines, those of words not set yet estimated.
func (f *flow) height() int {
	if f.done() || f.width <= 0 {
		return len(f.lines)
	}
	wide := float32(guess)
	if f.measured > 0 {
		wide = f.room / float32(f.measured)
	}
	return len(f.lines) + int(wide*float32(len(f.words)-f.wrapped)/f.width) + 1
}

// line returns the words of a line.
func (f *flow) line(i int) []word {
	end := f.wrapped
	if i+1 < len(f.lines) {
		end = f.lines[i+1]
	}
	return f.words[f.lines[i]:end]
}

// strip is the part of a line that one run covers, in pixels; its label
// stands outside.
type strip struct {
	run         int
	left, right float32
}

// strips returns the strips of a line, from left to right. A sign that clings
// to the word before its run is left out: a fill behind the comma alone would
// part it from its word.
func (f *flow) strips(i int) []strip {
	words := f.line(i)
	seen := make([]int, 0, len(words))
	for k, w := range words {
		if !w.label && !f.clings(f.lines[i]+k) {
			seen = append(seen, k)
		}
	}
	if f.mixed {
		slices.SortStableFunc(seen, func(a, b int) int { return cmp.Compare(words[a].x, words[b].x) })
	}
	var out []strip
	for _, k := range seen {
		w := words[k]
		if n := len(out); n > 0 && out[n-1].run == w.run {
			out[n-1].right = w.x + w.width
		} else {
			out = append(out, strip{w.run, w.x, w.x + w.width})
		}
	}
	return out
}

// clings tells whether the i-th word is nothing but signs set against the word
// before, with more of its run to come.
func (f *flow) clings(i int) bool {
	w := f.words[i]
	return w.glued && !w.spaced && f.words[i-1].run != w.run && i+1 < len(f.words) && f.words[i+1].run == w.run &&
		!f.words[i+1].label && strings.IndexFunc(w.text, func(r rune) bool { return !unicode.IsPunct(r) }) < 0
}
