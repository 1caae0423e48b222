package collate

import (
	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// Not to do a thing is to cease doing it: "agreed not to fire", "agreed to halt fire".
// A verb that denies what it governs stands for a negation of what the other text has.

// settleCeasing marks each "not to" of one side, among the tokens without counterpart,
// for which the other has a verb of ceasing: then it is no negation.
func (c *comparison) settleCeasing(ties []item, a0, a1, b0, b1 int) {
	var nots, verbs [2][]*reading.Lexeme
	note := func(side int, ls []reading.Lexeme, from, to int) {
		for i := from; i < to; i++ {
			switch {
			case isNotTo(ls, i):
				nots[side] = append(nots[side], &ls[i])
			case ceases(&ls[i]):
				verbs[side] = append(verbs[side], &ls[i])
			}
		}
	}
	a, b := a0, b0
	for _, t := range ties {
		note(0, c.a, a, t.a0)
		note(1, c.b, b, t.b0)
		a, b = t.a1, t.b1
	}
	note(0, c.a, a, a1)
	note(1, c.b, b, b1)
	for side := range nots {
		for k, not := range nots[side] {
			not.Carried = k < len(verbs[1-side])
		}
	}
}

// settleCeasing is the same for a table: a "not to" is no negation where each row
// without one has a verb of ceasing more than those with it.
func (g *grid) settleCeasing() {
	most, least := -1, -1 // verbs of ceasing in rows with a "not to", and without
	for _, ls := range g.rows {
		n := ceasings(ls)
		if hasNotTo(ls) {
			most = max(most, n)
		} else if least < 0 || n < least {
			least = n
		}
	}
	if most < 0 || least <= most {
		return
	}
	for _, ls := range g.rows {
		for i := range ls {
			if isNotTo(ls, i) {
				ls[i].Carried = true
			}
		}
	}
}

func hasNotTo(ls []reading.Lexeme) bool {
	for i := range ls {
		if isNotTo(ls, i) {
			return true
		}
	}
	return false
}

// isNotTo reports a plain negation of what somebody is to do.
func isNotTo(ls []reading.Lexeme, i int) bool {
	l := &ls[i]
	return l.Role == reading.Negating && l.Has(reading.IsNo) && i+1 < len(ls) && ls[i+1].Key == en.To
}

// ceases reports a verb of ceasing.
func ceases(l *reading.Lexeme) bool { return l.Has(reading.IsCeasing) && l.Role != reading.Named }

// ceasings counts them.
func ceasings(ls []reading.Lexeme) int {
	n := 0
	for i := range ls {
		if ceases(&ls[i]) {
			n++
		}
	}
	return n
}
