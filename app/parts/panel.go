package parts

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Panel is a side panel: a field, a title with a count, a notice, and a list
// below them. It is to be embedded; who embeds it extends it.
type Panel struct {
	widget.BaseWidget
	Field  *Field
	Notice *Notice // where the panel's actions say what went wrong

	title, count *canvas.Text
	body         *fyne.Container
	covers       map[fyne.CanvasObject]*fyne.Container // around what lies where the list is
}

// Compose makes the parts of the panel; over lies where the list is, for what
// stands in the place of an empty one.
func (p *Panel) Compose(title, hint string, list fyne.CanvasObject, over ...fyne.CanvasObject) {
	p.Field, p.Notice = NewField(hint), NewNotice()
	p.title = Text(strings.ToUpper(title), style.SmallSize, true, nil)
	p.count = Text("", style.SmallSize, true, nil)
	top := container.NewVBox(
		Inset(p.Field, style.Panel, style.Panel, 6, style.Panel),
		Inset(container.NewBorder(nil, nil, p.title, p.count), 0, 16, 2, 16), p.Notice)
	lists := container.NewStack(Inset(list, 0, style.Panel-6, 0, style.Panel))
	p.covers = map[fyne.CanvasObject]*fyne.Container{}
	for _, o := range over {
		p.covers[o] = container.NewVBox(Inset(o, 0, style.Panel, 0, style.Panel))
		lists.Add(p.covers[o])
	}
	p.body = &fyne.Container{Layout: Frame{Top: top, Middle: lists}, Objects: []fyne.CanvasObject{top, lists}} // as Tab goes
	p.Notice.Around = p.body
}

// Cover shows or hides what lies where the list is. It gets the room that it needs
// now: while it was hidden it had none.
func (p *Panel) Cover(o fyne.CanvasObject, shown bool) {
	if o.Visible() != shown {
		Show(o, shown)
		p.covers[o].Refresh()
	}
}

// SetCount says beside the title how many there are.
func (p *Panel) SetCount(s string) {
	if p.count.Text != s {
		p.count.Text = s
		p.count.Refresh()
	}
}

// Count is what stands beside the title.
func (p *Panel) Count() string { return p.count.Text }

// FocusField puts the keyboard into the field.
func (p *Panel) FocusField() { Focus(p.Field) }

func (p *Panel) dress() { p.title.Color, p.count.Color = style.Now().Muted, style.Now().Muted }

// Refresh implements [fyne.CanvasObject].
func (p *Panel) Refresh() {
	p.dress()
	p.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.dress()
	return widget.NewSimpleRenderer(p.body)
}
