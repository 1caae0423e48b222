package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Field is a line of text that hands on the keys it has no use for, so that
// the list below it can be walked and left from the keyboard.
type Field struct {
	widget.Entry

	// OnKey hears of every key first, OnRune of every character; true means that
	// it has been used.
	OnKey  func(fyne.KeyName) bool
	OnRune func(rune) bool
	// OnShortcut hears of every shortcut first.
	OnShortcut func(fyne.Shortcut) bool
}

// NewField returns an empty field.
func NewField(hint string) *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	return f
}

// TypedKey implements [fyne.Focusable].
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey == nil || !f.OnKey(e.Name) {
		f.Entry.TypedKey(e)
	}
}

// TypedRune implements [fyne.Focusable].
func (f *Field) TypedRune(r rune) {
	if f.OnRune == nil || !f.OnRune(r) {
		f.Entry.TypedRune(r)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if f.OnShortcut == nil || !f.OnShortcut(s) {
		f.Entry.TypedShortcut(s)
	}
}
