package layout

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
	at, size   int     // in bytes: offset and length
	gap        bool    // whether space stands before it
	paragraphs int     // the lines of text that are not blank
	gaps       int     // how many of them have space before them
	height     float64 // estimated until it is wrapped

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

// divide cuts the text into blocks.
func (l *Layout) divide() {
	s := l.text.Text()
	l.parted = strings.Contains(strings.TrimSpace(s), "\n\n")
	l.blocks = make([]block, 0, len(s)/blockLeast+1)
	var b block
	flush := func() {
		if b.size > 0 {
			l.blocks = append(l.blocks, b)
		}
		b = block{}
	}
	blank := false
	for at := 0; at < len(s); {
		end := len(s)
		if i := strings.IndexByte(s[at:], '\n'); i >= 0 {
			end = at + i
		}
		if isBlank(s[at:end]) {
			blank = true
			at = end + 1
			continue
		}
		gap := (len(l.blocks) > 0 || b.size > 0) && (blank || !l.parted)
		blank = false
		for first := true; at < end; first = false {
			stop := end
			if end-at > blockMost {
				stop = l.parting(at, at+blockMost)
			}
			if isBlank(s[at:stop]) { // thousands of spaces
				if b.size > 0 {
					b.size = stop - b.at
				}
				at = stop
				continue
			}
			if b.size >= blockLeast || !first || stop < end {
				flush()
			}
			if b.size == 0 {
				b = block{at: at, gap: gap && first}
			}
			if gap && first {
				b.gaps++
			}
			b.paragraphs++
			b.size = stop - b.at
			at = stop
		}
		at = end + 1
	}
	flush()
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

// averageWidth of a byte, in pixels, spaces included.
func (l *Layout) averageWidth(b *block) float64 {
	var width float64
	for _, w := range b.words {
		width += float64(w.width + w.space)
	}
	return max(width/float64(b.size), 0.1)
}

// estimate the height of a block: a line is on average filled but for half a
// word, the last of a paragraph by half.
func (l *Layout) estimate(b *block) float64 {
	filled := max(float64(l.m.Width)-3*l.average, l.average)
	rows := float64(b.size)*l.average/filled + float64(b.paragraphs)/2
	rows = max(math.Round(rows), float64(b.paragraphs))
	return rows*l.Lead() + float64(b.gaps)*float64(l.m.Between)
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
