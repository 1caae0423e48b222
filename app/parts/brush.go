package parts

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// Brush draws one frame after the other with the same objects: a frame in
// which nothing has changed is made of those of the frame before. Places and
// sizes are in pixels.
type Brush struct {
	Palette *style.Palette
	Objects []fyne.CanvasObject // of the frame, from the lowest up
	At      fyne.Position       // added to every place
	Spare   int                 // up to so many texts are kept though a frame does not show them

	rects   pool[*canvas.Rectangle]
	images  pools[fyne.Resource, *fyne.Container]
	texts   pools[Lettering, *canvas.Text]
	rasters pools[any, *canvas.Raster]
}

// Lettering is a text as it looks. Texts keep their words, as other words in
// the same object would have to be drawn anew.
type Lettering struct {
	Words  string
	Size   float32
	Bold   bool
	Source fyne.Resource // the font; nil for that of the interface
	Ink    color.NRGBA
}

// Begin starts a frame in the colours of a palette; in others than the last it
// is made of new objects.
func (b *Brush) Begin(p *style.Palette) {
	if b.Palette != p {
		*b = Brush{Palette: p, Spare: b.Spare, images: pools[fyne.Resource, *fyne.Container]{},
			texts: pools[Lettering, *canvas.Text]{}, rasters: pools[any, *canvas.Raster]{}}
	}
	b.Objects, b.At = b.Objects[:0], fyne.Position{}
	b.rects.reset()
	b.images.reset(math.MaxInt) // there are no more than signs
	b.texts.reset(b.Spare)
	b.rasters.reset(0)
}

// Kept counts the objects that are kept, shown or not.
func (b *Brush) Kept() int {
	return len(b.rects.all) + b.images.kept() + b.texts.kept() + b.rasters.kept()
}

// Put adds an object to the frame, above those that are there.
func (b *Brush) Put(o fyne.CanvasObject, x, y, wide, high float32) {
	b.Objects = append(b.Objects, Place(o, b.At.X+x, b.At.Y+y, wide, high))
}

// Rect fills an area; a nil colour fills nothing. The rectangle has square
// corners and no stroke until it is given others.
func (b *Brush) Rect(fill color.Color, x, y, wide, high float32) *canvas.Rectangle {
	if fill == nil {
		fill = color.Transparent
	}
	r := b.rects.next(func() *canvas.Rectangle { return &canvas.Rectangle{} })
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = fill, nil, 0, 0
	r.TopLeftCornerRadius, r.TopRightCornerRadius, r.BottomRightCornerRadius, r.BottomLeftCornerRadius = 0, 0, 0, 0
	b.Put(r, x, y, wide, high)
	return r
}

// Image puts a picture into a square.
func (b *Brush) Image(r fyne.Resource, x, y, size float32) {
	c := b.images.next(r, func() *fyne.Container { return &fyne.Container{} })
	b.Objects = append(b.Objects, Stamp(c, r, b.At.X+x, b.At.Y+y, size))
}

// Text returns a text in its size, still to be put.
func (b *Brush) Text(l Lettering) *canvas.Text {
	return b.texts.next(l, func() *canvas.Text {
		t := Text(l.Words, l.Size, l.Bold, l.Ink)
		if l.Source != nil {
			t.FontSource = l.Source
		}
		t.Resize(t.MinSize())
		return t
	})
}

// Raster returns a picture that is drawn pixel by pixel, still to be put; all
// of one look show the same.
func (b *Brush) Raster(look any, make func() *canvas.Raster) *canvas.Raster {
	return b.rasters.next(look, make)
}

// InLine puts a text from x on, in the middle of a line that begins at y and is so
// high.
func (b *Brush) InLine(t *canvas.Text, x, y, high float32) {
	m := t.MinSize()
	b.Put(t, x, y+(high-m.Height)/2, m.Width, m.Height)
}
