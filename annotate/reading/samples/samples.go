// Package samples makes texts for the tests of what reads and compares them.
package samples

import (
	"math/rand/v2"
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
