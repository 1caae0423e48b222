package parts

import "fyne.io/fyne/v2"

// Focus gives the keyboard to an object of the window.
func Focus(o interface {
	fyne.CanvasObject
	fyne.Focusable
}) {
	if c := canvasOf(o); c != nil {
		c.Focus(o)
	}
}

// canvasOf is the canvas that an object lies on. Fyne knows that only of what it
// has drawn, which what has just come has not been yet; but there is one window.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		return c
	}
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		return w.Canvas()
	}
	return nil
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
