package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Ground is a plain area in a colour of the palette; it follows the theme.
type Ground struct {
	widget.BaseWidget
	color func(*style.Palette) color.NRGBA
	rect  *canvas.Rectangle
	least fyne.Size
}

// NewGround returns an area that takes at least that room, in pixels.
func NewGround(c func(*style.Palette) color.NRGBA, least fyne.Size) *Ground {
	g := &Ground{color: c, rect: canvas.NewRectangle(nil), least: least}
	g.ExtendBaseWidget(g)
	return g
}

// Hairline returns a line of one pixel between two areas.
func Hairline() *Ground {
	return NewGround(func(p *style.Palette) color.NRGBA { return p.Line }, fyne.NewSize(1, 1))
}

// MinSize implements [fyne.CanvasObject].
func (g *Ground) MinSize() fyne.Size { return g.least }

// Refresh implements [fyne.CanvasObject].
func (g *Ground) Refresh() {
	g.rect.FillColor = g.color(style.Now())
	g.rect.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	g.rect.FillColor = g.color(style.Now())
	return widget.NewSimpleRenderer(g.rect)
}

// Fixed is the layout of a side panel: as wide as it says, as high as it is
// given.
type Fixed float32

var _ fyne.Layout = Fixed(0)

// Layout implements [fyne.Layout].
func (Fixed) Layout(os []fyne.CanvasObject, s fyne.Size) {
	for _, o := range os {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// MinSize implements [fyne.Layout].
func (f Fixed) MinSize(os []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range os {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(float32(f), h)
}
