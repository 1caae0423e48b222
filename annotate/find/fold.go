package find

import (
	"slices"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate/reading"
)

// folded is what a code point folds to, in UTF-8.
type folded struct {
	size  uint8
	bytes [7]byte
}

// tooLong is the size of what has no room in a [folded].
const tooLong = 0xff

// page holds the code points that differ in their last byte.
type page [256]folded

// pages are filled when a text first needs them, as few texts need many. Two
// searches that fill one at the same time fill it alike.
var pages [(unicode.MaxRune + 1) >> 8]atomic.Pointer[page]

func pageOf(r rune) *page {
	at := &pages[r>>8]
	if p := at.Load(); p != nil {
		return p
	}
	p := &page{}
	for i := range p {
		s := reading.FoldRune(r&^0xff | rune(i))
		p[i].size = uint8(copy(p[i].bytes[:], s))
		if len(s) > len(p[i].bytes) {
			p[i].size = tooLong
		}
	}
	at.Store(p)
	return p
}

// ascii is what the bytes below 0x80 fold to: one byte each.
var ascii = func() (table [utf8.RuneSelf]byte) {
	for i := range table {
		table[i] = reading.FoldRune(rune(i))[0]
	}
	return table
}()

// window is a stretch of a text, folded. Each run of white space is one space.
type window struct {
	text  string
	read  int    // bytes of the text up to the end of the window
	bytes []byte // the folded text
	from  []int  // for each of them, the byte of the text at which its code point begins
}

// widen folds the next n bytes of the text, up to the end of a code point.
func (w *window) widen(n int) {
	end := min(w.read+n, len(w.text))
	for end < len(w.text) && !utf8.RuneStart(w.text[end]) {
		end++
	}
	for w.read < end {
		if w.text[w.read] < utf8.RuneSelf {
			w.foldASCII(end)
			continue
		}
		r, size := utf8.DecodeRuneInString(w.text[w.read:])
		if f := &pageOf(r)[r&0xff]; f.size != tooLong {
			w.add(f.bytes[:f.size])
		} else {
			w.add([]byte(reading.FoldRune(r)))
		}
		w.read += size
	}
}

// foldASCII folds up to the end or the first byte that is not ASCII.
func (w *window) foldASCII(end int) {
	text := w.text[w.read:end]
	n := len(w.bytes)
	last := byte(0)
	if n > 0 {
		last = w.bytes[n-1]
	}
	w.bytes, w.from = slices.Grow(w.bytes, len(text)), slices.Grow(w.from, len(text))
	into, from := w.bytes[n:n+len(text)], w.from[n:n+len(text)]
	i, k := 0, 0
	for ; i < len(text) && text[i] < utf8.RuneSelf; i++ {
		b := ascii[text[i]]
		if b == ' ' && last == ' ' {
			continue
		}
		into[k], from[k] = b, w.read+i
		k++
		last = b
	}
	w.bytes, w.from, w.read = w.bytes[:n+k], w.from[:n+k], w.read+i
}

func (w *window) add(s []byte) {
	if n := len(w.bytes); len(s) == 1 && s[0] == ' ' && n > 0 && w.bytes[n-1] == ' ' {
		return
	}
	for _, b := range s {
		w.bytes = append(w.bytes, b)
		w.from = append(w.from, w.read)
	}
}

// leave lets go of the first n folded bytes.
func (w *window) leave(n int) {
	w.bytes = append(w.bytes[:0], w.bytes[n:]...)
	w.from = append(w.from[:0], w.from[n:]...)
}

// source leads from a range of folded bytes, not empty, to the bytes of the
// text that they come from: whole code points.
func (w *window) source(start, end int) (int, int) {
	last := w.from[end-1]
	_, size := utf8.DecodeRuneInString(w.text[last:])
	return w.from[start], last + size
}

// whole tells whether a range of folded bytes, not empty, is no part of a
// longer word. After a point a short form may go on: "U.S." in "U.S.S.R.".
func (w *window) whole(start, end int) bool {
	before, _ := utf8.DecodeLastRune(w.bytes[:start])
	first, _ := utf8.DecodeRune(w.bytes[start:])
	last, _ := utf8.DecodeLastRune(w.bytes[:end])
	after, _ := utf8.DecodeRune(w.bytes[end:])
	return !(isLetter(before) && isLetter(first)) && !(isLetter(after) && (isLetter(last) || last == '.'))
}

// isLetter reports what words are made of.
func isLetter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r)
}
