package original

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// card is the ground on which a text lies.
type card struct{ widget.BaseWidget }

func newCard() *card {
	c := &card{}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer implements [fyne.Widget].
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(c, func(size fyne.Size) []fyne.CanvasObject {
		p := style.Now()
		return []fyne.CanvasObject{parts.Place(&canvas.Rectangle{FillColor: p.Surface, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height)}
	})
}
