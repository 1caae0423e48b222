package compare

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/typeset/baseline"
)

// chip names a kind of change, how often it occurs, and by its looks how
// loudly it is marked below: filled, outlined, or struck where it is not. A
// click switches it on or off.
type chip struct {
	widget.BaseWidget
	parts.Press
	kind  collate.Kind
	count int
	on    bool
}

var _ fyne.Accessible = (*chip)(nil)

// The measures of a chip, in pixels.
const (
	chipHigh = 28
	chipSide = 12
	chipGap  = 8
)

func newChip(k collate.Kind, onTap func(), onKey func(fyne.KeyName)) *chip {
	c := &chip{kind: k}
	c.OnHover, c.OnPress, c.OnKey = c.Refresh, onTap, onKey
	c.ExtendBaseWidget(c)
	return c
}

// say changes the count and whether the kind is marked.
func (c *chip) say(count int, on bool) {
	if c.count != count || c.on != on {
		c.count, c.on = count, on
		c.Refresh()
	}
}

func (c *chip) words() string { return fmt.Sprintf("%s %d", c.kind, c.count) }

// MinSize implements [fyne.CanvasObject]. It is that of bold words, so that
// switching moves nothing.
func (c *chip) MinSize() fyne.Size {
	return fyne.NewSize(smallBold.width(c.words())+2*chipSide, chipHigh)
}

// AccessibilityLabel implements [fyne.Accessible].
func (c *chip) AccessibilityLabel() string {
	state := "marked"
	if !c.on {
		state = "not marked"
	}
	return fmt.Sprintf("%s: %s, %s", c.kind, trace.Count(c.count, "change"), state)
}

// chipLook is how a chip is drawn.
type chipLook struct {
	ground look
	face   face
	ink    color.NRGBA
	struck bool
}

func (c *chip) look(p *style.Palette) chipLook {
	l := chipLook{ground: look{fill: p.Surface, stroke: p.Line, wide: 1, corner: chipHigh / 2}, face: smallFace, ink: p.Muted}
	switch {
	case !c.on:
		l.struck = true
	case trace.VoiceOf(c.kind) == trace.Loud:
		l.ground, l.face, l.ink = look{fill: p.AccentFill, stroke: p.AccentFill, wide: 1, corner: chipHigh / 2}, smallBold, p.Accent
	}
	if c.Over && l.struck {
		l.ink = p.Ink
	}
	if c.Over {
		l.ground.stroke = p.Faint
	}
	if c.Focused {
		l.ground.stroke, l.ground.wide = p.Accent, 2
	}
	return l
}

// paint draws the chip with its upper left corner at a place.
func (c *chip) paint(b *brush, x, y float32, size fyne.Size) {
	l := c.look(b.Palette)
	b.rect(l.ground, x, y, size.Width, size.Height)
	words, base := l.face.measured(c.words())
	x += (size.Width - words.Width) / 2
	y += (size.Height - words.Height) / 2
	b.text(c.words(), l.face, l.ink, x, y+base)
	if l.struck {
		b.Rect(l.ink, x-1, y+words.Height/2+0.5, words.Width+2, 1)
	}
}

// CreateRenderer implements [fyne.Widget].
func (c *chip) CreateRenderer() fyne.WidgetRenderer {
	b := &brush{falls: baseline.On(c)}
	return parts.NewDrawn(c, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		c.paint(b, 0, 0, size)
		return b.Objects
	})
}
