package bidi

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
	"github.com/go-text/typesetting/language"
	ucd "golang.org/x/text/unicode/bidi"
)

// The format characters that Forced sets.
const (
	lro = "\u202d" // left-to-right override
	rlo = "\u202e" // right-to-left override
	pdf = "\u202c" // the end of either
	lrm = "\u200e" // left-to-right mark
	rlm = "\u200f" // right-to-left mark
)

// tatweel lengthens the join between two letters; Unicode gives it no script.
const tatweel = '\u0640'

const (
	letters classes = 1<<ucd.R | 1<<ucd.AL
	// directing are the format characters that set a direction.
	directing = 1<<ucd.LRE | 1<<ucd.RLE | 1<<ucd.LRO | 1<<ucd.RLO | 1<<ucd.PDF | 1<<ucd.PDI | initiators
)

// Forced returns the string that shows a piece of a line, all of one level, as
// its level has it: also the full stop and the brackets, which take their
// direction and their shape (rule L4) from the text around them. It is meant
// for a renderer that takes the string for a left-to-right paragraph and sets
// its runs (of one direction, script and face) in the order of the string, as
// Fyne's canvas.Text does. Such a renderer shapes a right-to-left run rightly,
// but sets several of them in the wrong order; so the parts that can become
// runs are given to it in the order in which they are seen, each with its
// direction. What is added has no width, and comes from the main face, so that
// the piece stands on the line of its neighbours whatever face has its letters.
//
// A piece at an even level without right-to-left characters is returned as it
// is. Format characters that set a direction are left out of all others.
func Forced(piece string, level uint8) string {
	if level%2 == 0 {
		if !has(piece, letters|1<<ucd.AN|directing) {
			return piece
		}
		return lro + strings.Map(directionless, piece) + pdf + rlm
	}
	var parts []string
	script := language.Common // of the letters to which others may be joined
	for it := graphemes.FromString(strings.Map(directionless, piece)); it.Next(); {
		r, _ := utf8.DecodeRuneInString(it.Value())
		own := language.Common
		switch {
		case r == tatweel:
			own = language.Arabic
		case letters.has(classOf(r)):
			own = language.LookupScript(r)
		}
		if own == script && own.Strong() {
			parts[len(parts)-1] += it.Value()
		} else {
			parts = append(parts, it.Value())
		}
		script = own
	}
	var s strings.Builder
	for k := len(parts) - 1; k >= 0; k-- {
		s.WriteString(rlo + parts[k] + pdf)
		if k > 0 {
			s.WriteString(lrm) // between two runs, lest they become one
		}
	}
	return s.String()
}

// directionless is for strings.Map.
func directionless(r rune) rune {
	if directing.has(classOf(r)) {
		return -1
	}
	return r
}

func has(s string, set classes) bool {
	for _, r := range s {
		if mayTurn(r) && set.has(classOf(r)) {
			return true
		}
	}
	return false
}
