package parts

import "fyne.io/fyne/v2"

// Focus gives the keyboard to an object that has been drawn: of others Fyne
// does not know the canvas.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		c.Focus(o)
	}
}

// keyToWindow gives the window a key for which an object has no use.
func keyToWindow(of fyne.CanvasObject, e *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(of); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// runeToWindow does the same for a character.
func runeToWindow(of fyne.CanvasObject, r rune) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(of); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}
