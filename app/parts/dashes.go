package parts

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2/canvas"
)

// dashed is the look of a dashed line.
type dashed struct {
	ink     color.NRGBA
	on, off float32
}

// Dash draws a dashed line; see [Dashes].
func (b *Brush) Dash(ink color.NRGBA, on, off, x, y, wide, high float32) {
	b.Put(b.Raster(dashed{ink, on, off}, func() *canvas.Raster { return Dashes(ink, on, off) }), x, y, wide, high)
}

// Dashes returns a dashed line: one object, however many dashes. on and off
// are the lengths of a dash and of the gap behind it, in pixels of the page.
func Dashes(ink color.NRGBA, on, off float32) *canvas.Raster {
	r := canvas.NewRaster(nil)
	r.Generator = func(wide, high int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, wide, high))
		scale := float32(1)
		if h := r.Size().Height; h > 0 {
			scale = float32(high) / h
		}
		drawn, period := max(int(on*scale), 1), max(int((on+off)*scale), 2)
		for x := range wide {
			if x%period >= drawn {
				continue
			}
			for y := range high {
				img.SetNRGBA(x, y, ink)
			}
		}
		return img
	}
	return r
}
