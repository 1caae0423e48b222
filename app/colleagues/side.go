package colleagues

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// part is a row of the list on the left: a section, with how many rows it has.
type part struct {
	section
	badge
	words string
	count int // unknown where nobody has looked
}

const unknown = -1

const partHigh = 40

// partLine shows one.
type partLine struct {
	widget.BaseWidget
	of     part
	chosen bool
}

func newPartLine() *partLine {
	l := &partLine{}
	l.ExtendBaseWidget(l)
	return l
}

func (l *partLine) set(p part, chosen bool) {
	if p != l.of || chosen != l.chosen {
		l.of, l.chosen = p, chosen
		l.Refresh()
	}
}

// MinSize implements [fyne.CanvasObject].
func (l *partLine) MinSize() fyne.Size { return fyne.NewSize(120, partHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (l *partLine) AccessibilityLabel() string {
	if l.of.count == unknown {
		return l.of.words
	}
	return fmt.Sprintf("%s %s, %d", l.of.badge.words, l.of.words, l.of.count)
}

// AccessibilityRole implements [fyne.Accessible].
func (l *partLine) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (l *partLine) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		d := &drawing{p: style.Now(), of: &line{}}
		if l.chosen {
			d.add(&canvas.Rectangle{FillColor: d.p.Surface, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height)
			d.add(&canvas.Rectangle{FillColor: d.p.Accent, TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner}, 0, 0, 3, size.Height)
		}
		x := float32(style.Panel)
		if w := l.of.badge.words; w != "" {
			d.badge(l.of.badge, x, (size.Height-badgeHigh)/2)
			x += parts.Width(w, style.SmallSize-1, true) + 2*badgeSide + style.Gap
		}
		d.text(l.of.words, style.TextSize, false, d.p.Ink, x, 0, size.Height)
		said := fmt.Sprint(l.of.count)
		if l.of.count == unknown {
			said = "?"
		}
		count := parts.Text(said, style.TextSize, false, d.p.Muted)
		d.objects = append(d.objects, parts.InLine(count, size.Width-style.Panel-count.MinSize().Width, 0, size.Height))
		return d.objects
	})
}

// card tells of the files of a preview: from whom, when, how sure that is.
type card struct {
	widget.BaseWidget
	parts.Whole
	title string
	lines []cardLine
}

// cardLine is a line of it; sure is one that was checked and is right.
type cardLine struct {
	words string
	sure  bool
}

func newCard() *card {
	c := &card{}
	c.Of = c
	c.ExtendBaseWidget(c)
	return c
}

func (c *card) set(title string, lines []cardLine) {
	c.title, c.lines = title, lines
	c.Refresh()
}

func (c *card) draw(d *drawing, width float32) float32 {
	room := width - 2*style.Panel
	y := d.wrapped(c.title, style.TextSize, true, d.p.Ink, style.Panel, style.Panel-2, room, nameLead, 3) + 4
	for i, l := range c.lines {
		if l.sure && i > 0 && !c.lines[i-1].sure {
			y += style.Unit
		}
		ink := d.p.Muted
		x, wide := float32(style.Panel), room
		if l.sure {
			ink = d.p.VerdictInk("confirmed")
			if d.of != nil {
				d.objects = append(d.objects, parts.Stamp(&fyne.Container{}, parts.Sign("confirmed"), x-2, y, 16))
			}
			x, wide = x+18, wide-18
		}
		y = d.wrapped(l.words, style.SmallSize, false, ink, x, y, wide, smallLead, 4)
	}
	return y + style.Panel
}

// MinSize implements [fyne.CanvasObject].
func (c *card) MinSize() fyne.Size {
	wide := c.Size().Width
	if wide <= 0 {
		wide = leftLeast - 2*style.Panel
	}
	return fyne.NewSize(120, c.draw(&drawing{p: style.Now()}, wide))
}

// CreateRenderer implements [fyne.Widget].
func (c *card) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(c, func(size fyne.Size) []fyne.CanvasObject {
		d := &drawing{p: style.Now(), of: &line{}}
		ground := d.p.Surface
		d.add(&canvas.Rectangle{FillColor: ground, StrokeColor: d.p.Line, StrokeWidth: 1, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height)
		c.draw(d, size.Width)
		c.Words = parts.WholeOf(d.cuts...)
		return d.objects
	})
}
