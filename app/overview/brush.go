package overview

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
)

// brush draws a frame with the objects of the frames before: an unchanged
// frame is made of the same objects.
type brush struct {
	p       *style.Palette
	objects []fyne.CanvasObject
	rects   pool[*canvas.Rectangle]
	signs   map[fyne.Resource]*pool[*canvas.Image]
	texts   map[lettering]*pool[*canvas.Text]
	dotted  map[dots]*pool[*canvas.Raster]
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
	words  string
	size   float32
	bold   bool
	source fyne.Resource
	ink    color.NRGBA
}

// dots is a row of dots in the middle of n columns.
type dots struct {
	n     int
	pitch float32
	ink   color.NRGBA
}

// mostKept is how many different texts are kept that a frame does not show.
const mostKept = 400

// begin starts a frame.
func (b *brush) begin(p *style.Palette) {
	if b.p != p {
		*b = brush{p: p, signs: map[fyne.Resource]*pool[*canvas.Image]{}, texts: map[lettering]*pool[*canvas.Text]{},
			dotted: map[dots]*pool[*canvas.Raster]{}}
	}
	if len(b.texts) > mostKept {
		for key, p := range b.texts {
			if p.used == 0 {
				delete(b.texts, key)
			}
		}
	}
	b.objects, b.rects.used = b.objects[:0], 0
	for _, p := range b.signs {
		p.used = 0
	}
	for _, p := range b.texts {
		p.used = 0
	}
	for key, p := range b.dotted {
		if p.used == 0 {
			delete(b.dotted, key)
		}
		p.used = 0
	}
}

func (b *brush) put(o fyne.CanvasObject, x, y, wide, high float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(wide, high))
	b.objects = append(b.objects, o)
}

// rect fills an area. Its corners can be rounded: top left, top right, bottom
// right, bottom left.
func (b *brush) rect(fill color.Color, x, y, wide, high float32, corners [4]float32) *canvas.Rectangle {
	r := b.rects.next(func() *canvas.Rectangle { return &canvas.Rectangle{} })
	r.FillColor, r.StrokeColor, r.StrokeWidth = fill, nil, 0
	r.TopLeftCornerRadius, r.TopRightCornerRadius, r.BottomRightCornerRadius, r.BottomLeftCornerRadius = corners[0], corners[1], corners[2], corners[3]
	b.put(r, x, y, wide, high)
	return r
}

func (b *brush) fill(c color.Color, x, y, wide, high float32) {
	b.rect(c, x, y, wide, high, [4]float32{})
}

// sign puts a picture with its middle at a place.
func (b *brush) sign(r fyne.Resource, x, y, size float32) {
	p := b.signs[r]
	if p == nil {
		p = &pool[*canvas.Image]{}
		b.signs[r] = p
	}
	b.put(p.next(func() *canvas.Image { return canvas.NewImageFromResource(r) }), x-size/2, y-size/2, size, size)
}

// text puts words with their left end at x and their middle at y, and returns
// their width. share moves them to the left by that share of it.
func (b *brush) text(l lettering, x, y, share float32) float32 {
	p := b.texts[l]
	if p == nil {
		p = &pool[*canvas.Text]{}
		b.texts[l] = p
	}
	t := p.next(func() *canvas.Text {
		return &canvas.Text{Text: l.words, TextSize: l.size, TextStyle: fyne.TextStyle{Bold: l.bold}, FontSource: l.source, Color: l.ink}
	})
	size := t.MinSize()
	b.put(t, x-share*size.Width, y-size.Height/2, size.Width, size.Height)
	return size.Width
}

// small is a text of the small size.
func (b *brush) small(words string, ink color.NRGBA, x, y, share float32) float32 {
	return b.text(lettering{words: words, size: style.SmallSize, ink: ink}, x, y, share)
}

// The measures of a row of dots, in pixels.
const (
	dotsHigh  = 4
	dotRadius = 1.3
)

// dots puts a row of dots from x on, with its middle at y: one object, however
// many dots.
func (b *brush) dots(d dots, x, y float32) {
	p := b.dotted[d]
	if p == nil {
		p = &pool[*canvas.Raster]{}
		b.dotted[d] = p
	}
	b.put(p.next(func() *canvas.Raster { return canvas.NewRaster(d.draw) }), x, y-dotsHigh/2, float32(d.n)*d.pitch, dotsHigh)
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
