package dialog

import (
	"path/filepath"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
)

// pathField is the entry for the path. It keeps the keys that the chooser needs.
type pathField struct {
	widget.Entry
	c       *chooser
	setting bool // the chooser writes, not the person
}

var _ fyne.Tabbable = (*pathField)(nil)

func newPathField(c *chooser) *pathField {
	f := &pathField{c: c}
	f.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	f.ExtendBaseWidget(f)
	f.OnChanged = func(string) {
		if !f.setting {
			c.edited()
		}
	}
	return f
}

// CreateRenderer implements [fyne.Widget].
func (f *pathField) CreateRenderer() fyne.WidgetRenderer {
	return parts.Outlined(f.Entry.CreateRenderer())
}

// set writes a text and puts the cursor after it.
func (f *pathField) set(text string) {
	f.setting = true
	f.SetText(text)
	f.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd}) // which also lets go of what was selected
	f.setting = false
}

// selectStem selects the name without its ending, for another to be typed.
func (f *pathField) selectStem() {
	head, name := folder.Split(f.Text)
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
func (f *pathField) AcceptsTab() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers() != 0 {
		return false
	}
	return f.c.own() && f.Text != f.c.stuck
}

// TypedKey implements [fyne.Focusable].
func (f *pathField) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		f.c.submit()
	case fyne.KeyEscape:
		f.c.Key(e.Name)
	case fyne.KeyTab:
		f.c.complete()
	case fyne.KeyDown, fyne.KeyPageDown:
		f.c.takeList()
	case fyne.KeyUp, fyne.KeyPageUp:
	default:
		f.Entry.TypedKey(e)
	}
}

// TypedRune implements [fyne.Focusable]. A path that stands for itself takes
// the place of the one that the chooser wrote.
func (f *pathField) TypedRune(r rune) {
	if folder.StartsPath(r) {
		f.anew()
	}
	f.Entry.TypedRune(r)
}

// TypedShortcut implements [fyne.Shortcutable].
func (f *pathField) TypedShortcut(sc fyne.Shortcut) {
	if f.c.Shortcut(sc) {
		return
	}
	if p, ok := sc.(*fyne.ShortcutPaste); ok {
		if text := strings.TrimSpace(p.Clipboard.Content()); text != "" && (filepath.IsAbs(text) || text[0] == '~') {
			f.anew()
		}
	}
	f.Entry.TypedShortcut(sc)
}

// anew empties the field if it holds only what the chooser wrote, with the
// cursor where the chooser put it or something selected.
func (f *pathField) anew() {
	atEnd := f.CursorColumn == utf8.RuneCountInString(f.Text)
	if f.c.own() || !atEnd && f.SelectedText() == "" {
		return
	}
	f.set("")
}
