package typeset

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
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
	wrapping int // the wrapping that its lines are of
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

// wrap breaks the words of a block into lines and returns its height.
func (l *Layout) wrap(b *block) float64 {
	b.lines = b.lines[:0]
	var top float64
	for i := 0; i < len(b.words); {
		if b.words[i].gap {
			top += float64(l.m.Between)
		}
		first, x := i, float32(0)
		for begin := i; ; {
			w := b.words[i]
			width := w.width
			if w.soft {
				width += l.width(hyphen)
			}
			if !w.joined {
				begin = i
			}
			if i > first && x+width > l.m.Width {
				if begin > first {
					i = begin
				}
				break
			}
			x += w.width + w.space
			i++
			if w.last {
				break
			}
		}
		b.lines = append(b.lines, line{first: first, end: i, top: top})
		top += l.Lead()
	}
	return top
}
