package app

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/menu"
)

// The width of the list of keys, and of what scrolls it, in pixels.
const (
	keysWide  = 1120
	scrollBar = 16
)

// keysDialog lists the keys.
func (w *window) keysDialog() {
	wide := min(w.win.Canvas().Size().Width-2*sheetAround, keysWide)
	w.tellDialog("Keys", wide, menu.NewKeys(append(w.table.Sections(), inText), wide-2*sheetSide-scrollBar))
}

// inText are the keys that move in a text and through lists: they are no
// commands.
var inText = menu.Section{Title: "Moving", Keys: menu.Hints(
	"Shift+arrows", "select; with Ctrl by words",
	"Tab", "the next part of the window; in Compare the next change",
	"Enter", "open what is marked",
	"Menu", "all that can be done here; or Shift F10",
)}

// key does what a key pressed alone does, or with Shift, and tells whether that
// is anything.
func (w *window) key(name fyne.KeyName) bool {
	if w.sheet() != nil {
		return false
	}
	k := menu.Key{Name: name}
	if shift() {
		k.Held = fyne.KeyModifierShift
	}
	return w.table.Press(k)
}

// rune does the same for a character.
func (w *window) rune(r rune) bool {
	return w.sheet() == nil && w.table.Press(menu.Key{Rune: r})
}
