package collate

import (
	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// fewTokens is the longest stretch in which names are paired with names; in
// longer ones their order says little.
const fewTokens = 8

// maxCells bounds the table of the pairing; a stretch with more is not paired.
const maxCells = 250_000

// counterparts pairs the numbers, dates and names of a[a0:a1] with those of
// b[b0:b1], in order, as many as can be. None of the tokens has an equal one.
func (c *comparison) counterparts(a0, a1, b0, b1 int) []match {
	withNames := a1-a0 <= fewTokens && b1-b0 <= fewTokens && !speaks(c.a[a0:a1]) && !speaks(c.b[b0:b1])
	inA := typed(c.a, a0, a1, withNames)
	if len(inA) == 0 {
		return nil
	}
	inB := typed(c.b, b0, b1, withNames)
	if len(inB) == 0 || len(inA)*len(inB) > maxCells {
		return nil
	}
	// length[i][j] is how many pairs inA[i:] and inB[j:] allow.
	width := len(inB) + 1
	length := make([]int, (len(inA)+1)*width)
	for i := len(inA) - 1; i >= 0; i-- {
		for j := len(inB) - 1; j >= 0; j-- {
			best := max(length[(i+1)*width+j], length[i*width+j+1])
			if c.corresponds(inA[i], a1, inB[j], b1) {
				best = max(best, 1+length[(i+1)*width+j+1])
			}
			length[i*width+j] = best
		}
	}
	var pairs []match
	for i, j := 0, 0; i < len(inA) && j < len(inB); {
		switch {
		case c.corresponds(inA[i], a1, inB[j], b1) && length[i*width+j] == 1+length[(i+1)*width+j+1]:
			pairs = append(pairs, match{inA[i], inB[j]})
			i, j = i+1, j+1
		case length[(i+1)*width+j] >= length[i*width+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// corresponds reports whether two typed tokens can stand for each other. A name
// before a noun ("Russian drones") does not correspond to one that stands alone.
func (c *comparison) corresponds(a, endA, b, endB int) bool {
	if c.a[a].Role != c.b[b].Role {
		return false
	}
	if c.a[a].Role == reading.Quantified {
		x, unit := reading.MeasureOf(c.a[a].Key)
		y, other := reading.MeasureOf(c.b[b].Key)
		return unit == "" || other == "" || x == y
	}
	return c.a[a].Role != reading.Named || beforeNoun(c.a, a, endA) == beforeNoun(c.b, b, endB)
}

func beforeNoun(ls []reading.Lexeme, i, end int) bool {
	for i < end && ls[i].Role == reading.Named {
		i++
	}
	return i < end && ls[i].Role == reading.Content
}

// speaks reports whether the tokens tell who says something; then a name
// belongs to the source and is not compared alone.
func speaks(ls []reading.Lexeme) bool {
	for i := range ls {
		if ls[i].Role == reading.Attributing || ls[i].Role == reading.Hedging {
			return true
		}
	}
	return false
}

func typed(ls []reading.Lexeme, from, to int, withNames bool) []int {
	var out []int
	for i := from; i < to; i++ {
		switch ls[i].Role {
		case reading.Quantified, reading.Bounding, reading.Dated:
			out = append(out, i)
		case reading.Named:
			if withNames {
				out = append(out, i)
			}
		}
	}
	return out
}

// markCarried marks the numbers, dates and names that are left over on both
// sides: what only stands elsewhere is no change of number, date or name. A
// number must still count the same, with one word beside it that is the same;
// and what has a counterpart, number against number, is never marked: 47 dead
// and 74 hurt, 74 dead and 47 hurt, are changes.
func (c *comparison) markCarried(ties []item, a0, a1, b0, b1 int) {
	var left [2][]int
	note := func(side int, ls []reading.Lexeme, from, to int) {
		for i := from; i < to; i++ {
			switch ls[i].Role {
			case reading.Quantified, reading.Dated, reading.Named, reading.Bounding:
				left[side] = append(left[side], i)
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
	if len(left[0]) == 0 || len(left[1]) == 0 {
		return
	}
	open := map[int32][]int{}
	for _, i := range left[0] {
		open[c.a[i].ID] = append(open[c.a[i].ID], i)
	}
	for _, j := range left[1] {
		id := c.b[j].ID
		for k, i := range open[id] {
			if exact(c.b[j].Role) && c.b[j].Role != reading.Dated && !besideTheSame(c.a, i, c.b, j) {
				continue
			}
			if exchanged(c.a[a0:a1], c.b[b0:b1], i-a0, j-b0) {
				c.a[i].Swapped, c.b[j].Swapped = true, true
				continue
			}
			c.a[i].Carried, c.b[j].Carried = true, true
			open[id] = append(open[id][:k:k], open[id][k+1:]...)
			break
		}
	}
}

// exchangeReach is how far apart, in tokens, two dates or names may stand that change places.
const exchangeReach = 24

// exchanged reports whether token i of a, which is token j of b, has changed places with
// another of its role: "from Paris to Rome", "from Rome to Paris". Where whole clauses
// change places each takes its neighbours along; here they stay.
func exchanged(a, b []reading.Lexeme, i, j int) bool {
	role := a[i].Role
	if role != reading.Dated && role != reading.Named {
		return false
	}
	for k := max(0, i-exchangeReach); k < min(len(a), i+exchangeReach); k++ {
		if a[k].Role != role || a[k].ID == a[i].ID {
			continue
		}
		for l := max(0, j-exchangeReach); l < min(len(b), j+exchangeReach); l++ {
			if b[l].ID == a[k].ID && b[l].Role == role && (i < k) != (j < l) && !listed(a, i, k) && !listed(b, j, l) && swapped(a, b, i, j, k, l) {
				return true
			}
		}
	}
	return false
}

// listed reports whether only "and" and signs stand between two tokens: their order says nothing.
func listed(ls []reading.Lexeme, i, j int) bool {
	for k := min(i, j) + 1; k < max(i, j); k++ {
		if ls[k].IsWord() && ls[k].Key != en.And && ls[k].Role != reading.Named || ls[k].Role == reading.Bounding || ls[k].Role == reading.Dated {
			return false
		}
	}
	return true
}

// swapped reports whether x, token i of a and j of b, stands in b where y stood in a, token k
// of a and l of b, and y where x stood, by what is around them.
func swapped(a, b []reading.Lexeme, i, j, k, l int) bool {
	idBeside := func(ls []reading.Lexeme, at, by int) int32 {
		for next := at + sign(by); next >= 0 && next < len(ls) && ls[at].Role == reading.Named && ls[next].Role == reading.Named; next += sign(by) {
			at = next // the name is as long as its words
		}
		at += by
		if at < 0 || at >= len(ls) {
			return -1
		}
		return ls[at].ID
	}
	x, y := a[i].ID, a[k].ID
	var stayed [2]int // what stayed around either
	went := 0
	note := func(which int, is, ifStayed, ifWent int32) {
		switch is {
		case ifStayed:
			stayed[which]++
		case ifWent:
			went++
		}
	}
	for _, by := range [...]int{-2, -1, 1, 2} {
		aroundX, aroundY := idBeside(a, i, by), idBeside(a, k, by)
		if aroundX == aroundY || aroundX == x || aroundX == y || aroundY == x || aroundY == y {
			continue
		}
		note(0, idBeside(b, l, by), aroundX, aroundY)
		note(1, idBeside(b, j, by), aroundY, aroundX)
	}
	return stayed[0] > 0 && stayed[1] > 0 && stayed[0]+stayed[1] > went
}

func sign(n int) int {
	if n < 0 {
		return -1
	}
	return 1
}

// besideTheSame reports whether the word before or behind token i of a is that
// before or behind token j of b, and more than a function word.
func besideTheSame(a []reading.Lexeme, i int, b []reading.Lexeme, j int) bool {
	same := func(i, j int) bool {
		return i >= 0 && j >= 0 && i < len(a) && j < len(b) && a[i].ID == b[j].ID && a[i].IsWord() && a[i].Role != reading.Function
	}
	return same(i-1, j-1) || same(i+1, j+1)
}
