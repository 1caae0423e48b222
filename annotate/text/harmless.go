package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Harmless replaces the characters of a text that would steer a program that
// shows it: controls other than line feed and tab, the marks that turn the
// direction of what follows, and two that no file may hold.
func Harmless(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\ufffe', r == '\uffff':
			return utf8.RuneError
		}
		return r
	}, s)
}
