package compare

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// brush draws one frame after the other with the same objects: a frame in
// which nothing has changed is made of those of the frame before.
type brush struct {
	p       *style.Palette
	at      fyne.Position // added to every place
	objects []fyne.CanvasObject
	rects   pool[*canvas.Rectangle]
	images  map[fyne.Resource]*pool[*canvas.Image]
	texts   map[lettering]*pool[*canvas.Text]
	dashed  map[color.NRGBA]*pool[*canvas.Raster]
}

// pool hands out objects that are used again in the next frame.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
}

func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.all) {
		p.all = append(p.all, make())
	}
	p.used++
	return p.all[p.used-1]
}

// lettering is a text as it looks. Texts keep their words, as other words in
// the same object would have to be drawn anew.
type lettering struct {
	words string
	face  face
	ink   color.NRGBA
}

// begin starts a frame and forgets the texts that the last one did not show.
func (b *brush) begin(p *style.Palette) {
	if b.p != p {
		*b = brush{p: p, images: map[fyne.Resource]*pool[*canvas.Image]{}, texts: map[lettering]*pool[*canvas.Text]{},
			dashed: map[color.NRGBA]*pool[*canvas.Raster]{}}
	}
	b.objects, b.rects.used, b.at = b.objects[:0], 0, fyne.Position{}
	for _, i := range b.images {
		i.used = 0
	}
	for key, t := range b.texts {
		if t.used == 0 {
			delete(b.texts, key)
		}
		t.used = 0
	}
	for _, d := range b.dashed {
		d.used = 0
	}
}

func (b *brush) put(o fyne.CanvasObject, x, y, wide, high float32) {
	o.Move(b.at.AddXY(x, y))
	o.Resize(fyne.NewSize(wide, high))
	b.objects = append(b.objects, o)
}

// look is how an area is drawn; colours that are not set are not drawn.
type look struct {
	fill, stroke color.Color
	wide         float32 // of the stroke
	corner       float32
}

func (b *brush) rect(l look, x, y, wide, high float32) {
	r := b.rects.next(func() *canvas.Rectangle { return &canvas.Rectangle{} })
	if l.fill == nil {
		l.fill = color.Transparent
	}
	r.FillColor, r.StrokeColor, r.StrokeWidth, r.CornerRadius = l.fill, l.stroke, l.wide, l.corner
	b.put(r, x, y, wide, high)
}

func (b *brush) fill(c color.Color, x, y, wide, high float32) {
	b.rect(look{fill: c}, x, y, wide, high)
}

func (b *brush) image(r fyne.Resource, x, y, size float32) {
	p := b.images[r]
	if p == nil {
		p = &pool[*canvas.Image]{}
		b.images[r] = p
	}
	b.put(p.next(func() *canvas.Image { return canvas.NewImageFromResource(r) }), x, y, size, size)
}

// text puts words with their left end at x and their base line at y, and
// returns their width.
func (b *brush) text(words string, f face, ink color.NRGBA, x, y float32) float32 {
	key := lettering{words, f, ink}
	p := b.texts[key]
	if p == nil {
		p = &pool[*canvas.Text]{}
		b.texts[key] = p
	}
	t := p.next(func() *canvas.Text {
		return &canvas.Text{Text: words, TextSize: f.size, TextStyle: fyne.TextStyle{Bold: f.bold}, FontSource: f.source(words), Color: ink}
	})
	size, base := f.measured(words)
	b.put(t, x, y-base, size.Width, size.Height)
	return size.Width
}

// dash draws a dashed line: one object, however many dashes.
func (b *brush) dash(ink color.NRGBA, x, y, wide, high float32) {
	p := b.dashed[ink]
	if p == nil {
		p = &pool[*canvas.Raster]{}
		b.dashed[ink] = p
	}
	b.put(p.next(func() *canvas.Raster { return dashes(ink, 1, 2) }), x, y, wide, high)
}

// dashes draws a dashed line. on and off are in pixels of the page.
func dashes(ink color.NRGBA, on, off float32) *canvas.Raster {
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
