package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
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
	// OnFocus hears that the field got the keyboard or lost it; Keys are those that
	// it has a use for meanwhile.
	OnFocus func()
	Keys    func() []Hint
}

// Hinted is what tells its keys while it has the keyboard.
type Hinted interface{ Hints() []Hint }

// Hints implements [Hinted].
func (f *Field) Hints() []Hint {
	if f.Keys == nil {
		return nil
	}
	return f.Keys()
}

// FocusGained implements [fyne.Focusable].
func (f *Field) FocusGained() {
	f.Entry.FocusGained()
	f.tellFocus()
}

// FocusLost implements [fyne.Focusable].
func (f *Field) FocusLost() {
	f.Entry.FocusLost()
	f.tellFocus()
}

func (f *Field) tellFocus() {
	if f.OnFocus != nil {
		f.OnFocus()
	}
}

// NewField returns an empty field.
func NewField(hint string) *Field {
	f := &Field{}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	return f
}

// CreateRenderer implements [fyne.Widget].
func (f *Field) CreateRenderer() fyne.WidgetRenderer { return Outlined(f.Entry.CreateRenderer()) }

// outlined draws an entry whose outline is that of a button while it has the
// keyboard: Fyne tells that by the colour of a fine line alone.
type outlined struct {
	fyne.WidgetRenderer
	border *canvas.Rectangle
}

// Outlined is a renderer of Fyne's entry, with an outline that shows whether it
// has the keyboard.
func Outlined(entry fyne.WidgetRenderer) fyne.WidgetRenderer {
	for _, o := range entry.Objects() {
		if r, ok := o.(*canvas.Rectangle); ok && r.StrokeColor != nil {
			return &outlined{entry, r}
		}
	}
	return entry
}

// Refresh implements [fyne.WidgetRenderer].
func (o *outlined) Refresh() {
	o.WidgetRenderer.Refresh()
	if o.border.StrokeWidth = theme.InputBorderSize(); o.border.StrokeColor == theme.Color(theme.ColorNamePrimary) {
		o.border.StrokeWidth = ringWide
	}
}

// TypedKey implements [fyne.Focusable].
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey == nil || !f.OnKey(e.Name) {
		TypeKey(f, &f.Entry, e)
	}
}

// TypeKey gives an entry a key, and the window a function key.
func TypeKey(of fyne.CanvasObject, e interface{ TypedKey(*fyne.KeyEvent) }, k *fyne.KeyEvent) {
	if len(k.Name) > 1 && k.Name[0] == 'F' && k.Name[1] >= '1' && k.Name[1] <= '9' {
		keyToWindow(of, k)
		return
	}
	e.TypedKey(k)
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
		TypeShortcut(f, &f.Entry, s)
	}
}

// Typed tells whether anything stands in the field: then undo is its own.
func (f *Field) Typed() bool { return f.Text != "" }

// TypeShortcut gives an entry a shortcut that it has a use for, and the window
// any other: Fyne would let it get lost.
func TypeShortcut(of fyne.CanvasObject, e *widget.Entry, s fyne.Shortcut) {
	own := true
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		own = moves(s.KeyName)
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		own = e.Text != ""
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(of).(fyne.Shortcutable); ok && !own {
		window.TypedShortcut(s)
	} else if own {
		e.TypedShortcut(s)
	}
}

// moves tells whether a key with Control moves in a text or takes something of
// it away.
func moves(k fyne.KeyName) bool {
	switch k {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}
