package compare

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/facet"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The measures of the table of facts, in pixels.
const (
	factLabel = 104 // the column of labels, at a zoom of 1
	factLeast = 140 // a column of a source
	factMost  = 300
	factSide  = 10 // from a column's edge to its words
	factTop   = 8  // from a row's edge to its words
	factFoot  = 8
	factLead  = 21 // at a zoom of 1
)

// factSetting is how the words of the cells are set.
var factSetting = setting{factFaces, factLead, 1, 19}

// factSheet is the table of facts as it is set: a column for each source, all of
// one width, laid out from left to right step by step. The rows share it.
type factSheet struct {
	rows  []trace.FactRow
	cells [][]factWords // by row and source
	marks [][]bool      // of the same: whether it differs

	set      setting
	label    float32 // the width of the column of labels
	column   float32 // that of a column of a source
	measured int     // columns
	lines    []int   // of each row, in the columns that are measured
}

// factWords are the words of a cell: flows, one below the other.
type factWords []*flow

// lines is how many these take.
func (w factWords) lines() (n int) {
	for _, f := range w {
		n += f.Lines()
	}
	return n
}

// newFactSheet cuts the cells into words, on any goroutine.
func newFactSheet(f *trace.Facts, on factSet) *factSheet {
	s := &factSheet{rows: f.Rows, cells: make([][]factWords, len(f.Rows)), marks: make([][]bool, len(f.Rows)), lines: make([]int, len(f.Rows))}
	for k, r := range s.rows {
		for _, c := range r.Cells {
			var words factWords
			for _, w := range worded(c, r.Kind, on.has(r.Kind)) {
				words = append(words, newFlow(w))
			}
			s.cells[k] = append(s.cells[k], words)
			differs := len(c.Values) == 0 && c.Marked()
			for _, v := range c.Values {
				differs = differs || c.Marked() && tells(c, v)
			}
			s.marks[k] = append(s.marks[k], differs)
		}
	}
	return s
}

// tells tells whether a value is another than what the baseline says; where that
// says nothing of the kind, a yes is no news.
func tells(c trace.FactCell, v trace.Fact) bool {
	return v.Differs && !(c.Added && v.Kind == facet.Polarity && v.Value.Value == "yes")
}

// again is the table once more, to be set in another width.
func (s *factSheet) again() *factSheet {
	twin := &factSheet{rows: s.rows, marks: s.marks, cells: make([][]factWords, len(s.rows)), lines: make([]int, len(s.rows))}
	for k, row := range s.cells {
		for _, c := range row {
			var words factWords
			for _, f := range c {
				words = append(words, f.again())
			}
			twin.cells[k] = append(twin.cells[k], words)
		}
	}
	return twin
}

// sources is how many there are.
func (s *factSheet) sources() int {
	if len(s.rows) == 0 {
		return 0
	}
	return len(s.rows[0].Cells)
}

// begin is to set the cells in larger or smaller type, in columns that fill a
// width where they can.
func (s *factSheet) begin(set setting, wide float32) {
	label := factLabel * max(set.faces.zoom, 1)
	column := min(max((wide-label)/float32(max(s.sources(), 1)), factLeast*max(set.faces.zoom, 1)), factMost*set.faces.zoom)
	if s.set == set && s.column == column {
		return
	}
	s.set, s.label, s.column, s.measured = set, label, column, 0
	clear(s.lines)
}

// side implements spread.
func (s *factSheet) side() float32 { return s.label }

// whole implements spread.
func (s *factSheet) whole() float32 { return s.column * float32(s.sources()) }

// extend implements spread.
func (s *factSheet) extend(b budget) bool {
	for ; s.measured < s.sources(); s.measured++ {
		if !b() {
			return false
		}
		for k, row := range s.cells {
			for _, f := range row[s.measured] {
				f.begin(s.set.faces, s.column-2*factSide)
				f.extend(forever)
			}
			s.lines[k] = max(s.lines[k], row[s.measured].lines())
		}
	}
	return true
}

// span returns the columns that lie between two places, up to those measured.
func (s *factSheet) span(from, to float32) (first, end int) {
	first = max(int(from/s.column), 0)
	for end = first; end < s.measured && float32(end)*s.column < to; end++ {
	}
	return first, end
}

// words counts those of all cells.
func (s *factSheet) words() (n int) {
	for _, row := range s.cells {
		for _, c := range row {
			for _, f := range c {
				n += f.Words()
			}
		}
	}
	return n
}

// worded puts a cell into words: each value, with what it stands for, on a line of
// its own; names in a row. It adds something where the other says nothing of the kind.
func worded(c trace.FactCell, k facet.Kind, marked bool) (list []wording) {
	var w wording
	aside := func(words string, t tone) {
		if words != "" {
			w.add(run{text: words, spaced: true, tone: t, aside: true, edit: -1})
		}
	}
	end := func() {
		list = append(list, w)
		w = wording{}
	}
	switch {
	case len(c.Values) > 0:
	case c.State == facet.Unread:
		w.add(run{text: trace.SaidUnread, tone: quiet, edit: -1})
	default:
		w.add(run{text: trace.SaidNone, tone: off, aside: true, edit: -1})
	}
	for i, v := range c.Values {
		r := run{text: v.Words, spaced: i > 0, edit: i, kind: trace.ChangeOf(k)}
		said := ""
		switch {
		case !c.Marked() || !tells(c, v):
		case !marked:
			r.tone = off
		case c.State == facet.Compatible && !c.Added:
			r.tone, said = near, string(facet.Compatible)
		default:
			r.tone = fresh
		}
		w.add(r)
		aside(joined(meant(k, v), said), off)
		if v.Correction != "" {
			aside(v.Meaning, noted)
		}
		if i+1 < len(c.Values) {
			if k != facet.Name {
				end()
			} else {
				w.add(run{text: ",", tone: off, edit: -1})
			}
		}
	}
	if len(c.Values) == 0 && len(c.Dismissed) > 0 {
		aside("by "+c.Dismissed[0].By.Name, noted)
	}
	if len(offersOf(c)) > 0 {
		aside("corrected\u00a0elsewhere", noted)
	}
	end()
	return list
}

// offersOf are the corrections elsewhere that matter to a cell: those of the words of
// one of its values; where it has none, of any.
func offersOf(c trace.FactCell) (list []store.Offer) {
	for _, o := range c.Offers {
		of := func(v trace.Fact) bool { return o.Start < v.End && v.Start < o.End }
		if o.End == 0 || len(c.Values) == 0 || slices.ContainsFunc(c.Values, of) {
			list = append(list, o)
		}
	}
	return list
}

// meant is what a value stands for as it is said beside it.
func meant(k facet.Kind, v trace.Fact) string {
	switch {
	case v.Correction != "", strings.EqualFold(v.Meaning, "“"+v.Words+"”"):
		return ""
	case v.Meaning != "" && (k == facet.Date || k == facet.Amount):
		return "=\u00a0" + strings.ReplaceAll(v.Meaning, " ", "\u00a0")
	}
	return v.Meaning
}

// joined puts two remarks beside each other, of which each may be "".
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\u00a0· " + b // at the end of a line the sign stands with what is before it
}

// factSet is a set of kinds of facet, in the order of [factKinds].
type factSet [len(factKinds)]bool

// factKinds are the kinds in the order of their weight, as the chips stand.
var factKinds = [...]facet.Kind{facet.Polarity, facet.Amount, facet.Date, facet.Certainty, facet.Source, facet.Scope, facet.Condition, facet.Name}

// factNames are those of the kinds on the chips, in that order.
var factNames = [len(factKinds)]string{"negation", "number", "date", "certainty", "source", "scope", "condition", "name"}

// factMeanings explain the kinds, in that order.
var factMeanings = [len(factKinds)]string{
	"yes here, no there", "another figure, unit or bound", "another time", "more or less certain", "somebody else says it",
	"said of something else", "on a condition, or without", "other persons, places or bodies",
}

// allFacts are all kinds, which are marked unless a person chooses otherwise.
func allFacts() (s factSet) {
	for i := range s {
		s[i] = true
	}
	return s
}

func (s *factSet) has(k facet.Kind) bool {
	for i, other := range factKinds {
		if other == k {
			return s[i]
		}
	}
	return false
}

// counts counts the cells that differ, by kind.
func (s *factSheet) counts() map[facet.Kind]int {
	n := map[facet.Kind]int{}
	for k, r := range s.rows {
		for _, differs := range s.marks[k] {
			if differs {
				n[r.Kind]++
			}
		}
	}
	return n
}

// newFactChip is that of a kind of facet.
func newFactChip(i int, onTap func(), onKey func(fyne.KeyName)) *parts.Button {
	c := parts.NewButton(parts.Switching, factNames[i], onTap)
	c.OnKey, c.Hint = onKey, parts.Capital(factMeanings[i])+". Key "+kindKeys[i:][:1]
	kind := string(trace.ChangeOf(factKinds[i]))
	c.Tone = func(p *style.Palette) (fill, ink color.NRGBA) {
		fill, _ = p.ChangeFill(kind)
		return fill, p.ChangeInk(kind)
	}
	return c
}

// fillFacts makes a row of the table for each kind.
func (s *paper) fillFacts() {
	sheet, set := s.of.scene.facts, factSetting.times(s.page.zoom)
	if len(sheet.rows) == 0 {
		s.paragraph(s.of.scene.nothingSaid())
		return
	}
	sheet.begin(set, s.width)
	left := bleed + sheet.label
	wide := min(s.page.width-s.left-pageX, sheet.label+sheet.whole())
	head := newFactHead(s.of, s.across, sheet, left)
	s.heading = &row{across: s.across, i: -1, body: head, left: s.left - bleed, width: wide + 2*bleed, cover: left, ends: true}
	for i, r := range sheet.rows {
		body := &factCells{of: s.of, across: s.across, sheet: sheet, i: i, left: left}
		s.add(&row{i: i, body: body, origin: func() *origin { return newFactLabel(r.Label, set, sheet.label-factSide) },
			inset: factTop, top: factTop, foot: factFoot, width: wide + 2*bleed, cover: left, celled: true, bare: i == 0, ends: i == len(sheet.rows)-1})
	}
}

// What is said where there is nothing to set beside each other.
const (
	noFacts   = "Nothing was read in these passages that could be set side by side: no source, no amount, no date. The other layouts compare their words."
	allUnread = "None of these passages can be read for what they say: their language is not known, or their texts are not here. The other layouts compare their words."
)

func (s *scene) nothingSaid() string {
	for _, f := range s.said {
		if f.Read {
			return noFacts
		}
	}
	return allUnread
}

// newFactLabel names a row beside its cells.
func newFactLabel(label string, set setting, wide float32) *origin {
	o := &origin{bare: true}
	for i, l := range parts.Wrap(label, set.faces.plain.size, fyne.TextStyle{}, wide, 3) {
		o.lines = append(o.lines, sideLine{l, set.faces.plain, mutedInk, 0, float32(i)*set.lead + set.base()})
		o.high = float32(i+1) * set.lead
	}
	return o
}

// tint lies behind the column of the baseline.
func tint(p *style.Palette) look { return look{fill: p.Page} }
