package text

import (
	"encoding/binary"
	"math/bits"
)

const (
	block = 128         // bytes within which characters are counted by a walk
	page  = 512 * block // bytes within which counts fit into 16 bits
)

// pageOf returns the page of a text with a number; the last may be short or empty.
func pageOf(s string, p int) string { return s[p*page : min((p+1)*page, len(s))] }

// ranks tells how many characters of a kind begin before each block of a
// text: the whole numbers for each page and the end, and for each block those
// since its page began. That takes 1/64 of the text's bytes, however long it is.
type ranks struct {
	pages  []int
	blocks []uint16
}

func newRanks(s string) ranks {
	return ranks{make([]int, len(s)/page+2), make([]uint16, len(s)/block+1)}
}

// add notes the characters of page p, after all before it have been; count
// finds those of the kind in at most one block.
func (r ranks) add(s string, p int, count func(string) int) {
	n := 0
	part := pageOf(s, p)
	for i := range min(page/block, len(part)/block+1) {
		r.blocks[p*(page/block)+i] = uint16(n)
		n += count(part[i*block : min((i+1)*block, len(part))])
	}
	r.pages[p+1] = r.pages[p] + n
}

// all is how many characters of the kind the text holds.
func (r ranks) all() int { return r.pages[len(r.pages)-1] }

// before is how many characters of the kind begin before a block.
func (r ranks) before(b int) int { return r.pages[b/(page/block)] + int(r.blocks[b]) }

// Eight bytes are looked at in one go, as a word with a byte in each lane.
const (
	lows  = 0x0101010101010101
	highs = 0x8080808080808080
)

// inside marks the lanes that hold a byte inside a character: 10xxxxxx.
func inside(word uint64) uint64 { return (word >> 7) &^ (word >> 6) & lows }

// astral marks the lanes in which a character beyond the BMP begins: 1111xxxx.
func astral(word uint64) uint64 { return fourOnes(word) >> 7 & lows }

// fourOnes has the highest bit of each lane set where its four highest are.
// The bits of the next lane that the shifts bring in only spoil lower ones.
func fourOnes(word uint64) uint64 {
	word &= word << 2
	return word & (word << 1)
}

// sum adds up the lanes, which together must not exceed 255.
func sum(lanes uint64) int { return int(lanes * lows >> 56) }

// at8 is the word at a byte; past the end of b it holds zeros.
func at8(b []byte, i int) (word uint64) {
	if i+8 <= len(b) {
		return binary.LittleEndian.Uint64(b[i:])
	}
	for n := i; n < len(b); n++ {
		word |= uint64(b[n]) << (8 * (n - i))
	}
	return word
}

// countPoints counts the characters that begin in at most one block.
func countPoints(s string) int {
	var one, two uint64 // apart, so that neither waits for the other
	b := []byte(s)
	for ; len(b) >= 32; b = b[32:] {
		one += inside(binary.LittleEndian.Uint64(b))
		two += inside(binary.LittleEndian.Uint64(b[8:]))
		one += inside(binary.LittleEndian.Uint64(b[16:]))
		two += inside(binary.LittleEndian.Uint64(b[24:]))
	}
	for i := 0; i < len(b); i += 8 {
		one += inside(at8(b, i))
	}
	return len(s) - sum(one+two)
}

// countAstral counts those of them that lie beyond the BMP.
func countAstral(s string) int {
	var one, two uint64
	b := []byte(s)
	for ; len(b) >= 32; b = b[32:] {
		one += astral(binary.LittleEndian.Uint64(b))
		two += astral(binary.LittleEndian.Uint64(b[8:]))
		one += astral(binary.LittleEndian.Uint64(b[16:]))
		two += astral(binary.LittleEndian.Uint64(b[24:]))
	}
	for i := 0; i < len(b); i += 8 {
		one += astral(at8(b, i))
	}
	return sum(one + two)
}

// nth returns the byte at which the n-th character of s begins, from 0; the
// length of s where it holds no more than n.
func nth(s string, n int) int {
	for b := []byte(s); ; b = b[8:] {
		starts := ^inside(at8(b, 0)) & lows
		here := sum(starts)
		if n < here {
			for ; n > 0; n-- {
				starts &= starts - 1
			}
			return min(len(s)-len(b)+bits.TrailingZeros64(starts)/8, len(s))
		}
		if n -= here; len(b) <= 8 {
			return len(s)
		}
	}
}

// isASCII tells whether bytes and characters coincide in s.
func isASCII(s string) bool {
	b := []byte(s)
	for ; len(b) >= 32; b = b[32:] {
		if (binary.LittleEndian.Uint64(b)|binary.LittleEndian.Uint64(b[8:])|
			binary.LittleEndian.Uint64(b[16:])|binary.LittleEndian.Uint64(b[24:]))&highs != 0 {
			return false
		}
	}
	for i := 0; i < len(b); i += 8 {
		if at8(b, i)&highs != 0 {
			return false
		}
	}
	return true
}

// isBMP tells whether s holds no character beyond the BMP.
func isBMP(s string) bool {
	b := []byte(s)
	for ; len(b) >= 32; b = b[32:] {
		if (fourOnes(binary.LittleEndian.Uint64(b))|fourOnes(binary.LittleEndian.Uint64(b[8:]))|
			fourOnes(binary.LittleEndian.Uint64(b[16:]))|fourOnes(binary.LittleEndian.Uint64(b[24:])))&highs != 0 {
			return false
		}
	}
	return countAstral(string(b)) == 0
}
