package reading

import (
	"math/big"
	"strings"
)

// maxDigits bounds the numbers that are read as values; longer ones are literal.
const maxDigits = 30

// readDigits reads digits with separators as English writes them, and as
// others do where there is no doubt: "6,000", "2.5", "1.234.567,8". It refuses
// what could be two numbers, "1.234" unless it is known to be a decimal, and
// what is rather a name, "007".
func readDigits(text string, decimal bool) (*big.Rat, bool) {
	plain := plainDigits(text)
	if len(plain) > maxDigits {
		return nil, false
	}
	points, commas := strings.Count(plain, "."), strings.Count(plain, ",")
	switch {
	case commas == 1 && points == 0 && !groupsOfThree(plain, ","):
		plain = strings.Replace(plain, ",", ".", 1)
	case points > 1 && commas <= 1:
		whole, _, _ := strings.Cut(plain, ",")
		if !groupsOfThree(whole, ".") {
			return nil, false
		}
		plain = strings.Replace(strings.ReplaceAll(plain, ".", ""), ",", ".", 1)
	case points == 1 && commas == 0 && groupsOfThree(plain, ".") && plain[0] != '0' && !decimal:
		return nil, false
	case commas > 0:
		whole, _, _ := strings.Cut(plain, ".")
		if points > 1 || !groupsOfThree(whole, ",") || strings.Contains(plain[len(whole):], ",") {
			return nil, false
		}
		plain = strings.ReplaceAll(plain, ",", "")
	}
	if len(plain) > 1 && plain[0] == '0' && plain[1] != '.' {
		return nil, false
	}
	return new(big.Rat).SetString(plain)
}

func groupsOfThree(s, separator string) bool {
	groups := strings.Split(s, separator)
	if len(groups[0]) == 0 || len(groups[0]) > 3 {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return false
		}
	}
	return true
}

// plainDigits writes any script's digits in ASCII, and drops narrow spaces.
func plainDigits(text string) string {
	if isASCII(text) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		switch v := digitValue(r); {
		case v >= 0:
			b.WriteByte(byte('0' + v))
		case r == '٫':
			b.WriteByte('.')
		case r == '٬':
			b.WriteByte(',')
		case !isNarrowSpace(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// literalDigits keeps a number as it is written.
func literalDigits(text string) string { return "lit:" + plainDigits(text) }

// zeros are the zeros of the decimal digits that are read as numbers: ASCII,
// Arabic, Persian, Devanagari, Bengali, Thai and full width.
var zeros = [...]rune{'0', '٠', '۰', '०', '০', '๐', '０'}

// digitValue gives the value of a decimal digit, or -1.
func digitValue(r rune) int {
	for _, zero := range zeros {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}

func isDigit(r rune) bool { return digitValue(r) >= 0 }
