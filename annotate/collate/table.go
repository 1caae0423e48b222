package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate/reading"
)

// Table is the alignment of any number of witnesses. A column shows what they
// have in one place; the cells of one witness, column by column, are its whole
// text but for white space: that between the cells is left out, and a run of
// it within one is a single space.
type Table struct {
	Columns []Column
	Moves   []Move
}

// Column is one place of the alignment, with a cell for each witness in the
// order given; nil where the witness has nothing there.
type Column struct {
	Kind  Kind // empty where all have the same: cells of one Text, that are no two days by the dates of publication
	Cells []*Cell
}

// Cell is what one witness has in a column.
type Cell struct {
	Start, End int    // code points of the witness, half-open
	Text       string // what stands there, each run of white space as one space
}

// Move is a passage that two witnesses share, but in different places: words of which
// two or more are words of content, or one that each has once. Witness and To are places in the list of
// witnesses, Witness the lower; the offsets are code points.
type Move struct {
	Witness, Start, End int
	To, ToStart, ToEnd  int
}

// Collate aligns all witnesses, word by word: equal words and variants of one
// word in one column, and where they differ number beside number, date beside
// date and name beside name. Neighbouring columns of words that change
// together are one. A single witness, or an empty one, is as welcome as many.
//
// The table does not depend on the order of the witnesses, which only decides the
// order of the cells: alignment is progressive (Needleman and Wunsch 1970
// against the columns so far), beginning with the witness most like all the
// others and going on with the one most like those placed, ties broken by the
// text itself. A witness of more words than 4,000,000 divided by the columns
// so far is first cut at the words that it has in common with most others, in
// order; between two of them, what still is that long stands unaligned.
func Collate(witnesses []string) Table { return Options{}.Collate(witnesses) }

// Collate is [Collate] with these options.
func (o Options) Collate(witnesses []string) Table {
	rows, texts, places := distinct(witnesses, o.in())
	g := newGrid(texts, o.At(places...))
	for _, row := range g.order() {
		g.add(row)
	}
	moves := g.findMoves()
	g.settleCeasing()
	return Table{Columns: g.columnsFor(rows), Moves: g.movesFor(moves, rows)}
}

// distinct gives the witnesses that differ, by their words or their places, in an order of their own, and the row among
// them of each.
func distinct(witnesses []string, places []reading.Place) (rows []int, texts []string, in []reading.Place) {
	type placed struct {
		text  string
		place reading.Place
	}
	order := func(x, y placed) int {
		return cmp.Or(cmp.Compare(x.text, y.text), cmp.Compare(x.place.Published, y.place.Published), cmp.Compare(x.place.Opened, y.place.Opened))
	}
	all := make([]placed, len(witnesses))
	for i, w := range witnesses {
		all[i].text = w
		if i < len(places) {
			all[i].place = places[i]
		}
	}
	sorted := slices.Clone(all)
	slices.SortFunc(sorted, order)
	sorted = slices.Compact(sorted)
	rows = make([]int, len(witnesses))
	for i, w := range all {
		rows[i], _ = slices.BinarySearchFunc(sorted, w, order)
	}
	for _, s := range sorted {
		texts = append(texts, s.text)
		if places != nil {
			in = append(in, s.place)
		}
	}
	return rows, texts, in
}

// columnsFor gives the columns with a cell for each of the rows.
func (g *grid) columnsFor(rows []int) []Column {
	joined := g.joinStretches(g.joinColumns())
	columns := make([]Column, len(joined))
	filled := make([]Cell, len(g.rows))
	for i, s := range joined {
		g.fillCells(filled, s)
		columns[i] = Column{Kind: s.kind, Cells: make([]*Cell, len(rows))}
		cells := make([]Cell, len(rows))
		for w, row := range rows {
			if filled[row].End > 0 {
				cells[w] = filled[row]
				columns[i].Cells[w] = &cells[w]
			}
		}
	}
	return columns
}

// fillCells gives what each row has in a stretch of columns; a cell that ends
// at 0 is empty.
func (g *grid) fillCells(cells []Cell, s stretch) {
	for row := range cells {
		from, to := g.tokens(row, s.from, s.to)
		if from == to {
			cells[row] = Cell{}
			continue
		}
		a, b := &g.rows[row][from], &g.rows[row][to-1]
		cells[row] = Cell{Start: int(a.Start), End: int(b.End), Text: spaced(g.texts[row][a.From:b.To])}
	}
}

// tokens gives the tokens that a row has in the columns from one to another.
// They follow each other in its text.
func (g *grid) tokens(row, from, to int) (first, end int) {
	for _, c := range g.columns[from:to] {
		if at := int(c.cells[row]); at >= 0 {
			if end == 0 {
				first = at
			}
			end = at + 1
		}
	}
	return first, end
}

// spaced folds each run of white space to one space.
func spaced(s string) string {
	if isSpaced(s) {
		return s
	}
	var b strings.Builder
	for s != "" {
		i := strings.IndexFunc(s, unicode.IsSpace)
		if i < 0 {
			break
		}
		b.WriteString(s[:i] + " ")
		s = strings.TrimLeftFunc(s[i:], unicode.IsSpace)
	}
	b.WriteString(s)
	return b.String()
}

// isSpaced reports a text of which that is known without a closer look: ASCII
// without white space but single spaces.
func isSpaced(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c < ' ' || c == ' ' && i > 0 && s[i-1] == ' ' {
			return false
		}
	}
	return true
}
