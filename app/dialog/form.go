package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

const formWide = 600 // in pixels

// Field is a line of a form.
type Field struct {
	Label string
	Value string // what stands in it at first
	Hint  string // stands in it while it is empty
	// Secret shows dots for what is typed.
	Secret bool
}

// Form asks for a few lines of text. Accept is given what was typed, field by
// field, and tells what is wrong with it; then the form stays open and says so.
func (k *Kit) Form(title, confirm string, fields []Field, accept func(values []string) error) {
	k.FormOn(title, "", confirm, fields, accept)
}

// FormOn is [Kit.Form] below a text that says what it is about.
func (k *Kit) FormOn(title, text, confirm string, fields []Field, accept func(values []string) error) *Sheet {
	lines := make([]*Line, len(fields))
	form := &widget.Form{}
	for i, f := range fields {
		lines[i] = NewLine(f)
		form.Append(f.Label, lines[i])
	}
	var body fyne.CanvasObject = form
	if text != "" {
		body = &fyne.Container{Layout: parts.Column{Gap: style.Panel + style.Gap}, Objects: []fyne.CanvasObject{words(text, formWide), form}}
	}
	s := k.Sheet(title, formWide, body)
	for _, l := range lines {
		l.On(s)
	}
	s.Button("Cancel", s.Close)
	s.Strong(confirm, func() {
		values := make([]string, len(lines))
		for i, l := range lines {
			values[i] = l.Text
		}
		if err := accept(values); err != nil {
			s.Say(err)
			return
		}
		s.Close()
	})
	s.Show(lines[0])
	return s
}

// Line is a line of text on a sheet.
type Line struct {
	widget.Entry
	s *Sheet
}

// NewLine returns the line of a field; [Line.On] follows.
func NewLine(f Field) *Line {
	e := &Line{}
	e.ExtendBaseWidget(e)
	e.Password = f.Secret
	e.SetPlaceHolder(f.Hint)
	e.SetText(f.Value)
	return e
}

// On says on which sheet the line stands: that hears of the keys it has no use for.
func (e *Line) On(s *Sheet) { e.s = s }

// CreateRenderer implements [fyne.Widget].
func (e *Line) CreateRenderer() fyne.WidgetRenderer { return parts.Outlined(e.Entry.CreateRenderer()) }

// FocusGained implements [fyne.Focusable]: what is there is selected, to be
// typed over.
func (e *Line) FocusGained() {
	e.Entry.FocusGained()
	e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// TypedKey implements [fyne.Focusable].
func (e *Line) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		e.s.Key(k.Name)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (e *Line) TypedShortcut(sc fyne.Shortcut) {
	if !e.s.Shortcut(sc) {
		e.Entry.TypedShortcut(sc)
	}
}
