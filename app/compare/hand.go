package compare

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/text"
	"claimtrace/app/session"
)

// Hand is what keys and commands act on: a row, and in it words that differ. Where
// facts are shown it is a cell, that is a row and in it a source.
type Hand struct {
	of      *comparison
	list    *list
	row     int    // −1 if none
	pick    int    // what is in hand there, an edit or a column; −1 if nothing
	value   int    // which of the values of a cell, where one of several was chosen; else −1
	focused bool   // the keys go here
	taken   func() // is called when something was taken in hand
}

func newHand(of *comparison, l *list, taken func()) *Hand {
	h := &Hand{of: of, list: l, row: -1, pick: -1, value: -1, taken: taken}
	l.looks = h.looks
	return h
}

// looks tells how a row looks.
func (h *Hand) looks(row int) rowState {
	if row < 0 || row != h.row {
		return atRest
	}
	return rowState{chosen: true, focused: h.focused, pick: h.pick, value: h.value}
}

// Chosen returns the annotation that the keys act on, "" if there is none.
func (h *Hand) Chosen() annotate.ID { return h.of.passage(h.witness()) }

// witness is that which the keys act on, −1 if none.
func (h *Hand) witness() int {
	if h.of.Telling() {
		return h.pick
	}
	return h.row
}

// Picked tells whether changed words are in hand.
func (h *Hand) Picked() bool { return h.row >= 0 && h.row < len(h.list.rows) && h.pick >= 0 }

// Same returns the two wordings in hand that a reviewer may declare to be the
// same; ok is false where there are none, and for numbers and negations, which
// never are.
func (h *Hand) Same() (a, b string, ok bool) {
	if !h.Picked() {
		return "", "", false
	}
	return h.list.rows[h.row].body.change(h.pick).alike()
}

// Moved tells whether the paragraph in hand stands elsewhere in the other
// article.
func (h *Hand) Moved() bool {
	pairs := h.of.articles()
	return pairs != nil && h.row >= 0 && h.row < len(pairs.Pairs) && pairs.Pairs[h.row].Moved >= 0
}

// Follow goes from a paragraph that moved to where it stands in the other
// article.
func (h *Hand) Follow() {
	if h.Moved() {
		h.choose(h.of.articles().Pairs[h.row].Moved)
	}
}

// Fact is the cell in hand; false where there is none.
func (h *Hand) Fact() (f session.Fact, ok bool) {
	id := h.Chosen()
	if !h.of.Telling() || id == "" || h.row < 0 || h.row >= len(h.of.scene.facts.rows) {
		return f, false
	}
	r := h.of.scene.facts.rows[h.row]
	c := r.Cells[h.pick]
	f = session.Fact{Passage: id, Kind: r.Kind, Label: r.Label, Read: c.State != facet.Unread, Value: h.value, Dismissed: c.Dismissed, Offers: offersOf(c)}
	for _, value := range c.Values {
		f.Values = append(f.Values, value.Facet)
	}
	switch {
	case len(f.Values) == 1:
		f.Value = 0
	case h.value >= len(f.Values): // it was read anew, or corrected, since
		f.Value = -1
	}
	return f, true
}

// Cell is what the cell in hand says, in words: of one of its values where that was
// chosen. It is "" where there is none.
func (h *Hand) Cell() string {
	f, ok := h.Fact()
	if !ok {
		return ""
	}
	c := h.of.scene.facts.rows[h.row].Cells[h.pick]
	if f.Value >= 0 {
		c.Values = c.Values[f.Value : f.Value+1]
	}
	return text.Harmless(c.Text())
}

// focus tells whether the keys go here; with them comes a row in hand. What is in
// hand stays visible without them, in a quieter tone.
func (h *Hand) focus(on bool) {
	if h.focused = on; on {
		h.begin()
	}
	h.list.redraw(h.row)
}

// begin takes the first row in hand where none is, of facts its first cell.
func (h *Hand) begin() {
	if h.row < 0 && len(h.list.rows) > 0 {
		h.row = 0
	}
	if h.of.Telling() && h.row >= 0 {
		h.pick = max(h.pick, 0)
	}
}

// letGo lets go of the change in hand; a cell of facts stays.
func (h *Hand) letGo() {
	if !h.of.Telling() {
		h.pick = -1
	}
}

// leave lets go of all, as something else is to be shown.
func (h *Hand) leave() { h.row, h.pick, h.value = -1, -1, -1 }

// arrive takes in hand what was so in a place, now that its rows are there; a change
// that is in hand stays so.
func (h *Hand) arrive(to place) {
	pick, last := h.pick, len(h.list.rows)-1
	h.row, h.pick = h.of.find(to.chosen), -1
	switch {
	case h.of.pair != nil:
		h.row = min(to.row, last)
	case h.of.Telling():
		h.row, h.pick = min(to.row, last), h.row
	}
	if h.focused {
		h.begin()
	}
	if !h.of.Telling() && pick >= 0 && h.has(h.row, pick) {
		h.pick = pick
	}
}

// turn keeps the passage in hand where the passages were rows and are columns now,
// or the other way round.
func (h *Hand) turn(witness int) {
	h.value = -1
	if h.of.Telling() {
		h.row, h.pick = min(witness, 0), witness
	} else {
		h.row, h.pick = witness, -1
	}
}

// take takes a row in hand, where it stands, and a pick in it.
func (h *Hand) take(row, pick int) {
	old := h.row
	if row != h.row || pick != h.pick {
		h.value = -1
	}
	h.row, h.pick = row, pick
	h.list.redraw(old)
	h.list.redraw(row)
	h.taken()
}

// takeValue takes one of the values of the cell in hand, −1 for all of them.
func (h *Hand) takeValue(i int) {
	h.value = i
	h.list.redraw(h.row)
}

// choose takes a row in hand and brings it into the window; with the first comes the
// head of the page.
func (h *Hand) choose(row int) {
	pick := -1
	if h.of.Telling() {
		pick = max(h.pick, 0)
	}
	if row != h.row || h.pick != pick || !h.focused {
		h.take(row, pick)
	}
	if row >= 0 && row < len(h.list.rows) { // else there is no passage, or it is not laid out yet
		h.list.bring(row)
	}
}

// chooseWitness takes a passage in hand.
func (h *Hand) chooseWitness(i int) {
	if !h.of.Telling() {
		h.choose(i)
		return
	}
	h.choose(max(h.row, 0))
	h.walk(i)
}

// key moves what is in hand, and the window; it tells whether a key does that.
func (h *Hand) key(k fyne.KeyName) bool {
	last, cells := len(h.list.rows)-1, h.of.Telling()
	switch {
	case k == fyne.KeyDown:
		h.choose(min(h.row+1, last))
	case k == fyne.KeyUp:
		h.choose(max(h.row-1, min(last, 0)))
	case k == fyne.KeyLeft && cells:
		h.walk(max(h.pick, 0) - 1)
	case k == fyne.KeyRight && cells:
		h.walk(h.pick + 1)
	case k == fyne.KeyHome && cells:
		h.walk(0)
	case k == fyne.KeyEnd && cells:
		h.walk(h.of.scene.facts.sources() - 1)
	case k == fyne.KeyLeft:
		h.step(-1, false)
	case k == fyne.KeyRight:
		h.step(1, false)
	case k == fyne.KeyTab:
		h.step(direction(), true)
	case k == fyne.KeyHome:
		h.choose(min(last, 0))
	case k == fyne.KeyEnd:
		h.choose(last)
	case k == fyne.KeyPageDown:
		h.list.turnPage(1)
	case k == fyne.KeyPageUp:
		h.list.turnPage(-1)
	default:
		return false
	}
	return true
}

// direction is where Tab goes: back with Shift.
func direction() int {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		return -1
	}
	return 1
}

// walk takes the cell of another source in hand.
func (h *Hand) walk(to int) {
	last := h.of.scene.facts.sources() - 1
	if h.row < 0 || last < 0 {
		return
	}
	h.take(h.row, min(max(to, 0), last))
	h.list.reveal(h.row, h.pick)
}

// next is the change that comes after the one in hand, in its row or in all
// of them.
func (h *Hand) next(by int, beyond bool) (row, pick int, ok bool) {
	rows := h.list.rows
	if len(rows) == 0 {
		return 0, 0, false
	}
	row = max(h.row, 0)
	for first := true; row >= 0 && row < len(rows); first = false {
		picks := rows[row].body.picks()
		if by < 0 {
			for i := len(picks) - 1; i >= 0; i-- {
				if !first || h.pick < 0 && !beyond || h.pick >= 0 && picks[i] < h.pick {
					return row, picks[i], true
				}
			}
		} else {
			for _, p := range picks {
				if !first || p > h.pick {
					return row, p, true
				}
			}
		}
		if !beyond {
			break
		}
		row += by
	}
	return 0, 0, false
}

// step takes the next change in hand and brings it into the window. Where
// there is none, a table is scrolled sideways.
func (h *Hand) step(by int, beyond bool) {
	row, pick, ok := h.next(by, beyond)
	if !ok {
		h.list.across.slide(float32(by) * 120)
		return
	}
	if h.row != row {
		h.choose(row)
	}
	h.take(row, pick)
	h.list.reveal(row, pick)
}

// has tells whether a row has a pick.
func (h *Hand) has(row, pick int) bool {
	return row >= 0 && row < len(h.list.rows) && slices.Contains(h.list.rows[row].body.picks(), pick)
}
