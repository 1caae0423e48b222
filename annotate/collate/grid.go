package collate

import "slices"

// grid is the table while it grows, over distinct texts in sorted order, so
// that nothing in it can depend on the order of the witnesses.
type grid struct {
	texts   []string
	rows    [][]lexeme
	ids     [][]int // the number of each token's key, by row
	columns []*gridColumn
}

// gridColumn is one token wide.
type gridColumn struct {
	cells    []int // for each row the token it has here, or -1
	variants []variant
	word     bool
}

// variant is a key that stands in a column.
type variant struct {
	id, count int
	key       string
	role      role
}

func newGrid(texts []string) *grid {
	g := &grid{texts: texts, rows: analyseAll(texts)}
	ids := map[string]int{}
	g.ids = make([][]int, len(texts))
	for i, ls := range g.rows {
		all := make([]int, len(ls))
		for k := range all {
			all[k] = k
		}
		g.ids[i] = keyIDs(ls, all, ids)
	}
	return g
}

// order gives the rows in the order in which they are placed: the one most
// like all others first, then always the one most like any that is placed. Of
// equals the first in the order of the texts.
func (g *grid) order() []int {
	n := len(g.rows)
	bags := make([][]int, n)
	for i := range g.rows {
		for k, l := range g.rows[i] {
			if l.isWord() {
				bags[i] = append(bags[i], g.ids[i][k])
			}
		}
		slices.Sort(bags[i])
	}
	like := make([][]float64, n)
	for i := range like {
		like[i] = make([]float64, n)
		for j := range i {
			like[i][j] = dice(bags[i], bags[j])
			like[j][i] = like[i][j]
		}
	}
	best := make([]float64, n) // likeness to all, then to the nearest that is placed
	for i := range best {
		for _, x := range like[i] {
			best[i] += x
		}
	}
	var order []int
	done := make([]bool, n)
	for len(order) < n {
		next := -1
		for i := range best {
			if !done[i] && (next < 0 || best[i] > best[next]) {
				next = i
			}
		}
		if len(order) == 0 {
			clear(best)
		}
		order, done[next] = append(order, next), true
		for i := range best {
			best[i] = max(best[i], like[i][next])
		}
	}
	return order
}

// dice is the share of words that two sorted bags have in common (Dice 1945), 0 to 1.
func dice(a, b []int) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	common := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			common++
			i, j = i+1, j+1
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b))
}

// add aligns a row with the columns and puts it in.
func (g *grid) add(row int) {
	pairs := g.alignRow(row)
	columns := make([]*gridColumn, 0, len(g.columns)+len(g.rows[row])/4)
	column, token := 0, 0
	for _, m := range append(pairs, match{len(g.columns), len(g.rows[row])}) {
		columns = append(columns, g.columns[column:m.a]...)
		for ; token < m.b; token++ {
			c := &gridColumn{cells: make([]int, len(g.rows)), word: g.rows[row][token].isWord()}
			for i := range c.cells {
				c.cells[i] = -1
			}
			columns = append(columns, g.put(c, row, token))
		}
		if m.a < len(g.columns) {
			columns = append(columns, g.put(g.columns[m.a], row, token))
		}
		column, token = m.a+1, m.b+1
	}
	g.columns = columns
}

// put sets a token into a column.
func (g *grid) put(c *gridColumn, row, token int) *gridColumn {
	c.cells[row] = token
	id := g.ids[row][token]
	for i := range c.variants {
		if c.variants[i].id == id {
			c.variants[i].count++
			return c
		}
	}
	l := g.rows[row][token]
	c.variants = append(c.variants, variant{id, 1, l.key, l.role})
	return c
}

// alignRow pairs columns with the tokens of a row.
func (g *grid) alignRow(row int) []match {
	tokens := len(g.rows[row])
	if len(g.columns)*tokens <= maxTable {
		return g.alignPart(nil, row, 0, len(g.columns), 0, tokens)
	}
	// Too large for a full table: cut at the words of substance that the row
	// has in common with what most rows have, in order.
	most := make([]int, len(g.columns))
	for i, c := range g.columns {
		best := c.variants[0]
		for _, v := range c.variants[1:] {
			if v.count > best.count || v.count == best.count && v.id < best.id {
				best = v
			}
		}
		most[i] = best.id
	}
	var pairs []match
	column, token := 0, 0
	for _, m := range common(most, g.ids[row]) {
		if r := g.rows[row][m.b].role; r == function || r == marking {
			continue
		}
		pairs = g.alignPart(pairs, row, column, m.a, token, m.b)
		pairs = append(pairs, m)
		column, token = m.a+1, m.b+1
	}
	return g.alignPart(pairs, row, column, len(g.columns), token, tokens)
}
