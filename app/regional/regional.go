// Package regional tells what the settings of this machine's region say of the files
// that its programs expect.
package regional

import (
	"cmp"
	"strings"

	"github.com/jeandeaual/go-locale"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Divider is what this machine's spreadsheet expects between the cells of a CSV file: a
// semicolon where numbers are written with a comma, unless the user set another.
func Divider(getenv func(string) string) byte {
	if set := userDivider(); set != 0 {
		return set
	}
	said := cmp.Or(getenv("LC_ALL"), getenv("LC_NUMERIC"), getenv("LANG"))
	if said == "" { // a program of the desktop may have none of them
		said, _ = locale.GetLocale()
	}
	return dividerOf(said)
}

// dividerOf is that of a locale as systems name them: "de_DE.UTF-8", "de-DE".
func dividerOf(name string) byte {
	name, _, _ = strings.Cut(name, ".")
	name, _, _ = strings.Cut(name, "@")
	tag, err := language.Parse(strings.ReplaceAll(name, "_", "-"))
	if err == nil && strings.ContainsRune(message.NewPrinter(tag).Sprint(number.Decimal(1.5)), ',') {
		return ';'
	}
	return ','
}
