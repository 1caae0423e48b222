package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// Verdicts is a row of the verdicts, each with its sign and its key, of which one
// is chosen.
type Verdicts struct {
	widget.BaseWidget
	segments
	OnClick func() // one was chosen by a click
	what    string // has the verdict
	list    []annotate.Verdict
	none    string // what none is called
}

var (
	_ fyne.Focusable     = (*Verdicts)(nil)
	_ fyne.Tappable      = (*Verdicts)(nil)
	_ fyne.Accessible    = (*Verdicts)(nil)
	_ desktop.Hoverable  = (*Verdicts)(nil)
	_ desktop.Cursorable = (*Verdicts)(nil)
)

// The measures of the row, in pixels.
const (
	verdictHigh  = 48
	verdictLeast = 58
	verdictGap   = 6
	verdictSide  = 3
	verdictSign  = 16
	verdictLine  = 6 // below the name, from the foot
)

// NewVerdicts returns a row with none chosen. None can be chosen, too, where it
// is called anything. OnChoose is called when a person chooses one, also that
// which is chosen.
func NewVerdicts(what, none string, onChoose func(annotate.Verdict)) *Verdicts {
	v := &Verdicts{what: what, list: annotate.Verdicts[:], none: none}
	if none != "" {
		v.list = append(v.list[:len(v.list):len(v.list)], "")
	}
	v.segments = segments{of: v, count: len(v.list), at: v.index, chosen: -1, over: -1, take: func(i int) { onChoose(v.list[i]) }}
	v.ExtendBaseWidget(v)
	return v
}

// Choose shows which one is chosen.
func (v *Verdicts) Choose(chosen annotate.Verdict) {
	was := v.chosen
	v.chosen = -1
	for i, one := range v.list {
		if one == chosen {
			v.chosen = i
		}
	}
	if v.chosen != was {
		v.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (v *Verdicts) Tapped(e *fyne.PointEvent) {
	v.segments.Tapped(e)
	if v.OnClick != nil {
		v.OnClick()
	}
}

// MinSize implements [fyne.CanvasObject].
func (v *Verdicts) MinSize() fyne.Size {
	n := float32(len(v.list))
	return fyne.NewSize(n*(verdictLeast+verdictGap)-verdictGap, verdictHigh)
}

func (v *Verdicts) index(x float32) int {
	return min(max(int(x/(v.Size().Width+verdictGap)*float32(len(v.list))), 0), len(v.list)-1)
}

// called is the name of one, shorter where there is no room for all of it, and
// its key.
func (v *Verdicts) called(i int, room float32) (name, key string) {
	one := v.list[i]
	if one == "" {
		return v.none, "0"
	}
	name, key = Capital(string(one)), string(rune('1'+i))
	if one == annotate.Unconfirmed && Width(name, style.SmallSize, true) > room {
		name = "Unconf."
	}
	return name, key
}

// AccessibilityLabel implements [fyne.Accessible].
func (v *Verdicts) AccessibilityLabel() string {
	if v.chosen < 0 || v.list[v.chosen] == "" {
		return v.what + " is open"
	}
	return v.what + " is " + string(v.list[v.chosen])
}

// CreateRenderer implements [fyne.Widget].
func (v *Verdicts) CreateRenderer() fyne.WidgetRenderer {
	b := &Brush{}
	return NewDrawn(v, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		n := float32(len(v.list))
		wide := (size.Width - (n-1)*verdictGap) / n
		for i := range v.list {
			v.draw(b, i, float32(i)*(wide+verdictGap), fyne.NewSize(wide, size.Height))
		}
		return b.Objects
	})
}

func (v *Verdicts) draw(b *Brush, i int, x float32, size fyne.Size) {
	p, one := b.Palette, v.list[i]
	fill, stroke, ink, quiet := p.Surface, p.Line, p.Ink, p.Muted
	switch {
	case i == v.chosen && one == "":
		fill, stroke = p.Side, p.Muted
	case i == v.chosen:
		fill, stroke, ink, quiet = p.VerdictFill(one), p.VerdictInk(one), p.VerdictInk(one), p.VerdictInk(one)
	case i == v.over:
		fill, quiet = p.Side, p.Ink
	}
	if v.focused && (i == v.chosen || v.chosen < 0 && i == 0) {
		b.ring(x, 0, size, style.Corner-2)
	}
	back := b.Rect(fill, x, 0, size.Width, size.Height)
	back.StrokeColor, back.StrokeWidth, back.CornerRadius = stroke, 1, style.Corner-2

	const half = verdictHigh/2 + 1
	called, digit := v.called(i, size.Width-2*verdictSide)
	key := b.Text(Lettering{Words: digit, Size: style.SmallSize, Ink: quiet})
	name := b.Text(Lettering{Words: called, Size: style.SmallSize, Bold: i == v.chosen, Ink: ink})
	left := x + (size.Width-verdictSign-5-key.MinSize().Width)/2
	const above = 3 + (half-3-verdictSign)/2
	if one == "" {
		circle := b.Rect(fill, left+2, above+2, verdictSign-4, verdictSign-4)
		circle.StrokeColor, circle.StrokeWidth, circle.CornerRadius = p.Muted, 1.5, verdictSign/2-2
	} else {
		b.Image(Sign(one), left, above, verdictSign)
	}
	b.InLine(key, left+verdictSign+5, 3, half-3)
	wide := name.MinSize().Width
	x += (size.Width - wide) / 2
	b.InLine(name, x, half-5, half-2)
	if one != "" {
		b.VerdictLine(one, x, size.Height-verdictLine, wide)
	}
}
