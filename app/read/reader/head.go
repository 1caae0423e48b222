package reader

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate/text"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset"
)

// head is what stands above the text: outlet, time and address in one row, the
// headline, the byline. Its heights count from the top of the page's margin.
type head struct {
	a        Article
	zoom     float32
	face     style.Face
	headline *typeset.Layout
	width    float32 // of the column
	height   float32 // with the space below it
	address  fyne.Size
	at       fyne.Position // of the address
}

func newHead(a Article, zoom float32, face style.Face) *head {
	driver := fyne.CurrentApp().Driver()
	return &head{a: a, zoom: zoom, face: face, headline: typeset.New(text.NewOffsets(a.Title), func(s string) float32 {
		w, _ := driver.RenderedTextSize(s, style.HeadSize*zoom, fyne.TextStyle{Bold: true}, face.Bold(s))
		return w.Width
	})}
}

func (h *head) wrap(width float32) {
	h.width = width
	h.headline.Wrap(typeset.Metrics{Width: width, Lead: style.HeadLead * h.zoom})
	h.headline.LayOut(0, math.Inf(1))
	h.height = rowHeight + float32(h.headline.Height()) + style.Gap
	if h.a.Byline != "" {
		h.height += rowHeight
	}
	h.height += style.Gap
}

const (
	rowHeight = 26 // of the row of outlet, time and address, and of the byline
	leastWord = 48 // what is left of that row for one of them, or it is left out
)

// joined puts words with a space between them together again, as what is drawn
// at once is drawn faster: a headline comes alone, unlike the lines of the text,
// whose words many lines share. Only where no word runs from right to left.
func (h *head) joined(words []typeset.Piece) []typeset.Piece {
	wide, _ := fyne.CurrentApp().Driver().RenderedTextSize(" ", style.HeadSize*h.zoom, fyne.TextStyle{Bold: true}, h.face.Bold(" "))
	var out []typeset.Piece
	for _, w := range words {
		if n := len(out) - 1; n >= 0 && style.Covered(out[n].Text+w.Text) && math.Abs(float64(w.X-out[n].X-out[n].Wide-wide.Width)) < 0.1 {
			out[n].Text += " " + w.Text
			out[n].Wide = w.X + w.Wide - out[n].X
			continue
		}
		out = append(out, w)
	}
	return out
}

// draw makes the texts of the head, with the page's left top corner at pos.
func (h *head) draw(pos fyne.Position, p *style.Palette) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	put := func(x, y float32, t *canvas.Text) fyne.Size {
		size := t.MinSize()
		t.Resize(size)
		t.Move(pos.AddXY(x, y))
		out = append(out, t)
		return size
	}
	var x float32
	next := func(s string, bold bool, ink color.NRGBA) (at fyne.Position, size fyne.Size) {
		if s == "" || h.width-x < leastWord {
			return at, size
		}
		at = fyne.NewPos(x, 0)
		size = put(x, 0, parts.Text(parts.Shorten(s, style.SmallSize, fyne.TextStyle{Bold: bold}, h.width-x), style.SmallSize, bold, ink))
		x += size.Width + 2*style.Gap
		return at, size
	}
	next(typeset.Shown(h.a.Outlet), true, p.Ink)
	next(h.a.Published, false, p.Muted)
	h.at, h.address = next(h.a.Address, false, p.Accent)
	for at, ok := h.headline.First(), !h.headline.Empty(); ok; at, ok = h.headline.Step(at, 1) {
		for _, piece := range h.joined(h.headline.Pieces(at)) {
			put(piece.X, rowHeight+float32(h.headline.Top(at)), &canvas.Text{
				Text: piece.Text, TextSize: style.HeadSize * h.zoom, FontSource: h.face.Bold(piece.Text), TextStyle: fyne.TextStyle{Bold: true}, Color: p.Ink,
			})
		}
	}
	if h.a.Byline != "" {
		put(0, rowHeight+float32(h.headline.Height())+style.Unit, parts.Text(typeset.Shown(h.a.Byline), style.SmallSize, false, p.Muted))
	}
	return out
}
