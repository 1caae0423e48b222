package overview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// brush draws the boards.
type brush struct{ parts.Brush }

// mostKept is how many different texts are kept that a frame does not show.
const mostKept = 400

// sign puts a picture with its middle at a place.
func (b *brush) sign(r fyne.Resource, x, y, size float32) { b.Image(r, x-size/2, y-size/2, size) }

// text puts words with their left end at x and their middle at y. share moves
// them to the left by that share of their width.
func (b *brush) text(words string, size float32, ink color.NRGBA, x, y, share float32) {
	t := b.Text(parts.Lettering{Words: words, Size: size, Ink: ink})
	m := t.Size()
	b.Put(t, x-share*m.Width, y-m.Height/2, m.Width, m.Height)
}

// small is a text of the small size.
func (b *brush) small(words string, ink color.NRGBA, x, y, share float32) {
	b.text(words, style.SmallSize, ink, x, y, share)
}

// dots is a row of dots in the middle of n columns.
type dots struct {
	n     int
	pitch float32
	ink   color.NRGBA
}

// The measures of a row of dots, in pixels.
const (
	dotsHigh  = 4
	dotRadius = 1.3
)

// dots puts a row of dots from x on, with its middle at y: one object, however
// many dots.
func (b *brush) dots(d dots, x, y float32) {
	b.Put(b.Raster(d, func() *canvas.Raster { return canvas.NewRaster(d.draw) }), x, y-dotsHigh/2, float32(d.n)*d.pitch, dotsHigh)
}

// draw makes the picture of the dots, in pixels of the screen.
func (d dots) draw(wide, high int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, wide, high))
	scale := float64(high) / dotsHigh
	for i := range d.n {
		x, y := (float64(i)+0.5)*float64(wide)/float64(d.n), float64(high)/2
		for px := int(x - 2*scale); px <= int(x+2*scale); px++ {
			for py := range high {
				away := math.Hypot(float64(px)+0.5-x, float64(py)+0.5-y)
				if cover := min(max(dotRadius*scale-away+0.5, 0), 1); cover > 0 {
					ink := d.ink
					ink.A = uint8(cover * float64(ink.A))
					img.SetNRGBA(px, py, ink)
				}
			}
		}
	}
	return img
}
