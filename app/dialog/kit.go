// Package dialog is all that asks or tells something above the page of a window:
// sheets, forms, questions, lists to choose from, progress, and the chooser of
// files. What the window has to tell it, it is told by who opens a sheet.
package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/app/async"
)

// Kit opens the sheets of one window.
type Kit struct {
	canvas  fyne.Canvas
	run     *async.Runner
	back    func()
	sheets  []*Sheet    // that are open, the last one on top
	working *async.Task // what takes long
}

// New returns the kit of a window, in which no sheet is open. When the last one
// closes, back gives the keyboard back to the page.
func New(w fyne.Window, run *async.Runner, back func()) *Kit {
	k := &Kit{canvas: w.Canvas(), run: run, back: back}
	for _, enter := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEnter} {
		k.canvas.AddShortcut(&desktop.CustomShortcut{KeyName: enter, Modifier: fyne.KeyModifierShortcutDefault}, func(sc fyne.Shortcut) { k.Confirm(sc) })
	}
	return k
}

// Open tells whether a sheet is open.
func (k *Kit) Open() bool { return len(k.sheets) > 0 }

// top is the sheet on top, nil if none is open.
func (k *Kit) top() *Sheet {
	if n := len(k.sheets); n > 0 {
		return k.sheets[n-1]
	}
	return nil
}

// Confirm is Ctrl+Enter while nothing has the keyboard; it tells whether a sheet is
// open that it is for.
func (k *Kit) Confirm(sc fyne.Shortcut) bool {
	s := k.top()
	return s != nil && s.Shortcut(sc)
}

// Key hears of keys while nothing has the keyboard, as after a click beside
// everything, and tells whether there was a sheet for them.
func (k *Kit) Key(e *fyne.KeyEvent) bool {
	s := k.top()
	switch {
	case s == nil:
		return false
	case s.stray != nil:
		k.canvas.Focus(s.stray)
		s.stray.TypedKey(e)
	default:
		s.Key(e.Name)
	}
	return true
}

// Rune does the same for characters.
func (k *Kit) Rune(r rune) bool {
	s := k.top()
	switch {
	case s == nil:
		return false
	case s.stray != nil:
		k.canvas.Focus(s.stray)
		s.stray.TypedRune(r)
	default:
		s.typed(r)
	}
	return true
}
