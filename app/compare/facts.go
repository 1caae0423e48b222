package compare

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/annotate/facet"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the table of facts, in pixels.
const (
	factLabel = 104 // the column of labels, at a zoom of 1
	factLeast = 148 // a column of a source
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
	rows  []factRow
	flows [][]*flow // by row and source

	set      setting
	label    float32 // the width of the column of labels
	column   float32 // that of a column of a source
	measured int     // columns
	lines    []int   // of each row, in the columns that are measured
}

// newFactSheet cuts the cells into words, on any goroutine.
func newFactSheet(rows []factRow, on factSet) *factSheet {
	s := &factSheet{rows: rows, flows: make([][]*flow, len(rows)), lines: make([]int, len(rows))}
	for k, r := range rows {
		for _, c := range r.cells {
			s.flows[k] = append(s.flows[k], newFlow(c.worded(r.kind, on.has(r.kind))))
		}
	}
	return s
}

// again is the table once more, to be set in another width.
func (s *factSheet) again() *factSheet {
	twin := &factSheet{rows: s.rows, flows: make([][]*flow, len(s.rows)), lines: make([]int, len(s.rows))}
	for k, row := range s.flows {
		for _, f := range row {
			twin.flows[k] = append(twin.flows[k], f.again())
		}
	}
	return twin
}

// sources is how many there are.
func (s *factSheet) sources() int {
	if len(s.rows) == 0 {
		return 0
	}
	return len(s.rows[0].cells)
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
		for k, row := range s.flows {
			f := row[s.measured]
			f.begin(s.set.faces, s.column-2*factSide)
			f.extend(forever)
			s.lines[k] = max(s.lines[k], f.Lines())
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
	for _, row := range s.flows {
		for _, f := range row {
			n += f.Words()
		}
	}
	return n
}

// What is said in a cell without values.
const (
	saidNone   = "none"
	saidUnread = "not read"
)

// worded puts a cell into words: each value with what it stands for.
func (c factCell) worded(k facet.Kind, marked bool) wording {
	var w wording
	switch {
	case len(c.values) > 0:
	case c.state == facet.Unread:
		w.add(run{text: saidUnread, tone: quiet, edit: -1})
	default:
		w.add(run{text: saidNone, tone: pale, edit: -1})
	}
	aside := func(words string, t tone) {
		if words != "" {
			w.add(run{text: words, spaced: true, tone: t, aside: true, edit: -1})
		}
	}
	for i, v := range c.values {
		r := run{text: v.words, spaced: i > 0, edit: i, kind: changeOf(k)}
		said := v.meaning
		switch {
		case v.state == facet.Same:
		case !marked:
			r.tone = off
		case v.state == facet.Compatible:
			r.tone, said = near, joined(said, string(facet.Compatible))
		default:
			r.tone = fresh
		}
		w.add(r)
		aside(said, off)
		if v.Correction != "" {
			aside("corrected", noted)
		}
		if i+1 < len(c.values) {
			w.add(run{text: ",", tone: off, edit: -1})
		}
	}
	if len(c.values) == 0 && len(c.dismissed) > 0 {
		aside("corrected", noted)
	}
	if len(c.offers) > 0 {
		aside("corrected elsewhere", noted)
	}
	return w
}

// joined puts two remarks beside each other, of which each may be "".
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

// marks tells whether a cell differs in a way that is marked.
func (c factCell) marks() bool { return c.state == facet.Different || c.state == facet.Compatible }

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
	for _, r := range s.rows {
		for _, c := range r.cells {
			if c.marks() {
				n[r.kind]++
			}
		}
	}
	return n
}

// newFactChip is that of a kind of facet.
func newFactChip(i int, onTap func(), onKey func(fyne.KeyName)) *parts.Button {
	c := parts.NewButton(parts.Switching, factNames[i], onTap)
	c.OnKey, c.Hint = onKey, parts.Capital(factMeanings[i])+". Key "+kindKeys[i:][:1]
	kind := string(changeOf(factKinds[i]))
	c.Tone = func(p *style.Palette) (fill, ink color.NRGBA) {
		fill, _ = p.ChangeFill(kind)
		return fill, p.ChangeInk(kind)
	}
	return c
}

// factChips are the chips of the kinds in which sources differ.
func (v *View) factChips() (list []*parts.Button) {
	counts := v.scene.facts.counts()
	for i, k := range factKinds {
		if n := counts[k]; n > 0 {
			if v.ofFacts[i] == nil { // in a picture
				v.ofFacts[i] = newFactChip(i, nil, nil)
			}
			v.ofFacts[i].Say(fmt.Sprintf("%s %d", factNames[i], n))
			v.ofFacts[i].Choose(v.onFacts[i])
			list = append(list, v.ofFacts[i])
		}
	}
	return list
}

// fillFacts makes a row of the table for each kind.
func (v *View) fillFacts(s *paper) {
	sheet, set := v.scene.facts, factSetting.times(v.zoom)
	if len(sheet.rows) == 0 {
		s.paragraph(v.scene.nothingSaid())
		v.head, v.foot = s.Objects, s.y
		return
	}
	sheet.begin(set, s.width)
	left := bleed + sheet.label
	wide := min(v.width-s.left-pageX, sheet.label+sheet.whole())
	head := newFactHead(v, sheet, left)
	v.heading = &row{view: v, i: -1, body: head, left: s.left - bleed, width: wide + 2*bleed, cover: left}
	for i, r := range sheet.rows {
		body := &factCells{view: v, sheet: sheet, i: i, left: left}
		v.add(s, &row{i: i, body: body, origin: func() *origin { return newFactLabel(r.label, set, sheet.label-factSide) },
			inset: factTop, top: factTop, foot: factFoot, width: wide + 2*bleed, cover: left, celled: true, ends: i == len(sheet.rows)-1})
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
