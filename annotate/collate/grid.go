package collate

import (
	"slices"

	"claimtrace/annotate/reading"
)

// grid is the table while it grows, over distinct texts in sorted order, so
// that nothing in it can depend on the order of the witnesses.
type grid struct {
	*aligner
	texts   []string
	rows    [][]reading.Lexeme
	columns []*gridColumn
	holders [][]*gridColumn          // by id: the columns that have it
	stems   map[string][]*gridColumn // by the beginning of a key: the columns that have such a key
	slab    []gridColumn
	table   scoreTable
}

// gridColumn is one token wide.
type gridColumn struct {
	at       int     // its place among the columns
	cells    []int32 // for each row the token it has here, or -1
	variants []variant
	word     bool
}

// variant is a key that stands in a column.
type variant struct {
	id    int32
	count int
	key   string
	role  reading.Role
}

func newGrid(texts []string, o Options) *grid {
	v := reading.NewVocabulary(0)
	v.Reset(o.Variants)
	g := &grid{aligner: newAligner(), texts: texts, rows: v.ReadPlaced(texts, o.in()), stems: map[string][]*gridColumn{}}
	g.aligner.reset(v.Keys())
	g.holders = make([][]*gridColumn, v.Keys())
	return g
}

// order gives the rows in the order in which they are placed: the one most
// like all others first, then always the one most like any that is placed. Of
// equals the first in the order of the texts.
func (g *grid) order() []int {
	n := len(g.rows)
	bags := make([][]int32, n)
	for i, ls := range g.rows {
		bags[i] = make([]int32, 0, len(ls))
		for k := range ls {
			if ls[k].IsWord() {
				bags[i] = append(bags[i], ls[k].ID)
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
func dice(a, b []int32) float64 {
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
	ls := g.rows[row]
	columns := make([]*gridColumn, 0, len(g.columns)+len(ls)-len(pairs))
	column, token := 0, 0
	for _, m := range append(pairs, match{len(g.columns), len(ls)}) {
		columns = append(columns, g.columns[column:m.a]...)
		for ; token < m.b; token++ {
			c := g.newColumn(ls[token].IsWord())
			g.put(c, row, token)
			columns = append(columns, c)
		}
		if m.a < len(g.columns) {
			g.put(g.columns[m.a], row, token)
			columns = append(columns, g.columns[m.a])
		}
		column, token = m.a+1, m.b+1
	}
	g.columns = columns
	for i, c := range columns {
		c.at = i
	}
}

func (g *grid) newColumn(word bool) *gridColumn {
	if len(g.slab) == 0 {
		g.slab = make([]gridColumn, 128)
		cells := make([]int32, 128*len(g.rows))
		for i := range cells {
			cells[i] = -1
		}
		for i := range g.slab {
			g.slab[i].cells = cells[i*len(g.rows) : (i+1)*len(g.rows)]
		}
	}
	c := &g.slab[0]
	g.slab = g.slab[1:]
	c.word = word
	return c
}

// put sets a token into a column.
func (g *grid) put(c *gridColumn, row, token int) {
	c.cells[row] = int32(token)
	l := &g.rows[row][token]
	for i := range c.variants {
		if c.variants[i].id == l.ID {
			c.variants[i].count++
			return
		}
	}
	c.variants = append(c.variants, variant{l.ID, 1, l.Key, l.Role})
	g.holders[l.ID] = append(g.holders[l.ID], c)
	if stem := stemOf(l.Key); stem != "" && c.word {
		g.stems[stem] = append(g.stems[stem], c)
	}
}

// alignRow pairs columns with the tokens of a row.
func (g *grid) alignRow(row int) []match {
	tokens := len(g.rows[row])
	g.table.fill(g.columns)
	if len(g.columns)*tokens <= maxTable {
		return g.alignPart(nil, row, 0, len(g.columns), 0, tokens)
	}
	// Too large for a full table: cut at the words of substance that the row
	// has in common with what most rows have, in order.
	most, ids := make([]int32, len(g.columns)), make([]int32, tokens)
	for i, c := range g.columns {
		best := c.variants[0]
		for _, v := range c.variants[1:] {
			if v.count > best.count || v.count == best.count && v.id < best.id {
				best = v
			}
		}
		most[i] = best.id
	}
	for i := range ids {
		ids[i] = g.rows[row][i].ID
	}
	var pairs []match
	column, token := 0, 0
	for _, m := range g.common(nil, most, ids, 0, 0) {
		if r := g.rows[row][m.b].Role; r == reading.Function || r == reading.Marking {
			continue
		}
		pairs = g.alignPart(pairs, row, column, m.a, token, m.b)
		pairs = append(pairs, m)
		column, token = m.a+1, m.b+1
	}
	return g.alignPart(pairs, row, column, len(g.columns), token, tokens)
}
