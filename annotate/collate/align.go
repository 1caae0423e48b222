package collate

// analyseAll cuts texts into lexemes and joins compounds that one of them writes
// apart and another as one word: "air strikes", "cease-fire".
func analyseAll(texts []string) [][]lexeme {
	all := make([][]lexeme, len(texts))
	keys := set{}
	for i, t := range texts {
		all[i] = analyse(t)
		for _, l := range all[i] {
			if l.role == content || l.role == named {
				keys[l.key] = struct{}{}
			}
		}
	}
	for i, t := range texts {
		all[i] = joinCompounds(all[i], t, keys)
	}
	return all
}

// shortestCompound keeps chance words such as "an" and "other" apart.
const shortestCompound = 6

// joinCompounds makes one token of two words that are written as one elsewhere.
func joinCompounds(ls []lexeme, text string, keys set) []lexeme {
	out := ls[:0]
	for i := 0; i < len(ls); i++ {
		l := ls[i]
		next := i + 1
		if next < len(ls) && ls[next].key == "-" && ls[next].Start == l.End {
			next++
		}
		if next < len(ls) && compounds(l) && compounds(ls[next]) && len(l.key)+len(ls[next].key) >= shortestCompound {
			if key := l.key + ls[next].key; keys.has(key) {
				l.key = key
				l.End, l.to = ls[next].End, ls[next].to
				l.Text = text[l.from:l.to]
				i = next
			}
		}
		out = append(out, l)
	}
	return out
}

func compounds(l lexeme) bool { return l.role == content || l.role == named }

// align pairs the tokens of two texts that have the same key: words first,
// then punctuation between them.
func align(a, b []lexeme) []match {
	wordsA, wordsB := wordPlaces(a), wordPlaces(b)
	ids := map[string]int{}
	pairs := common(keyIDs(a, wordsA, ids), keyIDs(b, wordsB, ids))
	for i := range pairs {
		pairs[i] = match{wordsA[pairs[i].a], wordsB[pairs[i].b]}
	}
	return alignSigns(a, b, dropChance(a, b, pairs))
}

func wordPlaces(ls []lexeme) []int {
	places := make([]int, 0, len(ls))
	for i, l := range ls {
		if l.isWord() {
			places = append(places, i)
		}
	}
	return places
}

// keyIDs numbers the keys at the given places.
func keyIDs(ls []lexeme, places []int, ids map[string]int) []int {
	out := make([]int, len(places))
	for i, at := range places {
		id, ok := ids[ls[at].key]
		if !ok {
			id = len(ids)
			ids[ls[at].key] = id
		}
		out[i] = id
	}
	return out
}

// dropChance gives up pairs of one or two function words between two rewritten
// stretches: "hold fire on the capital", "halt strikes on the city" share
// "on the" by chance, and read better as one change. Beside a change of a
// number, date or name the pair stays. What that leaves open is searched for
// equal words of content, which the chance pair may have kept apart.
func dropChance(a, b []lexeme, pairs []match) []match {
	kept := make([]match, 0, len(pairs))
	last, open := match{-1, -1}, false
	for i := 0; i < len(pairs); {
		end := i + 1
		for end < len(pairs) && adjacent(a, pairs[end-1].a, pairs[end].a) && adjacent(b, pairs[end-1].b, pairs[end].b) {
			end++
		}
		next := match{len(a), len(b)}
		if end < len(pairs) {
			next = pairs[end]
		}
		before := stretchBetween(a, b, last, pairs[i])
		after := stretchBetween(a, b, pairs[end-1], next)
		if end-i <= 2 && onlyPairsOfFunction(a, pairs[i:end]) && chance(before, after, end-i) {
			i, open = end, true
			continue
		}
		if open {
			kept = appendContent(kept, a, b, last, pairs[i])
		}
		kept = append(kept, pairs[i:end]...)
		last, open = pairs[end-1], false
		i = end
	}
	if open {
		kept = appendContent(kept, a, b, last, match{len(a), len(b)})
	}
	return kept
}

// appendContent pairs the equal words of content between two pairs.
func appendContent(pairs []match, a, b []lexeme, from, to match) []match {
	inA, inB := contentPlaces(a, from.a+1, to.a), contentPlaces(b, from.b+1, to.b)
	ids := map[string]int{}
	for _, m := range common(keyIDs(a, inA, ids), keyIDs(b, inB, ids)) {
		pairs = append(pairs, match{inA[m.a], inB[m.b]})
	}
	return pairs
}

func contentPlaces(ls []lexeme, from, to int) []int {
	var places []int
	for i := from; i < to; i++ {
		if ls[i].isWord() && ls[i].role != function {
			places = append(places, i)
		}
	}
	return places
}

// adjacent reports whether only punctuation stands between two tokens.
func adjacent(ls []lexeme, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if ls[k].isWord() {
			return false
		}
	}
	return true
}

func onlyPairsOfFunction(a []lexeme, pairs []match) bool {
	for _, m := range pairs {
		if a[m.a].role != function {
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

func stretchBetween(a, b []lexeme, from, to match) unpaired {
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
func countWords(ls []lexeme) (n int, plain bool) {
	for _, l := range ls {
		if !l.isWord() {
			continue
		}
		n++
		switch l.role {
		case quantified, bounding, dated, named, function:
		default:
			plain = true
		}
	}
	return n, plain
}

// alignSigns adds the equal punctuation next to the pairs of words, and at the ends.
func alignSigns(a, b []lexeme, pairs []match) []match {
	out := make([]match, 0, len(pairs)+len(pairs)/4)
	last := match{-1, -1}
	for i := 0; i <= len(pairs); i++ {
		next := match{len(a), len(b)}
		if i < len(pairs) {
			next = pairs[i]
		}
		x, y := last.a+1, last.b+1
		for x < next.a && y < next.b && sameSign(a[x], b[y]) {
			out = append(out, match{x, y})
			x, y = x+1, y+1
		}
		endX, endY := next.a, next.b
		for endX > x && endY > y && sameSign(a[endX-1], b[endY-1]) {
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

func sameSign(a, b lexeme) bool {
	return a.Type == Punctuation && b.Type == Punctuation && a.key == b.key
}
