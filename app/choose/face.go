package choose

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// face is all of the sheet; it dresses it in the colours of the theme.
type face struct {
	widget.BaseWidget
	s    *sheet
	body fyne.CanvasObject
}

func newFace(s *sheet, body fyne.CanvasObject) *face {
	f := &face{s: s, body: body}
	f.ExtendBaseWidget(f)
	return f
}

// Refresh implements [fyne.CanvasObject].
func (f *face) Refresh() {
	f.s.paint()
	f.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (f *face) CreateRenderer() fyne.WidgetRenderer {
	f.s.paint()
	return widget.NewSimpleRenderer(f.body)
}

// paint sets the colours of what does not know the theme itself.
func (s *sheet) paint() {
	p := style.Now()
	s.title.Color, s.summary.Color = p.Ink, p.Muted
	s.frame.FillColor, s.frame.StrokeColor = p.Page, p.Page
	if s.list.focused && s.list.at < 0 {
		s.frame.StrokeColor = p.Accent
	}
	s.frame.Refresh()
}

// button is a button on which Enter and Escape do what they do all over the
// sheet.
type button struct {
	widget.Button
	s *sheet
}

func newButton(s *sheet, text string, i widget.Importance, press func()) *button {
	b := &button{s: s}
	b.Text, b.Importance, b.OnTapped = text, i, press
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

// TypedKey implements [fyne.Focusable].
func (b *button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		b.s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		b.Button.TypedKey(e)
	}
}

// link is a quiet button.
type link struct {
	widget.Hyperlink
	s *sheet
}

func newLink(s *sheet, press func()) *link {
	l := &link{s: s}
	l.OnTapped, l.SizeName = press, theme.SizeNameCaptionText
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements [fyne.Focusable].
func (l *link) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.s.escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		l.OnTapped()
	default:
		l.Hyperlink.TypedKey(e)
	}
}

// question asks whether a file may be replaced. It takes no room until it is
// asked.
type question struct {
	widget.BaseWidget
	s     *sheet
	label *widget.Label
	back  *canvas.Rectangle
	keep  *button
	box   *fyne.Container
	path  string
}

func newQuestion(s *sheet) *question {
	q := &question{s: s, label: widget.NewLabel(""), back: &canvas.Rectangle{CornerRadius: style.Corner}}
	q.label.Wrapping = fyne.TextWrapWord
	q.keep = newButton(s, "Keep it", widget.MediumImportance, s.keep)
	replace := newButton(s, "Replace", widget.DangerImportance, func() { s.finish([]string{q.path}) })
	q.box = container.NewStack(q.back, container.NewBorder(nil, nil, nil,
		container.NewPadded(container.NewCenter(container.NewHBox(q.keep, replace))),
		container.NewVBox(layout.NewSpacer(), q.label, layout.NewSpacer())))
	q.ExtendBaseWidget(q)
	q.Hide()
	return q
}

// ask asks about a path. "Keep it" has the keyboard, so that an Enter held too
// long replaces nothing.
func (q *question) ask(path string) {
	q.path = path
	_, name := split(path)
	q.label.SetText(replaceWord(name))
	q.Show()
	q.s.tell()
	q.s.canvas.Focus(q.keep)
}

// Refresh implements [fyne.CanvasObject].
func (q *question) Refresh() {
	q.back.FillColor = style.Now().VerdictFill("disputed")
	q.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (q *question) CreateRenderer() fyne.WidgetRenderer {
	q.back.FillColor = style.Now().VerdictFill("disputed")
	return widget.NewSimpleRenderer(q.box)
}
