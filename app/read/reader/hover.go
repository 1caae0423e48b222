package reader

import (
	"fmt"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// hover is the highlight under the pointer and its card.
type hover struct {
	over annotate.ID
	at   fyne.Position
	stop func()
	card *parts.Card
}

// under returns the highlight under the pointer, in the text or in the gutter,
// "" if there is none. Of several it is the shortest.
func (r *Reader) under(at fyne.Position) annotate.ID {
	if n, ok := r.gutter.at(at); ok {
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
		r.hover.stop = r.after(parts.CardDelay, r.showCard)
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
			beside(r.hover.card, r.hover.at.X, line.y, line.y+lead, r.Size())
		}
	}
	r.Refresh()
}

// The width of a card, in pixels, and how many lines it gives a text at the most.
const (
	cardWidth = 300
	cardLines = 12
)

// newCard tells what an annotation says.
func newCard(m annotate.Annotation, d Detail, nth, of int) *parts.Card {
	p, c := style.Now(), parts.NewCard(cardWidth)
	c.Sign(m.Verdict)
	c.Line(parts.Capital(string(m.Verdict)), 18, style.SmallSize, true, p.VerdictInk(m.Verdict))
	if of > 1 {
		c.Aside(fmt.Sprintf("%d of %d here", nth, of))
	}
	c.Skip(16 + style.Gap)
	if d.Claim != "" {
		c.Wrap(d.Claim, style.TextSize, true, p.Ink, cardLines)
	} else {
		c.Wrap("Not tied to a claim yet", style.TextSize, false, p.Muted, 1)
	}
	if m.Attribution != "" {
		c.Skip(style.Unit)
		c.Wrap("According to "+m.Attribution, style.SmallSize, false, p.Ink, cardLines)
	}
	if m.Note != "" {
		c.Skip(style.Unit)
		c.Wrap(m.Note, style.SmallSize, false, p.Ink, cardLines)
	}
	c.Skip(style.Unit)
	c.Wrap(d.By, style.SmallSize, false, p.Muted, 2)
	c.Skip(-style.Unit)
	return c
}

// beside puts a card below a line of the window, above it where there is no
// room, and on it where there is none either.
func beside(c *parts.Card, x, top, bottom float32, window fyne.Size) {
	size := c.Size()
	x = max(min(x-40, window.Width-rulerWidth-style.Gap-size.Width), style.Gap)
	y := bottom + style.Gap
	if y+size.Height > window.Height-style.Gap && top-style.Unit-size.Height > 0 {
		y = top - style.Unit - size.Height
	}
	c.Move(fyne.NewPos(x, max(min(y, window.Height-size.Height), 0)))
}

func (v *view) card() {
	if c := v.r.hover.card; c != nil {
		v.brush.Objects = append(v.brush.Objects, c.Objects...)
	}
}
