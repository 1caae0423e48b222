package collate

import (
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// contraries are pairs of lists: a word of one says the contrary of a word of the other.
var contraries = sync.OnceValue(func() (pairs [][2]reading.Set) {
	for _, c := range en.Contraries {
		pairs = append(pairs, [2]reading.Set{reading.Words(c[0]), reading.Words(c[1])})
	}
	return pairs
})

// manyTokens is how long a stretch may be whose words are searched for contraries.
const manyTokens = 6

// contradict reports whether a word of a and one of b are contraries, "safe" and
// "unsafe", of which none counts as a negation by itself.
func contradict(a, b []reading.Lexeme) bool {
	if len(a) > manyTokens || len(b) > manyTokens {
		return false
	}
	for i := range a {
		for j := range b {
			if x, y := &a[i], &b[j]; x.Type == reading.Word && y.Type == reading.Word && x.Role != reading.Negating && y.Role != reading.Negating && contrary(x.Key, y.Key) {
				return true
			}
		}
	}
	return false
}

func contrary(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if prefix := strings.TrimSuffix(b, a); len(prefix) < len(b) && len(a) > 2 {
		for _, n := range en.NegativePrefixes {
			if prefix == n {
				return true
			}
		}
	}
	for _, c := range contraries() {
		if c[0].Has(a) && c[1].Has(b) || c[0].Has(b) && c[1].Has(a) {
			return true
		}
	}
	return false
}
