package overview

import (
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// hoverDelay is how long the pointer or the cursor rests on a spot before its
// card is shown.
const hoverDelay = 450 * time.Millisecond

// mostPassages is how many passages a card tells.
const mostPassages = 4

// detail is what there is to say of a spot.
type detail struct {
	title, aside string
	words, foot  string
	passages     []passage
	more         int // passages that are not told
}

type passage struct {
	verdict annotate.Verdict
	by      string
	quote   string
}

// describe says what lies at a spot of the table.
func (t *table) describe(s spot, c clock, reviewer func(annotate.ID) string) (d detail) {
	switch {
	case s == nowhere || s.row >= len(t.rows) || s.column >= len(t.columns):
		return detail{}
	case s.row < 0:
		a := t.columns[s.column]
		d = detail{title: source(a.Article), words: oneLine(a.Title), foot: style.LongTime(a.Published)}
		if said := (tally{a.Counts.Confirmed, a.Counts.Disputed, a.Counts.Unconfirmed}).said(); said != "" {
			d.foot += "\n" + said
		}
	case s.column < 0:
		r := t.rows[s.row]
		d = detail{title: oneLine(r.Statement), words: capital(c.standing(r.ClaimRow)), foot: r.reach()}
		if r.Reason != "" {
			d.words += ": " + oneLine(r.Reason)
		}
	default:
		a, r := t.columns[s.column].Article, t.rows[s.row]
		d = detail{title: source(a), aside: style.ShortTime(a.Published), words: oneLine(r.Statement)}
		cell, ok := r.at(s.column)
		if !ok {
			d.foot = "no passage"
		}
		for _, m := range cell.mentions {
			if len(d.passages) == mostPassages {
				d.more++
				continue
			}
			d.passages = append(d.passages, passage{m.Verdict, reviewer(m.Reviewer), oneLine(m.Quote)})
		}
	}
	return d
}

// plain is the detail in one line, for those who hear it.
func (d detail) plain() string {
	var said []string
	add := func(s string) {
		if s != "" {
			said = append(said, strings.ReplaceAll(s, "\n", ", "))
		}
	}
	add(d.title)
	add(d.aside)
	add(d.words)
	for _, p := range d.passages {
		add(verdictWord(p.verdict) + " by " + p.by + ": “" + p.quote + "”")
	}
	add(d.andMore())
	add(d.foot)
	return strings.Join(said, "; ")
}

func (d detail) andMore() string {
	if d.more == 0 {
		return ""
	}
	return "and " + count(d.more, "more passage")
}

// card shows a detail beside its spot.
type card struct {
	size    fyne.Size
	objects []fyne.CanvasObject
}

const (
	cardWide  = 320
	cardInset = style.Panel
)

func newCard(d detail) *card {
	p := style.Now()
	c := &card{}
	const inner float32 = cardWide - 2*cardInset
	back := &canvas.Rectangle{FillColor: theme.Color(theme.ColorNameOverlayBackground), StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: style.Corner}
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
		if s == "" {
			return
		}
		for _, row := range parts.Wrap(s, size, fyne.TextStyle{Bold: bold}, inner, most) {
			y += line(row, cardInset, size, bold, ink).Height
		}
	}
	if d.aside != "" {
		wide := small(d.aside)
		line(d.aside, cardWide-cardInset-wide, style.SmallSize, false, p.Muted)
		title := parts.Shorten(d.title, style.SmallSize, fyne.TextStyle{Bold: true}, inner-wide-style.Gap)
		y += line(title, cardInset, style.SmallSize, true, p.Ink).Height + 2
	} else {
		wrapped(d.title, style.TextSize, true, p.Ink, 6)
	}
	ink := p.Muted
	if d.aside != "" {
		ink = p.Ink
	}
	wrapped(d.words, style.TextSize-1, false, ink, 4)
	for _, m := range d.passages {
		y += style.Gap
		sign := &canvas.Image{Resource: parts.Sign(m.verdict)}
		sign.Resize(fyne.NewSquareSize(16))
		sign.Move(fyne.NewPos(cardInset-2, y))
		c.objects = append(c.objects, sign)
		word := line(capital(verdictWord(m.verdict)), cardInset+17, style.SmallSize, true, p.VerdictInk(m.verdict))
		by := parts.Shorten(m.by, style.SmallSize, fyne.TextStyle{}, inner-word.Width-17-style.Gap)
		line(by, cardWide-cardInset-small(by), style.SmallSize, false, p.Muted)
		y += 18
		wrapped("“"+m.quote+"”", style.SmallSize, false, p.Muted, 2)
	}
	if more := d.andMore(); more != "" {
		y += style.Unit
		wrapped(more, style.SmallSize, false, p.Muted, 1)
	}
	for i, s := range strings.Split(d.foot, "\n") {
		if i == 0 && s != "" {
			y += style.Unit
		}
		wrapped(s, style.SmallSize, false, p.Muted, 2)
	}
	c.size = fyne.NewSize(cardWide, y+cardInset)
	back.Resize(c.size)
	return c
}

// beside puts the card below an area, above it where there is no room.
func (c *card) beside(at fyne.Position, area, page fyne.Size) {
	x := max(min(at.X+min(area.Width/2, 60)-40, page.Width-style.Gap-c.size.Width), style.Gap)
	y := at.Y + area.Height + style.Unit
	if above := at.Y - style.Unit - c.size.Height; y+c.size.Height > page.Height-style.Gap && above > 0 {
		y = above
	}
	for _, o := range c.objects {
		o.Move(o.Position().AddXY(x, y))
	}
}

// hover is the card that is shown, or will be.
type hover struct {
	stop func()
	card *card
}

// rest shows the card of a spot when nothing happens for a while.
func (v *View) rest(b *board, s spot) {
	v.leave()
	if s == nowhere {
		return
	}
	v.hover.stop = v.after(hoverDelay, func() {
		if v.hover.card != nil || !b.Visible() {
			return
		}
		d := v.describe(s)
		if d.title == "" {
			return
		}
		v.hover.card = newCard(d)
		at, size := b.area(s)
		v.hover.card.beside(b.Position().Add(at), size, v.Size())
		v.Refresh()
	})
}

// leave takes the card away.
func (v *View) leave() {
	if v.hover.stop != nil {
		v.hover.stop()
	}
	shown := v.hover.card != nil
	v.hover = hover{}
	if shown {
		v.Refresh()
	}
}

func (v *View) describe(s spot) detail { return v.table.describe(s, v.clock, v.named) }

// area is where a spot lies on the board.
func (b *board) area(s spot) (fyne.Position, fyne.Size) {
	at, size := b.sheet.box(s)
	at = at.AddXY(b.left-b.x, b.top-b.y)
	if s.column < 0 {
		at.X, size.Width = 0, b.left
	}
	if s.row < 0 {
		at.Y, size.Height = 0, b.top
	}
	return at, size
}

// later calls f on the goroutine of Fyne when the time is over, unless it was
// stopped before.
func later(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { fyne.Do(f) })
	return func() { t.Stop() }
}
