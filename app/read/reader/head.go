package reader

import (
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
	words    []label
	byline   []string
	width    float32      // of the column
	title    float32      // where the headline begins
	height   float32      // with the space below it
	links    map[link]box // what of it can be clicked
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
	h.row()
	h.byline = h.byline[:0]
	h.height = h.title + float32(h.headline.Height()) + style.Gap
	if h.a.Byline != "" {
		h.byline = parts.Wrap(typeset.Shown(h.a.Byline), style.SmallSize, fyne.TextStyle{}, width, rowMost)
		h.height += rowHeight + float32(len(h.byline)-1)*rowLead
	}
	h.height += style.Gap
}

const (
	rowHeight = 26 // of the row of outlet, time and address, and of the byline
	rowLead   = 19 // where one of them takes several
	rowMost   = 12 // rows that one of them takes
)

// label is a line of what stands in the row above the headline.
type label struct {
	s    string
	bold bool
	link link
	at   fyne.Position
}

// link is what of the head can be clicked.
type link uint8

const (
	noLink  link = iota
	address      // opens it
	asks         // what of the article asks to be settled
)

// box is where something lies in the head.
type box struct {
	fyne.Position
	fyne.Size
}

// row places the outlet, the time and the address beside each other; what has no
// room in a row begins the next one.
func (h *head) row() {
	h.words, h.links = h.words[:0], nil
	var x, y float32
	put := func(s string, bold bool, link link) {
		if s == "" {
			return
		}
		of := fyne.TextStyle{Bold: bold}
		wide := parts.Width(s, style.SmallSize, bold)
		if x > 0 && x+wide > h.width {
			x, y = 0, y+rowLead
		}
		lines := parts.Wrap(s, style.SmallSize, of, h.width, rowMost)
		if link != noLink {
			lines = lines[:1]
		}
		for i, line := range lines {
			if i > 0 {
				y += rowLead
			}
			h.words = append(h.words, label{line, bold, link, fyne.NewPos(x, y)})
		}
		if x += wide + 2*style.Gap; len(lines) > 1 {
			x = h.width
		}
	}
	put(typeset.Shown(h.a.Outlet), true, noLink)
	put(h.a.Published, false, noLink)
	put(parts.Shorten(h.a.Address, style.SmallSize, fyne.TextStyle{}, h.width), false, address)
	put(h.a.Asks, true, asks)
	h.title = y + rowHeight
}

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
	h.links = map[link]box{}
	for _, w := range h.words {
		ink := p.Muted
		switch {
		case w.link == address:
			ink = p.Accent
		case w.link == asks:
			ink = p.VerdictInk("disputed")
		case w.bold:
			ink = p.Ink
		}
		if size := put(w.at.X, w.at.Y, parts.Text(w.s, style.SmallSize, w.bold, ink)); w.link != noLink {
			h.links[w.link] = box{w.at, size}
		}
	}
	for at, ok := h.headline.First(), !h.headline.Empty(); ok; at, ok = h.headline.Step(at, 1) {
		for _, piece := range h.joined(h.headline.Pieces(at)) {
			put(piece.X, h.title+float32(h.headline.Top(at)), &canvas.Text{
				Text: piece.Text, TextSize: style.HeadSize * h.zoom, FontSource: h.face.Bold(piece.Text), TextStyle: fyne.TextStyle{Bold: true}, Color: p.Ink,
			})
		}
	}
	for i, line := range h.byline {
		put(0, h.title+float32(h.headline.Height())+style.Unit+float32(i)*rowLead, parts.Text(line, style.SmallSize, false, p.Muted))
	}
	return out
}
