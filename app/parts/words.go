package parts

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count writes a number with its noun.
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Capital begins words with a capital letter.
func Capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// OneLine puts single spaces between the words of a text and none at its ends.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
