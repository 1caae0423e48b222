package compare

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/app/parts"
)

var (
	_ fyne.Focusable = (*View)(nil)
	_ fyne.Tabbable  = (*View)(nil)
)

// FocusGained implements [fyne.Focusable].
func (v *View) FocusGained() {
	v.focused = true
	v.begin()
	v.list.redraw(v.chosen)
}

// begin takes the first row in hand where none is, of facts its first cell.
func (v *View) begin() {
	if v.chosen < 0 && len(v.list.rows) > 0 {
		v.chosen = 0
	}
	if v.Telling() && v.chosen >= 0 {
		v.pick = max(v.pick, 0)
	}
}

// FocusLost implements [fyne.Focusable]. What is chosen stays visible, in a
// quieter tone.
func (v *View) FocusLost() {
	v.focused = false
	v.list.redraw(v.chosen)
}

// kindKeys are the keys that switch the kinds, in their order.
const kindKeys = "1234567890."

// TypedRune implements [fyne.Focusable].
func (v *View) TypedRune(c rune) {
	if v.OnRune != nil && v.OnRune(c) {
		return
	}
	if c == ' ' {
		v.list.turnPage(1)
	} else if i := strings.IndexRune(kindKeys, c); i >= 0 && v.scene != nil {
		v.toggleNth(i)
	}
}

// BaseHere makes the passage in hand the baseline.
func (v *View) BaseHere() {
	if v.Chosen() != "" {
		v.setBase(v.inHand())
	}
}

// TurnBefore compares each passage with the one before, or again with the
// baseline.
func (v *View) TurnBefore() {
	if v.Several() {
		v.SetBefore(!v.before)
	}
}

// NextLayout lays the passages out in the next way.
func (v *View) NextLayout() {
	if v.Several() {
		v.SetLayout((v.layout + 1) % Layout(len(layoutNames)))
	}
}

// TypedKey implements [fyne.Focusable].
func (v *View) TypedKey(e *fyne.KeyEvent) {
	last := len(v.list.rows) - 1
	if v.Telling() && v.factKey(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeyDown:
		v.choose(min(v.chosen+1, last))
	case fyne.KeyUp:
		v.choose(max(v.chosen-1, min(last, 0)))
	case fyne.KeyLeft:
		v.step(-1, false)
	case fyne.KeyRight:
		v.step(1, false)
	case fyne.KeyTab:
		v.step(direction(), true)
	case fyne.KeyHome:
		v.choose(min(last, 0))
	case fyne.KeyEnd:
		v.choose(last)
	case fyne.KeyPageDown:
		v.list.turnPage(1)
	case fyne.KeyPageUp:
		v.list.turnPage(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.chosen >= 0 {
			v.open(v.chosen)
		}
	case fyne.KeyEscape:
		if v.pick >= 0 { // the change is let go first, the page then
			v.mark(v.chosen, -1)
			return
		}
		v.other(e.Name)
	default:
		v.other(e.Name)
	}
}

// AcceptsTab implements [fyne.Tabbable]: Tab goes from change to change, and
// after the last one on to what follows the view.
func (v *View) AcceptsTab() bool {
	_, _, ok := v.next(direction(), true)
	return ok
}

// direction is where Tab goes: back with Shift.
func direction() int {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
		return -1
	}
	return 1
}

// other hands on a key that there is no use for.
func (v *View) other(k fyne.KeyName) {
	if v.OnKey != nil {
		v.OnKey(k)
	}
}

// mark lets the keys act on a row, where it stands, and on a pick in it.
func (v *View) mark(i, pick int) {
	old := v.chosen
	if i != v.chosen || pick != v.pick {
		v.value = -1
	}
	v.chosen, v.pick = i, pick
	v.list.redraw(old)
	v.list.redraw(i)
	parts.Focus(v)
	v.looked()
}

// choose marks a row and brings it into the window; with the first comes the
// head of the page.
func (v *View) choose(i int) {
	pick := -1
	if v.Telling() {
		pick = max(v.pick, 0)
	}
	if i != v.chosen || v.pick != pick || !v.focused {
		v.mark(i, pick)
	}
	if i < 0 || i >= len(v.list.rows) {
		return // no passage, or not laid out yet
	}
	v.list.bring(i)
}

// next is the change that comes after the one in hand, in its row or in all
// of them.
func (v *View) next(by int, beyond bool) (row, pick int, ok bool) {
	if len(v.list.rows) == 0 {
		return 0, 0, false
	}
	row = max(v.chosen, 0)
	for first := true; row >= 0 && row < len(v.list.rows); first = false {
		picks := v.list.rows[row].body.picks()
		if by < 0 {
			for i := len(picks) - 1; i >= 0; i-- {
				if !first || v.pick < 0 && !beyond || v.pick >= 0 && picks[i] < v.pick {
					return row, picks[i], true
				}
			}
		} else {
			for _, p := range picks {
				if !first || p > v.pick {
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
func (v *View) step(by int, beyond bool) {
	row, pick, ok := v.next(by, beyond)
	if !ok {
		v.across.slide(float32(by) * 120)
		return
	}
	if v.chosen != row {
		v.choose(row)
	}
	v.mark(row, pick)
	v.list.reveal(v.chosen, v.pick)
}

// canPick tells whether a row has a pick.
func (v *View) canPick(i, pick int) bool {
	if i < 0 || i >= len(v.list.rows) {
		return false
	}
	for _, p := range v.list.rows[i].body.picks() {
		if p == pick {
			return true
		}
	}
	return false
}

// Equate says that the two wordings in hand are the same.
func (v *View) Equate() {
	if a, b, ok := v.Same(); ok && v.OnSame != nil {
		v.OnSame(a, b)
	}
}
