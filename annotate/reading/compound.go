package reading

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

func compounds(l *Lexeme) bool { return l.Role == Content || l.Role == Named }
