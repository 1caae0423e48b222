package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Heading is a bold line of the interface, with a label's space around it.
type Heading struct {
	widget.BaseWidget
	Text string // [Heading.SetText] changes it
}

// NewHeading returns an empty heading.
func NewHeading() *Heading {
	h := &Heading{}
	h.ExtendBaseWidget(h)
	return h
}

// SetText changes the words.
func (h *Heading) SetText(s string) {
	h.Text = s
	h.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (h *Heading) MinSize() fyne.Size {
	pad := 2 * theme.InnerPadding()
	return Text(h.Text, style.TextSize, true, nil).MinSize().AddWidthHeight(pad, pad)
}

// AccessibilityLabel implements [fyne.Accessible].
func (h *Heading) AccessibilityLabel() string { return h.Text }

// AccessibilityRole implements [fyne.Accessible].
func (h *Heading) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (h *Heading) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(h, func(size fyne.Size) []fyne.CanvasObject {
		return []fyne.CanvasObject{InLine(Text(h.Text, style.TextSize, true, style.Now().Ink), theme.InnerPadding(), 0, size.Height)}
	})
}
