package collate

import (
	"slices"
	"strings"
	"unicode"
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
	Kind  Kind // empty where all have the same: cells of one Text
	Cells []*Cell
}

// Cell is what one witness has in a column.
type Cell struct {
	Start, End int    // code points of the witness, half-open
	Text       string // what stands there, each run of white space as one space
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
	texts := slices.Clone(witnesses)
	slices.Sort(texts)
	texts = slices.Compact(texts)
	g := newGrid(texts)
	for _, row := range g.order() {
		g.add(row)
	}
	rows := make([]int, len(witnesses)) // the row of the grid for each witness
	for i, w := range witnesses {
		rows[i], _ = slices.BinarySearch(texts, w)
	}
	return Table{Columns: g.columnsFor(rows), Moves: g.movesFor(rows)}
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
	return &Cell{Start: a.Start, End: b.End, Text: spaced(g.texts[row][a.from:b.to])}
}

// spaced folds each run of white space to one space.
func spaced(s string) string {
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

// sameSpacing reports whether all rows have white space between columns i and
// i+1, in which they all have a cell, or none has.
func (g *grid) sameSpacing(i int) bool {
	var first bool
	for row := range g.rows {
		a, b := g.rows[row][g.columns[i].cells[row]], g.rows[row][g.columns[i+1].cells[row]]
		apart := a.to < b.from
		if row == 0 {
			first = apart
		}
		if apart != first {
			return false
		}
	}
	return true
}

// joinColumns joins neighbouring columns that are one thing to the reader:
// those alike for all, phrases that come and go together, words replaced by
// words. Numbers, dates and variants that differ keep a column each, with the
// function words that lead to them.
func (g *grid) joinColumns() []stretch {
	var out []stretch
	for i := 0; i < len(g.columns); {
		row, absent := g.presence(i)
		end := i + 1
		for absent && end < len(g.columns) && g.agree(i) && g.agree(end) && g.samePresence(i, end) {
			end++
		}
		parts := []stretch{{i, end, g.kindOf(i)}}
		if absent && g.agree(i) {
			parts = g.phrases(row, i, end)
		}
		for _, s := range parts {
			n := len(out)
			if n == 0 || !g.samePresence(s.from-1, s.from) || !g.joins(out[n-1], s) {
				out = append(out, s)
				continue
			}
			out[n-1].to, out[n-1].kind = s.to, s.kind
		}
		i = end
	}
	return out
}

// joins reports whether two neighbouring stretches of columns are one.
func (g *grid) joins(before, s stretch) bool {
	if before.kind == "" && s.kind == "" {
		return g.sameSpacing(s.from - 1)
	}
	if before.kind == s.kind && g.agree(before.from) == g.agree(s.from) {
		return s.kind != KindNumber && s.kind != KindDate && s.kind != KindSpelling
	}
	return before.kind == KindWording && weight[s.kind] > weight[KindWording] && g.functionOnly(before)
}

// phrases divides the columns from i to end, which only some rows have and in
// which these agree, as a diff would that finds them in one text alone.
func (g *grid) phrases(row, i, end int) []stretch {
	shift := g.columns[i].cells[row] - i
	out := split(g.rows[row], i+shift, end+shift)
	for k := range out {
		out[k].from, out[k].to = out[k].from-shift, out[k].to-shift
	}
	return out
}

// agree reports whether all rows that have a cell in column i have the same there.
func (g *grid) agree(i int) bool { return len(g.columns[i].variants) == 1 }

// functionOnly reports whether the columns hold function words alone.
func (g *grid) functionOnly(s stretch) bool {
	for _, c := range g.columns[s.from:s.to] {
		for _, v := range c.variants {
			if v.role != function {
				return false
			}
		}
	}
	return true
}

// presence gives the first row that has a cell in column i, and whether any row has none.
func (g *grid) presence(i int) (row int, absent bool) {
	cells := g.columns[i].cells
	row = slices.IndexFunc(cells, func(at int) bool { return at >= 0 })
	return row, slices.Contains(cells, -1)
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

// kindOf is the kind of what differs within column i.
func (g *grid) kindOf(i int) Kind {
	var present []lexeme
	for row, at := range g.columns[i].cells {
		if at >= 0 {
			present = append(present, g.rows[row][at])
		}
	}
	first, t := present[0], tallyOf(present)
	sameKey, sameText, onlyForm := true, true, true
	for _, l := range present {
		sameKey = sameKey && l.key == first.key
		sameText = sameText && spaced(l.Text) == spaced(first.Text)
		onlyForm = onlyForm && (l.key == first.key || kindOfPair(first, l) == KindWording)
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
	case !absent && onlyForm && (t.count[dated] == n || t.count[quantified] == n):
		return KindWording // a year or a unit left out
	case t.count[dated] > 0:
		return KindDate
	case t.numbers > 0 || t.count[quantified] > 1 && !sameKey:
		return KindNumber
	case t.quoted:
		return KindQuotation
	case t.count[attributing] > 0:
		return KindAttribution
	case t.count[named] == n:
		return KindName
	}
	return KindWording
}
