package trace

import (
	"slices"
	"sort"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
)

// Table is the alignment of the witnesses: a row for each, a column for each
// place. Those in words of their own are not aligned with the others: their rows
// have no cells.
type Table struct {
	Kinds []collate.Kind // of the columns: what most cells differ in there; "" where nothing does
	Rows  [][]Cell       // by witness and column
	Links []Link         // moved passages, by witness
}

// Cell is what a witness has in one place, and how that stands to the witness
// which it is compared with.
type Cell struct {
	Start, End int          // code points of its quote, half-open
	Text       string       // in one line; "" where it has nothing
	Kind       collate.Kind // how it differs; "" where it does not
}

// Link is a passage that stands in another place than in the witness which a
// witness is compared with.
type Link struct {
	Row      int
	From, To int // columns: where the other has it, and where this one has it
}

// Table aligns the witnesses. It takes some milliseconds for fifty sentences.
func (t *Trace) Table() *Table {
	aligned := t.aligned()
	quotes, places := make([]string, len(aligned)), make([]reading.Place, len(aligned))
	for k, i := range aligned {
		quotes[k], places[k] = t.Witnesses[i].Quote, t.Witnesses[i].Place()
	}
	columns := t.Options.At(places...).Collate(quotes).Columns
	table := &Table{Kinds: make([]collate.Kind, len(columns)), Rows: make([][]Cell, len(t.Witnesses))}
	for k, i := range aligned {
		table.Rows[i] = make([]Cell, len(columns))
		for c, column := range columns {
			if cell := column.Cells[k]; cell != nil {
				table.Rows[i][c] = Cell{Start: cell.Start, End: cell.End, Text: OneLine(cell.Text)}
			}
		}
	}
	counts := make([]Counts, len(columns))
	for c := range counts {
		counts[c] = Counts{}
	}
	for _, i := range aligned {
		t.mark(table, i, columns, counts)
	}
	for c, n := range counts {
		table.Kinds[c] = n.Most()
	}
	return table
}

// aligned lists the witnesses that stand in the columns of the table: all
// those that have something in common with another.
func (t *Trace) aligned() []int {
	var in []int
	alike := make([]bool, len(t.Steps))
	for i, s := range t.Steps {
		if s.Base >= 0 && !s.Apart {
			alike[i], alike[s.Base] = true, true
		}
	}
	for i, is := range alike {
		if is {
			in = append(in, i)
		}
	}
	if len(in) == 0 { // nobody has: in their own columns, one below the other
		for i := range t.Steps {
			in = append(in, i)
		}
	}
	return in
}

// mark tells how the cells of a row differ, and which of its passages moved.
func (t *Trace) mark(table *Table, i int, columns []collate.Column, counts []Counts) {
	s := t.Steps[i]
	if s.Base < 0 || s.Apart || table.Rows[s.Base] == nil {
		return
	}
	row, base := table.Rows[i], table.Rows[s.Base]
	for c, column := range columns {
		row[c].Kind = t.kindOf(i, base[c], row[c], column.Kind)
	}
	// What is told of one change across several cells is the kind of those that differ so; where it is of none, of all.
	for _, e := range s.Edits {
		if e.Op == collate.Equal {
			continue
		}
		var in []int
		told := false
		for c := range columns {
			if row[c].Kind != "" && (meet(row[c], e.Start, e.End) || meet(base[c], e.BaseStart, e.BaseEnd)) {
				in = append(in, c)
				told = told || heavier(row[c].Kind, e.Kind) == row[c].Kind
			}
		}
		for _, c := range in {
			if !told {
				row[c].Kind = e.Kind
			}
		}
	}
	for c := range columns {
		if row[c].Kind != "" {
			counts[c][row[c].Kind]++
		}
	}
	for _, m := range s.Moves {
		from, to := columnAt(table.Rows[s.Base], m.Start), columnAt(table.Rows[i], m.ToStart)
		if l := (Link{i, from, to}); from >= 0 && to >= 0 && from != to && !slices.Contains(table.Links, l) {
			table.Links = append(table.Links, l)
		}
	}
}

// kindOf is how a cell of witness i differs from that of the base: by the edits that cover
// it, so that the table tells the same as the passages do.
func (t *Trace) kindOf(i int, base, cell Cell, column collate.Kind) collate.Kind {
	s := t.Steps[i]
	if base.Text == cell.Text {
		for _, e := range s.Edits { // the same words may be another day
			if e.Op == collate.Replace && e.Kind == collate.KindDate && cell.Start <= e.Start && e.End <= cell.End && e.End-e.Start == e.BaseEnd-e.BaseStart {
				return e.Kind
			}
		}
		return ""
	}
	var kind collate.Kind
	if cell.Text != "" {
		kind = kindWithin(s.Edits, cell.Start, cell.End, func(e collate.Edit) (int, int) { return e.Start, e.End })
	}
	if base.Text != "" {
		kind = heavier(kind, kindWithin(s.Edits, base.Start, base.End, func(e collate.Edit) (int, int) { return e.BaseStart, e.BaseEnd }))
	}
	if kind != "" {
		if column != "" && heavier(kind, column) == kind && t.goesBeyond(i, base, cell, kind) {
			return column // "Vladimir | Donald" beside "refused | made" is no negation
		}
		return kind
	}
	// The passages alone align otherwise here than all of them together.
	for _, e := range t.Options.Diff(base.Text, cell.Text) {
		kind = heavier(kind, e.Kind)
	}
	if VoiceOf(kind) == Loud && column != "" {
		return column
	}
	return kind
}

// goesBeyond reports whether all edits of a kind that reach into a cell of witness i, or that of the base, reach out of it.
func (t *Trace) goesBeyond(i int, base, cell Cell, kind collate.Kind) bool {
	s := t.Steps[i]
	for _, e := range s.Edits {
		if e.Kind != kind || !meet(cell, e.Start, e.End) && !meet(base, e.BaseStart, e.BaseEnd) {
			continue
		}
		out, in := words(t.texts[s.Base], e.BaseStart, e.BaseEnd), words(t.texts[i], e.Start, e.End)
		if (out.start == out.end || base.Start <= out.start && out.end <= base.End) && (in.start == in.end || cell.Start <= in.start && in.end <= cell.End) {
			return false
		}
	}
	return true
}

// meet reports whether a cell and a span of its witness have something in common.
func meet(c Cell, start, end int) bool { return c.Text != "" && start < c.End && c.Start < end }

// kindWithin is the heaviest kind of the edits that reach into a span.
func kindWithin(edits []collate.Edit, start, end int, of func(collate.Edit) (int, int)) (kind collate.Kind) {
	first := sort.Search(len(edits), func(i int) bool {
		_, to := of(edits[i])
		return to > start
	})
	for _, e := range edits[first:] {
		from, to := of(e)
		if from >= end {
			break
		}
		if to > from {
			kind = heavier(kind, e.Kind)
		}
	}
	return kind
}

// columnAt is the column whose cell holds a code point of the row's quote, −1
// if none does.
func columnAt(row []Cell, point int) int {
	for c, cell := range row {
		if cell.Text != "" && cell.Start <= point && point < cell.End {
			return c
		}
	}
	return -1
}
