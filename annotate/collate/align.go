package collate

import "claimtrace/annotate/reading"

// appendWords lists the words among tokens from one to another, and their ids.
func appendWords(places []int, ids []int32, ls []reading.Lexeme, from, to int) ([]int, []int32) {
	for i := from; i < to; i++ {
		if ls[i].IsWord() {
			places, ids = append(places, i), append(ids, ls[i].ID)
		}
	}
	return places, ids
}

// align pairs the tokens of a[a0:a1] and b[b0:b1] that have the same key: words
// first, then punctuation between them.
func (c *comparison) align(a0, a1, b0, b1 int) []match {
	c.placesA, c.idsA = appendWords(c.placesA[:0], c.idsA[:0], c.a, a0, a1)
	c.placesB, c.idsB = appendWords(c.placesB[:0], c.idsB[:0], c.b, b0, b1)
	c.pairs = c.common(c.pairs[:0], c.idsA, c.idsB, 0, 0)
	for i, m := range c.pairs {
		c.pairs[i] = match{c.placesA[m.a], c.placesB[m.b]}
	}
	start, end := match{a0 - 1, b0 - 1}, match{a1, b1}
	c.kept = c.dropChance(c.kept[:0], c.pairs, start, end)
	c.signs = alignSigns(c.signs[:0], c.a, c.b, c.kept, start, end)
	return c.signs
}

// dropChance appends pairs to those kept and gives up those of one or two function words between two rewritten
// stretches: "hold fire on the capital", "halt strikes on the city" share
// "on the" by chance, and read better as one change. Beside a change of a
// number, date or name the pair stays. What that leaves open is searched for
// equal words of content, which the chance pair may have kept apart.
func (c *comparison) dropChance(kept, pairs []match, start, end match) []match {
	last, open := start, false
	for i := 0; i < len(pairs); {
		stop := i + 1
		for stop < len(pairs) && adjacent(c.a, pairs[stop-1].a, pairs[stop].a) && adjacent(c.b, pairs[stop-1].b, pairs[stop].b) {
			stop++
		}
		if stop-i <= 2 && onlyPairsOfFunction(c.a, pairs[i:stop]) {
			next := end
			if stop < len(pairs) {
				next = pairs[stop]
			}
			before := stretchBetween(c.a, c.b, last, pairs[i])
			after := stretchBetween(c.a, c.b, pairs[stop-1], next)
			if chance(before, after, stop-i) {
				i, open = stop, true
				continue
			}
		}
		if open {
			kept = c.appendContent(kept, last, pairs[i])
		}
		kept = append(kept, pairs[i:stop]...)
		last, open = pairs[stop-1], false
		i = stop
	}
	if open {
		kept = c.appendContent(kept, last, end)
	}
	return kept
}

// appendContent pairs the equal words of content between two pairs.
func (c *comparison) appendContent(pairs []match, from, to match) []match {
	inA, idsA := contentPlaces(c.a, from.a+1, to.a)
	inB, idsB := contentPlaces(c.b, from.b+1, to.b)
	n := len(pairs)
	pairs = c.common(pairs, idsA, idsB, 0, 0)
	for i, m := range pairs[n:] {
		pairs[n+i] = match{inA[m.a], inB[m.b]}
	}
	return pairs
}

func contentPlaces(ls []reading.Lexeme, from, to int) (places []int, ids []int32) {
	for i := from; i < to; i++ {
		if ls[i].IsWord() && ls[i].Role != reading.Function {
			places, ids = append(places, i), append(ids, ls[i].ID)
		}
	}
	return places, ids
}

// adjacent reports whether only punctuation stands between two tokens.
func adjacent(ls []reading.Lexeme, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if ls[k].IsWord() {
			return false
		}
	}
	return true
}

func onlyPairsOfFunction(a []reading.Lexeme, pairs []match) bool {
	for _, m := range pairs {
		if a[m.a].Role != reading.Function {
			return false
		}
	}
	return true
}

// unpaired counts the words between two pairs.
type unpaired struct {
	a, b  int
	plain bool // one of them is neither a number, a date nor a name
}

func stretchBetween(a, b []reading.Lexeme, from, to match) unpaired {
	wordsA, plainA := countWords(a[from.a+1 : to.a])
	wordsB, plainB := countWords(b[from.b+1 : to.b])
	return unpaired{wordsA, wordsB, plainA || plainB}
}

// chance reports whether n pairs between two stretches are there by chance:
// both stretches are rewritten, or one is and the other is long.
func chance(x, y unpaired, n int) bool {
	const long = 3
	if !x.plain || !y.plain || max(x.a, x.b) < n || max(y.a, y.b) < n {
		return false
	}
	bothX, bothY := x.a > 0 && x.b > 0, y.a > 0 && y.b > 0
	return bothX && bothY ||
		bothX && min(x.a, x.b) >= long && max(y.a, y.b) >= long ||
		bothY && min(y.a, y.b) >= long && max(x.a, x.b) >= long
}

// countWords counts the words, and tells whether one is neither a number, a date nor a name.
func countWords(ls []reading.Lexeme) (n int, plain bool) {
	for i := range ls {
		if !ls[i].IsWord() {
			continue
		}
		n++
		switch ls[i].Role {
		case reading.Quantified, reading.Bounding, reading.Dated, reading.Named, reading.Function:
		default:
			plain = true
		}
	}
	return n, plain
}

// alignSigns appends the pairs of words, and the equal punctuation next to them and at the ends.
func alignSigns(out []match, a, b []reading.Lexeme, pairs []match, start, end match) []match {
	last := start
	for i := 0; i <= len(pairs); i++ {
		next := end
		if i < len(pairs) {
			next = pairs[i]
		}
		x, y := last.a+1, last.b+1
		for x < next.a && y < next.b && sameSign(&a[x], &b[y]) {
			out = append(out, match{x, y})
			x, y = x+1, y+1
		}
		endX, endY := next.a, next.b
		for endX > x && endY > y && sameSign(&a[endX-1], &b[endY-1]) {
			endX, endY = endX-1, endY-1
		}
		for k := endX; k < next.a; k++ {
			out = append(out, match{k, endY + k - endX})
		}
		if i < len(pairs) {
			out = append(out, next)
		}
		last = next
	}
	return out
}

func sameSign(a, b *reading.Lexeme) bool { return a.ID == b.ID && !a.IsWord() && !b.IsWord() }
