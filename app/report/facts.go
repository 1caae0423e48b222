package report

import (
	"fmt"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
)

// FactTable sets what sources say in substance beside each other: as many sources
// as fit a page.
type FactTable struct {
	Caption string // "Passages 1 to 5 of 9"; "" where all are in one table
	Sources []Witness
	Rows    []FactRow
}

// FactRow is what the sources say of one kind.
type FactRow struct {
	Label string
	Cells []FactCell
}

// FactCell is what one source says of a kind.
type FactCell struct {
	Values []FactValue
	None   string // what is said where there are none
}

// FactValue is one of the values of a cell.
type FactValue struct {
	Words, Meaning string
	Class          string // of the kind of change that it is; "" where it does not differ
	Near           bool   // it differs, and does not contradict what the other says
	Compatible     bool   // and the other says something of the kind
}

// A page has room for so many sources beside each other.
const mostSources = 5

// factTables lays out what the witnesses say, and tells why where that is left out.
func factTables(t *trace.Trace, witnesses []Witness) (out []FactTable, why string) {
	facts := t.Facts()
	switch {
	case facts == nil || len(facts.Rows) == 0 || len(witnesses) < 2:
		return nil, ""
	case len(witnesses) > mostRows:
		return nil, fmt.Sprintf("What each source says is left out: it would have %d columns.", len(witnesses))
	}
	for first := 0; first < len(witnesses); first += mostSources {
		end := min(first+mostSources, len(witnesses))
		table := FactTable{Sources: witnesses[first:end]}
		if len(witnesses) > mostSources {
			table.Caption = fmt.Sprintf("Passages %d to %d of %d", first+1, end, len(witnesses))
		}
		for _, r := range facts.Rows {
			row := FactRow{Label: r.Label}
			for _, c := range r.Cells[first:end] {
				row.Cells = append(row.Cells, factCell(r.Kind, c))
			}
			table.Rows = append(table.Rows, row)
		}
		out = append(out, table)
	}
	return out, ""
}

func factCell(kind facet.Kind, c trace.FactCell) (cell FactCell) {
	if len(c.Values) == 0 {
		cell.None = c.Text()
	}
	for _, f := range c.Values {
		v := FactValue{Words: f.Words, Meaning: f.Meaning}
		if c.Marked() && f.Differs {
			v.Class, v.Near, v.Compatible = string(trace.ChangeOf(kind)), c.State == facet.Compatible, c.State == facet.Compatible && !c.Added
		}
		cell.Values = append(cell.Values, v)
	}
	return cell
}
