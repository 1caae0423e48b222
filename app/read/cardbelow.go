package read

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"claimtrace/app/parts"
)

// listLeast is the height that the claims keep above the card, in pixels.
const listLeast = 150

// above lays out the claims above the card, which is as high as it needs to be
// and is scrolled where the window is too low for both.
type above struct{}

var _ fyne.Layout = above{}

// Layout implements [fyne.Layout].
func (above) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	list, card := objects[0], objects[1].(*container.Scroll)
	var high float32
	if card.Content.Visible() {
		high = min(card.Content.MinSize().Height, max(s.Height-listLeast, 0))
	}
	list.Move(fyne.Position{})
	list.Resize(fyne.NewSize(s.Width, s.Height-high))
	card.Move(fyne.NewPos(0, s.Height-high))
	card.Resize(fyne.NewSize(s.Width, high))
	parts.Show(card, high > 0) // or its shadow and bar are drawn
}

// MinSize implements [fyne.Layout].
func (above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), listLeast)
}
