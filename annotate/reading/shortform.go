package reading

import (
	"strings"
	"unicode/utf8"
)

// longestName is how many tokens a name with its titles may have.
const longestName = 12

// joinShortForms makes one token of a name of several words whose initials are
// written as a word somewhere: "World Health Organization" where there is "WHO".
func (v *Vocabulary) joinShortForms(all [][]Lexeme, texts []string) {
	shorts := map[string]*Lexeme{}
	for _, ls := range all {
		for i := range ls {
			if l := &ls[i]; l.Has(IsShort) && l.IsWord() {
				shorts[strings.ReplaceAll(l.Text, ".", "")] = l
			}
		}
	}
	if len(shorts) == 0 {
		return
	}
	for t, ls := range all {
		out := ls[:0]
		for i := 0; i < len(ls); {
			l, n := ls[i], 1
			if l.Role == Named && (i == 0 || ls[i-1].Role != Named) {
				end, initials := nameRun(ls, i)
				if short, ok := shorts[initials]; ok && end-i > 1 {
					n = end - i
					l = joinLexemes(ls[i:end], texts[t])
					l.Key, l.ID = short.Key, short.ID
				}
			}
			out = append(out, l)
			i += n
		}
		all[t] = out
	}
}

// nameRun gives the end of the name that begins at token i, and the initials
// of its words but for "of" and the like.
func nameRun(ls []Lexeme, i int) (end int, initials string) {
	for k := i; k < min(len(ls), i+longestName); k++ {
		switch l := &ls[k]; {
		case l.Role == Named:
			for _, w := range strings.Fields(l.Text) {
				r, _ := utf8.DecodeRuneInString(w)
				initials += string(r)
			}
			end = k + 1
		case l.Role != Function:
			return end, initials
		}
	}
	return end, initials
}
