package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// question asks whether a file may be replaced. It takes no room until it is
// asked.
type question struct {
	widget.BaseWidget
	c     *chooser
	label *widget.Label
	back  *canvas.Rectangle
	keep  *parts.Button
	box   fyne.CanvasObject
	path  string
}

func newQuestion(c *chooser) *question {
	q := &question{c: c, label: widget.NewLabel(""), back: &canvas.Rectangle{CornerRadius: style.Corner}}
	q.label.Wrapping = fyne.TextWrapWord
	q.keep = c.button(parts.Plain, "Keep it", c.keep)
	replace := c.button(parts.Danger, "Replace", func() { c.finish([]string{q.path}) })
	q.box = parts.Inset(container.NewStack(q.back, container.NewBorder(nil, nil, nil,
		parts.Inset(container.NewCenter(c.row([]*parts.Button{q.keep, replace})), style.Unit, style.Gap, style.Unit, style.Gap),
		container.NewVBox(layout.NewSpacer(), q.label, layout.NewSpacer()))), 0, 0, style.Gap, 0)
	q.ExtendBaseWidget(q)
	q.Hide()
	return q
}

// ask asks about a path. "Keep it" has the keyboard, so that an Enter held too
// long replaces nothing.
func (q *question) ask(path string) {
	q.path = path
	_, name := folder.Split(path)
	q.label.SetText(folder.ReplaceWord(name))
	q.Show()
	q.c.tell()
	q.c.k.canvas.Focus(q.keep)
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
