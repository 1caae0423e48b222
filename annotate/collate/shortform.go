package collate

import (
	"strings"
	"unicode/utf8"
)

// longestName is how many tokens a name with its titles may have.
const longestName = 12

// joinShortForms makes one token of a name of several words whose initials are
// written as a word somewhere: "World Health Organization" where there is "WHO".
func (v *vocabulary) joinShortForms(all [][]lexeme, texts []string) {
	shorts := map[string]*lexeme{}
	for _, ls := range all {
		for i := range ls {
			if l := &ls[i]; l.has(isShort) && l.isWord() {
				shorts[strings.ReplaceAll(l.text, ".", "")] = l
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
			if l.role == named && (i == 0 || ls[i-1].role != named) {
				end, initials := nameRun(ls, i)
				if short, ok := shorts[initials]; ok && end-i > 1 {
					n = end - i
					l = joinLexemes(ls[i:end], texts[t])
					l.key, l.id = short.key, short.id
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
func nameRun(ls []lexeme, i int) (end int, initials string) {
	for k := i; k < min(len(ls), i+longestName); k++ {
		switch l := &ls[k]; {
		case l.role == named:
			for _, w := range strings.Fields(l.text) {
				r, _ := utf8.DecodeRuneInString(w)
				initials += string(r)
			}
			end = k + 1
		case l.role != function:
			return end, initials
		}
	}
	return end, initials
}
