package choose

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// field is the entry for the path. It keeps the keys that the sheet needs.
type field struct {
	widget.Entry
	s       *sheet
	setting bool // the sheet writes, not the person
}

var _ fyne.Tabbable = (*field)(nil)

func newField(s *sheet) *field {
	f := &field{s: s}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	f.OnChanged = func(string) {
		if !f.setting {
			s.edited()
		}
	}
	return f
}

// set writes a text and puts the cursor after it.
func (f *field) set(text string) {
	f.setting = true
	f.SetText(text)
	f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // which also lets go of what was selected
	f.setting = false
}

// selectStem selects the name without its ending, for another to be typed.
func (f *field) selectStem() {
	head, name := split(f.Text)
	stem := strings.TrimSuffix(name, filepath.Ext(name))
	f.CursorColumn = utf8.RuneCountInString(head)
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	f.Entry.KeyDown(shift)
	for range []rune(stem) {
		f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	f.Entry.KeyUp(shift)
}

// AcceptsTab implements [fyne.Tabbable]: Tab completes what is being typed and
// otherwise goes on to the list.
func (f *field) AcceptsTab() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers() != 0 {
		return false
	}
	return f.s.typed() && f.Text != f.s.stuck
}

// TypedKey implements [fyne.Focusable].
func (f *field) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.s.submit()
	case fyne.KeyEscape:
		f.s.escape()
	case fyne.KeyTab:
		f.s.complete()
	case fyne.KeyDown, fyne.KeyPageDown:
		f.s.list.take()
	case fyne.KeyUp, fyne.KeyPageUp:
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedRune implements [fyne.Focusable]. A path that stands for itself takes
// the place of the one that the sheet wrote.
func (f *field) TypedRune(r rune) {
	if startsPath(r) {
		f.anew()
	}
	f.Entry.TypedRune(r)
}

// TypedShortcut implements [fyne.Shortcutable].
func (f *field) TypedShortcut(sc fyne.Shortcut) {
	if p, ok := sc.(*fyne.ShortcutPaste); ok {
		if text := strings.TrimSpace(p.Clipboard.Content()); text != "" && (filepath.IsAbs(text) || text[0] == '~') {
			f.anew()
		}
	}
	f.Entry.TypedShortcut(sc)
}

// anew empties the field if it holds only what the sheet wrote, with the
// cursor where the sheet put it or something selected.
func (f *field) anew() {
	atEnd := f.CursorColumn == utf8.RuneCountInString(f.Text)
	if f.s.typed() || !atEnd && f.SelectedText() == "" {
		return
	}
	f.set("")
}
