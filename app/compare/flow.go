package compare

import (
	"strings"
	"unicode"

	"github.com/go-text/typesetting/segmenter"

	"claimtrace/annotate/text"
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

// measure gives the width of a string in pixels.
type measure func(s string) float32

// word is what is set as one piece, or the label after a run.
type word struct {
	text  string
	run   int // of the wording
	label bool
	glued bool    // may not begin a line
	bare  bool    // has no fill, though its run has one
	width float32 // in pixels
	space float32 // before it, where it does not begin a line
	x     float32 // from the left end of its line, once wrapped
}

// flow is a wording set in lines.
type flow struct {
	words []word
	lines []int // the first word of each line
}

// newFlow cuts a wording into words: at the line break opportunities of
// Unicode Standard Annex 14, and where the tone changes.
func newFlow(w wording, read, label measure) *flow {
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
	f := &flow{}
	gap := read(" ")
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
			first = f.cut(all, from, to, owner[from], first, gap, read)
			if w.runs[owner[from]].named && (to == len(all) || owner[to] != owner[from]) {
				name := string(w.runs[owner[from]].kind)
				wide := labelBefore + label(name)
				if to == len(all) || !strings.ContainsRune(",.;:!?…)", all[to]) {
					wide += labelAfter
				}
				f.words = append(f.words, word{text: name, run: owner[from], label: true, glued: true, width: wide})
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

// cut appends the words of one stretch of one run; first allows it to begin a
// line. It reports whether the next one may, as this was nothing but space.
func (f *flow) cut(all []rune, from, to, owner int, first bool, gap float32, read measure) bool {
	var space float32
	if from > 0 && all[from-1] == ' ' {
		space = gap
	}
	for from < to && all[from] == ' ' {
		space = gap
		from++
	}
	for to > from && all[to-1] == ' ' {
		to--
	}
	if from == to {
		return first
	}
	for _, piece := range pieces(string(all[from:to])) {
		f.words = append(f.words, word{text: piece, run: owner, glued: !first, width: read(piece), space: space})
		first, space = true, 0
	}
	return false
}

// pieces cuts what is longer than the longest word, between graphemes.
func pieces(s string) []string {
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

// wrap breaks the words into lines of a width, in pixels. Words that are
// glued together stay so, unless they are wider than a line.
func (f *flow) wrap(width float32) {
	f.lines = f.lines[:0]
	var x float32
	for i := 0; i < len(f.words); {
		end, wide := i+1, f.words[i].width
		for end < len(f.words) && f.words[end].glued {
			wide += f.words[end].space + f.words[end].width
			end++
		}
		for k := i; k < end; k++ {
			w := &f.words[k]
			need := w.space + w.width
			if k == i && wide <= width {
				need = w.space + wide
			}
			if len(f.lines) == 0 || x > 0 && x+need > width {
				f.lines = append(f.lines, k)
				x = 0
			}
			if x > 0 {
				x += w.space
			}
			w.x = x
			x += w.width
		}
		i = end
	}
}

// line returns the words of a line.
func (f *flow) line(i int) []word {
	end := len(f.words)
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

// strips returns the strips of a line, in order. A sign that clings to the
// word before its run is left out: a fill behind the comma alone would part
// it from its word.
func (f *flow) strips(i int) []strip {
	var out []strip
	for k, w := range f.line(i) {
		n := len(out)
		switch {
		case w.label, f.clings(f.lines[i] + k):
		case n > 0 && out[n-1].run == w.run:
			out[n-1].right = w.x + w.width
		default:
			out = append(out, strip{w.run, w.x, w.x + w.width})
		}
	}
	return out
}

// clings tells whether the i-th word is nothing but signs set against the word
// before, with more of its run to come.
func (f *flow) clings(i int) bool {
	w := f.words[i]
	return w.glued && w.space == 0 && f.words[i-1].run != w.run && i+1 < len(f.words) && f.words[i+1].run == w.run &&
		!f.words[i+1].label && strings.IndexFunc(w.text, func(r rune) bool { return !unicode.IsPunct(r) }) < 0
}
