package parts

import (
	"image/color"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// cut is the measures of a look, in pixels.
type cut struct{ high, side, text, corner float32 }

// The heights of buttons, in pixels, for those who lay them out.
const (
	ButtonHigh = 36 // of a sheet's
	SmallHigh  = 28 // of all others
)

// RingRoom is what is needed around an object for the ring that shows that it has
// the keyboard, in pixels.
const RingRoom = ringGap + ringWide

// The measures of what is beside the words, in pixels.
const (
	toolSign   = 20
	chevron    = 16
	chevronGap = -2 // there is room in its square
	trackWide  = 18 // of the switch before the words
	trackHigh  = 10
	trackGap   = 7
	ringGap    = 3 // between a button and the ring around it
	ringWide   = 2
	lineLead   = 19 // of a Reference
	lineMost   = 12 // lines of it
	lineLeast  = 64 // its width
)

func (l Look) cut() cut {
	switch l {
	case Plain, Strong, Danger:
		return cut{ButtonHigh, 16, style.TextSize, style.Corner}
	case Word:
		return cut{SmallHigh, 8, style.TextSize, style.Corner - 2}
	case Reference:
		return cut{lineLead + 2*style.Unit, 8, style.TextSize, style.Corner - 2}
	case Tool:
		return cut{SmallHigh, 0, style.SmallSize, style.Corner - 2}
	}
	return cut{SmallHigh, 12, style.SmallSize, SmallHigh / 2}
}

// beside is the room of what stands beside the words.
func (b *pressable) beside() float32 {
	switch {
	case b.Menu:
		return chevron + chevronGap
	case b.look == Switching:
		return trackWide + trackGap
	}
	return 0
}

// bold tells whether the words are, if the button is chosen or is not.
func (b *pressable) bold(chosen bool) bool {
	switch b.look {
	case Strong, Danger:
		return true
	case Pill, Switching:
		return chosen
	}
	return false
}

func (b *pressable) widest() fyne.TextStyle { return fyne.TextStyle{Bold: b.bold(true)} }

// MinSize implements [fyne.CanvasObject]. It is that of bold words where these
// may become bold, so that choosing moves nothing; of a Reference it is that in
// the width that it has.
func (b *pressable) MinSize() fyne.Size {
	c := b.look.cut()
	if b.look == Tool {
		return fyne.NewSquareSize(c.high)
	}
	if b.look == Reference {
		more := max(len(b.lines(b.Size().Width)), 1) - 1
		return fyne.NewSize(lineLeast, c.high+float32(more)*lineLead)
	}
	wide := Width(b.words, c.text, b.bold(true)) + 2*c.side + b.beside()
	if b.Most > 0 {
		wide = min(wide, b.Most)
	}
	return fyne.NewSize(wide, c.high)
}

// lines are what can be seen of the words in a width.
func (b *pressable) lines(wide float32) []string {
	c := b.look.cut()
	// What is just as wide as it asked to be is not cut for a rounding error.
	room := wide - 2*c.side - b.beside() + 0.5
	if b.look == Reference {
		return Wrap(OneLine(b.words), c.text, b.widest(), max(room, lineLeast-2*c.side), lineMost)
	}
	return []string{Shorten(OneLine(b.words), c.text, b.widest(), room)}
}

// Cuts tells whether the button would cut words that it were to say.
func (b *pressable) Cuts(words string) bool {
	c := b.look.cut()
	return b.Most > 0 && Width(words, c.text, b.bold(true))+2*c.side+b.beside() > b.Most
}

// dressed is how a button is drawn; what has no colour is not.
type dressed struct{ fill, stroke, ink color.NRGBA }

// blend is a colour with a share of another.
func blend(c, with color.NRGBA, share float32) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(float32(a)*(1-share) + float32(b)*share + 0.5) }
	return color.NRGBA{mix(c.R, with.R), mix(c.G, with.G), mix(c.B, with.B), 0xff}
}

func (b *pressable) dress(p *style.Palette) dressed {
	if b.why != "" {
		return b.refused(p)
	}
	d := dressed{ink: p.Muted}
	switch b.look {
	case Plain:
		d = dressed{fill: p.Side, ink: p.Ink}
	case Strong:
		d = dressed{fill: p.Accent, ink: p.Surface}
	case Danger:
		d = dressed{fill: p.VerdictInk(annotate.Disputed), ink: p.Surface}
	case Link, Reference:
		d.ink = p.Accent
	case Small:
		d = dressed{p.Surface, p.Line, p.Accent}
	case Pill, Switching:
		d = dressed{p.Surface, p.Line, p.Muted}
		switch {
		case b.chosen && b.Tone != nil:
			d.fill, d.ink = b.Tone(p)
			d.stroke = blend(d.fill, d.ink, 0.3)
		case b.chosen:
			d = dressed{p.AccentFill, p.AccentFill, p.Accent}
		}
	}
	if !b.Over && !b.down {
		return d
	}
	share := float32(0.06)
	if b.down {
		share = 0.14
	}
	switch b.look {
	case Word, Link, Reference:
		d.fill, d.ink = blend(p.Surface, p.Accent, share), p.Accent
	case Tool:
		under := p.Line
		if b.Under != nil {
			under = b.Under(p)
		}
		d.fill, d.ink = blend(under, p.Ink, share-0.06), p.Ink
	case Small:
		d.fill, d.stroke = blend(d.fill, p.Ink, share-0.06), p.Accent
	case Pill, Switching:
		if d.stroke = p.Faint; !b.chosen {
			d.ink = p.Ink
		}
		d.fill = blend(d.fill, p.Ink, share-0.04)
	default:
		d.fill = blend(d.fill, p.Ink, share)
	}
	return d
}

// refused is the look of what cannot be pressed: an outline.
func (b *pressable) refused(p *style.Palette) dressed {
	switch b.look {
	case Word, Link, Reference:
		return dressed{ink: p.Muted}
	case Tool:
		return dressed{ink: blend(p.Faint, p.Surface, 0.5)}
	}
	return dressed{p.Page, p.Line, p.Muted}
}

// Draw draws the button with its upper left corner at a place: also where it is
// only seen, as in a picture.
func (b *pressable) Draw(to *Brush, x, y float32, size fyne.Size) {
	c, d := b.look.cut(), b.dress(to.Palette)
	if b.focused {
		to.ring(x, y, size, c.corner)
	}
	if d.fill.A > 0 {
		back := to.Rect(d.fill, x, y, size.Width, size.Height)
		if back.CornerRadius = c.corner; d.stroke.A > 0 {
			back.StrokeColor, back.StrokeWidth = d.stroke, 1
		}
	}
	if b.look == Tool {
		at := fyne.NewPos(x+(size.Width-toolSign)/2, y+(size.Height-toolSign)/2)
		to.Image(b.Sign(d.ink), at.X, at.Y, toolSign)
		return
	}
	if b.look == Reference {
		for i, line := range b.lines(size.Width) {
			to.InLine(to.Text(Lettering{Words: line, Size: c.text, Ink: d.ink}), x+c.side, y+style.Unit+float32(i)*lineLead, lineLead)
		}
		return
	}
	t := to.Text(Lettering{Words: b.lines(size.Width)[0], Size: c.text, Bold: b.bold(b.chosen), Ink: d.ink})
	m := t.MinSize()
	left := x + (size.Width-m.Width-b.beside())/2
	switch {
	case b.Menu:
		to.Image(Down(d.ink), x+size.Width-c.side-chevron-2*chevronGap, y+(size.Height-chevron)/2, chevron)
	case b.look == Switching:
		to.track(b.chosen, d, left, y+(size.Height-trackHigh)/2)
		left += b.beside()
	}
	to.InLine(t, left, y, size.Height)
}

// ring is what shows that an area has the keyboard.
func (b *Brush) ring(x, y float32, size fyne.Size, corner float32) {
	r := b.Rect(clear1(b.Palette.Accent), x-ringGap, y-ringGap, size.Width+2*ringGap, size.Height+2*ringGap)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = b.Palette.Accent, ringWide, corner+ringGap
}

// clear1 is a colour that is as good as not there: Fyne blends the stroke of a
// frame with its fill, and that of an empty one with black.
func clear1(c color.NRGBA) color.NRGBA {
	c.A = 1
	return c
}

// track draws a switch that is on or off: by where its knob is, too.
func (b *Brush) track(on bool, d dressed, x, y float32) {
	const inner = trackHigh - 4
	track := b.Rect(d.ink, x, y, trackWide, trackHigh)
	track.CornerRadius = trackHigh / 2
	ink, at := d.fill, x+trackWide-inner-2
	if !on {
		track.FillColor, track.StrokeColor, track.StrokeWidth = d.fill, d.ink, 1
		ink, at = d.ink, x+2
	}
	b.Rect(ink, at, y+2, inner, inner).CornerRadius = inner / 2
}

// CreateRenderer implements [fyne.Widget].
func (b *pressable) CreateRenderer() fyne.WidgetRenderer {
	brush := &Brush{}
	return NewDrawn(b.self, func(size fyne.Size) []fyne.CanvasObject {
		brush.Begin(style.Now())
		b.Draw(brush, 0, 0, size)
		return brush.Objects
	})
}
