package typeset

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/app/typeset/bidi"
)

const (
	// A block ends with the paragraph in which it reaches this many bytes.
	blockLeast = 2000
	// A paragraph of more bytes is parted, at a space if there is one: where it
	// is, a line ends early, which in so long a paragraph nobody will see.
	blockMost = 32000
)

// block is a run of paragraphs, or a part of a very long one. It begins and
// ends with characters that are seen.
type block struct {
	at, size int     // in bytes: offset and length
	gap      bool    // whether space stands before it
	height   float64 // estimated until it is wrapped

	words    []word // nil until asked for
	lines    []line
	widest   float32 // of the words as they were cut
	parted   bool    // some of them are, as they are wider than the column
	wrapping int     // the wrapping that its lines are of
	asked    int
}

// line is a row of words.
type line struct {
	first, end int     // words first ≤ w < end
	top        float64 // in its block
}

// divide cuts the text into blocks. It looks at the text only where a block can
// end, so that it takes next to no time.
func (l *Layout) divide() {
	s := l.text.Text()
	l.parted = strings.Contains(strings.TrimSpace(s), "\n\n")
	l.blocks = make([]block, 0, len(s)/blockLeast+1)
	gap := false
	for at := seenFrom(s, 0); at < len(s); {
		end, next := at+blockMost, len(s)
		if from := at + min(blockLeast, len(s)-at); from == len(s) {
			end = len(s)
		} else if i := strings.IndexByte(s[from:min(at+blockMost, len(s))], '\n'); i >= 0 {
			end = from + i
			next = seenFrom(s, end)
		} else if end >= len(s) {
			end = len(s)
		} else {
			end = l.parting(at, end)
			next = seenFrom(s, end)
		}
		if end = at + len(strings.TrimRightFunc(s[at:end], unicode.IsSpace)); end > at {
			l.blocks = append(l.blocks, block{at: at, size: end - at, gap: gap})
		}
		// A single line end parts paragraphs only where nothing else does.
		if ends := strings.Count(s[end:next], "\n"); ends > 0 {
			gap = ends > 1 || !l.parted
		} else {
			gap = false
		}
		at = next
	}
}

// seenFrom returns the beginning of the first line from a place on, in bytes,
// that is not blank; the place itself where its own line goes on.
func seenFrom(s string, from int) int {
	to := strings.IndexFunc(s[from:], func(r rune) bool { return !unicode.IsSpace(r) })
	if to < 0 {
		return len(s)
	}
	return from + strings.LastIndexByte(s[from:from+to], '\n') + 1
}

// parting returns where a paragraph is parted, in bytes: after a space, else
// between two graphemes.
func (l *Layout) parting(from, to int) int {
	s := l.text.Text()
	if i := strings.LastIndexByte(s[from:to], ' '); i > 0 {
		if point, err := l.text.FromByte(from + i + 1); err == nil && l.text.IsBoundary(point) {
			return from + i + 1
		}
	}
	for !utf8.RuneStart(s[to]) {
		to--
	}
	point, _ := l.text.FromByte(to)
	start, end := l.text.Grapheme(point)
	if at := l.text.Byte(start); at > from {
		return at
	}
	return l.text.Byte(end)
}

func isBlank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }) < 0
}

// estimate the height of a block by its length, in pixels for each byte.
func (l *Layout) estimate(b *block, perByte float64) float64 {
	return max(math.Round(float64(b.size)*perByte/l.Lead()), 1) * l.Lead()
}

// compose cuts the text of a block into words and measures them.
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
			cut := stretch{runes: runes, point: point, at: at, boundary: l.text.IsBoundary}
			cut.levels, cut.rtl = bidi.Levels(runes)
			b.words = cut.cut(b.words)
			b.words[k].gap = blank || !l.parted
			b.words[len(b.words)-1].last = true
			blank = false
		}
		point += len(runes) + 1
		at += len(paragraph) + 1
	}
	b.words[0].gap = b.gap
	b.widest, b.parted = 0, false
	for i := range b.words {
		w := &b.words[i]
		w.width = l.measured(*w)
		b.widest = max(b.widest, w.width)
		if w.spaces > 0 {
			w.space = l.width(strings.Repeat(" ", int(w.spaces)))
		}
	}
}

// part parts the words of a block that are wider than the column.
func (l *Layout) part(b *block) {
	if b.parted { // for another column
		l.compose(b)
	}
	if b.widest <= l.m.Width {
		return
	}
	for i := 0; i < len(b.words); i++ {
		if b.words[i].width <= l.m.Width {
			continue
		}
		pieces := parted(b.words[i], l.m.Width, l.text, l.measured)
		b.words = slices.Replace(b.words, i, i+1, pieces...)
		b.parted = true
		i += len(pieces) - 1
	}
}

// measured is the width of a word.
func (l *Layout) measured(w word) float32 { return l.width(l.drawn(w, w.size)) }

// drawn is the string that draws the first so many bytes of a word.
func (l *Layout) drawn(w word, size int) string { return w.drawn(l.text.Text(), size) }

// width returns the width of a word, which is measured once.
func (l *Layout) width(s string) float32 {
	w, ok := l.known[s]
	if !ok {
		w = l.measure(s)
		l.known[s] = w
	}
	return w
}

// wrap breaks the words of a block into lines and returns its height.
func (l *Layout) wrap(b *block) float64 {
	l.part(b)
	b.lines = b.lines[:0]
	var top float64
	dash := l.width(hyphen)
	for first := 0; first < len(b.words); {
		if b.words[first].gap {
			top += float64(l.m.Between)
		}
		end := lineEnd(b.words, first, l.m.Width, dash)
		b.lines = append(b.lines, line{first: first, end: end, top: top})
		top += l.Lead()
		first = end
	}
	return top
}
