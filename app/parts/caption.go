package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Caption stands above a part of a sheet, with a count at its right end.
type Caption struct {
	widget.BaseWidget
	Words, Count string // [Caption.Say] and [Caption.Ends] change them
}

// NewCaption returns a caption without a count.
func NewCaption(words string) *Caption {
	c := &Caption{Words: words}
	c.ExtendBaseWidget(c)
	return c
}

// Say changes the words, Ends what stands at the right end.
func (c *Caption) Say(words string) {
	c.Words = words
	c.Refresh()
}

// Ends is the counterpart of [Caption.Say].
func (c *Caption) Ends(count string) {
	c.Count = count
	c.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (c *Caption) MinSize() fyne.Size { return fyne.NewSize(64, 20) }

// AccessibilityLabel implements [fyne.Accessible].
func (c *Caption) AccessibilityLabel() string { return c.Words + " " + c.Count }

// AccessibilityRole implements [fyne.Accessible].
func (c *Caption) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (c *Caption) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(c, func(size fyne.Size) []fyne.CanvasObject {
		p := style.Now()
		words := InLine(Text(c.Words, style.SmallSize, true, p.Muted), 0, 0, size.Height)
		count := Text(Shorten(c.Count, style.SmallSize, fyne.TextStyle{}, max(size.Width-words.Size().Width-style.Gap, 0)), style.SmallSize, false, p.Muted)
		return []fyne.CanvasObject{words, InLine(count, size.Width-count.MinSize().Width, 0, size.Height)}
	})
}
