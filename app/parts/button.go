package parts

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Look is what a button is dressed as.
type Look int

// The looks. Plain, Strong and Danger are those of a sheet, the others stand in
// the midst of something else.
const (
	Plain     Look = iota // words on a ground
	Strong                // the one that stands out
	Danger                // what it does cannot be taken back
	Word                  // muted words without a ground
	Link                  // small words without a ground
	Reference             // words that lead to what they say, from the left in as many lines as they take
	Small                 // small words in a round frame
	Pill                  // the same: one of several that can be chosen, or what opens a menu
	Switching             // the same: on or off, with a switch before the words
	Tool                  // a sign; what it means is told beside it
)

// Button does something when it is clicked, or by Enter or the space bar while
// it has the keyboard. While it cannot be pressed it says why not. What is cut
// of its words, and what a sign means, is told by [Tips].
type Button struct {
	pressable
	OnKey  func(fyne.KeyName) // a key that it has no use for; without it the window hears of that
	OnRune func(rune)         // the same for a character
}

// InRow is a button in a row of a list: the list has the keyboard, and a key that
// does the same.
type InRow struct{ pressable }

// pressable is what all buttons are.
type pressable struct {
	widget.BaseWidget
	Hover
	Sign      func(color.NRGBA) fyne.Resource              // of a Tool, in a colour
	Menu      bool                                         // a Pill that opens a menu
	Tone      func(*style.Palette) (fill, ink color.NRGBA) // of what is switched on; nil for none of its own
	Under     func(*style.Palette) color.NRGBA             // below a Tool with the pointer on it; nil for that of a line
	Most      float32                                      // how wide it gets, in pixels; 0 is as wide as its words
	Hint      string                                       // told beside it, where nothing else is to be told
	OnRefused func()                                       // it was clicked while it cannot be pressed
	press     func()
	self      fyne.Widget

	look    Look
	words   string
	why     string // it cannot be pressed
	chosen  bool   // of several; or switched on
	down    bool   // the mouse is pressed on it
	focused bool
}

var (
	_ fyne.Focusable     = (*Button)(nil)
	_ fyne.Tappable      = (*Button)(nil)
	_ fyne.Disableable   = (*Button)(nil)
	_ fyne.Accessible    = (*Button)(nil)
	_ desktop.Hoverable  = (*Button)(nil)
	_ desktop.Mouseable  = (*Button)(nil)
	_ desktop.Cursorable = (*Button)(nil)
	_ fyne.Tappable      = (*InRow)(nil)
)

// NewButton returns a button that can be pressed.
func NewButton(look Look, words string, press func()) *Button {
	b := &Button{}
	b.begin(b, look, words, press)
	return b
}

// NewTool returns a button that shows a sign; its words say what it does.
func NewTool(words string, sign func(color.NRGBA) fyne.Resource, press func()) *Button {
	b := NewButton(Tool, words, press)
	b.Sign = sign
	return b
}

// NewInRow returns a button for a row.
func NewInRow(look Look, words string, press func()) *InRow {
	b := &InRow{}
	b.begin(b, look, words, press)
	return b
}

func (b *pressable) begin(self fyne.Widget, look Look, words string, press func()) {
	b.self, b.look, b.words, b.press, b.OnHover = self, look, words, press, b.hovered
	b.ExtendBaseWidget(self)
}

// Words is what the button says, whole.
func (b *pressable) Words() string { return b.words }

// Chosen tells whether it is the one that is chosen, or switched on.
func (b *pressable) Chosen() bool { return b.chosen }

// Say changes what the button says.
func (b *pressable) Say(words string) {
	if b.words != words {
		Untell(b.self) // it is another now, as in a row that is made anew
		b.words = words
		b.Refresh()
	}
}

// Choose shows whether the button is the one that is chosen, or is switched on.
func (b *pressable) Choose(chosen bool) {
	if b.chosen != chosen {
		b.chosen = chosen
		b.Refresh()
	}
}

// Dress changes what the button is dressed as.
func (b *pressable) Dress(look Look) {
	if b.look != look {
		b.look = look
		b.Refresh()
	}
}

// Refuse says why the button cannot be pressed; with "" it can.
func (b *pressable) Refuse(why string) {
	if b.why != why {
		b.why = why
		b.Refresh()
	}
}

// Enable implements [fyne.Disableable].
func (b *pressable) Enable() { b.Refuse("") }

// Disable implements [fyne.Disableable].
func (b *pressable) Disable() { b.Refuse("not now") }

// Disabled implements [fyne.Disableable].
func (b *pressable) Disabled() bool { return b.why != "" }

// Press does what the button does, where it can be done.
func (b *pressable) Press() {
	if b.why == "" {
		b.press()
	}
}

// Tapped implements [fyne.Tappable]: of what cannot be done it is told at once
// why.
func (b *pressable) Tapped(*fyne.PointEvent) {
	if b.why == "" {
		b.press()
		return
	}
	if t := tipsOver(b.self); t != nil {
		t.rest(b.self, "")
		t.tell(b.tip())
	}
	if b.OnRefused != nil {
		b.OnRefused()
	}
}

// Cursor implements [desktop.Cursorable].
func (b *pressable) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return b.Hover.Cursor()
}

// MouseDown implements [desktop.Mouseable].
func (b *pressable) MouseDown(*desktop.MouseEvent) { b.hold(true) }

// MouseUp implements [desktop.Mouseable].
func (b *pressable) MouseUp(*desktop.MouseEvent) { b.hold(false) }

func (b *pressable) hold(down bool) {
	b.down = down
	b.Refresh()
}

func (b *pressable) hovered() {
	b.down = b.down && b.Over
	if t := tipsOver(b.self); t != nil {
		words := ""
		if b.Over {
			words = b.tip()
		}
		t.rest(b.self, words)
	}
	b.Refresh()
}

// tip is what is told beside the button.
func (b *pressable) tip() string {
	switch {
	case b.look == Tool && b.why != "":
		return b.words + ": " + b.why
	case b.why != "":
		return Capital(b.why)
	case b.look == Tool || strings.Join(b.lines(b.Size().Width), " ") != OneLine(b.words):
		return b.words
	}
	return b.Hint
}

// AccessibilityLabel implements [fyne.Accessible].
func (b *pressable) AccessibilityLabel() string {
	said := b.words
	switch {
	case b.look == Switching && b.chosen:
		said += ", on"
	case b.look == Switching:
		said += ", off"
	case b.chosen:
		said += ", chosen"
	}
	if b.why != "" {
		said += ", not now: " + b.why
	}
	return said
}

// AccessibilityRole implements [fyne.Accessible].
func (b *pressable) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// FocusGained implements [fyne.Focusable].
func (b *Button) FocusGained() { b.focus(true) }

// FocusLost implements [fyne.Focusable].
func (b *Button) FocusLost() { b.focus(false) }

func (b *Button) focus(has bool) {
	b.focused = has
	b.Refresh()
}

// TypedKey implements [fyne.Focusable]. The space bar presses by its character,
// which comes after the key: what goes away by the key would leave the character
// to the page.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || b.Menu && e.Name == fyne.KeyDown:
		b.Press()
	case e.Name == fyne.KeySpace:
	case b.OnKey != nil:
		b.OnKey(e.Name)
	default:
		keyToWindow(b, e)
	}
}

// TypedRune implements [fyne.Focusable].
func (b *Button) TypedRune(r rune) {
	switch {
	case r == ' ':
		b.Press()
	case b.OnRune != nil:
		b.OnRune(r)
	default:
		runeToWindow(b, r)
	}
}
