package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// The widths of the side panels where the window is wide, and where it is as
// narrow as can be, in pixels, and the widths of the window between which they
// change.
const (
	libraryWidth, libraryLeast = 273, 214
	claimsWidth, claimsLeast   = 317, 262
	windowWide, windowNarrow   = 1180, 860
)

// sideWidth is the width of a panel in a window of a width.
func sideWidth(window, full, least float32) float32 {
	share := (window - windowNarrow) / (windowWide - windowNarrow)
	return least + (full-least)*min(max(share, 0), 1)
}

// columns lays out a panel on the left, the page, and a panel on the right,
// which may be missing. In narrow windows the panels give way to the page.
type columns struct{}

var _ fyne.Layout = columns{}

// Layout implements [fyne.Layout].
func (columns) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	left, right := sideWidth(s.Width, libraryWidth, libraryLeast), float32(0)
	place := func(o fyne.CanvasObject, x, wide float32) {
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(max(wide, 0), s.Height))
	}
	if len(objects) > 2 {
		right = sideWidth(s.Width, claimsWidth, claimsLeast)
		place(objects[2], s.Width-right, right)
	}
	place(objects[0], 0, left)
	place(objects[1], left, s.Width-left-right)
}

// MinSize implements [fyne.Layout].
func (columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for i, o := range objects {
		m := o.MinSize()
		least.Height = max(least.Height, m.Height)
		switch i {
		case 0:
			least.Width += max(m.Width, libraryLeast)
		case 1:
			least.Width += m.Width
		default:
			least.Width += max(m.Width, claimsLeast)
		}
	}
	return least
}

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
}

// MinSize implements [fyne.Layout].
func (above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), listLeast)
}
