package collate

import (
	"slices"
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

// contradict reports whether a word of a and the one of b in its place are
// contraries, "safe" and "unsafe", of which none counts as a negation by itself.
// Words stand in one place where both sides have one token, as many words of
// content, or one of them a single one.
func contradict(a, b []reading.Lexeme) bool {
	if hasKey(a, en.Only) && hasKey(b, en.NotOnly) || hasKey(a, en.NotOnly) && hasKey(b, en.Only) {
		return true
	}
	if len(a) == 1 && len(b) == 1 {
		return a[0].IsWord() && b[0].IsWord() && a[0].Role != reading.Negating && b[0].Role != reading.Negating && contrary(a[0].Key, b[0].Key)
	}
	wa, wb := contentKeys(a), contentKeys(b)
	switch {
	case len(wa) == len(wb):
		for i := range wa {
			if contrary(wa[i], wb[i]) {
				return true
			}
		}
	case len(wa) == 1 && len(wb) == 2:
		return contrary(wa[0], wb[0]) || contrary(wa[0], wb[1])
	case len(wa) == 2 && len(wb) == 1:
		return contrary(wa[0], wb[0]) || contrary(wa[1], wb[0])
	}
	return false
}

func hasKey(ls []reading.Lexeme, key string) bool {
	return slices.ContainsFunc(ls, func(l reading.Lexeme) bool { return l.Key == key })
}

// contentKeys lists the keys of the words of content of a stretch.
func contentKeys(ls []reading.Lexeme) []string {
	var keys []string
	for i := range ls {
		if l := &ls[i]; l.Type == reading.Word && l.Role != reading.Function && l.Role != reading.Negating {
			keys = append(keys, l.Key)
		}
	}
	return keys
}

func contrary(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if prefix, ok := strings.CutSuffix(b, a); ok && len(a) > 2 {
		for i := range en.NegativePrefixes {
			if p := &en.NegativePrefixes[i]; p.Letters == prefix && negates(p, a) {
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

// negates reports whether a prefix makes the contrary of a word.
func negates(p *en.Prefix, word string) bool {
	is := func(list string, has func(word, part string) bool) bool {
		return slices.ContainsFunc(strings.Fields(list), func(part string) bool { return has(word, part) })
	}
	return (p.Endings == "" || is(p.Endings, strings.HasSuffix)) && !is(p.Except, strings.HasPrefix)
}
