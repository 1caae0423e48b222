package reader

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
)

// The ruler at the right edge is the scroll bar: a tick for every highlight of
// the article in its verdict's colour, and a thumb for what the window shows.
const (
	rulerWidth = 14
	tickHeight = 3
	thumbLeast = 24 // pixels, so that it can be caught
)

// ruler is the picture of all ticks: one object, however many there are.
type ruler struct {
	raster *canvas.Raster
	of     rulerKey
	ticks  []tick
}

// rulerKey names all that the ticks depend on. The height is that of the page,
// so coarse that it changes when a tick would move.
type rulerKey struct {
	revision, marked int
	size             fyne.Size
	height           int
}

// tick is a place of the ruler, in steps of tickHeight, and the verdict that
// it tells; "" tells a match of the find bar.
type tick struct {
	step    int
	verdict annotate.Verdict
}

func (r *Reader) onRuler(at fyne.Position) bool {
	return at.X >= r.Size().Width-rulerWidth && r.maxScroll() > 0
}

// rulerTo scrolls to where the ruler was clicked.
func (r *Reader) rulerTo(y float32) { r.ScrollToShare(float64(y / r.Size().Height)) }

// ticks returns one tick for each step of the ruler and verdict that has a
// highlight, those of the find bar last.
func (r *Reader) ticks() []tick {
	if r.layout == nil || r.layout.Empty() {
		return nil
	}
	var out []tick
	last := map[annotate.Verdict]int{"": -1}
	for _, v := range annotate.Verdicts {
		last[v] = -1
	}
	scale := float64(r.Size().Height) / tickHeight / max(r.pageHeight(), float64(r.Size().Height))
	put := func(point int, v annotate.Verdict) {
		// In the order of the text the steps of a verdict only go up.
		if t := (tick{int((r.textTop() + r.layout.TopOf(point)) * scale), v}); t.step != last[v] {
			last[v] = t.step
			out = append(out, t)
		}
	}
	for i := range r.marks.all {
		put(r.marks.all[i].Start, r.marks.all[i].Verdict)
	}
	for _, s := range r.found.spans {
		put(s.Start, "")
	}
	return out
}

// overview draws the ruler.
func (v *view) overview() {
	r := v.r
	left, size := r.Size().Width-rulerWidth, r.Size()
	if r.maxScroll() > 0 {
		height := float64(size.Height)
		length := max(height*height/r.pageHeight(), thumbLeast)
		top := r.scroll / r.maxScroll() * (height - length)
		thumb := v.rect(left+2, float32(top), rulerWidth-4, float32(length))
		thumb.FillColor, thumb.CornerRadius = v.p.Line, (rulerWidth-4)/2
	}
	key := rulerKey{r.revision, r.marked, size, int(math.Log(r.pageHeight()) * float64(size.Height) / tickHeight)}
	if v.ruler.raster == nil || v.ruler.of != key {
		v.ruler.of, v.ruler.ticks = key, r.ticks()
		if v.ruler.raster == nil {
			v.ruler.raster = canvas.NewRaster(v.drawTicks)
		}
		v.ruler.raster.Refresh()
	}
	if len(v.ruler.ticks) > 0 {
		v.put(v.ruler.raster, left+3, 0, rulerWidth-6, size.Height)
	}
}

// drawTicks paints the ticks in pixels of the screen.
func (v *view) drawTicks(wide, high int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, wide, high))
	scale := float32(high) / max(v.ruler.of.size.Height, 1)
	for _, t := range v.ruler.ticks {
		ink := v.p.VerdictInk(t.verdict)
		if t.verdict == "" {
			ink = v.p.MatchInk
		}
		top := int(float32(t.step*tickHeight) * scale)
		for y := top; y < min(top+max(int(tickHeight*scale), 1), high); y++ {
			for x := range wide {
				img.SetNRGBA(x, y, color.NRGBA(ink))
			}
		}
	}
	return img
}
