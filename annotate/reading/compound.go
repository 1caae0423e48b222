package reading

import (
	"slices"
	"strings"
	"sync"

	"claimtrace/annotate/language/en"
)

// shortestCompound keeps chance words such as "an" and "other" apart.
const shortestCompound = 5

// joinCompounds makes one token of two words that are written as one
// elsewhere: "air strikes", "cease-fire".
func (v *Vocabulary) joinCompounds(ls []Lexeme, text string) []Lexeme {
	out := ls[:0]
	for i := 0; i < len(ls); i++ {
		next := i + 1
		if next < len(ls) && ls[next].Key == "-" && ls[next].Start == ls[i].End {
			next++
			if next < len(ls) && turnsSense(ls[i].Key, ls[next].Key) {
				next = len(ls)
			}
		}
		if next < len(ls) && v.mayJoin(&ls[i], &ls[next]) {
			if key, id, ok := v.joined(ls[i].Key, ls[next].Key); ok {
				l := &ls[i]
				l.Key, l.ID = key, id
				l.End, l.To = ls[next].End, ls[next].To
				l.Text = text[l.From:l.To]
				out = append(out, *l)
				i = next
				continue
			}
		}
		if len(out) < i {
			out = append(out, ls[i])
		} else {
			out = out[:i+1]
		}
	}
	return out
}

func (v *Vocabulary) mayJoin(a, b *Lexeme) bool {
	return compounds(a) && compounds(b) && len(a.Key)+len(b.Key) >= shortestCompound && v.mayBeKey(a.Key, b.Key)
}

func compounds(l *Lexeme) bool {
	return l.Role == Content || l.Role == Named || l.Role == Negating && l.Key == en.Non
}

// turnsSense reports whether the hyphen behind a prefix makes another word of what
// without it is one already: "re-signed" is not "resigned", "un-ionised" not "unionised".
// Before the vowel that the prefix ends with, and before the words that are
// always written in both ways, it is mere spelling: "re-elected".
func turnsSense(prefix, rest string) bool {
	if !parting.Has(prefix) || rest == "" {
		return false
	}
	return prefix[len(prefix)-1] != rest[0] && !eitherWay().any(rest)
}

var parting = Words(en.PartingPrefixes)

// stems finds words by how they begin.
type stems []string

func (s stems) any(word string) bool {
	return slices.ContainsFunc(s, func(stem string) bool { return strings.HasPrefix(word, stem) })
}

var eitherWay = sync.OnceValue(func() stems { return strings.Fields(en.EitherWay) })
