package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// Hint is a row of key caps and what they do.
type Hint struct {
	Keys []string
	Does string
}

// The measures of key caps, in pixels.
const (
	capHeight  = 20
	capPadding = 6
	capGap     = 3
	hintGap    = 14
)

// Hints draws the hints in a row that ends at right, the first ones as far as
// they fit between left and right.
func Hints(hints []Hint, left, right, height float32) []fyne.CanvasObject {
	p := style.Now()
	text := func(s string) *canvas.Text { return Text(s, style.SmallSize, false, p.Muted) }
	var out []fyne.CanvasObject
	var width float32
	for _, h := range hints {
		var row []fyne.CanvasObject
		x := width
		if x > 0 {
			x += hintGap
		}
		for _, k := range h.Keys {
			t := text(k)
			wide := max(t.MinSize().Width+2*capPadding, capHeight)
			frame := &canvas.Rectangle{FillColor: p.Page, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: 4}
			row = append(row, Place(frame, x, (height-capHeight)/2, wide, capHeight), InLine(t, x+(wide-t.MinSize().Width)/2, 0, height))
			x += wide + capGap
		}
		t := InLine(text(h.Does), x+1, 0, height)
		x += t.Size().Width + 1
		if left+x > right {
			break
		}
		out = append(out, append(row, t)...)
		width = x
	}
	for _, o := range out {
		o.Move(o.Position().AddXY(right-width, 0))
	}
	return out
}
