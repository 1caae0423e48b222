package reading

import "slices"

// mostKept is how many spellings are kept from one text to the next.
const mostKept = 4096

// ReadAlone cuts a text that is compared with none, as [Vocabulary.Read] does, but that
// nothing is joined because it is written as one word elsewhere, and only a lexeme of one word has an ID, which
// another may have for the same key; -1 is none. What spellings tell is
// kept for the next text, until there are too many and it begins anew, with other ids; the lexemes are good until then. A vocabulary is for texts
// that are compared or for texts that are read alone, not for both.
func (v *Vocabulary) ReadAlone(text string) (lexemes []Lexeme, anew bool) {
	if anew = len(v.words) > mostKept; anew {
		v.Reset(nil)
		v.named = v.named[:0]
	}
	v.keeps = true
	for _, w := range v.named {
		w.inName = false
	}
	v.pieces, v.lexemes, v.named = v.pieces[:0], v.lexemes[:0], v.named[:0]
	v.scan(text)
	s := settingOf(v.pieces)
	s.noteNames()
	for i := range s.ps {
		if s.ps[i].inName {
			v.named = append(v.named, s.ps[i].word)
		}
	}
	if len(s.ps) >= wordsTell && !s.shouting && s.oneCase() {
		for i := range s.ps {
			s.ps[i].allSmall = true
		}
	}
	s.markNames()
	v.lexemes = slices.Grow(v.lexemes, len(v.pieces))
	ls := v.analyse(text, s.ps)
	all := [][]Lexeme{ls}
	v.joinShortForms(all, []string{text})
	return all[0], anew
}
