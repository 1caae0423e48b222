package compare

import (
	"slices"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
)

// factRow is what all sources say of one kind, in words.
type factRow struct {
	kind  facet.Kind
	label string
	cells []factCell // by witness
}

// factCell is what one source says of a kind.
type factCell struct {
	state     facet.State
	values    []factValue
	dismissed []store.Dismissal
	offers    []store.Offer
}

// factValue is one value of a cell.
type factValue struct {
	store.Facet
	words   string      // that say it
	meaning string      // what they stand for, "" where they say it themselves
	state   facet.State // against what the baseline says of the kind, Same, Compatible or Different
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
func factRows(all []store.Facets, base func(i int) int) []factRow {
	said := make([]facet.Said, len(all))
	for i, f := range all {
		said[i].Read = f.Read
		for _, x := range f.Values {
			said[i].Values = append(said[i].Values, x.Value)
		}
	}
	var rows []factRow
	for _, r := range facet.Table(said, 0) {
		rows = append(rows, factRow{kind: r.Kind, label: factLabels[r.Kind], cells: make([]factCell, len(said))})
	}
	for i := range said {
		of := base(i)
		if of < 0 {
			of = i
		}
		pair := facet.Table([]facet.Said{said[of], said[i]}, 0)
		for k := range rows {
			rows[k].cells[i] = factCellOf(all[i], rows[k].kind, pair)
		}
	}
	return rows
}

// factCellOf is what the second of a pair says of a kind, against the first.
func factCellOf(f store.Facets, kind facet.Kind, pair []facet.Row) factCell {
	c := factCell{state: facet.Unread}
	if f.Read {
		c.state = facet.None
	}
	for _, d := range f.Dismissed {
		if d.Kind == kind {
			c.dismissed = append(c.dismissed, d)
		}
	}
	for _, o := range f.Offers {
		if o.Kind == kind {
			c.offers = append(c.offers, o)
		}
	}
	var against []facet.Value
	if at := slices.IndexFunc(pair, func(r facet.Row) bool { return r.Kind == kind }); at >= 0 {
		c.state, against = pair[at].Cells[1].State, pair[at].Cells[0].Values
	}
	for _, x := range f.Values {
		if x.Kind == kind {
			v := factValue{Facet: x, state: facet.Same}
			v.words, v.meaning = toldAs(x.Value)
			if c.marks() {
				v.state = likest(against, x.Value)
			}
			c.values = append(c.values, v)
		}
	}
	return c
}

// likest tells how one value stands to those of the baseline: as it does to the
// one that is most like it.
func likest(base []facet.Value, v facet.Value) facet.State {
	state := facet.Different
	for _, b := range base {
		of := func(v facet.Value) facet.Said { return facet.Said{Values: []facet.Value{v}, Read: true} }
		switch facet.Table([]facet.Said{of(b), of(v)}, 0)[0].Cells[1].State {
		case facet.Same:
			return facet.Same
		case facet.Compatible:
			state = facet.Compatible
		}
	}
	return state
}
