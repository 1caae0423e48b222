// Package picture saves what a view shows as a picture that is read outside:
// as PNG by Fyne's software painter, as SVG with texts that stay texts.
//
// It draws whole objects, not windows: views that keep objects for what is in
// their window only must give it an object that holds everything. Widgets are
// drawn by a renderer that is made for the picture, so an object should be
// made for it too, and not be shown elsewhere.
//
// All of it belongs on Fyne's goroutine, but where it is said.
package picture

import (
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
)

// MostPixels is how many pixels a PNG may have; each takes four bytes while it is
// painted.
const MostPixels = 1 << 25

// ErrTooLarge is returned by [NewPainting] for a picture of more than [MostPixels].
var ErrTooLarge = errors.New("the picture would be too large")

// ErrEmpty is returned by [NewPainting] and [SVG] for a size of nothing.
var ErrEmpty = errors.New("there is nothing to draw")

// Scale is the scale of at most want at which a picture of a size, in Fyne's
// pixels, has no more than [MostPixels].
func Scale(size fyne.Size, want float32) float32 {
	for {
		wide, high := sides(size, want)
		if !(wide*high > MostPixels) {
			return want
		}
		// A little less each time, as sides are rounded up.
		want *= float32(0.999 * math.Sqrt(MostPixels/(wide*high)))
	}
}

// sides are those of a picture, in its pixels.
func sides(size fyne.Size, scale float32) (wide, high float64) {
	return math.Ceil(float64(size.Width) * float64(scale)), math.Ceil(float64(size.Height) * float64(scale))
}

// Painting is a picture that is painted in strips, so that a window can go on in
// between.
type Painting struct {
	objects []piece
	size    fyne.Size
	scale   float32
	image   *image.NRGBA
	top     int // the first row, in pixels, that is not painted yet
}

// piece is an object of its own place in the picture. It is moved in a container of
// its own: the object may stand in other places, too.
type piece struct {
	fyne.CanvasObject
	frame *fyne.Container
	at    fyne.Position // of the frame
}

// stripHigh is the height of a strip, in pixels: some ten milliseconds of work.
const stripHigh = 128

// NewPainting begins a picture of an object in a size, in Fyne's pixels, on the
// background of the theme; scale is the number of pixels of the picture for one of
// these. The object is taken apart for it. Errors wrap [ErrTooLarge] or [ErrEmpty].
func NewPainting(o fyne.CanvasObject, size fyne.Size, scale float32) (*Painting, error) {
	wide, high := sides(size, scale)
	switch {
	case !(wide >= 1 && high >= 1):
		return nil, ErrEmpty
	case wide*high > MostPixels:
		return nil, fmt.Errorf("%w: %.0f × %.0f pixels are more than %d million; save it as SVG, or show less",
			ErrTooLarge, wide, high, MostPixels/1_000_000)
	}
	p := &Painting{size: size, scale: scale, image: image.NewNRGBA(image.Rect(0, 0, int(wide), int(high)))}
	p.take(o, fyne.Position{})
	return p, nil
}

// take takes an object apart, in a container that lies at a place: what is in
// containers is painted by itself, as the painter draws also what lies outside of a
// strip.
func (p *Painting) take(o fyne.CanvasObject, at fyne.Position) {
	c, ok := o.(*fyne.Container)
	if !ok {
		p.objects = append(p.objects, piece{o, &fyne.Container{Objects: []fyne.CanvasObject{o}}, at})
		return
	}
	if !c.Visible() {
		return
	}
	for _, inner := range c.Objects {
		p.take(inner, at.Add(c.Position()))
	}
}

// Rows tells how many rows of pixels are painted, and of how many.
func (p *Painting) Rows() (painted, of int) { return p.top, p.image.Rect.Dy() }

// Step paints the next strip, and tells whether there are more.
func (p *Painting) Step() (more bool) {
	high := min(stripHigh, p.image.Rect.Dy()-p.top)
	from, to := float32(p.top)/p.scale, float32(p.top+high)/p.scale
	strip := &fyne.Container{}
	for _, o := range p.objects {
		// What is drawn of an object can stand out a little, as italics do.
		top := o.at.Y + o.Position().Y
		if over := o.Size().Height/2 + 2; top+o.Size().Height+over < from || top-over > to {
			continue
		}
		o.frame.Move(o.at.SubtractXY(0, from))
		strip.Objects = append(strip.Objects, o.frame)
	}
	painted := paint(software.NewCanvas(), strip, fyne.NewSize(p.size.Width, to-from), p.scale)
	draw.Draw(p.image, image.Rect(0, p.top, p.image.Rect.Dx(), p.top+high), painted, painted.Bounds().Min, draw.Src)
	p.top += high
	return p.top < p.image.Rect.Dy()
}

// PNG writes what is painted. It may be called on any goroutine; the errors are
// those of w.
func (p *Painting) PNG(w io.Writer) error { return png.Encode(w, p.image) }

// paint draws an object in a size on a canvas.
func paint(c software.WindowlessCanvas, o fyne.CanvasObject, size fyne.Size, scale float32) image.Image {
	c.SetPadded(false)
	c.SetScale(scale)
	c.SetContent(o)
	c.Resize(size)
	return c.Capture()
}
