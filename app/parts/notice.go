package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Notice is a line that says, where the action was, why it could not be done.
// It takes no room until it has something to say.
type Notice struct {
	widget.BaseWidget
	label *widget.Label
	box   *fyne.Container
	back  *canvas.Rectangle

	// Around, if not nil, is laid out anew when the notice comes or goes.
	Around *fyne.Container
	// OnKey, if not nil, hears of the keys that its cross has no use for.
	OnKey func(fyne.KeyName)
}

// closing takes a notice away.
type closing struct {
	widget.Button
	n *Notice
}

// TypedKey implements [fyne.Focusable].
func (c *closing) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter:
		c.Tapped(nil)
	case c.n.OnKey != nil && e.Name != fyne.KeySpace:
		c.n.OnKey(e.Name)
	default:
		c.Button.TypedKey(e)
	}
}

// NewNotice returns a silent notice.
func NewNotice() *Notice {
	n := &Notice{label: widget.NewLabel(""), back: canvas.NewRectangle(nil)}
	n.label.Wrapping = fyne.TextWrapWord
	n.back.CornerRadius = style.Corner
	button := &closing{n: n}
	button.Icon, button.Importance, button.OnTapped = theme.CancelIcon(), widget.LowImportance, n.Clear
	button.ExtendBaseWidget(button)
	n.box = container.NewStack(n.back, container.NewBorder(nil, nil, nil, container.NewVBox(button), n.label))
	n.ExtendBaseWidget(n)
	n.Hide()
	return n
}

// Say shows what err says; nil clears.
func (n *Notice) Say(err error) {
	if err == nil {
		n.Clear()
		return
	}
	n.label.SetText(Capital(err.Error()))
	n.Show()
	n.Refresh()
	n.arrange()
}

func (n *Notice) arrange() {
	if n.Around != nil {
		n.Around.Refresh()
	}
}

// Clear hides the notice.
func (n *Notice) Clear() {
	if !n.Visible() {
		return
	}
	n.label.SetText("")
	n.Hide()
	n.arrange()
}

// Text is what the notice says, "" if it is silent.
func (n *Notice) Text() string { return n.label.Text }

// Refresh implements [fyne.CanvasObject]. Of a notice that says nothing, nothing
// is made: most never say anything.
func (n *Notice) Refresh() {
	if !n.Visible() {
		return
	}
	n.back.FillColor = style.Now().VerdictFill("disputed")
	n.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	n.back.FillColor = style.Now().VerdictFill("disputed")
	return widget.NewSimpleRenderer(n.box)
}
