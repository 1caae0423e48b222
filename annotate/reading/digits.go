package reading

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxDigits bounds the numbers that are read as values; longer ones are literal.
const maxDigits = 30

// readDigits reads digits with separators as English writes them, and as
// others do where there is no doubt: "6,000", "2.5", "1.234.567,8". It refuses
// what could be two numbers, "1.234" unless it is known to be a decimal, and
// what is rather a name, "007".
func readDigits(text string, decimal bool) (*big.Rat, bool) {
	plain := plainDigits(text)
	if strings.HasPrefix(plain, ".") {
		plain = "0" + plain
	}
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

// plainDigits writes any script's digits in ASCII, and drops the spaces and
// apostrophes between groups.
func plainDigits(text string) string {
	if isASCII(text) && !strings.ContainsAny(text, " '`") {
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
		case !isNarrowSpace(r) && !isApostrophe(r) && r != ' ':
			b.WriteRune(r)
		}
	}
	return b.String()
}

// literalDigits keeps a number as it is written.
func literalDigits(text string) string { return "lit:" + plainDigits(text) }

// digitValue gives the value of a decimal digit of any script, or -1. The digits of
// the category Nd stand in runs of ten (Unicode Standard, section 4.6).
func digitValue(r rune) int {
	if r < utf8.RuneSelf {
		if '0' <= r && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, run := range unicode.Nd.R16 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return int(r-rune(run.Lo)) % 10
		}
	}
	for _, run := range unicode.Nd.R32 {
		if rune(run.Lo) <= r && r <= rune(run.Hi) {
			return int(r-rune(run.Lo)) % 10
		}
	}
	return -1
}

func isDigit(r rune) bool { return digitValue(r) >= 0 }
