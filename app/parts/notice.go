package parts

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Notice is a line that says, where the action was, why it could not be done, or
// what was done with a way to take it back. It takes no room until it has something
// to say.
type Notice struct {
	widget.BaseWidget
	label   *widget.Label
	box     *fyne.Container
	back    *canvas.Rectangle
	closing *Button
	offer   *Button // hidden where nothing is offered
	calm    bool    // nothing is wrong

	// Around, if not nil, is laid out anew when the notice comes or goes.
	Around *fyne.Container
}

// NewNotice returns a silent notice.
func NewNotice() *Notice {
	n := &Notice{label: widget.NewLabel(""), back: canvas.NewRectangle(nil)}
	n.label.Wrapping = fyne.TextWrapWord
	n.back.CornerRadius = style.Corner
	n.closing = NewTool("Close", Away, n.Clear)
	n.closing.Under = func(p *style.Palette) color.NRGBA { return p.Surface }
	n.offer = NewButton(Small, "", nil)
	n.offer.Hide()
	n.box = container.NewStack(n.back, container.NewBorder(nil, nil, nil,
		container.NewVBox(container.NewHBox(Inset(n.offer, style.Unit, style.Gap, 0, 0), Inset(n.closing, style.Unit, style.Unit, 0, 0))), n.label))
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
	n.say(err.Error(), false)
}

// Offer says what was done, and offers something to do about it, in a word; doing
// it clears the notice.
func (n *Notice) Offer(done, word string, do func()) {
	n.offer.press = func() {
		n.Clear()
		do()
	}
	n.offer.words = word
	n.say(done, true)
}

func (n *Notice) say(words string, calm bool) {
	n.calm = calm
	Show(n.offer, calm)
	n.label.SetText(Capital(words))
	n.Show()
	n.Refresh()
	n.arrange()
}

func (n *Notice) ground() color.NRGBA {
	if n.calm {
		return style.Now().AccentFill
	}
	return style.Now().VerdictFill("disputed")
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

// OnKey has the keys that the notice has no use for go elsewhere than to the
// window.
func (n *Notice) OnKey(to func(fyne.KeyName)) { n.closing.OnKey = to }

// Text is what the notice says, "" if it is silent.
func (n *Notice) Text() string { return n.label.Text }

// Refresh implements [fyne.CanvasObject]. Of a notice that says nothing, nothing
// is made: most never say anything.
func (n *Notice) Refresh() {
	if !n.Visible() {
		return
	}
	n.back.FillColor = n.ground()
	n.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (n *Notice) CreateRenderer() fyne.WidgetRenderer {
	n.back.FillColor = n.ground()
	return widget.NewSimpleRenderer(n.box)
}
