package collate

import "strings"

// contraries are pairs of lists: a word of one says the contrary of a word of the other.
var contraries = [...][2]set{
	{words("guilty"), words("innocent")},
	{words("support supports supported supporting back backs backed backing"), words("oppose opposes opposed opposing")},
	{words("allow allows allowed allowing permit permits permitted permitting"),
		words("ban bans banned banning bar bars barred barring forbid forbids forbade forbidden prohibit prohibits prohibited prohibiting")},
	{words("for"), words("against")},
	{words("include includes included including"), words("exclude excludes excluded excluding")},
}

// negative prefixes make the contrary of the word they stand before.
var negative = [...]string{"un", "in", "im", "il", "ir", "dis", "non"}

// manyTokens is how long a stretch may be whose words are searched for contraries.
const manyTokens = 6

// contradict reports whether a word of a and one of b are contraries, "safe" and
// "unsafe", of which none counts as a negation by itself.
func contradict(a, b []lexeme) bool {
	if len(a) > manyTokens || len(b) > manyTokens {
		return false
	}
	for i := range a {
		for j := range b {
			if x, y := &a[i], &b[j]; x.typ == Word && y.typ == Word && x.role != negating && y.role != negating && contrary(x.key, y.key) {
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
		for _, n := range negative {
			if prefix == n {
				return true
			}
		}
	}
	for _, c := range contraries {
		if c[0].has(a) && c[1].has(b) || c[0].has(b) && c[1].has(a) {
			return true
		}
	}
	return false
}
