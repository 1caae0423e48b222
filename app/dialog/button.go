package dialog

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// button is a button of a sheet. The space bar presses it by the
// character, which comes after the key: what closes the sheet by the key would
// leave the character to the page.
type button struct {
	widget.Button
	s       *Sheet
	row     []*button // it and those beside it
	focused bool
}

func newButton(s *Sheet, label string, press func()) *button {
	b := &button{s: s}
	b.Text, b.OnTapped = label, press
	b.ExtendBaseWidget(b)
	return b
}

// put sets what the button says and whether it can be pressed.
func (b *button) put(text string, ready bool) {
	b.Text = text
	if ready {
		b.Enable()
	} else {
		b.Disable()
	}
	b.Refresh()
}

// FocusGained implements [fyne.Focusable].
func (b *button) FocusGained() {
	b.focused = true
	b.Button.FocusGained()
}

// FocusLost implements [fyne.Focusable].
func (b *button) FocusLost() {
	b.focused = false
	b.Button.FocusLost()
}

// CreateRenderer implements [fyne.Widget].
func (b *button) CreateRenderer() fyne.WidgetRenderer {
	r := &ringed{b.Button.CreateRenderer(), b, &canvas.Rectangle{StrokeWidth: 2, CornerRadius: style.Corner + ringGap}}
	r.ring.Hidden = !b.focused
	return r
}

// ringGap is between a button and the ring around it, in pixels.
const ringGap = 3

// ringed draws a ring around the button with the keyboard: Fyne's own sign of
// that has the colour of the one that stands out.
type ringed struct {
	fyne.WidgetRenderer
	b    *button
	ring *canvas.Rectangle
}

func (r *ringed) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.ring}, r.WidgetRenderer.Objects()...)
}

func (r *ringed) Layout(s fyne.Size) {
	parts.Place(r.ring, -ringGap, -ringGap, s.Width+2*ringGap, s.Height+2*ringGap)
	r.WidgetRenderer.Layout(s)
}

func (r *ringed) Refresh() {
	p := style.Now()
	r.ring.Hidden, r.ring.FillColor, r.ring.StrokeColor = !r.b.focused, p.Raised, p.Accent
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	case fyne.KeyLeft:
		b.next(-1)
	case fyne.KeyRight:
		b.next(1)
	case fyne.KeySpace:
	default:
		b.s.Key(e.Name)
	}
}

// next gives the keyboard to a button beside this one.
func (b *button) next(step int) {
	if i := slices.Index(b.row, b) + step; i >= 0 && i < len(b.row) {
		b.s.k.canvas.Focus(b.row[i])
	}
}

// TypedRune implements [fyne.Focusable].
func (b *button) TypedRune(r rune) {
	if r == ' ' {
		b.Tapped(nil)
		return
	}
	b.s.typed(r)
}
