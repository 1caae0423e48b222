package reader

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate/text"
	"claimtrace/app/reader/layout"
	"claimtrace/app/style"
)

// head is what stands above the text: outlet, time and address in one row, the
// headline, the byline. Its heights count from the top of the page's margin.
type head struct {
	a        Article
	zoom     float32
	face     style.Face
	headline *layout.Layout
	height   float32 // with the space below it
	address  fyne.Size
	at       fyne.Position // of the address
}

func newHead(a Article, zoom float32, face style.Face) *head {
	driver := fyne.CurrentApp().Driver()
	return &head{a: a, zoom: zoom, face: face, headline: layout.New(text.NewOffsets(a.Title), func(s string) float32 {
		w, _ := driver.RenderedTextSize(s, style.HeadSize*zoom, fyne.TextStyle{Bold: true}, face.Bold())
		return w.Width
	})}
}

func (h *head) wrap(width float32) {
	h.headline.Wrap(layout.Metrics{Width: width, Lead: style.HeadLead * h.zoom})
	h.headline.LayOut(0, math.Inf(1))
	h.height = rowHeight + float32(h.headline.Height()) + style.Gap
	if h.a.Byline != "" {
		h.height += rowHeight
	}
	h.height += style.Gap
}

const rowHeight = 26 // of the row of outlet, time and address, and of the byline

// draw makes the texts of the head, with the page's left top corner at pos.
func (h *head) draw(pos fyne.Position, p *style.Palette) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	put := func(s string, x, y float32, t *canvas.Text) fyne.Size {
		t.Text = s
		size := t.MinSize()
		t.Resize(size)
		t.Move(pos.AddXY(x, y))
		out = append(out, t)
		return size
	}
	small := func(bold bool) *canvas.Text {
		return &canvas.Text{TextSize: style.SmallSize, TextStyle: fyne.TextStyle{Bold: bold}, Color: p.Muted}
	}
	var x float32
	if h.a.Outlet != "" {
		t := small(true)
		t.Color = p.Ink
		x += put(layout.Shown(h.a.Outlet), x, 0, t).Width + 2*style.Gap
	}
	x += put(h.a.Published, x, 0, small(false)).Width + 2*style.Gap
	if h.a.Address != "" {
		t := small(false)
		t.Color = p.Accent
		h.at = fyne.NewPos(x, 0)
		h.address = put(h.a.Address, x, 0, t)
	}
	for at, ok := h.headline.First(), !h.headline.Empty(); ok; at, ok = h.headline.Step(at, 1) {
		for _, piece := range h.headline.Pieces(at) {
			put(piece.Text, piece.X, rowHeight+float32(h.headline.Top(at)), &canvas.Text{
				TextSize: style.HeadSize * h.zoom, FontSource: h.face.Bold(), TextStyle: fyne.TextStyle{Bold: true}, Color: p.Ink,
			})
		}
	}
	if h.a.Byline != "" {
		put(layout.Shown(h.a.Byline), 0, rowHeight+float32(h.headline.Height())+style.Unit, small(false))
	}
	return out
}
