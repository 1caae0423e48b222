package reader

import (
	"fmt"
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// hoverDelay is how long the pointer rests on a highlight before its card is
// shown.
const hoverDelay = 450 * time.Millisecond

// hover is the highlight under the pointer and its card.
type hover struct {
	over annotate.ID
	at   fyne.Position
	stop func()
	card *card
}

// under returns the highlight under the pointer, in the text or in the gutter,
// "" if there is none. Of several it is the shortest.
func (r *Reader) under(at fyne.Position) annotate.ID {
	if n, ok := r.noteAt(at); ok {
		return n.of.ID
	}
	for _, line := range r.seen {
		if at.Y < line.y || at.Y >= line.y+float32(r.layout.Lead()) {
			continue
		}
		var best annotate.Annotation
		for m := range r.marks.over(line.span) {
			if best.ID != "" && m.Span().Len() >= best.Span().Len() {
				continue
			}
			for _, st := range r.layout.Strips(line.Line, m.Span()) {
				if x := at.X - r.margin(); x >= st.Left && x < st.Right {
					best = *m.Annotation
				}
			}
		}
		return best.ID
	}
	return ""
}

// rest notes what the pointer is over; when it stays there its card is shown.
func (r *Reader) rest(at fyne.Position) {
	over := annotate.ID("")
	if r.layout != nil && !r.pointer.down && r.moving.id == "" && !r.pointer.aside {
		over = r.under(at)
	}
	r.hover.at = at
	if over == r.hover.over {
		return
	}
	r.leave()
	if over != "" && r.OnDescribe != nil {
		r.hover.over = over
		r.hover.stop = r.after(hoverDelay, r.showCard)
	}
}

// leave takes the card away.
func (r *Reader) leave() {
	if r.hover.stop != nil {
		r.hover.stop()
	}
	shown := r.hover.card != nil
	r.hover = hover{at: r.hover.at}
	if shown {
		r.Refresh()
	}
}

func (r *Reader) showCard() {
	m, ok := r.mark(r.hover.over)
	if !ok || r.hover.card != nil || r.layout == nil {
		return
	}
	nth, of := r.order(m, r.point(r.hover.at))
	r.hover.card = newCard(m, r.OnDescribe(m), nth, of)
	for _, line := range r.seen {
		if lead := float32(r.layout.Lead()); r.hover.at.Y >= line.y && r.hover.at.Y < line.y+lead {
			r.hover.card.beside(r.hover.at.X, line.y, line.y+lead, r.Size())
		}
	}
	r.Refresh()
}

// card tells what an annotation says, beside the highlight.
type card struct {
	size    fyne.Size
	at      fyne.Position
	objects []fyne.CanvasObject
}

const (
	cardWidth = 300
	cardInset = style.Panel
)

func newCard(m annotate.Annotation, d Detail, nth, of int) *card {
	p := style.Now()
	c := &card{}
	inner := float32(cardWidth - 2*cardInset)
	back := &canvas.Rectangle{FillColor: p.Raised, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: style.Corner}
	c.objects = append(c.objects, back)
	y := float32(cardInset)
	line := func(s string, x, size float32, bold bool, ink color.NRGBA) fyne.Size {
		t := parts.Text(s, size, bold, ink)
		t.Move(fyne.NewPos(x, y))
		t.Resize(t.MinSize())
		c.objects = append(c.objects, t)
		return t.MinSize()
	}
	wrapped := func(s string, size float32, bold bool, ink color.NRGBA, most int) {
		for _, row := range parts.Wrap(strings.Join(strings.Fields(s), " "), size, fyne.TextStyle{Bold: bold}, inner, most) {
			y += line(row, cardInset, size, bold, ink).Height
		}
	}
	sign := &canvas.Image{Resource: parts.Sign(m.Verdict)}
	sign.Resize(fyne.NewSquareSize(16))
	sign.Move(fyne.NewPos(cardInset-2, y))
	c.objects = append(c.objects, sign)
	name := string(m.Verdict)
	line(strings.ToUpper(name[:1])+name[1:], cardInset+18, style.SmallSize, true, p.VerdictInk(m.Verdict))
	if of > 1 {
		place := fmt.Sprintf("%d of %d here", nth, of)
		w := parts.Text(place, style.SmallSize, false, p.Muted).MinSize().Width
		line(place, cardWidth-cardInset-w, style.SmallSize, false, p.Muted)
	}
	y += 16 + style.Gap
	if d.Claim != "" {
		wrapped(d.Claim, style.TextSize, true, p.Ink, 4)
	} else {
		wrapped("Not tied to a claim yet", style.TextSize, false, p.Muted, 1)
	}
	if m.Attribution != "" {
		y += style.Unit
		wrapped("According to "+m.Attribution, style.SmallSize, false, p.Ink, 2)
	}
	if m.Note != "" {
		y += style.Unit
		wrapped(m.Note, style.SmallSize, false, p.Ink, 5)
	}
	y += style.Unit
	wrapped(d.By, style.SmallSize, false, p.Muted, 2)
	c.size = fyne.NewSize(cardWidth, y+cardInset-style.Unit)
	back.Resize(c.size)
	return c
}

// beside puts the card below a line of the window, above it where there is no
// room, and on it where there is none either.
func (c *card) beside(x, top, bottom float32, window fyne.Size) {
	x = max(min(x-40, window.Width-rulerWidth-style.Gap-c.size.Width), style.Gap)
	y := bottom + style.Gap
	if y+c.size.Height > window.Height-style.Gap && top-style.Unit-c.size.Height > 0 {
		y = top - style.Unit - c.size.Height
	}
	y = max(min(y, window.Height-c.size.Height), 0)
	d := fyne.NewPos(x, y).Subtract(c.at)
	c.at = fyne.NewPos(x, y)
	for _, o := range c.objects {
		o.Move(o.Position().Add(d))
	}
}

func (v *view) card() {
	if c := v.r.hover.card; c != nil {
		v.objects = append(v.objects, c.objects...)
	}
}
