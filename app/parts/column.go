package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// Column lays objects out below one another in its whole width, each as high as it
// needs to be in that width, with so much between them, in pixels.
type Column struct{ Gap float32 }

var _ fyne.Layout = Column{}

// Layout implements [fyne.Layout].
func (l Column) Layout(os []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for _, o := range os {
		if !o.Visible() {
			continue
		}
		o.Resize(fyne.NewSize(s.Width, o.MinSize().Height)) // the height of what wraps depends on the width
		high := o.MinSize().Height
		Place(o, 0, y, s.Width, high)
		y += high + l.Gap
	}
}

// MinSize implements [fyne.Layout].
func (l Column) MinSize(os []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range os {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if least.Height > 0 {
			least.Height += l.Gap
		}
		least = fyne.NewSize(max(least.Width, m.Width), least.Height+m.Height)
	}
	return least
}

// Room is nothing, so high: between two parts of a column.
func Room(high float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(1, high))
	return r
}
