package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// BoxSize is that of a box that is ticked, in pixels.
const BoxSize = 18

// boxTick is the middle of the box's sign, in parts of its size.
var boxTick = [3]fyne.Position{{X: 0.24, Y: 0.52}, {X: 0.43, Y: 0.71}, {X: 0.77, Y: 0.31}}

// Box draws a box at a place; it is ticked or not, and off where nothing can be
// done about that.
func Box(ticked, off bool, x, y float32) (os []fyne.CanvasObject) {
	p := style.Now()
	box := &canvas.Rectangle{FillColor: p.Surface, StrokeColor: p.Muted, StrokeWidth: 1.5, CornerRadius: style.Unit}
	mark := p.Surface
	switch {
	case off:
		box.StrokeColor = p.Faint
		mark = p.Faint
	case ticked:
		box.FillColor, box.StrokeColor = p.Accent, p.Accent
	}
	os = append(os, Place(box, x, y, BoxSize, BoxSize))
	for i := range boxTick[1:] {
		if from, to := boxTick[i], boxTick[i+1]; ticked {
			os = append(os, &canvas.Line{StrokeColor: mark, StrokeWidth: 2,
				Position1: fyne.NewPos(x+from.X*BoxSize, y+from.Y*BoxSize), Position2: fyne.NewPos(x+to.X*BoxSize, y+to.Y*BoxSize)})
		}
	}
	return os
}

// round draws the same for one of several: round.
func round(chosen, off bool, x, y float32) (os []fyne.CanvasObject) {
	p := style.Now()
	circle := &canvas.Circle{FillColor: p.Surface, StrokeColor: p.Muted, StrokeWidth: 1.5}
	ink := p.Accent
	switch {
	case off:
		circle.StrokeColor, ink = p.Faint, p.Faint
	case chosen:
		circle.StrokeColor = p.Accent
	}
	os = append(os, Place(circle, x, y, BoxSize, BoxSize))
	if edge := float32(BoxSize) / 4; chosen {
		os = append(os, Place(&canvas.Circle{FillColor: ink}, x+edge, y+edge, BoxSize/2, BoxSize/2))
	}
	return os
}
