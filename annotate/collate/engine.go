package collate

import (
	"slices"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// match says that element a of one sequence and element b of another are equal.
type match struct{ a, b int }

// maxExact is how many elements two sequences may have together for an exact
// comparison, whose time grows with the square of the differences. Longer
// sequences are first cut at elements that each of them has once, and the
// parts again, maxCuts times.
const (
	maxExact = 20_000
	maxCuts  = 4
)

// firstRune is where the private use area begins: no surrogates follow, and
// there is room for far more than maxExact distinct elements.
const firstRune = 0xE000

// common aligns two sequences: it returns the elements of a common
// subsequence, both sides rising. It is longest if the sequences are
// not longer than maxExact. The result depends on the sequences only, never
// on time: the engine (Myers 1986, by go-diff) has no time limit here.
func common(a, b []int) []match {
	return appendCommon(nil, a, b, 0, 0, maxCuts)
}

// appendCommon appends the alignment of a and b, which begin at offsets da and
// db, and may be cut so many times.
func appendCommon(ms []match, a, b []int, da, db, cuts int) []match {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		ms = append(ms, match{da, db})
		a, b, da, db = a[1:], b[1:], da+1, db+1
	}
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	endA, endB := da+len(a)-tail, db+len(b)-tail
	ms = appendMiddle(ms, a[:len(a)-tail], b[:len(b)-tail], da, db, cuts)
	for i := range tail {
		ms = append(ms, match{endA + i, endB + i})
	}
	return ms
}

// appendMiddle aligns what is left when the common ends are taken away.
func appendMiddle(ms []match, a, b []int, da, db, cuts int) []match {
	// What one side does not have cannot be matched, and only costs time.
	sharedA, sharedB := shared(a, b)
	if len(sharedA)+len(sharedB) <= maxExact {
		return appendExact(ms, a, b, sharedA, sharedB, da, db)
	}
	rising := anchors(a, b)
	if len(rising) == 0 || cuts == 0 {
		return ms
	}
	lastA, lastB := 0, 0
	for _, m := range rising {
		ms = appendCommon(ms, a[lastA:m.a], b[lastB:m.b], da+lastA, db+lastB, cuts-1)
		ms = append(ms, match{da + m.a, db + m.b})
		lastA, lastB = m.a+1, m.b+1
	}
	return appendCommon(ms, a[lastA:], b[lastB:], da+lastA, db+lastB, cuts-1)
}

// shared lists the places in a and b of the elements that both have.
func shared(a, b []int) (inA, inB []int) {
	if len(a) == 0 || len(b) == 0 {
		return nil, nil
	}
	const hasA, hasB = 1, 2
	sides := make(map[int]int, len(a))
	for _, x := range a {
		sides[x] |= hasA
	}
	for _, x := range b {
		sides[x] |= hasB
	}
	for i, x := range a {
		if sides[x] == hasA|hasB {
			inA = append(inA, i)
		}
	}
	for i, x := range b {
		if sides[x] == hasA|hasB {
			inB = append(inB, i)
		}
	}
	return inA, inB
}

// appendExact aligns the shared elements with the engine: one rune for each distinct one.
func appendExact(ms []match, a, b, inA, inB []int, da, db int) []match {
	if len(inA) == 0 {
		return ms
	}
	ids := make(map[int]rune, len(inA))
	runes := func(s, in []int) []rune {
		rs := make([]rune, len(in))
		for i, at := range in {
			r, ok := ids[s[at]]
			if !ok {
				r = rune(firstRune + len(ids))
				ids[s[at]] = r
			}
			rs[i] = r
		}
		return rs
	}
	engine := diffmatchpatch.New()
	engine.DiffTimeout = 0
	i, j := 0, 0
	for _, d := range engine.DiffMainRunes(runes(a, inA), runes(b, inB), false) {
		n := utf8.RuneCountInString(d.Text)
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			i += n
		case diffmatchpatch.DiffInsert:
			j += n
		default:
			for range n {
				ms = append(ms, match{da + inA[i], db + inB[j]})
				i, j = i+1, j+1
			}
		}
	}
	return ms
}

// anchors are elements that occur once in a and once in b, in rising order on
// both sides: the longest such sequence (patience diff, Cohen).
func anchors(a, b []int) []match {
	placeA, placeB := places(a), places(b)
	var unique []match // rising in a
	for i, x := range a {
		if j, ok := placeB[x]; ok && j >= 0 && placeA[x] == i {
			unique = append(unique, match{i, j})
		}
	}
	// tops[k] ends the sequence of length k+1 that ends lowest in b.
	var tops []int
	before := make([]int, len(unique))
	for u, m := range unique {
		k, _ := slices.BinarySearchFunc(tops, m.b, func(t, b int) int { return unique[t].b - b })
		before[u] = -1
		if k > 0 {
			before[u] = tops[k-1]
		}
		if k == len(tops) {
			tops = append(tops, u)
		} else {
			tops[k] = u
		}
	}
	if len(tops) == 0 {
		return nil
	}
	rising := make([]match, 0, len(tops))
	for u := tops[len(tops)-1]; u >= 0; u = before[u] {
		rising = append(rising, unique[u])
	}
	slices.Reverse(rising)
	return rising
}

// places gives the place of each element that occurs once, and -1 for the others.
func places(s []int) map[int]int {
	m := make(map[int]int, len(s))
	for i, x := range s {
		if _, ok := m[x]; ok {
			m[x] = -1
		} else {
			m[x] = i
		}
	}
	return m
}
