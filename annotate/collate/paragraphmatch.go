package collate

import (
	"cmp"
	"slices"
)

// The likeness from which two paragraphs are one: in order among the others,
// where they stand alone between two that are matched, and elsewhere, where
// the paragraph must also have some words of content.
const (
	likeInOrder = 0.3
	likeAlone   = 0.1
	likeMoved   = 0.5
	wordsMoved  = 5
)

// muchLess is the part of a paragraph's best likeness below which another is no rival.
const muchLess = 0.7

// rare is in how many paragraphs a word may stand to lead from one to
// another; nearest is how many of those that it leads to are looked at.
const (
	rare    = 12
	nearest = 4
)

// maxGap bounds the pairs of paragraphs that are compared one with another
// where rare words lead nowhere.
const maxGap = 10_000

// likePair is two paragraphs that may be one.
type likePair struct {
	match
	like  float64
	value float64 // what it is worth to pair them
}

// match pairs the paragraphs of two articles: in the order that both
// keep, and those that moved.
func (m *matcher) match() (inPlace, moved []match) {
	pa, pb := m.pa, m.pb
	pairs := m.likePairs()
	chain := heaviestRising(pairs, len(pb))
	usedA, usedB := make([]bool, len(pa)), make([]bool, len(pb))
	for _, p := range chain {
		usedA[p.a], usedB[p.b] = true, true
	}
	slices.SortFunc(pairs, func(x, y likePair) int {
		return cmp.Or(cmp.Compare(y.value, x.value), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, p := range pairs {
		if p.like >= likeMoved && min(pa[p.a].content, pb[p.b].content) >= wordsMoved && !usedA[p.a] && !usedB[p.b] {
			usedA[p.a], usedB[p.b] = true, true
			moved = append(moved, p.match)
		}
	}
	slices.SortFunc(moved, func(x, y match) int { return cmp.Compare(x.a, y.a) })
	return m.fillGaps(chain, usedA, usedB), moved
}

// likePairs lists the paragraphs that are like each other, as far as rare words tell.
func (m *matcher) likePairs() []likePair {
	pa, pb := m.pa, m.pb
	where := m.index()
	var pairs []likePair
	votes := make([]int, len(pa))
	var voted []int
	for j := range pb {
		voted = voted[:0]
		for k, id := range pb[j].bag {
			if k > 0 && pb[j].bag[k-1] == id {
				continue
			}
			for _, i := range where.of(id) {
				if votes[i] == 0 {
					voted = append(voted, int(i))
				}
				votes[i]++
			}
		}
		var most [nearest]int // by votes, then by place; -1 for none
		for k := range most {
			most[k] = -1
		}
		slices.Sort(voted)
		for _, i := range voted {
			for k := range most {
				if most[k] < 0 || votes[i] > votes[most[k]] {
					most[k], i = i, most[k]
				}
				if i < 0 {
					break
				}
			}
		}
		for _, i := range most {
			if i >= 0 {
				if p := m.pair(i, j); p.like >= likeInOrder {
					pairs = append(pairs, p)
				}
			}
		}
		for _, i := range voted {
			votes[i] = 0
		}
	}
	return m.onlyNearest(pairs)
}

// wordIndex leads from the rare words to the paragraphs of the base that have them.
type wordIndex struct {
	starts     []int32 // by id, and one more
	paragraphs []int32
}

func (x wordIndex) of(id int32) []int32 { return x.paragraphs[x.starts[id]:x.starts[id+1]] }

func (m *matcher) index() wordIndex {
	count := make([]int32, len(m.worth)+1)
	each := func(do func(i int, id int32)) {
		for i := range m.pa {
			for k, id := range m.pa[i].bag {
				if (k == 0 || m.pa[i].bag[k-1] != id) && !m.light[id] {
					do(i, id)
				}
			}
		}
	}
	each(func(_ int, id int32) { count[id]++ })
	x := wordIndex{starts: make([]int32, len(count))}
	total := int32(0)
	for id, n := range count {
		x.starts[id] = total
		if n <= rare {
			total += n
		}
	}
	x.paragraphs = make([]int32, total)
	filled := make([]int32, len(count))
	each(func(i int, id int32) {
		if count[id] <= rare {
			x.paragraphs[x.starts[id]+filled[id]] = int32(i)
			filled[id]++
		}
	})
	return x
}

// onlyNearest drops the pairs of which one paragraph has a far better partner.
func (m *matcher) onlyNearest(pairs []likePair) []likePair {
	bestA, bestB := make([]float64, len(m.pa)), make([]float64, len(m.pb))
	for _, p := range pairs {
		bestA[p.a], bestB[p.b] = max(bestA[p.a], p.like), max(bestB[p.b], p.like)
	}
	return slices.DeleteFunc(pairs, func(p likePair) bool { return p.like < muchLess*max(bestA[p.a], bestB[p.b]) })
}

// heaviestRising chooses from the pairs those that rise on both sides and share
// most. n is the number of paragraphs on the second side.
func heaviestRising(pairs []likePair, n int) []match {
	slices.SortFunc(pairs, func(x, y likePair) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(y.b, x.b)) })
	best := make([]int, n+1) // a Fenwick tree: the pair that ends the heaviest chain up to a place, plus 1
	sums, before := make([]float64, len(pairs)+1), make([]int, len(pairs)+1)
	end := 0
	for k, p := range pairs {
		at := 0
		for j := p.b; j > 0; j &= j - 1 {
			if sums[best[j]] > sums[at] {
				at = best[j]
			}
		}
		sums[k+1], before[k+1] = sums[at]+p.value, at
		for j := p.b + 1; j <= n; j += j & -j {
			if sums[k+1] > sums[best[j]] {
				best[j] = k + 1
			}
		}
		if sums[k+1] > sums[end] {
			end = k + 1
		}
	}
	var chain []match
	for ; end > 0; end = before[end] {
		chain = append(chain, pairs[end-1].match)
	}
	slices.Reverse(chain)
	return chain
}

// fillGaps adds paragraphs between those of a chain that are like each other
// though no rare word says so, and those that stand alone. It passes over those in use.
func (m *matcher) fillGaps(chain []match, usedA, usedB []bool) []match {
	var out []match
	last := match{-1, -1}
	for _, next := range append(chain, match{len(m.pa), len(m.pb)}) {
		freeA, freeB := unused(usedA, last.a+1, next.a), unused(usedB, last.b+1, next.b)
		alone := len(freeA) == 1 && len(freeB) == 1
		switch {
		case alone && (len(m.pa) == 1 && len(m.pb) == 1 || m.likeness(freeA[0], freeB[0]) >= likeAlone):
			out = append(out, match{freeA[0], freeB[0]})
		case !alone && len(freeA)*len(freeB) <= maxGap:
			out = m.appendGap(out, freeA, freeB)
		}
		if next.a < len(m.pa) {
			out = append(out, next)
		}
		last = next
	}
	return out
}

func unused(used []bool, from, to int) []int {
	var free []int
	for i := from; i < to; i++ {
		if !used[i] {
			free = append(free, i)
		}
	}
	return free
}

// appendGap pairs paragraphs of a gap, in order, so that they are most alike.
func (m *matcher) appendGap(out []match, freeA, freeB []int) []match {
	var pairs []likePair
	for i, a := range freeA {
		for j, b := range freeB {
			if p := m.pair(a, b); p.like >= likeInOrder {
				pairs = append(pairs, likePair{match{i, j}, p.like, p.value})
			}
		}
	}
	for _, p := range heaviestRising(pairs, len(freeB)) {
		out = append(out, match{freeA[p.a], freeB[p.b]})
	}
	return out
}
