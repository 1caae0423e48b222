package typeset

import "claimtrace/annotate"

// runsOf returns what stands on a line from left to right. It holds until the
// next call.
func (l *Layout) runsOf(b *block, ln line) []placed {
	l.placed = place(l.placed[:0], b.words, ln.first, ln.end, l.m.Width)
	return l.placed
}

// prefix is the width of a word up to a code point.
func (l *Layout) prefix(w word, point int) float32 {
	switch {
	case point <= w.start:
		return 0
	case point >= w.end:
		return w.width
	}
	return l.measure(l.drawn(w, l.text.Byte(point)-w.at))
}

// X returns how far from the column's left edge the caret stands before a code
// point of the line: at its leading edge, which in a word that runs from right
// to left is the right one.
func (l *Layout) X(at Line, point int) float32 {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	k := ln.first
	for k+1 < ln.end && (point > b.words[k].end || point >= b.words[k+1].start) {
		k++
	}
	w := b.words[k]
	for _, r := range l.runsOf(b, ln) {
		if r.word != k || r.space {
			continue
		}
		if r.rtl {
			return r.left + r.width - l.prefix(w, point)
		}
		return r.left + l.prefix(w, point)
	}
	return 0
}

// PointAt returns the code point nearest to a place: the border between two
// graphemes that lies nearest to x on the line at height y.
func (l *Layout) PointAt(x float32, y float64) int { return l.PointOn(l.LineAt(y), x) }

// PointOn returns the border between two graphemes of a line that lies nearest
// to x.
func (l *Layout) PointOn(at Line, x float32) int {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	runs := l.runsOf(b, ln)
	for i, r := range runs {
		if x >= r.left+r.width && i+1 < len(runs) {
			continue
		}
		w, from := b.words[r.word], x-r.left
		if r.rtl {
			from = r.width - from
		}
		switch {
		case !r.space:
			return min(l.within(w, from), l.End(at))
		case from < r.width/2:
			return w.end
		}
		return b.words[r.word+1].start
	}
	return l.End(at)
}

// within finds the border between two graphemes of a word that is nearest to
// a distance from its beginning.
func (l *Layout) within(w word, from float32) int {
	point, near := w.start, float32(0)
	for point < w.end {
		next := min(l.text.NextGrapheme(point), w.end)
		far := l.prefix(w, next)
		if from < (near+far)/2 {
			return point
		}
		point, near = next, far
	}
	return point
}

// Strip is a part of a line, in pixels from the column's left edge.
type Strip struct{ Left, Right float32 }

// Strips returns the parts of a line that the span covers, from left to right:
// one where the line runs in one direction.
func (l *Layout) Strips(at Line, s annotate.Span) []Strip {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	if s.End <= b.words[ln.first].start || s.Start >= b.words[ln.end-1].end {
		return nil
	}
	var out []Strip
	for _, r := range l.runsOf(b, ln) {
		w := b.words[r.word]
		from, to := float32(0), r.width
		if r.space {
			if s.Start >= b.words[r.word+1].start || s.End <= w.end {
				continue
			}
		} else {
			if s.Start >= w.end || s.End <= w.start {
				continue
			}
			from, to = l.prefix(w, s.Start), l.prefix(w, s.End)
		}
		if r.rtl {
			from, to = r.width-to, r.width-from
		}
		if to <= from {
			continue
		}
		if n := len(out); n > 0 && r.left+from-out[n-1].Right < 0.1 {
			out[n-1].Right = r.left + to
		} else {
			out = append(out, Strip{r.left + from, r.left + to})
		}
	}
	return out
}

// Piece is a word as it is drawn.
type Piece struct {
	Text    string
	X, Wide float32 // from the column's left edge; the width
}

// Pieces returns the words of a line from left to right.
func (l *Layout) Pieces(at Line) []Piece {
	b := l.wrapped(at.block)
	ln := b.lines[at.row]
	out := make([]Piece, 0, ln.end-ln.first)
	for _, r := range l.runsOf(b, ln) {
		w := b.words[r.word]
		if r.space || w.size == 0 {
			continue
		}
		p := Piece{Text: l.drawn(w, w.size), X: r.left, Wide: r.width}
		if w.hyphened(r.word+1 == ln.end) {
			p.Text += hyphen
			p.Wide += l.width(hyphen)
		}
		out = append(out, p)
	}
	return out
}
