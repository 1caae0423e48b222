package collate

import (
	"cmp"
	"slices"

	"claimtrace/annotate/reading"
)

// sureMoved is how many words of content a moved passage has that is told wherever it
// stands; a single word must have one place on either side.
const sureMoved = 2

// tooCommon is how often a word may occur among the words of a witness that
// are not aligned, to begin the search for a moved passage.
const tooCommon = 16

// run is a passage that two rows share in different places, in tokens.
type run struct {
	a, endA, b, endB int
	weight           int // words of content
}

// rowMove is a passage that two rows share in different places.
type rowMove struct {
	a, b int // rows
	run
}

// findMoves finds the moved passages between any two rows. The numbers, dates and
// names of those of several words are no change of number, date or name.
func (g *grid) findMoves() []rowMove {
	at := g.columnOfToken()
	var moves []rowMove
	for a := range g.rows {
		for b := range a {
			for _, r := range g.runs(a, b, at) {
				moves = append(moves, rowMove{a, b, r})
				if r.weight < sureMoved {
					continue // alone it may say something else there: 47 dead, 47 hurt
				}
				g.carry(a, r.a, r.endA)
				g.carry(b, r.b, r.endB)
			}
		}
	}
	return moves
}

func (g *grid) carry(row, from, to int) {
	for i := from; i < to; i++ {
		switch l := &g.rows[row][i]; l.Role {
		case reading.Quantified, reading.Bounding, reading.Dated, reading.Named:
			l.Carried = true
		}
	}
}

// movesFor tells the moved passages for the witnesses that have these rows.
func (g *grid) movesFor(found []rowMove, rows []int) []Move {
	witnesses := make([][]int, len(g.rows))
	for w, row := range rows {
		witnesses[row] = append(witnesses[row], w)
	}
	moves := []Move{}
	for _, m := range found {
		moves = g.appendMoves(moves, m, witnesses)
	}
	slices.SortFunc(moves, func(x, y Move) int {
		return cmp.Or(cmp.Compare(x.Witness, y.Witness), cmp.Compare(x.To, y.To),
			cmp.Compare(x.Start, y.Start), cmp.Compare(x.ToStart, y.ToStart))
	})
	return moves
}

// appendMoves adds a move once for each two witnesses that have its rows.
func (g *grid) appendMoves(moves []Move, m rowMove, witnesses [][]int) []Move {
	a, b := g.rows[m.a], g.rows[m.b]
	startA, endA := int(a[m.run.a].Start), int(a[m.endA-1].End)
	startB, endB := int(b[m.run.b].Start), int(b[m.endB-1].End)
	for _, wa := range witnesses[m.a] {
		for _, wb := range witnesses[m.b] {
			if wa < wb {
				moves = append(moves, Move{wa, startA, endA, wb, startB, endB})
			} else {
				moves = append(moves, Move{wb, startB, endB, wa, startA, endA})
			}
		}
	}
	return moves
}

// columnOfToken gives the column of each token, by row.
func (g *grid) columnOfToken() [][]int {
	at := make([][]int, len(g.rows))
	for row, ls := range g.rows {
		at[row] = make([]int, len(ls))
		for i, c := range g.columns {
			if token := c.cells[row]; token >= 0 {
				at[row][token] = i
			}
		}
	}
	return at
}

// runs finds the passages shared by two rows of which no word is aligned with
// its equal. The heaviest are taken first, and none overlap.
func (g *grid) runs(a, b int, at [][]int) []run {
	freeA, freeB := g.free(a, b, at), g.free(b, a, at)
	if len(freeA) == 0 || len(freeB) == 0 {
		return nil
	}
	places := map[int32][]int{} // words of content in freeB by key
	for j, token := range freeB {
		if g.rows[b][token].Role != reading.Function {
			id := g.rows[b][token].ID
			places[id] = append(places[id], j)
		}
	}
	counts := map[int32]int{} // of words of content in freeA
	for _, token := range freeA {
		counts[g.rows[a][token].ID]++
	}
	var found []run
	covered := map[int]int{} // for each i-j, the i up to which a run reaches
	for i, token := range freeA {
		id := g.rows[a][token].ID
		if g.rows[a][token].Role == reading.Function || len(places[id]) > tooCommon {
			continue
		}
		for _, j := range places[id] {
			if end, ok := covered[i-j]; ok && i < end {
				continue
			}
			r, end := g.extend(a, b, freeA, freeB, i, j)
			covered[i-j] = end
			if r.weight >= sureMoved || len(places[id]) == 1 && counts[id] == 1 {
				found = append(found, r)
			}
		}
	}
	slices.SortFunc(found, func(x, y run) int {
		return cmp.Or(cmp.Compare(y.weight, x.weight), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return withoutOverlap(found)
}

// free lists the words of a row that are not aligned with an equal one of the other.
func (g *grid) free(row, other int, at [][]int) []int {
	var free []int
	for token := range g.rows[row] {
		if !g.rows[row][token].IsWord() {
			continue
		}
		facing := g.columns[at[row][token]].cells[other]
		if facing < 0 || g.rows[other][facing].ID != g.rows[row][token].ID {
			free = append(free, token)
		}
	}
	return free
}

// extend makes the run through freeA[i] and freeB[j] as long as it goes, and
// tells the place in freeA behind it.
func (g *grid) extend(a, b int, freeA, freeB []int, i, j int) (run, int) {
	same := func(i, j int) bool { return g.rows[a][freeA[i]].ID == g.rows[b][freeB[j]].ID }
	for i > 0 && j > 0 && same(i-1, j-1) && adjacent(g.rows[a], freeA[i-1], freeA[i]) && adjacent(g.rows[b], freeB[j-1], freeB[j]) {
		i, j = i-1, j-1
	}
	r := run{a: freeA[i], b: freeB[j]}
	for {
		if g.rows[a][freeA[i]].Role != reading.Function {
			r.weight++
		}
		r.endA, r.endB = freeA[i]+1, freeB[j]+1
		i, j = i+1, j+1
		if i == len(freeA) || j == len(freeB) || !same(i, j) ||
			!adjacent(g.rows[a], freeA[i-1], freeA[i]) || !adjacent(g.rows[b], freeB[j-1], freeB[j]) {
			return r, i
		}
	}
}

// withoutOverlap keeps the runs, first come first kept, that share no token.
func withoutOverlap(runs []run) []run {
	var kept []run
	takenA, takenB := tokenSet{}, tokenSet{}
	for _, r := range runs {
		if takenA.any(r.a, r.endA) || takenB.any(r.b, r.endB) {
			continue
		}
		takenA.add(r.a, r.endA)
		takenB.add(r.b, r.endB)
		kept = append(kept, r)
	}
	return kept
}

// tokenSet is a set of tokens by their place.
type tokenSet map[int]struct{}

func (s tokenSet) add(from, to int) {
	for t := from; t < to; t++ {
		s[t] = struct{}{}
	}
}

func (s tokenSet) any(from, to int) bool {
	for t := from; t < to; t++ {
		if _, ok := s[t]; ok {
			return true
		}
	}
	return false
}
