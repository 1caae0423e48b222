// Package picture saves what a view shows as a picture that is read outside:
// as PNG by Fyne's software painter, as SVG with texts that stay texts.
//
// It draws whole objects, not windows: views that keep objects for what is in
// their window only must give it an object that holds everything. Widgets are
// drawn by a renderer that is made for the picture, so an object should be
// made for it too, and not be shown elsewhere.
//
// All of it belongs on Fyne's goroutine.
package picture

import (
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
)

// MostPixels is how many pixels a PNG may have; drawing it takes eight bytes
// for each.
const MostPixels = 1 << 25

// ErrTooLarge is returned by [PNG] for a picture of more than [MostPixels].
var ErrTooLarge = errors.New("the picture would be too large")

// ErrEmpty is returned by [PNG] and [SVG] for a size of nothing.
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

// PNG draws an object in a size, in Fyne's pixels, on the background of the
// theme; scale is the number of pixels of the picture for one of these. Its
// errors wrap [ErrTooLarge], [ErrEmpty] or are those of w.
func PNG(w io.Writer, o fyne.CanvasObject, size fyne.Size, scale float32) error {
	wide, high := sides(size, scale)
	switch {
	case !(wide >= 1 && high >= 1):
		return ErrEmpty
	case wide*high > MostPixels:
		return fmt.Errorf("%w: %.0f × %.0f pixels are more than %d million; save it as SVG, or show less",
			ErrTooLarge, wide, high, MostPixels/1_000_000)
	}
	return png.Encode(w, paint(software.NewCanvas(), o, size, scale))
}

// paint draws an object in a size on a canvas.
func paint(c software.WindowlessCanvas, o fyne.CanvasObject, size fyne.Size, scale float32) image.Image {
	c.SetPadded(false)
	c.SetScale(scale)
	c.SetContent(o)
	c.Resize(size)
	return c.Capture()
}
