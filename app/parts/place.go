package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Place moves an object to a place, gives it a size, both in pixels, and
// returns it.
func Place[T fyne.CanvasObject](o T, x, y, wide, high float32) T {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(wide, high))
	return o
}

// InLine places a text from x on, in the middle of a line that begins at y and
// is so high, in pixels, and returns it.
func InLine(t *canvas.Text, x, y, high float32) *canvas.Text {
	m := t.MinSize()
	return Place(t, x, y+(high-m.Height)/2, m.Width, m.Height)
}

// Still is the layout of objects that lie where they are, in a given size.
type Still fyne.Size

var _ fyne.Layout = Still{}

// Layout implements [fyne.Layout].
func (Still) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize implements [fyne.Layout].
func (s Still) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size(s) }
