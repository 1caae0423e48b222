package person

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// CleanName makes a name, in one line and in NFC, of what was typed as one; ""
// of what holds none. Names are equal when they are so cleaned, letter by letter.
func CleanName(typed string) string {
	typed = strings.ToValidUTF8(strings.ReplaceAll(typed, "\x00", " "), "\ufffd")
	return norm.NFC.String(strings.Join(strings.Fields(typed), " "))
}
