package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Option is something that can be chosen, with a sentence on what that means. A
// click chooses it, or Space while it has the keyboard.
type Option struct {
	widget.BaseWidget
	Hover
	OneOf bool // of several one is chosen, and it is drawn round

	OnChoose func()             // it was chosen by a person, or with OneOf not set let go
	OnKey    func(fyne.KeyName) // a key that it has no use for; without it the window hears of that
	OnRune   func(rune)         // the same for a character
	OnFocus  func()             // it got the keyboard

	words, means string
	why          string // it cannot be chosen
	chosen       bool
	focused      bool
}

var (
	_ fyne.Focusable     = (*Option)(nil)
	_ fyne.Tappable      = (*Option)(nil)
	_ fyne.Accessible    = (*Option)(nil)
	_ desktop.Hoverable  = (*Option)(nil)
	_ desktop.Cursorable = (*Option)(nil)
)

// The measures of an option, in pixels.
const (
	optionText  = BoxSize + 10
	optionLead  = 20 // of the words
	optionSmall = 17 // of the sentence
	optionLines = 6  // of it
	optionEdge  = 4  // above and below
)

// NewOption returns an option that is not chosen: its words, and what it means.
func NewOption(words, means string, choose func()) *Option {
	o := &Option{words: words, means: means, OnChoose: choose}
	o.OnHover = o.Refresh
	o.ExtendBaseWidget(o)
	return o
}

// Chosen tells whether it is.
func (o *Option) Chosen() bool { return o.chosen }

// Choose shows whether it is.
func (o *Option) Choose(chosen bool) {
	if o.chosen != chosen {
		o.chosen = chosen
		o.Refresh()
	}
}

// Say changes what it means.
func (o *Option) Say(means string) {
	if o.means != means {
		o.means = means
		o.Refresh()
	}
}

// Refuse says why it cannot be chosen; with "" it can.
func (o *Option) Refuse(why string) {
	if o.why != why {
		o.why = why
		o.Refresh()
	}
}

// take is what a person does.
func (o *Option) take() {
	if o.why != "" {
		return
	}
	o.Choose(o.OneOf || !o.chosen)
	if o.OnChoose != nil {
		o.OnChoose()
	}
}

// Tapped implements [fyne.Tappable].
func (o *Option) Tapped(*fyne.PointEvent) {
	Focus(o)
	o.take()
}

// FocusGained implements [fyne.Focusable].
func (o *Option) FocusGained() {
	o.focus(true)
	if o.OnFocus != nil {
		o.OnFocus()
	}
}

// FocusLost implements [fyne.Focusable].
func (o *Option) FocusLost() { o.focus(false) }

func (o *Option) focus(has bool) {
	o.focused = has
	o.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (o *Option) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeySpace: // its character does it
	case o.OnKey != nil:
		o.OnKey(e.Name)
	default:
		keyToWindow(o, e)
	}
}

// TypedRune implements [fyne.Focusable].
func (o *Option) TypedRune(r rune) {
	switch {
	case r == ' ':
		o.take()
	case o.OnRune != nil:
		o.OnRune(r)
	default:
		runeToWindow(o, r)
	}
}

func (o *Option) said() string {
	if o.why != "" {
		return Capital(o.why) + "."
	}
	return o.means
}

func (o *Option) lines(wide float32) []string {
	if o.said() == "" {
		return nil
	}
	return Wrap(o.said(), style.SmallSize, fyne.TextStyle{}, max(wide-optionText, 64), optionLines)
}

// MinSize implements [fyne.CanvasObject]. It is that in the width that it has.
func (o *Option) MinSize() fyne.Size {
	return fyne.NewSize(160, 2*optionEdge+optionLead+float32(len(o.lines(o.Size().Width)))*optionSmall)
}

// AccessibilityLabel implements [fyne.Accessible].
func (o *Option) AccessibilityLabel() string {
	said := o.words
	switch {
	case o.why != "":
		said += ", not now"
	case o.chosen:
		said += ", chosen"
	}
	return said + ": " + o.said()
}

// AccessibilityRole implements [fyne.Accessible].
func (o *Option) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (o *Option) CreateRenderer() fyne.WidgetRenderer {
	b := &Brush{}
	return NewDrawn(o, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		o.draw(b, size)
		return b.Objects
	})
}

func (o *Option) draw(b *Brush, size fyne.Size) {
	p := b.Palette
	ink := p.Ink
	if o.why != "" {
		ink = p.Muted
	}
	if o.focused {
		b.ring(0, optionEdge+(optionLead-BoxSize)/2, fyne.NewSquareSize(BoxSize), style.Unit)
	}
	mark := Box
	if o.OneOf {
		mark = round
	}
	b.Objects = append(b.Objects, mark(o.chosen, o.why != "", 0, optionEdge+(optionLead-BoxSize)/2)...)
	words := Shorten(o.words, style.TextSize, fyne.TextStyle{Bold: true}, size.Width-optionText)
	if o.Over && o.why == "" {
		ink = p.Accent
	}
	b.InLine(b.Text(Lettering{Words: words, Size: style.TextSize, Bold: true, Ink: ink}), optionText, optionEdge, optionLead)
	y := float32(optionEdge + optionLead)
	for _, line := range o.lines(size.Width) {
		b.InLine(b.Text(Lettering{Words: line, Size: style.SmallSize, Ink: p.Muted}), optionText, y, optionSmall)
		y += optionSmall
	}
}
