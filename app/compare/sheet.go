package compare

import (
	"sort"
	"strconv"
	"strings"

	"claimtrace/app/compare/trace"
)

// The measures of the table, in pixels.
const (
	cellMost  = 264 // the width of a column's words, at a zoom of 1
	cellLeast = 14
	cellSide  = 6  // from a column's edge to its words
	cellGap   = 2  // between columns
	cellLead  = 23 // at a zoom of 1
	cellTop   = 3
	cellFoot  = 4
)

// mostWords is how many words of a cell are shown: a witness can be an article.
const mostWords = 60

// sheet is the alignment table as it is set: its columns, measured from left
// to right step by step. The rows share it.
type sheet struct {
	table    *trace.Table
	set      setting
	columns  []sheetColumn
	measured int
	width    float32        // of the columns that are measured
	lines    []int          // of each row, of the columns that are measured
	links    [][]trace.Link // of each row
}

// sheetColumn is one column; its cells are set once for each of their texts.
type sheetColumn struct {
	x, width float32
	cells    map[string]*flow
}

// newSheet cuts the cells into words, on any goroutine.
func newSheet(t *trace.Table) *sheet {
	s := &sheet{table: t, columns: make([]sheetColumn, len(t.Kinds)), lines: make([]int, len(t.Rows)), links: make([][]trace.Link, len(t.Rows))}
	for _, l := range t.Links {
		s.links[l.Row] = append(s.links[l.Row], l)
	}
	for c := range s.columns {
		cells := map[string]*flow{}
		for _, row := range t.Rows {
			if row == nil {
				continue
			}
			if words := row[c].Text; words != "" && cells[words] == nil {
				cells[words] = newFlow(plain(shortened(words)))
			}
		}
		s.columns[c].cells = cells
	}
	return s
}

// shortened cuts a cell that holds more words than can be shown.
func shortened(words string) string {
	if len(words) < 2*mostWords { // a word and a space take two bytes or more
		return words
	}
	fields := strings.Fields(words)
	if len(fields) <= mostWords {
		return words
	}
	return strings.Join(fields[:mostWords], " ") + " … (" + strconv.Itoa(len(fields)-mostWords) + " more words)"
}

// begin is to set the cells in larger or smaller type.
func (s *sheet) begin(set setting) {
	if s.set != set {
		s.set, s.measured, s.width = set, 0, 0
		clear(s.lines)
	}
}

// extend implements spread.
func (s *sheet) extend(b budget) bool {
	for ; s.measured < len(s.columns); s.measured++ {
		if !b() {
			return false
		}
		s.measure(s.measured)
	}
	return true
}

func (s *sheet) measure(c int) {
	column := &s.columns[c]
	wide := float32(cellLeast)
	if k := s.table.Kinds[c]; trace.Labelled(k) {
		wide = max(wide, labelFace.width(string(k)))
	}
	for _, f := range column.cells {
		f.begin(s.set.faces, cellMost*s.set.faces.zoom)
		f.extend(forever)
		for k := range f.Lines() {
			wide = max(wide, f.Extent(k))
		}
	}
	column.x, column.width = s.width, wide+2*cellSide
	s.width += column.width + cellGap
	for i, row := range s.table.Rows {
		if row == nil {
			continue
		}
		if words := row[c].Text; words != "" {
			s.lines[i] = max(s.lines[i], column.cells[words].Lines())
		}
	}
}

// side implements spread.
func (s *sheet) side() float32 { return tableSide }

// whole implements spread.
func (s *sheet) whole() float32 {
	if s.measured == 0 {
		return 0
	}
	return s.width / float32(s.measured) * float32(len(s.columns))
}

// span returns the columns that lie between two places, up to those measured.
func (s *sheet) span(from, to float32) (first, end int) {
	first = sort.Search(s.measured, func(c int) bool { return s.columns[c].x+s.columns[c].width > from })
	end = sort.Search(s.measured, func(c int) bool { return s.columns[c].x >= to })
	return first, max(first, end)
}
