package annotate

import (
	"strconv"
	"strings"
)

// joiners are format characters that words of many scripts, and emoji, are
// spelled with.
const joiners = "\u200c\u200d"

// Quoted puts words of a text into quotation marks for a message of one line:
// line ends, tabs, unusual spaces and control characters as escapes, letters
// of all scripts and what joins them as they are.
func Quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for {
		i := strings.IndexAny(s, joiners)
		if i < 0 {
			break
		}
		b.WriteString(escaped(s[:i]) + s[i:i+len("\u200d")])
		s = s[i+len("\u200d"):]
	}
	return b.String() + escaped(s) + `"`
}

func escaped(s string) string {
	q := strconv.Quote(s)
	return q[1 : len(q)-1]
}
