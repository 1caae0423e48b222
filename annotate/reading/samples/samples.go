// Package samples makes texts for the tests of what reads and compares them.
package samples

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// Soup is made of pieces that touch each other in every way.
func Soup(rng *rand.Rand) string {
	bits := []string{
		"Kyiv", "Kiev", "the", "a", "said", "may", "May", "not", "n't", "'s", "’", "“", "”", "\"", "‘", "'", "one", "week", "weeks",
		"6,000", "6", "1.5", "million", "thousand", "hundred", "and", "half", "-", "–", "−", "$", "€", "%", "°", "C", "F", "per", "cent",
		"February", "Friday", "first", "1", "2022", ":", "30", "p.m.", "of", "in", "below", "zero", "minus", "degrees", "over", "no",
		"one", "United", "States", ".", ",", "...", "(", ")", "\n", "U.S.", "km", "/", "h", "الرئيس", "总统", "é", "e\u0301", "\u0301",
		"\u200d", "🇺🇦", "👩", "\u00ad", "air", "strikes", "airstrikes", "www.", "third", "K", "İ", "ß",
	}
	var b strings.Builder
	for range rng.IntN(14) {
		b.WriteString(bits[rng.IntN(len(bits))])
		if rng.IntN(3) > 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// WithCommas writes a number below a million in digits with a comma.
func WithCommas(n int) string {
	s := strconv.Itoa(n)
	if len(s) > 3 {
		s = s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

// InWords writes a number below a million in words.
func InWords(n int) string {
	small := strings.Fields(`zero one two three four five six seven eight nine ten eleven twelve
		thirteen fourteen fifteen sixteen seventeen eighteen nineteen`)
	tens := strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")
	switch {
	case n < 20:
		return small[n]
	case n < 100 && n%10 == 0:
		return tens[n/10]
	case n < 100:
		return tens[n/10] + "-" + small[n%10]
	case n < 1000 && n%100 == 0:
		return small[n/100] + " hundred"
	case n < 1000:
		return small[n/100] + " hundred and " + InWords(n%100)
	case n%1000 == 0:
		return InWords(n/1000) + " thousand"
	case n%1000 < 100:
		return InWords(n/1000) + " thousand and " + InWords(n%1000)
	}
	return InWords(n/1000) + " thousand " + InWords(n%1000)
}
