package command

import (
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
	"claimtrace/app/report"
)

// witness is one wording to be compared.
type witness struct {
	record witnessRecord
	label  string // for a person
	place  reading.Place
}

// witnessRecord is a witness as diff and compare print it. All offsets count
// code points of the article's text.
type witnessRecord struct {
	Annotation  *annotate.ID     `json:"annotation"` // null for a file
	Article     *annotate.ID     `json:"article"`    // null for a file
	File        string           `json:"file"`
	Outlet      string           `json:"outlet"`
	Published   *string          `json:"published"`
	Verdict     annotate.Verdict `json:"verdict"`
	Attribution string           `json:"attribution"`
	Start       int              `json:"start"`
	End         int              `json:"end"`
	Quote       string           `json:"quote"`
	Edits       []editRecord     `json:"edits"`
}

type editRecord struct {
	Op        collate.Op   `json:"op"`
	Base      string       `json:"base"`
	Text      string       `json:"text"`
	BaseStart int          `json:"base_start"`
	BaseEnd   int          `json:"base_end"`
	Start     int          `json:"start"`
	End       int          `json:"end"`
	Kind      collate.Kind `json:"kind,omitempty"`
}

type tableRecord struct {
	Columns []columnRecord `json:"columns"`
}

type columnRecord struct {
	Kind  collate.Kind `json:"kind,omitempty"` // none where all have the same
	Cells []*string    `json:"cells"`          // of each witness in order, null where it has nothing
}

type moveRecord struct {
	Witness int `json:"witness"`
	Start   int `json:"start"`
	End     int `json:"end"`
	To      int `json:"to"`
	ToStart int `json:"to_start"`
	ToEnd   int `json:"to_end"`
}

// collation is what comparing witnesses with one of them gives.
type collation struct {
	Witnesses []witnessRecord `json:"witnesses"`
	Table     tableRecord     `json:"table"`
	Moves     []moveRecord    `json:"moves"` // passages, then the words of edits that stand for each other elsewhere
	passages  int             // how many of the moves are passages, which a person is told
}

// compareWith compares each witness with that at index base, and all of them
// with each other. There may be none.
func compareWith(o collate.Options, witnesses []witness, base int) collation {
	all := collation{Witnesses: []witnessRecord{}, Table: tableRecord{[]columnRecord{}}, Moves: []moveRecord{}}
	var quotes []string
	var places []reading.Place
	var words [][]collate.Move // from the base to each witness
	for _, w := range witnesses {
		edits, moves := o.At(witnesses[base].place, w.place).DiffWords(witnesses[base].record.Quote, w.record.Quote)
		w.record.Edits = editRecords(edits, witnesses[base], w)
		all.Witnesses = append(all.Witnesses, w.record)
		words = append(words, moves)
		quotes, places = append(quotes, w.record.Quote), append(places, w.place)
	}
	table := o.At(places...).Collate(quotes)
	for _, column := range table.Columns {
		record := columnRecord{column.Kind, make([]*string, len(column.Cells))}
		for i, cell := range column.Cells {
			if cell != nil {
				record.Cells[i] = &cell.Text
			}
		}
		all.Table.Columns = append(all.Table.Columns, record)
	}
	for _, m := range table.Moves {
		from, to := witnesses[m.Witness].record.Start, witnesses[m.To].record.Start
		all.Moves = append(all.Moves, moveRecord{m.Witness, from + m.Start, from + m.End, m.To, to + m.ToStart, to + m.ToEnd})
	}
	all.passages = len(all.Moves)
	for i, moves := range words {
		from, to := witnesses[base].record.Start, witnesses[i].record.Start
		for _, m := range moves {
			r := moveRecord{base, from + m.Start, from + m.End, i, to + m.ToStart, to + m.ToEnd}
			if i < base {
				r = moveRecord{i, r.ToStart, r.ToEnd, base, r.Start, r.End}
			}
			if !slices.ContainsFunc(all.Moves[:all.passages], r.within) {
				all.Moves = append(all.Moves, r)
			}
		}
	}
	return all
}

// within reports whether a move is a part of another.
func (m moveRecord) within(other moveRecord) bool {
	return m.Witness == other.Witness && m.To == other.To && other.Start <= m.Start && m.End <= other.End &&
		other.ToStart <= m.ToStart && m.ToEnd <= other.ToEnd
}

func editRecords(edits []collate.Edit, base, w witness) []editRecord {
	records := []editRecord{}
	from, to := text.NewOffsets(base.record.Quote), text.NewOffsets(w.record.Quote)
	for _, e := range edits {
		records = append(records, editRecord{
			Op: e.Op, Base: from.Slice(e.BaseStart, e.BaseEnd), Text: to.Slice(e.Start, e.End),
			BaseStart: base.record.Start + e.BaseStart, BaseEnd: base.record.Start + e.BaseEnd, Start: w.record.Start + e.Start, End: w.record.Start + e.End,
			Kind: e.Kind,
		})
	}
	return records
}

// printCollation prints the witnesses for a person: what the base alone has
// as [-…-], what the witness alone has as {+…+}, each followed by its kind.
// apart says of a witness in words of its own, which marks would strike and fill
// without showing anything, how it stands to the base; it may be nil.
func (c *call) printCollation(o collate.Options, witnesses []witness, base int, all collation, apart []string) {
	for i, w := range all.Witnesses {
		note := ""
		if i == base {
			note = " · the others are compared with this"
		}
		c.printf("\n%d  %s%s\n", i+1, witnesses[i].label, note)
		if i == base {
			c.printf("   %s\n", indent(w.Quote))
			continue
		}
		if apart != nil && apart[i] != "" {
			c.printf("   %s\n   (%s)\n", indent(w.Quote), apart[i])
			continue
		}
		c.printf("   %s\n", indent(marked(o.At(witnesses[base].place, witnesses[i].place), all.Witnesses[base].Quote, w.Quote)))
	}
	for _, m := range all.Moves[:all.passages] {
		from := all.Witnesses[m.Witness]
		words := text.NewOffsets(from.Quote).Slice(m.Start-from.Start, m.End-from.Start)
		c.printf("\nmoved: “%s” stands elsewhere in %d than in %d\n", oneLine(words), m.Witness+1, m.To+1)
	}
}

func marked(o collate.Options, base, text string) string {
	var b strings.Builder
	for _, p := range report.Pieces(o, base, text) {
		b.WriteString(p.Left)
		switch {
		case p.Kind == "":
			b.WriteString(p.Text)
			continue
		case p.Base != "":
			fmt.Fprintf(&b, "[-%s-]", p.Base)
		}
		if p.Text != "" {
			fmt.Fprintf(&b, "{+%s+}", p.Text)
		}
		fmt.Fprintf(&b, "‹%s›%s", p.Kind, p.Right)
	}
	return b.String()
}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n   ") }
