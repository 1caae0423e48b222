package typeset

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate/text"
	"claimtrace/app/typeset/bidi"
)

// Run is a stretch of words of one kind in a [Flow]. Its text has single spaces
// and none at its ends.
type Run struct {
	Text   string
	Spaced bool   // a space stands before it
	Label  string // set beside its last word; "" for none
	Struck bool   // has no say in which direction the whole runs
}

// Flow is a paragraph of several runs in lines. A [Layout] knows at once how
// high it is and sets what one asks for; a flow is set from its beginning, step
// by step, as whoever asks for it needs to know how many lines it takes.
//
// It is cut into words on any goroutine.
type Flow struct {
	runs  []Run
	text  string
	words []word
	whole []word // the words as they were cut, where some are parted to fit the column
	rtl   bool   // the whole runs from right to left
	soft  bool   // some words end with a soft hyphen

	width    float32 // of its column
	lines    []int   // the first word of each line
	measured int     // words that have their width
	wrapped  int     // words that stand on a line
	room     float32 // that the measured words take
	dash     float32 // the width of a hyphen
	placed   []placed
}

// Word is a word of a flow, or the label beside one, as it is drawn.
type Word struct {
	Text    string
	Run     int
	Label   bool
	Roomy   bool // of a label: room follows it, as no sign is set against it
	RTL     bool // it runs from right to left
	Clings  bool // it is nothing but signs set against the word of another run, with more of its own to come
	X, Wide float32
}

// MeasureWord returns the width of a word in pixels, that of a label with the
// room around it. Spaces are measured as words of their own.
type MeasureWord func(Word) float32

// NewFlow cuts runs into words.
func NewFlow(runs []Run) *Flow {
	var b strings.Builder
	var owner []int
	add := func(s string, run int) {
		b.WriteString(s)
		for range s {
			owner = append(owner, run)
		}
	}
	labelled := false
	for i, r := range runs {
		if r.Spaced && i > 0 {
			add(" ", i)
		}
		add(r.Text, i)
		labelled = labelled || r.Label != ""
	}
	f := &Flow{runs: runs, text: b.String()}
	if f.text == "" {
		return f
	}
	s := stretch{runes: []rune(f.text), owner: owner, boundary: text.NewOffsets(f.text).IsBoundary}
	s.levels, s.rtl = levels(s.runes, runs)
	f.rtl, f.words = s.rtl, s.cut(make([]word, 0, len(f.text)/5+1))
	if labelled {
		f.label()
	}
	for i := range f.words {
		f.soft = f.soft || f.words[i].soft
		f.words[i].clings = f.clings(i)
	}
	f.words[len(f.words)-1].last = true
	return f
}

// levels are the embedding levels of the characters, nil where all run from
// left to right. The words that stand decide the direction of the whole, not
// those that are struck.
func levels(all []rune, runs []Run) (levels []uint8, rtl bool) {
	levels, rtl = bidi.Levels(all)
	if levels == nil {
		return nil, false
	}
	var standing []rune
	for _, r := range runs {
		if !r.Struck {
			standing = append(append(standing, ' '), []rune(r.Text)...)
		}
	}
	_, should := bidi.Levels(standing)
	if should == rtl {
		return levels, rtl
	}
	const leftToRight, rightToLeft = '\u200e', '\u200f'
	mark := leftToRight
	if should {
		mark = rightToLeft
	}
	if levels, _ = bidi.Levels(append([]rune{mark}, all...)); levels == nil {
		return make([]uint8, len(all)), should
	}
	return levels[1:], should
}

// label puts the labels of runs beside their last words.
func (f *Flow) label() {
	words := make([]word, 0, len(f.words)+len(f.runs))
	for i, w := range f.words {
		words = append(words, w)
		if f.runs[w.run].Label == "" || i+1 < len(f.words) && f.words[i+1].run == w.run {
			continue
		}
		label, end := w, w.at+w.size
		next, _ := utf8.DecodeRuneInString(f.text[end:])
		label.label, label.joined, label.soft, label.roomy = true, true, false, !strings.ContainsRune(",.;:!?…)", next)
		words[len(words)-1].spaces = 0
		words = append(words, label)
	}
	f.words = words
}

// clings tells whether the i-th word is nothing but signs set against the word
// before, with more of its run to come.
func (f *Flow) clings(i int) bool {
	w := &f.words[i]
	if !w.joined || w.label || i+1 == len(f.words) {
		return false
	}
	before, next := &f.words[i-1], &f.words[i+1]
	return before.spaces == 0 && before.run != w.run && next.run == w.run && !next.label &&
		strings.IndexFunc(f.text[w.at:w.at+w.size], func(r rune) bool { return !unicode.IsPunct(r) }) < 0
}

// Again returns a flow of the same words that is set by itself.
func (f *Flow) Again() *Flow {
	words := f.words
	if f.whole != nil {
		words = f.whole
	}
	return &Flow{runs: f.runs, text: f.text, words: slices.Clone(words), rtl: f.rtl, soft: f.soft}
}

// Words is how many there are, labels counted.
func (f *Flow) Words() int { return len(f.words) }

// RTL tells whether the whole runs from right to left, from the right end of
// the column.
func (f *Flow) RTL() bool { return f.rtl }

// Width is that of the column, in pixels.
func (f *Flow) Width() float32 { return f.width }

// Begin sets the width of the column; where it is another the words are to be
// broken into lines anew.
func (f *Flow) Begin(width float32) {
	if f.width == width {
		return
	}
	if f.whole != nil {
		f.Forget()
	}
	f.width, f.lines, f.wrapped = width, f.lines[:0], 0
}

// Forget forgets the widths of the words, which are to be set in another face
// or size.
func (f *Flow) Forget() {
	f.width, f.lines, f.wrapped, f.measured, f.room = 0, f.lines[:0], 0, 0, 0
	if f.whole != nil {
		f.words, f.whole = f.whole, nil
	}
}

// Done tells whether all words stand on a line.
func (f *Flow) Done() bool { return f.wrapped == len(f.words) }

// Extend measures words and breaks them into lines, at least one, as long as
// there is more time.
func (f *Flow) Extend(m MeasureWord, more func() bool) {
	if f.soft {
		f.dash = m(Word{Text: hyphen})
	}
	for !f.Done() {
		f.measure(m)
		f.lines = append(f.lines, f.wrapped)
		f.wrapped = lineEnd(f.words[:f.measured], f.wrapped, f.width, f.dash)
		if !f.Done() && !more() {
			return
		}
	}
}

// measure measures words until a line is full, the first behind it included.
func (f *Flow) measure(m MeasureWord) {
	var x float32
	for k := f.wrapped; k < len(f.words); k++ {
		w := &f.words[k]
		if k == f.measured {
			w.width = m(f.word(k))
			if w.spaces > 0 {
				w.space = float32(w.spaces) * m(Word{Text: " ", Run: int(w.run)})
			}
			f.room += w.width + w.space
			f.measured++
		}
		if w.width > f.width && !w.label {
			f.part(k, m)
			w = &f.words[k]
		}
		if x > f.width {
			return
		}
		x += w.width + w.space
	}
}

// part parts the k-th word, which is measured and wider than the column.
func (f *Flow) part(k int, m MeasureWord) {
	pieces := parted(f.words[k], f.width, text.NewOffsets(f.text), func(p word) float32 { return m(f.made(p)) })
	if len(pieces) == 1 {
		return
	}
	if f.whole == nil {
		f.whole = slices.Clone(f.words)
	}
	f.words = slices.Replace(f.words, k, k+1, pieces...)
	f.measured += len(pieces) - 1
}

// word is the k-th word, not yet placed.
func (f *Flow) word(k int) Word { return f.made(f.words[k]) }

func (f *Flow) made(w word) Word {
	out := Word{Run: int(w.run), Label: w.label, Roomy: w.roomy, RTL: w.level%2 == 1, Clings: w.clings, Wide: w.width}
	if out.Text = f.runs[w.run].Label; !w.label {
		out.Text = w.drawn(f.text, w.size)
	}
	return out
}

// guess is the width of a word while none was measured, in pixels.
const guess = 52

// Height is the number of lines, those of words not set yet estimated.
func (f *Flow) Height() int {
	if f.Done() || f.width <= 0 {
		return len(f.lines)
	}
	wide := float32(guess)
	if f.measured > 0 {
		wide = f.room / float32(f.measured)
	}
	return len(f.lines) + int(wide*float32(len(f.words)-f.wrapped)/f.width) + 1
}

// Lines is the number of lines that are set.
func (f *Flow) Lines() int { return len(f.lines) }

// bounds are the words of a line.
func (f *Flow) bounds(line int) (first, end int) {
	if line+1 < len(f.lines) {
		return f.lines[line], f.lines[line+1]
	}
	return f.lines[line], f.wrapped
}

// Runs returns the first and the last run of a line.
func (f *Flow) Runs(line int) (first, last int) {
	from, end := f.bounds(line)
	return int(f.words[from].run), int(f.words[end-1].run)
}

// place puts the words of a line in their places, until it is called again.
func (f *Flow) place(line int) {
	first, end := f.bounds(line)
	f.placed = place(f.placed[:0], f.words, first, end, f.width)
}

// Extent is how wide what stands on a line is, in pixels.
func (f *Flow) Extent(line int) float32 {
	f.place(line)
	last := f.placed[len(f.placed)-1]
	return last.left + last.width - f.placed[0].left
}

// Line returns the words of a line from left to right.
func (f *Flow) Line(line int) []Word {
	f.place(line)
	_, end := f.bounds(line)
	out := make([]Word, 0, len(f.placed))
	for _, p := range f.placed {
		if p.space {
			continue
		}
		w := f.word(p.word)
		w.X = p.left
		if f.words[p.word].hyphened(p.word+1 == end) {
			w.Text += hyphen
			w.Wide += f.dash
		}
		out = append(out, w)
	}
	return out
}

// RunStrip is the part of a line that one run covers.
type RunStrip struct {
	Run int
	Strip
}

// Strips returns the strips of a line, from left to right. Labels stand
// outside, and so does a sign that clings to the word before its run: a fill
// behind the comma alone would part it from its word.
func (f *Flow) Strips(line int) []RunStrip {
	f.place(line)
	var out []RunStrip
	for _, p := range f.placed {
		w := &f.words[p.word]
		if p.space || w.label || w.clings {
			continue
		}
		right := p.left + p.width
		if n := len(out); n > 0 && out[n-1].Run == int(w.run) {
			out[n-1].Right = right
		} else {
			out = append(out, RunStrip{int(w.run), Strip{p.left, right}})
		}
	}
	return out
}
