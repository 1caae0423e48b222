package collate

import (
	"maps"
	"slices"
)

// Table is the alignment of any number of witnesses. Read along a column it
// shows what they have in one place, read along a witness its whole text but spaces.
type Table struct {
	Columns []Column
	Moves   []Move
}

// Column is one place of the alignment, with a cell for each witness in the
// order given; nil where the witness has nothing there.
type Column struct {
	Kind  Kind // empty where all have the same to the letter
	Cells []*Cell
}

// Cell is what one witness has in a column.
type Cell struct {
	Start, End int // code points of the witness, half-open
	Text       string
}

// Move is a passage of two words of content or more that two witnesses share,
// but in different places. Witness and To are places in the list of
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
// others and going on with the one most like those placed, ties broken by the text itself.
func Collate(witnesses []string) Table {
	texts := slices.Sorted(maps.Keys(indexOf(witnesses)))
	g := newGrid(texts)
	for _, w := range g.order() {
		g.add(w)
	}
	at := make(map[string]int, len(texts))
	for i, t := range texts {
		at[t] = i
	}
	rows := make([]int, len(witnesses)) // the row of the grid for each witness
	for i, w := range witnesses {
		rows[i] = at[w]
	}
	return Table{Columns: g.columnsFor(rows), Moves: g.movesFor(rows)}
}

func indexOf(witnesses []string) map[string]struct{} {
	m := make(map[string]struct{}, len(witnesses))
	for _, w := range witnesses {
		m[w] = struct{}{}
	}
	return m
}

// columnsFor gives the columns with a cell for each of the rows.
func (g *grid) columnsFor(rows []int) []Column {
	joined := g.joinColumns()
	columns := make([]Column, len(joined))
	for i, s := range joined {
		columns[i] = Column{Kind: s.kind, Cells: make([]*Cell, len(rows))}
		for w, row := range rows {
			columns[i].Cells[w] = g.cell(row, s.from, s.to)
		}
	}
	return columns
}

// cell gives what a row has in the columns from one to another, nil for nothing.
func (g *grid) cell(row, from, to int) *Cell {
	first, last := -1, -1
	for _, c := range g.columns[from:to] {
		if at := c.cells[row]; at >= 0 {
			if first < 0 {
				first = at
			}
			last = at
		}
	}
	if first < 0 {
		return nil
	}
	a, b := g.rows[row][first], g.rows[row][last]
	return &Cell{Start: a.Start, End: b.End, Text: g.texts[row][a.from:b.to]}
}

// joinColumns joins neighbouring columns that are one thing to the reader:
// alike for all, or words of one kind that come and go together. Numbers and
// dates keep a column each. Function words go with the word they lead to.
func (g *grid) joinColumns() []stretch {
	var out []stretch
	for i := range g.columns {
		s := stretch{i, i + 1, g.kindOf(i)}
		n := len(out)
		switch {
		case n == 0 || !g.samePresence(i-1, i):
			out = append(out, s)
		case out[n-1].kind == s.kind && s.kind != KindNumber && s.kind != KindDate && s.kind != KindSpelling:
			out[n-1].to = s.to
		case out[n-1].kind == KindWording && weight[s.kind] > weight[KindWording] && g.functionOnly(out[n-1]):
			out[n-1].to, out[n-1].kind = s.to, s.kind
		default:
			out = append(out, s)
		}
	}
	return out
}

// samePresence reports whether the same rows have a cell in both columns.
func (g *grid) samePresence(i, j int) bool {
	for row := range g.rows {
		if (g.columns[i].cells[row] < 0) != (g.columns[j].cells[row] < 0) {
			return false
		}
	}
	return true
}

func (g *grid) functionOnly(s stretch) bool {
	for _, c := range g.columns[s.from:s.to] {
		for row, at := range c.cells {
			if at >= 0 && g.rows[row][at].role != function {
				return false
			}
		}
	}
	return true
}

// kindOf is the kind of what differs within column i.
func (g *grid) kindOf(i int) Kind {
	var present []lexeme
	for row, at := range g.columns[i].cells {
		if at >= 0 {
			present = append(present, g.rows[row][at])
		}
	}
	first, t := present[0], tallyOf(present)
	sameKey, sameText, wide := true, true, false
	for _, l := range present {
		sameKey = sameKey && l.key == first.key
		sameText = sameText && l.Text == first.Text
		wide = wide || kindOfPair(first, l) != KindWording
	}
	n := len(present)
	absent := n < len(g.rows)
	switch {
	case sameKey && !absent && sameText:
		return ""
	case sameKey && !absent:
		return kindOfVariant(first)
	case t.words == 0 && t.count[quoting] > 0:
		return KindQuotation
	case t.words == 0:
		return KindPunctuation
	case t.count[negating] > 0 && (absent || t.count[negating] < n || n == t.words):
		return KindNegation
	case t.count[hedging] > 0:
		return KindHedge
	case t.count[dated] == n && !absent && !wide, t.count[quantified] == n && !absent && !wide:
		return KindWording
	case t.count[dated] > 0:
		return KindDate
	case t.numbers > 0 || t.count[quantified] > 1 && !sameKey:
		return KindNumber
	case t.quoted:
		return KindQuotation
	case t.count[attributing] > 0:
		return KindAttribution
	case t.count[named] == n && !(sameKey && g.besideName(i)):
		return KindName
	}
	return KindWording
}

// besideName reports whether a column of names that all rows have stands next
// to column i, so that a name missing in i is only a shorter form.
func (g *grid) besideName(i int) bool {
	for _, k := range [...]int{i - 1, i + 1} {
		if k < 0 || k >= len(g.columns) {
			continue
		}
		all := true
		for row, at := range g.columns[k].cells {
			all = all && at >= 0 && g.rows[row][at].role == named
		}
		if all {
			return true
		}
	}
	return false
}
