package record

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// button does something when it is clicked: words in a frame, or a sign. It
// does not take the keyboard, as each has its key in the view it is part of.
type button struct {
	widget.BaseWidget
	parts.Hover
	words string                           // what it says, or only means if it shows a sign
	sign  func(color.NRGBA) fyne.Resource  // nil for words
	bare  bool                             // words without a frame until the pointer is on them
	off   bool                             // it has nothing to act on
	under func(*style.Palette) color.NRGBA // what lies below a sign with the pointer on it
	onTap func()
}

var (
	_ fyne.Tappable      = (*button)(nil)
	_ fyne.Accessible    = (*button)(nil)
	_ desktop.Hoverable  = (*button)(nil)
	_ desktop.Cursorable = (*button)(nil)
)

// The measures of buttons and their signs, in pixels.
const (
	buttonHigh = 28
	buttonSide = 12
	signSize   = 20
)

func newButton(words string, onTap func()) *button {
	b := &button{words: words, onTap: onTap}
	b.OnHover = b.Refresh
	b.ExtendBaseWidget(b)
	return b
}

func newTool(words string, sign func(color.NRGBA) fyne.Resource, under func(*style.Palette) color.NRGBA, onTap func()) *button {
	b := newButton(words, onTap)
	b.sign, b.under = sign, under
	return b
}

// enable tells whether the button has something to act on.
func (b *button) enable(on bool) {
	if b.off == on {
		b.off = !on
		b.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (b *button) Tapped(*fyne.PointEvent) {
	if !b.off {
		b.onTap()
	}
}

// Cursor implements [desktop.Cursorable].
func (b *button) Cursor() desktop.Cursor {
	if b.off {
		return desktop.DefaultCursor
	}
	return b.Hover.Cursor()
}

// AccessibilityLabel implements [fyne.Accessible].
func (b *button) AccessibilityLabel() string { return b.words }

// AccessibilityRole implements [fyne.Accessible].
func (b *button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize implements [fyne.CanvasObject].
func (b *button) MinSize() fyne.Size {
	if b.sign != nil {
		return fyne.NewSquareSize(buttonHigh)
	}
	return fyne.NewSize(fyne.MeasureText(b.words, style.SmallSize, fyne.TextStyle{}).Width+2*buttonSide, buttonHigh)
}

// CreateRenderer implements [fyne.Widget].
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(b, func(size fyne.Size) []fyne.CanvasObject {
		p, over := style.Now(), b.Over && !b.off
		if b.sign != nil {
			return b.drawSign(p, size, over)
		}
		t := parts.Text(b.words, style.SmallSize, false, p.Accent)
		parts.InLine(t, (size.Width-t.MinSize().Width)/2, 0, size.Height)
		if b.bare && !over {
			return []fyne.CanvasObject{t}
		}
		// Filled, as Fyne blends the stroke of an empty frame with black.
		frame := &canvas.Rectangle{FillColor: p.Surface, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: buttonHigh / 2}
		if over {
			frame.StrokeColor = p.Accent
		}
		frame.Resize(size)
		return []fyne.CanvasObject{frame, t}
	})
}

func (b *button) drawSign(p *style.Palette, size fyne.Size, over bool) (os []fyne.CanvasObject) {
	ink := p.Muted
	switch {
	case b.off:
		ink = p.Faint
	case over:
		ink = p.Ink
		back := &canvas.Rectangle{FillColor: b.under(p), CornerRadius: style.Corner - 2}
		back.Resize(size)
		os = append(os, back)
	}
	sign := parts.Place(&canvas.Image{Resource: b.sign(ink)}, (size.Width-signSize)/2, (size.Height-signSize)/2, signSize, signSize)
	if b.off {
		sign.Translucency = 0.5
	}
	return append(os, sign)
}
