package collate

// shortestCompound keeps chance words such as "an" and "other" apart.
const shortestCompound = 5

// joinCompounds makes one token of two words that are written as one
// elsewhere: "air strikes", "cease-fire".
func (v *vocabulary) joinCompounds(ls []lexeme, text string) []lexeme {
	out := ls[:0]
	for i := 0; i < len(ls); i++ {
		next := i + 1
		if next < len(ls) && ls[next].key == "-" && ls[next].start == ls[i].end {
			next++
		}
		if next < len(ls) && v.mayJoin(&ls[i], &ls[next]) {
			if key, id, ok := v.joined(ls[i].key, ls[next].key); ok {
				l := &ls[i]
				l.key, l.id = key, id
				l.end, l.to = ls[next].end, ls[next].to
				l.text = text[l.from:l.to]
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

func (v *vocabulary) mayJoin(a, b *lexeme) bool {
	return compounds(a) && compounds(b) && len(a.key)+len(b.key) >= shortestCompound && v.mayBeKey(a.key, b.key)
}

func compounds(l *lexeme) bool { return l.role == content || l.role == named }
