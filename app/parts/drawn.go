package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// drawing is the renderer of [NewDrawn].
type drawing struct {
	of      fyne.Widget
	draw    func(fyne.Size) []fyne.CanvasObject
	size    fyne.Size
	objects []fyne.CanvasObject
}

// NewDrawn returns the renderer of a widget that has a MinSize of its own: it
// is drawn anew whenever it is refreshed or gets another size.
func NewDrawn(of fyne.Widget, draw func(fyne.Size) []fyne.CanvasObject) fyne.WidgetRenderer {
	v := &drawing{of: of, draw: draw}
	v.Refresh()
	return v
}

func (v *drawing) Destroy()                     {}
func (v *drawing) MinSize() fyne.Size           { return v.of.MinSize() }
func (v *drawing) Objects() []fyne.CanvasObject { return v.objects }

// Layout draws anew for another size only: fresh texts for the same one would
// make Fyne lay out, and so draw, without end.
func (v *drawing) Layout(s fyne.Size) {
	if s != v.size {
		v.Refresh()
	}
}

func (v *drawing) Refresh() {
	v.size = v.of.Size()
	v.objects = v.draw(v.size)
	canvas.Refresh(v.of)
}
