package folder

import (
	"cmp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ranked is an entry with the key that it is sorted by, made once.
type ranked struct {
	Entry
	key string
}

// compare puts folders before files, and each in natural order.
func (a ranked) compare(b ranked) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), natural(a.key, b.key), strings.Compare(a.Name, b.Name))
}

// rank is a name without case and accents, so that Élysée stands with
// elysium.
func rank(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(name))
}

// natural compares two strings with runs of digits as numbers of any length:
// "part 2" stands before "part 10".
func natural(a, b string) int {
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(x, y), cmp.Compare(m, n)); c != 0 {
				return c
			}
			a, b = a[m:], b[n:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits is how many ASCII digits a string begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}
