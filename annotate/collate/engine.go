package collate

import (
	"slices"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// match says that element a of one sequence and element b of another belong together.
type match struct{ a, b int }

// maxExact is how many elements two sequences may have together for an exact
// comparison, whose time grows with the square of the differences. Where no
// element is left to cut at, longer ones are cut in the middle.
const maxExact = 12_000

// maxCuts bounds how often parts are cut again.
const maxCuts = 40

// firstRune is where the private use area begins: no surrogates follow, and
// there is room for far more than maxExact distinct elements.
const firstRune = 0xE000

// aligner aligns sequences of ids. The result depends on the sequences only,
// never on time.
type aligner struct {
	light  []bool   // by id: no place to cut while there are others
	places []places // by id; all zero between uses
	runes  []rune   // by id; all zero between uses
	engine *diffmatchpatch.DiffMatchPatch
}

// places tells how often an id stands in the two sequences, and where last.
type places struct{ inA, inB, a, b int32 }

func newAligner() *aligner {
	engine := diffmatchpatch.New()
	engine.DiffTimeout = 0
	return &aligner{engine: engine}
}

// reset prepares the aligner for ids from 0 to n, none of which is light.
func (al *aligner) reset(n int) {
	if n > len(al.places) {
		al.places, al.runes, al.light = make([]places, 2*n), make([]rune, 2*n), make([]bool, 2*n)
	}
	clear(al.light)
}

// common appends the elements of a common subsequence of two sequences that
// begin at da and db, both sides rising. Elements that each side has once are
// paired first, as far as they keep their order (patience diff, Cohen), those
// that are not light before the others; between them the subsequence is the
// longest, found by go-diff (Myers 1986).
func (al *aligner) common(ms []match, a, b []int32, da, db int) []match {
	return al.appendCommon(ms, a, b, da, db, maxCuts)
}

func (al *aligner) appendCommon(ms []match, a, b []int32, da, db, cuts int) []match {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		ms = append(ms, match{da, db})
		a, b, da, db = a[1:], b[1:], da+1, db+1
	}
	tail := 0
	for tail < len(a) && tail < len(b) && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	a, b = a[:len(a)-tail], b[:len(b)-tail]
	if len(a) > 0 && len(b) > 0 {
		ms = al.appendMiddle(ms, a, b, da, db, cuts)
	}
	for i := range tail {
		ms = append(ms, match{da + len(a) + i, db + len(b) + i})
	}
	return ms
}

// appendMiddle aligns what is left when the common ends are taken away.
func (al *aligner) appendMiddle(ms []match, a, b []int32, da, db, cuts int) []match {
	rising, shared := al.anchors(a, b)
	switch {
	case shared == 0:
		return ms
	case len(rising) == 0 && shared <= maxExact:
		return al.appendExact(ms, a, b, da, db)
	case len(rising) == 0 || cuts == 0:
		if cuts == 0 {
			return ms
		}
		i, j := len(a)/2, len(b)/2
		ms = al.appendCommon(ms, a[:i], b[:j], da, db, cuts-1)
		return al.appendCommon(ms, a[i:], b[j:], da+i, db+j, cuts-1)
	}
	lastA, lastB := 0, 0
	for _, m := range rising {
		ms = al.appendCommon(ms, a[lastA:m.a], b[lastB:m.b], da+lastA, db+lastB, cuts-1)
		ms = append(ms, match{da + m.a, db + m.b})
		lastA, lastB = m.a+1, m.b+1
	}
	return al.appendCommon(ms, a[lastA:], b[lastB:], da+lastA, db+lastB, cuts-1)
}

// anchors are elements that occur once in a and once in b, in rising order on
// both sides: the longest such sequence, of elements that are not light if there
// are any. It also counts the places, in a and b together, of what both have.
func (al *aligner) anchors(a, b []int32) (rising []match, shared int) {
	for i, x := range a {
		p := &al.places[x]
		p.inA++
		p.a = int32(i)
	}
	for j, x := range b {
		p := &al.places[x]
		p.inB++
		p.b = int32(j)
	}
	var heavy, light []match // rising in a
	for i, x := range a {
		p := &al.places[x]
		if p.inB == 0 {
			continue
		}
		shared++
		switch {
		case p.inA > 1 || p.inB > 1:
		case al.light[x]:
			light = append(light, match{i, int(p.b)})
		default:
			heavy = append(heavy, match{i, int(p.b)})
		}
	}
	for _, x := range b {
		if p := &al.places[x]; p.inA > 0 && p.inB > 0 {
			shared++
		}
	}
	for _, x := range a {
		al.places[x] = places{}
	}
	for _, x := range b {
		al.places[x] = places{}
	}
	if len(heavy) == 0 {
		heavy = light
	}
	return longestRising(heavy), shared
}

// longestRising keeps the most pairs, which rise in a, that also rise in b.
func longestRising(pairs []match) []match {
	rises := true
	for i := 1; i < len(pairs); i++ {
		rises = rises && pairs[i-1].b < pairs[i].b
	}
	if rises {
		return pairs
	}
	// tops[k] ends the sequence of length k+1 that ends lowest in b.
	var tops []int
	before := make([]int, len(pairs))
	for i, m := range pairs {
		k, _ := slices.BinarySearchFunc(tops, m.b, func(t, b int) int { return pairs[t].b - b })
		before[i] = -1
		if k > 0 {
			before[i] = tops[k-1]
		}
		if k == len(tops) {
			tops = append(tops, i)
		} else {
			tops[k] = i
		}
	}
	rising := make([]match, 0, len(tops))
	for i := tops[len(tops)-1]; i >= 0; i = before[i] {
		rising = append(rising, pairs[i])
	}
	slices.Reverse(rising)
	return rising
}

// appendExact aligns two sequences with the engine. What one side does not
// have cannot be matched and is left out; each other element is one rune.
func (al *aligner) appendExact(ms []match, a, b []int32, da, db int) []match {
	for _, x := range b {
		al.runes[x] = -1
	}
	next := rune(firstRune)
	runesA, inA := make([]rune, 0, len(a)), make([]int, 0, len(a))
	for i, x := range a {
		if al.runes[x] == 0 {
			continue
		}
		if al.runes[x] < 0 {
			al.runes[x] = next
			next++
		}
		runesA, inA = append(runesA, al.runes[x]), append(inA, i)
	}
	runesB, inB := make([]rune, 0, len(b)), make([]int, 0, len(b))
	for j, x := range b {
		if al.runes[x] > 0 {
			runesB, inB = append(runesB, al.runes[x]), append(inB, j)
		}
	}
	for _, x := range b {
		al.runes[x] = 0
	}
	i, j := 0, 0
	for _, d := range al.engine.DiffMainRunes(runesA, runesB, false) {
		n := 0
		for range d.Text {
			n++
		}
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
