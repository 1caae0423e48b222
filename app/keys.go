package app

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/menu"
	"claimtrace/app/parts"
)

// keysWide is the width of the list of keys, in pixels.
const keysWide = 1120

// keysDialog lists the keys.
func (w *window) keysDialog() {
	w.dialogs.Look("Keys", keysWide, menu.NewKeys(append(w.table.Sections(), inText)))
}

// inText are the keys that move in a text and through lists: they are no
// commands.
var inText = menu.Section{Title: "Moving", Keys: menu.Hints(
	"Shift+arrows", "select; with Ctrl by words",
	"Tab", "the next part of the window; in Compare the next change",
	"Enter", "open what is marked",
	"Menu", "all that can be done here; or Shift F10",
	"1+…", "in Compare: switch a kind of change off, and on again",
)}

// key does what a key pressed alone does, or with Shift, and tells whether that
// is anything.
func (w *window) key(name fyne.KeyName) bool {
	if w.dialogs.Open() {
		return false
	}
	if name == fyne.KeyEscape { // also what was said goes
		for _, n := range []*parts.Notice{w.said, w.library.Notice, w.claims.Notice, w.traced.Notice} {
			n.Clear()
		}
	}
	k := menu.Key{Name: name}
	if shift() {
		k.Held = fyne.KeyModifierShift
	}
	return w.table.Press(k)
}

// rune does the same for a character.
func (w *window) rune(r rune) bool {
	return !w.dialogs.Open() && w.table.Press(menu.Key{Rune: r})
}

// listKey is [window.key] while a list beside the page has the keyboard: what is
// done to what is in hand on the page is not for it.
func (w *window) listKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyEnter:
		return false
	}
	return w.key(name)
}
