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
