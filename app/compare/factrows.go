package compare

import (
	"slices"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/facet"
)

// factRow is what all sources say of one kind, in words.
type factRow struct {
	kind  facet.Kind
	label string
	cells []factCell // by witness
}

// factCell is what one source says of a kind.
type factCell struct {
	state  facet.State
	values []factValue
	less   []string // what the baseline says and this does not, where it says nothing else
}

// factValue is one value of a cell.
type factValue struct {
	facet.Value
	meaning string // what the words stand for, "" where they say it themselves
	differs bool   // the baseline says nothing that is the same
}

// The labels of the kinds, in the order of [facet.Kinds].
var factLabels = map[facet.Kind]string{
	facet.Source: "Who says it", facet.Certainty: "How certain", facet.Polarity: "Yes or no", facet.Scope: "What",
	facet.Amount: "Amounts", facet.Date: "When", facet.Condition: "Condition", facet.Name: "Names",
}

// changeOf is the kind of change whose colour a kind of facet has.
func changeOf(k facet.Kind) collate.Kind {
	switch k {
	case facet.Certainty:
		return collate.KindHedge
	case facet.Polarity:
		return collate.KindNegation
	case facet.Amount:
		return collate.KindNumber
	case facet.Date:
		return collate.KindDate
	case facet.Name:
		return collate.KindName
	}
	return collate.KindWording
}

// factRows sets what sources say beside each other, each against the one that it
// is compared with; base is that of the i-th, −1 for none.
func factRows(said []facet.Said, base func(i int) int) []factRow {
	var rows []factRow
	for _, r := range facet.Table(said, 0) {
		rows = append(rows, factRow{kind: r.Kind, label: factLabels[r.Kind], cells: make([]factCell, len(said))})
	}
	for i := range said {
		of := base(i)
		pair, against := []facet.Said{said[i]}, []facet.Value(nil)
		if of >= 0 {
			pair = []facet.Said{said[of], said[i]}
		}
		table := facet.Table(pair, 0)
		for k := range rows {
			c := &rows[k].cells[i]
			c.state = facet.Unread
			if said[i].Read {
				c.state = facet.None
			}
			at := slices.IndexFunc(table, func(r facet.Row) bool { return r.Kind == rows[k].kind })
			if at < 0 {
				continue
			}
			cells := table[at].Cells
			c.state, against = cells[len(cells)-1].State, cells[0].Values
			if of < 0 || !said[of].Read {
				against = cells[len(cells)-1].Values
			}
			for _, v := range cells[len(cells)-1].Values {
				same := func(o facet.Value) bool { return o.Value == v.Value }
				c.values = append(c.values, factValue{Value: v, differs: !slices.ContainsFunc(against, same)})
			}
		}
	}
	return rows
}
