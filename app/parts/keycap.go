package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

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

// HintRow is one hint in a list of them: its keys in a column of a width, what
// they do beside it.
type HintRow struct {
	widget.BaseWidget
	hint   Hint
	column float32
}

// NewHintRow returns a row whose keys take a column of that width, in pixels.
func NewHintRow(h Hint, column float32) *HintRow {
	r := &HintRow{hint: h, column: column}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements [fyne.Widget].
func (r *HintRow) CreateRenderer() fyne.WidgetRenderer {
	keys := Hints([]Hint{{Keys: r.hint.Keys}}, 0, r.column, statusHeight)
	does := InLine(Text(r.hint.Does, style.TextSize, false, style.Now().Ink), r.column+style.Panel, 0, statusHeight)
	return &hintRowView{objects: append(keys, does), size: fyne.NewSize(r.column+style.Panel+does.Size().Width, statusHeight)}
}

type hintRowView struct {
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (v *hintRowView) Destroy()                     {}
func (v *hintRowView) Layout(fyne.Size)             {}
func (v *hintRowView) Refresh()                     {}
func (v *hintRowView) MinSize() fyne.Size           { return v.size }
func (v *hintRowView) Objects() []fyne.CanvasObject { return v.objects }
