package app

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/menu"
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

// Key does what a key pressed alone does, or with Shift, and tells whether that
// is anything.
func (w *window) Key(name fyne.KeyName) bool {
	if w.dialogs.Open() {
		return false
	}
	if name == fyne.KeyEscape { // also what was said goes
		w.said.Clear()
		for _, p := range w.pages {
			for _, n := range p.Notices() {
				n.Clear()
			}
		}
	}
	k := menu.Key{Name: name}
	if shift() {
		k.Held = fyne.KeyModifierShift
	}
	return w.table.Press(k)
}

// Rune does the same for a character.
func (w *window) Rune(r rune) bool {
	return !w.dialogs.Open() && w.table.Press(menu.Key{Rune: r})
}

// ListKey is [window.Key] while a list beside the page has the keyboard: what is
// done to what is in hand on the page is not for it.
func (w *window) ListKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDelete, fyne.KeyBackspace, fyne.KeyReturn, fyne.KeyEnter:
		return false
	}
	return w.Key(name)
}

// loose hears of keys while nothing has the keyboard, as after a click on a
// button: they go to the sheet that is open, or to the page.
func (w *window) loose(k *fyne.KeyEvent) {
	if w.dialogs.Key(k) {
		return
	}
	if w.Key(k.Name) || w.session == nil {
		return
	}
	w.Back()
	if f := w.win.Canvas().Focused(); f != nil {
		f.TypedKey(k)
	}
}

// looseRune does the same for characters.
func (w *window) looseRune(r rune) {
	if w.dialogs.Rune(r) {
		return
	}
	if w.Rune(r) {
		return
	}
	if w.Back(); w.win.Canvas().Focused() != nil {
		w.win.Canvas().Focused().TypedRune(r)
	}
}
