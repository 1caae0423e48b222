package report

import (
	"fmt"
	"math"
	"unicode/utf8"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
)

// Strip is a part of the alignment of all witnesses: as many columns as fit a
// page beside each other.
type Strip struct {
	Caption string  // "Places 1 to 9 of 21"
	Letters int     // how wide it is with the names of the sources, in letters
	Share   float64 // of its width that the names have, in percent
	Columns []StripColumn
	Rows    []StripRow
}

// StripColumn is the head of one column.
type StripColumn struct {
	Number int
	Kind   collate.Kind // what most witnesses differ in there; "" where none does
	Share  float64      // of the strip's width, in percent
}

// StripRow is what one witness has in the columns.
type StripRow struct {
	Outlet    string
	Published Moment
	Verdict   string
	Cells     []StripCell
	Whole     string // the words of a witness that stands in no column; its cells are empty
	Span      int    // the number of columns that these words go across
}

// StripCell is what one witness has in one place.
type StripCell struct {
	Text  string
	Class string // of its kind of change; "" where it does not differ
	Means string
	Gone  bool // it has nothing where the base has something
}

// A page has room for so many characters beside the names of the sources, of
// which a cell takes cellMost at most, as it is broken into lines, and two more.
const (
	namesWidth  = 22
	numberWidth = 3
	stripWidth  = 80
	cellMost    = 26
	wordsMost   = 400 // characters of a cell that are shown
)

// Beyond this an alignment is too large to be read on a page.
const (
	mostRows    = 60
	mostColumns = 300
	mostText    = 60_000 // bytes of all quotes
)

// strips lays out the alignment of the witnesses of a claim, and tells why
// where it is left out.
func strips(t *trace.Trace, witnesses []Witness) (out []Strip, why string) {
	if len(witnesses) < 2 {
		return nil, ""
	}
	const left = "The alignment is left out: "
	size := 0
	for _, w := range t.Witnesses {
		size += len(w.Quote)
	}
	if len(witnesses) > mostRows || size > mostText {
		return nil, left + "there is too much text to be read in columns."
	}
	table := t.Table()
	if len(table.Kinds) > mostColumns {
		return nil, left + fmt.Sprintf("it would have %d columns.", len(table.Kinds))
	}
	for first := 0; first < len(table.Kinds); {
		end, room := first, 0
		for end < len(table.Kinds) {
			wide := columnWidth(table, end) + 2
			if end > first && room+wide > stripWidth {
				break
			}
			room += wide
			end++
		}
		out = append(out, strip(table, witnesses, t, first, end, namesWidth+room))
		first = end
	}
	return out, ""
}

// strip makes the strip of the columns from first up to end, which is so many
// letters wide.
func strip(table *trace.Table, witnesses []Witness, t *trace.Trace, first, end, letters int) Strip {
	share := func(n int) float64 { return math.Round(1000*float64(n)/float64(letters)) / 10 }
	s := Strip{Caption: fmt.Sprintf("Places %d to %d of %d", first+1, end, len(table.Kinds)), Letters: letters, Share: share(namesWidth)}
	for c := first; c < end; c++ {
		s.Columns = append(s.Columns, StripColumn{c + 1, table.Kinds[c], share(columnWidth(table, c) + 2)})
	}
	for i, row := range table.Rows {
		r := StripRow{Outlet: witnesses[i].Outlet, Published: witnesses[i].Published, Verdict: witnesses[i].Verdict}
		if row == nil {
			if first > 0 {
				continue // it was told
			}
			r.Whole, r.Span = shortened(trace.OneLine(t.Witnesses[i].Quote)), end-first
			s.Rows = append(s.Rows, r)
			continue
		}
		for _, cell := range row[first:end] {
			gone := cell.Text == "" && cell.Kind != ""
			if gone {
				cell.Kind = "gone"
			}
			r.Cells = append(r.Cells, StripCell{Text: shortened(cell.Text), Class: string(cell.Kind), Means: means(cell.Kind), Gone: gone})
		}
		s.Rows = append(s.Rows, r)
	}
	return s
}

// shortened cuts a text that has more characters than a cell shows.
func shortened(s string) string {
	if len(s) <= wordsMost {
		return s
	}
	r := []rune(s)
	if len(r) <= wordsMost {
		return s
	}
	return string(r[:wordsMost]) + fmt.Sprintf(" … (%d more characters)", len(r)-wordsMost)
}

// columnWidth is that of a column in letters, with room for its number.
func columnWidth(t *trace.Table, c int) int {
	wide := max(numberWidth, utf8.RuneCountInString(string(t.Kinds[c])))
	for _, row := range t.Rows {
		if row != nil {
			wide = max(wide, min(utf8.RuneCountInString(row[c].Text), cellMost))
		}
	}
	return wide
}
