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

// Plate is a surface with a fine line around it, on which something lies.
type Plate struct{ widget.BaseWidget }

// NewPlate returns a plate.
func NewPlate() *Plate {
	p := &Plate{}
	p.ExtendBaseWidget(p)
	return p
}

// MinSize implements [fyne.CanvasObject].
func (p *Plate) MinSize() fyne.Size { return fyne.NewSize(2*style.Corner, 2*style.Corner) }

// CreateRenderer implements [fyne.Widget].
func (p *Plate) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(p, func(size fyne.Size) []fyne.CanvasObject {
		now := style.Now()
		return []fyne.CanvasObject{Place(&canvas.Rectangle{FillColor: now.Surface, StrokeColor: now.Line, StrokeWidth: 1, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height)}
	})
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

// Sized is the layout of objects that lie on one another and take the width or
// height it says, in pixels; where it says 0, what the objects need.
type Sized struct{ Width, Height float32 }

var _ fyne.Layout = Sized{}

// Layout implements [fyne.Layout].
func (Sized) Layout(os []fyne.CanvasObject, s fyne.Size) {
	for _, o := range os {
		o.Move(fyne.Position{})
		o.Resize(s)
	}
}

// MinSize implements [fyne.Layout].
func (l Sized) MinSize(os []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range os {
		least = least.Max(o.MinSize())
	}
	if l.Width > 0 {
		least.Width = l.Width
	}
	if l.Height > 0 {
		least.Height = l.Height
	}
	return least
}
