package parts

import "fyne.io/fyne/v2"

// Frame lays out the edges of an area and what they leave in the middle,
// without the space that Fyne's border layout puts between them. Any of its
// objects may be nil.
type Frame struct {
	Top, Bottom, Left, Right, Middle fyne.CanvasObject
}

var _ fyne.Layout = Frame{}

// New returns a container of the frame.
func (f Frame) New() *fyne.Container {
	c := &fyne.Container{Layout: f}
	for _, o := range []fyne.CanvasObject{f.Middle, f.Top, f.Bottom, f.Left, f.Right} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

func shown(o fyne.CanvasObject) bool { return o != nil && o.Visible() }

// Layout implements [fyne.Layout].
func (f Frame) Layout(_ []fyne.CanvasObject, s fyne.Size) {
	var top, left float32
	bottom, right := s.Height, s.Width
	// The height of what wraps depends on the width that it has got.
	high := func(o fyne.CanvasObject) float32 {
		o.Resize(fyne.NewSize(s.Width, o.MinSize().Height))
		return o.MinSize().Height
	}
	if shown(f.Top) {
		top = high(f.Top)
		Place(f.Top, 0, 0, s.Width, top)
	}
	if shown(f.Bottom) {
		bottom -= high(f.Bottom)
		Place(f.Bottom, 0, bottom, s.Width, s.Height-bottom)
	}
	bottom = max(bottom, top) // an area may be too low for its edges
	if shown(f.Left) {
		left = f.Left.MinSize().Width
		Place(f.Left, 0, top, left, bottom-top)
	}
	if shown(f.Right) {
		right -= f.Right.MinSize().Width
		Place(f.Right, right, top, s.Width-right, bottom-top)
	}
	if shown(f.Middle) {
		Place(f.Middle, left, top, max(right-left, 0), bottom-top)
	}
}

// MinSize implements [fyne.Layout].
func (f Frame) MinSize([]fyne.CanvasObject) fyne.Size {
	size := func(o fyne.CanvasObject) fyne.Size {
		if shown(o) {
			return o.MinSize()
		}
		return fyne.Size{}
	}
	top, bottom, left, right, middle := size(f.Top), size(f.Bottom), size(f.Left), size(f.Right), size(f.Middle)
	return fyne.NewSize(
		max(left.Width+middle.Width+right.Width, top.Width, bottom.Width),
		max(left.Height, middle.Height, right.Height)+top.Height+bottom.Height)
}
