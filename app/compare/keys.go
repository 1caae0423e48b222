package compare

import (
	"strings"

	"fyne.io/fyne/v2"
)

var (
	_ fyne.Focusable = (*View)(nil)
	_ fyne.Tabbable  = (*View)(nil)
)

// FocusGained implements [fyne.Focusable].
func (v *View) FocusGained() { v.Hand.focus(true) }

// FocusLost implements [fyne.Focusable].
func (v *View) FocusLost() { v.Hand.focus(false) }

// AcceptsTab implements [fyne.Tabbable]: Tab goes from change to change, and
// after the last one on to what follows the view.
func (v *View) AcceptsTab() bool {
	_, _, ok := v.Hand.next(direction(), true)
	return ok
}

// kindKeys are the keys that switch the kinds, in their order.
const kindKeys = "1234567890."

// TypedRune implements [fyne.Focusable].
func (v *View) TypedRune(c rune) {
	if v.OnRune != nil && v.OnRune(c) {
		return
	}
	i := strings.IndexRune(kindKeys, c)
	switch {
	case c == ' ':
		v.list.turnPage(1)
	case i < 0 || v.scene == nil:
	case !v.Telling():
		v.toggle(&v.on[i])
	case i < len(factKinds):
		v.toggle(&v.onFacts[i])
	}
}

// TypedKey implements [fyne.Focusable].
func (v *View) TypedKey(e *fyne.KeyEvent) {
	switch k := e.Name; {
	case v.Hand.key(k):
	case k == fyne.KeyReturn || k == fyne.KeyEnter:
		if v.Telling() {
			v.openWords()
		} else if v.Hand.row >= 0 {
			v.open(v.Hand.row)
		}
	case k == fyne.KeyEscape && v.Hand.pick >= 0 && !v.Telling(): // the change is let go first, the page then
		v.Hand.take(v.Hand.row, -1)
	default:
		v.other(k)
	}
}

// other hands on a key that there is no use for.
func (v *View) other(k fyne.KeyName) {
	if v.OnKey != nil {
		v.OnKey(k)
	}
}

// BaseHere makes the passage in hand the baseline.
func (v *View) BaseHere() {
	if v.Hand.Chosen() != "" {
		v.setBase(v.Hand.witness())
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

// Equate says that the two wordings in hand are the same.
func (v *View) Equate() {
	if a, b, ok := v.Hand.Same(); ok && v.OnSame != nil {
		v.OnSame(a, b)
	}
}
