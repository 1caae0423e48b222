package overview

import (
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

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
func (t *table) describe(s spot, c trace.Clock, reviewer func(annotate.ID) string) (d detail) {
	switch {
	case t.folds(s) && t.idle > 0:
		d = detail{title: parts.Count(t.idle, "article") + " without a passage", words: "A click or Enter shows their columns."}
		if t.open {
			d.words = "A click or Enter folds their columns away."
		}
	case s == nowhere || s.row >= len(t.rows) || s.column >= len(t.columns):
		return detail{}
	case s.row < 0:
		a := t.columns[s.column]
		d = detail{title: source(a.Article), words: parts.OneLine(a.Title), foot: style.LongTime(a.Published)}
		if said := (tally{a.Counts.Confirmed, a.Counts.Disputed, a.Counts.Unconfirmed}).said(); said != "" {
			d.foot += "\n" + said
		}
	case s.column < 0:
		r := t.rows[s.row]
		d = detail{title: parts.OneLine(r.Statement), words: parts.Capital(standing(r.ClaimRow, c.Short)), foot: r.reach()}
		if r.Reason != "" {
			d.words += ": " + parts.OneLine(r.Reason)
		}
	default:
		a, r := t.columns[s.column].Article, t.rows[s.row]
		d = detail{title: source(a), aside: style.ShortTime(a.Published), words: parts.OneLine(r.Statement)}
		cell, ok := r.at(s.column)
		if d.foot = t.unordered(s); !ok {
			d.foot = "no passage"
		}
		for _, m := range cell.mentions {
			if len(d.passages) == mostPassages {
				d.more++
				continue
			}
			d.passages = append(d.passages, passage{m.Verdict, reviewer(m.Reviewer), parts.OneLine(m.Quote)})
		}
	}
	return d
}

// unordered names the other articles of a row that may have come before or
// after that of a spot, three at most; "" where there are none.
func (t *table) unordered(s spot) string {
	const most = 3
	var names []string
	more := 0
	for _, c := range t.rows[s.row].cells {
		other := t.columns[c.column]
		switch {
		case c.column == s.column || !other.Published.Unordered(t.columns[s.column].Published):
		case len(names) == most:
			more++
		default:
			names = append(names, source(other.Article))
		}
	}
	if len(names) == 0 {
		return ""
	}
	if more > 0 {
		names = append(names, parts.Count(more, "other"))
	}
	return "order unknown: before or after " + strings.Join(names, ", ")
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
	return "and " + parts.Count(d.more, "more passage")
}

// The width of a card, in pixels, and how many lines it gives a text at the most.
const (
	cardWide  = 320
	cardLines = 12
)

func newCard(d detail) *parts.Card {
	p, c := style.Now(), parts.NewCard(cardWide)
	ink := p.Muted
	if d.aside != "" {
		title := parts.Shorten(d.title, style.SmallSize, fyne.TextStyle{Bold: true}, c.Room()-c.Aside(d.aside)-style.Gap)
		c.Skip(c.Line(title, 0, style.SmallSize, true, p.Ink).Height + 2)
		ink = p.Ink
	} else {
		c.Wrap(d.title, style.TextSize, true, p.Ink, cardLines)
	}
	c.Wrap(d.words, style.TextSize-1, false, ink, cardLines)
	for _, m := range d.passages {
		c.Skip(style.Gap)
		c.Sign(m.verdict)
		word := c.Line(parts.Capital(verdictWord(m.verdict)), 17, style.SmallSize, true, p.VerdictInk(m.verdict))
		c.Aside(parts.Shorten(m.by, style.SmallSize, fyne.TextStyle{}, c.Room()-word.Width-17-style.Gap))
		c.Skip(18)
		c.Wrap("“"+m.quote+"”", style.SmallSize, false, p.Muted, 2)
	}
	if more := d.andMore(); more != "" {
		c.Skip(style.Unit)
		c.Wrap(more, style.SmallSize, false, p.Muted, 1)
	}
	for i, s := range strings.Split(d.foot, "\n") {
		if i == 0 && s != "" {
			c.Skip(style.Unit)
		}
		c.Wrap(s, style.SmallSize, false, p.Muted, 2)
	}
	return c
}

// beside puts a card below an area, above it where there is no room.
func beside(c *parts.Card, at fyne.Position, area, page fyne.Size) {
	size := c.Size()
	x := max(min(at.X+min(area.Width/2, 60)-40, page.Width-style.Gap-size.Width), style.Gap)
	y := at.Y + area.Height + style.Unit
	if above := at.Y - style.Unit - size.Height; y+size.Height > page.Height-style.Gap && above > 0 {
		y = above
	}
	c.Move(fyne.NewPos(x, y))
}

// hover is the card that is shown, or will be.
type hover struct {
	stop func()
	card *parts.Card
}

// rest shows the card of a spot when nothing happens for a while.
func (v *View) rest(b *board, s spot) {
	v.leave()
	if s == nowhere {
		return
	}
	v.hover.stop = v.after(parts.CardDelay, func() {
		if v.hover.card != nil || !b.Visible() {
			return
		}
		d := v.describe(s)
		if d.title == "" {
			return
		}
		v.hover.card = newCard(d)
		at, size := b.area(s)
		beside(v.hover.card, b.Position().Add(at), size, v.Size())
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
