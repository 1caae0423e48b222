package compare

import (
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/text"
	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
	"claimtrace/app/session"
)

// Fact is the cell in hand; false where there is none.
func (v *View) Fact() (f session.Fact, ok bool) {
	id := v.Chosen()
	if !v.Telling() || id == "" || v.chosen < 0 || v.chosen >= len(v.scene.facts.rows) {
		return f, false
	}
	r := v.scene.facts.rows[v.chosen]
	c := r.Cells[v.pick]
	f = session.Fact{Passage: id, Kind: r.Kind, Label: r.Label, Read: c.State != facet.Unread, Value: v.value, Dismissed: c.Dismissed, Offers: offersOf(c)}
	for _, value := range c.Values {
		f.Values = append(f.Values, value.Facet)
	}
	if len(f.Values) == 1 {
		f.Value = 0
	}
	return f, true
}

// Cell is what the cell in hand says, in words: of one of its values where that was
// chosen. It is "" where there is none.
func (v *View) Cell() string {
	f, ok := v.Fact()
	if !ok {
		return ""
	}
	c := v.scene.facts.rows[v.chosen].Cells[v.pick]
	if f.Value >= 0 {
		c.Values = c.Values[f.Value : f.Value+1]
	}
	return text.Harmless(c.Text())
}

// factKey does what keys do otherwise where cells are walked.
func (v *View) factKey(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft:
		v.walk(max(v.pick, 0) - 1)
	case fyne.KeyRight:
		v.walk(v.pick + 1)
	case fyne.KeyHome:
		v.walk(0)
	case fyne.KeyEnd:
		v.walk(v.scene.facts.sources() - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.openWords()
	case fyne.KeyEscape:
		v.other(k)
	default:
		return false
	}
	return true
}

// walk takes the cell of another source in hand.
func (v *View) walk(to int) {
	last := v.scene.facts.sources() - 1
	if v.chosen < 0 || last < 0 {
		return
	}
	v.mark(v.chosen, min(max(to, 0), last))
	v.list.reveal(v.chosen, v.pick)
}

// chooseWitness takes a passage in hand.
func (v *View) chooseWitness(i int) {
	if v.Telling() {
		v.choose(max(v.chosen, 0))
		v.walk(i)
		return
	}
	v.choose(i)
}

// turnTable keeps the passage in hand where the passages were rows and are columns
// now, or the other way round.
func (v *View) turnTable(witness int) {
	v.value = -1
	if v.Telling() {
		v.chosen, v.pick = min(witness, 0), witness
	} else {
		v.chosen, v.pick = witness, -1
	}
}

// tapFacts takes the cell under the pointer in hand; where it is that already, and
// above the columns, it opens the article.
func (v *View) tapFacts(r *row, pick int, at fyne.Position) {
	cells, ok := r.body.(*factCells)
	switch {
	case pick < 0:
	case !ok:
		v.mark(max(v.chosen, 0), pick)
		v.openPassage()
	case r.i == v.chosen && pick == v.pick:
		v.value = cells.valueAt(pick, r.within(at))
		v.openWords()
	default:
		v.mark(r.i, pick)
		if v.value = cells.valueAt(pick, r.within(at)); v.value >= 0 {
			v.list.redraw(r.i)
		}
	}
}

// openPassage asks for the article of the passage in hand.
func (v *View) openPassage() {
	if id := v.Chosen(); id != "" && v.OnOpen != nil {
		v.OnOpen(id)
	}
}

// openWords asks for the words of the value in hand in their article; where there
// are none, for the passage.
func (v *View) openWords() {
	f, ok := v.Fact()
	if !ok {
		return
	}
	if i := max(f.Value, 0); i < len(f.Values) && f.Values[i].Start < f.Values[i].End && v.OnWords != nil {
		v.OnWords(f.Passage, annotate.Span{Start: f.Values[i].Start, End: f.Values[i].End})
		return
	}
	v.openPassage()
}

// toggleNth switches the n-th kind of what is shown.
func (v *View) toggleNth(n int) {
	switch {
	case !v.Telling():
		v.toggle(n)
	case n < len(factKinds):
		v.toggleFacts(n)
	}
}

// toggleFacts switches the marks of a kind of facet on or off.
func (v *View) toggleFacts(i int) {
	v.onFacts[i] = !v.onFacts[i]
	v.work()
	v.looked()
}

// factMenu offers what can be done with a cell, or with a source above its column.
func (v *View) factMenu(b *band, pick int, at fyne.Position) {
	r := b.row
	if pick < 0 {
		return
	}
	cells, ok := r.body.(*factCells)
	row := max(v.chosen, 0)
	if ok {
		row = r.i
	}
	v.mark(row, pick)
	var items []menu.Item
	if ok {
		v.value = cells.valueAt(pick, r.within(at))
		v.list.redraw(row)
		items = append(items, menu.Item{Words: "Open the words", End: "Enter", Do: v.openWords},
			menu.Item{Words: "Correct what was read…", End: "C", Do: v.correct})
	} else {
		items = append(items, menu.Item{Words: "Open the article here", End: "Enter", Do: v.openPassage})
	}
	base := menu.Item{Words: "Make this the baseline", End: "B", First: true, Do: func() { v.setBase(pick) }}
	if v.scene.job.isBase(pick) {
		base.Why = "it is the baseline already"
	}
	items = append(items, base, menu.Item{Words: "Compare each with the one before", End: "P", Ticked: v.before, Do: func() { v.SetBefore(!v.before) }})
	menu.Offer(b, at, items...)
}

// correct asks for what the cell in hand says in truth.
func (v *View) correct() {
	if f, ok := v.Fact(); ok && v.OnCorrect != nil {
		v.OnCorrect(f)
	}
}

// describeFact says for those who hear it what a row holds.
func (s *scene) describeFact(i int) string {
	r := s.facts.rows[i]
	var said []string
	for k, c := range r.Cells {
		words := c.Text()
		if s.facts.marks[i][k] {
			words += " (" + string(c.State) + ")"
		}
		said = append(said, trace.Outlet(s.job.witnesses[k])+": "+words)
	}
	return r.Label + ": " + strings.Join(said, "; ")
}
