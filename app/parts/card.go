package parts

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// CardDelay is how long the pointer rests before its card is shown.
const CardDelay = 450 * time.Millisecond

// Card is a small sheet that lies above a view and tells of what is under the
// pointer. It is written from the top down and grows with what is on it. All
// measures are in pixels.
type Card struct {
	Objects []fyne.CanvasObject // the ground first
	wide, y float32
	edge    float32 // what is free above and below
}

// NewCard returns an empty card of a width, in the colours of now.
func NewCard(wide float32) *Card { return newCard(wide, style.Panel) }

func newCard(wide, edge float32) *Card {
	p := style.Now()
	ground := &canvas.Rectangle{FillColor: p.Raised, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: style.Corner}
	c := &Card{Objects: []fyne.CanvasObject{ground}, wide: wide, edge: edge}
	c.Skip(edge)
	return c
}

// Size is that of the card.
func (c *Card) Size() fyne.Size { return c.Objects[0].Size() }

// Room is the width of what can be written.
func (c *Card) Room() float32 { return c.wide - 2*style.Panel }

// Skip goes on so much further down.
func (c *Card) Skip(high float32) {
	c.y += high
	c.Objects[0].Resize(fyne.NewSize(c.wide, c.y+c.edge))
}

// Line writes a text from x on and returns its size; what follows stands
// beside it.
func (c *Card) Line(s string, x, size float32, bold bool, ink color.NRGBA) fyne.Size {
	t := Text(s, size, bold, ink)
	m := t.MinSize()
	c.Objects = append(c.Objects, Place(t, style.Panel+x, c.y, m.Width, m.Height))
	return m
}

// Aside writes small muted words at the right end and returns their width;
// what follows stands beside them.
func (c *Card) Aside(s string) float32 {
	wide := fyne.MeasureText(s, style.SmallSize, fyne.TextStyle{}).Width
	c.Line(s, c.Room()-wide, style.SmallSize, false, style.Now().Muted)
	return wide
}

// Sign draws a verdict's sign at the left end; what follows stands beside it.
func (c *Card) Sign(v annotate.Verdict) {
	c.Objects = append(c.Objects, Stamp(&fyne.Container{}, Sign(v), style.Panel-2, c.y, 16))
}

// Wrap writes a text in as many lines as it needs, at most so many; none where
// it is empty.
func (c *Card) Wrap(s string, size float32, bold bool, ink color.NRGBA, most int) {
	if s == "" {
		return
	}
	for _, row := range Wrap(s, size, fyne.TextStyle{Bold: bold}, c.Room(), most) {
		c.Skip(c.Line(row, 0, size, bold, ink).Height)
	}
}

// Move moves the card to a place.
func (c *Card) Move(to fyne.Position) {
	by := to.Subtract(c.Objects[0].Position())
	for _, o := range c.Objects {
		o.Move(o.Position().Add(by))
	}
}
