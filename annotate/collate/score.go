package collate

import (
	"slices"
	"strings"
)

// maxTable bounds the cells of one alignment, columns times tokens.
const maxTable = 4_000_000

// The scores of the alignment. Equal words draw most, function words less,
// punctuation least, so that commas never pull words apart. A substitution
// within a type is better than two gaps, across types it is not.
const (
	equalContent  = 10
	equalFunction = 4
	equalSign     = 2
	sameType      = 4  // number with number, date with date
	sameRole      = 3  // name with name, hedge with hedge, related words
	otherWord     = -1 // any word of content with another
	otherRole     = -3
	gapWord       = -2
	gapSign       = -1
	never         = -1 << 20
)

// substitution is the score of two roles with different keys, words only.
func substitution(a, b role) int {
	switch {
	case a == b && (a == quantified || a == dated || a == bounding):
		return sameType
	case a == b && (a == named || a == negating || a == hedging || a == attributing):
		return sameRole
	case a == b:
		return otherWord
	case exact(a) != exact(b), (a == function || b == function) && !modal(a) && !modal(b):
		return 2*gapWord - 1
	case a == content && b == named || a == named && b == content:
		return otherWord
	}
	return otherRole
}

// exact reports the roles that keep to themselves in a column.
func exact(r role) bool { return r == quantified || r == bounding || r == dated }

// modal reports the roles that may stand beside an auxiliary: "will", "may".
func modal(r role) bool { return r == negating || r == hedging }

// scores gives the score of a token in each of the columns from one to another.
func (g *grid) scores(row, token, from, to int) []int32 {
	l, id := g.rows[row][token], g.ids[row][token]
	out := make([]int32, to-from)
	for i, c := range g.columns[from:to] {
		out[i] = int32(scoreIn(c, l, id))
	}
	return out
}

// scoreIn is the score of a token with key number id in a column.
func scoreIn(c *gridColumn, l lexeme, id int) int {
	if c.word != l.isWord() {
		return never
	}
	best := never
	for _, v := range c.variants {
		score := otherWord
		switch {
		case v.id == id:
			switch {
			case !c.word:
				return equalSign
			case l.role == function:
				return equalFunction
			}
			return equalContent
		case !c.word:
		case related(v.key, l.key):
			score = sameRole
		default:
			score = substitution(v.role, l.role)
		}
		best = max(best, score)
	}
	return best
}

// related reports words that share a stem, as far as their beginnings tell:
// "strike", "strikes".
func related(a, b string) bool {
	const stem = 4
	if len(a) < stem || len(b) < stem || a[:stem] != b[:stem] || a[0] == '#' || a[0] == '@' {
		return false
	}
	shorter := min(len(a), len(b))
	return strings.HasPrefix(a, b[:max(stem, shorter-2)])
}

// steps of an alignment.
const (
	pairUp byte = iota
	skipColumn
	newColumn
)

// alignPart aligns columns with tokens (Needleman and Wunsch) and appends the pairs.
// Where two ways score the same it pairs, else skips a column first.
func (g *grid) alignPart(pairs []match, row, column, endColumn, token, endToken int) []match {
	n, m := endColumn-column, endToken-token
	if n == 0 || m == 0 || n*m > maxTable {
		return pairs
	}
	steps := make([]byte, n*m)
	above := make([]int32, n+1) // the best score of the tokens so far with the first i columns
	line := make([]int32, n+1)
	for i := range n {
		above[i+1] = above[i] + columnGap(g.columns[column+i])
	}
	rowOf := map[int][]int32{}
	for j := range m {
		id := g.ids[row][token+j]
		scores, ok := rowOf[id]
		if !ok {
			scores = g.scores(row, token+j, column, endColumn)
			rowOf[id] = scores
		}
		gap := int32(gapSign)
		if g.rows[row][token+j].isWord() {
			gap = gapWord
		}
		line[0] = above[0] + gap
		for i := range n {
			best, step := above[i]+scores[i], pairUp
			if s := line[i] + columnGap(g.columns[column+i]); s > best {
				best, step = s, skipColumn
			}
			if s := above[i+1] + gap; s > best {
				best, step = s, newColumn
			}
			line[i+1], steps[j*n+i] = best, step
		}
		above, line = line, above
	}
	start := len(pairs)
	for i, j := n-1, m-1; i >= 0 && j >= 0; {
		switch steps[j*n+i] {
		case pairUp:
			pairs = append(pairs, match{column + i, token + j})
			i, j = i-1, j-1
		case skipColumn:
			i--
		default:
			j--
		}
	}
	slices.Reverse(pairs[start:])
	return pairs
}

func columnGap(c *gridColumn) int32 {
	if c.word {
		return gapWord
	}
	return gapSign
}
