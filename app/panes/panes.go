// Package panes lays out side panels beside a page, which can be dragged to
// another width and folded away.
package panes

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The widths of the window between which panels change that nobody has dragged,
// what the page keeps beside panels that were, and where a panel folds that is
// dragged further, all in pixels.
const (
	windowWide, windowNarrow = 1180, 860
	pageLeast                = 380
	foldBelow                = 0.6 // of the least width
)

// Width is that of a panel.
type Width struct {
	Dragged float32 // in pixels; 0 while nobody has dragged it
	Folded  bool
}

// Side is a panel and the widths that it has of itself: where the window is
// wide, and where it is as narrow as can be.
type Side struct {
	Object      fyne.CanvasObject
	Full, Least float32
	Width
	Share float32 // of the window, in the place of all these while what it shows needs the room; 0 while nothing does

	border *border
}

// Panes is a page between a panel on the left and one on the right, either of
// which may be missing.
type Panes struct {
	Left, Right *Side
	Page        fyne.CanvasObject
	OnChange    func() // a panel was dragged or folded

	box *fyne.Container
}

var _ fyne.Layout = (*Panes)(nil)

// Object is what is shown.
func (p *Panes) Object() *fyne.Container {
	if p.box != nil {
		return p.box
	}
	var objects, borders []fyne.CanvasObject
	add := func(s *Side) {
		if s != nil {
			s.border = newBorder(p, s)
			objects, borders = append(objects, s.Object), append(borders, s.border)
		}
	}
	add(p.Left)
	objects = append(objects, p.Page)
	add(p.Right)
	p.box = &fyne.Container{Layout: p, Objects: append(objects, borders...)}
	return p.box
}

// Fold folds a panel away, or shows it again.
func (p *Panes) Fold(s *Side, folded bool) {
	s.Folded = folded
	p.box.Refresh()
	if p.OnChange != nil {
		p.OnChange()
	}
}

// Unfold shows a panel that is about to be used.
func (p *Panes) Unfold(s *Side) {
	if s.Folded {
		p.Fold(s, false)
	}
}

// wide is the width of a panel in a window of a width, pixels.
func (s *Side) wide(window float32) float32 {
	switch {
	case s == nil || s.Folded:
		return 0
	case s.Share > 0:
		return max(window*s.Share, s.Least)
	case s.Dragged > 0:
		return s.Dragged
	}
	share := (window - windowNarrow) / (windowWide - windowNarrow)
	return s.Least + (s.Full-s.Least)*min(max(share, 0), 1)
}

// Give gives a panel a share of the window, or with 0 the width again that it has else.
func (p *Panes) Give(s *Side, share float32) {
	if s.Share != share {
		s.Share = share
		p.box.Refresh()
	}
}

// widths gives the panels what they want, and the page what it needs.
func (p *Panes) widths(window float32) (left, right float32) {
	left, right = p.Left.wide(window), p.Right.wide(window)
	if over := left + right + pageLeast - window; over > 0 && left+right > 0 {
		give := func(s *Side, wide float32) float32 {
			if s == nil || s.Folded {
				return 0
			}
			return max(wide-over*wide/(left+right), min(s.Least, wide))
		}
		left, right = give(p.Left, left), give(p.Right, right)
	}
	return left, right
}

// Layout implements [fyne.Layout].
func (p *Panes) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	left, right := p.widths(size.Width)
	side := func(s *Side, x, edge, wide float32) {
		if s == nil {
			return
		}
		parts.Show(s.Object, !s.Folded)
		parts.Place(s.Object, x, 0, wide, size.Height)
		parts.Place(s.border, max(min(edge-borderWide/2, size.Width-borderWide), 0), 0, borderWide, size.Height)
	}
	side(p.Left, 0, left, left)
	side(p.Right, size.Width-right, size.Width-right, right)
	parts.Place(p.Page, left, 0, max(size.Width-left-right, 0), size.Height)
}

// MinSize implements [fyne.Layout].
func (p *Panes) MinSize([]fyne.CanvasObject) fyne.Size {
	least := p.Page.MinSize()
	for _, s := range []*Side{p.Left, p.Right} {
		if s == nil || s.Folded {
			continue
		}
		m := s.Object.MinSize()
		least.Height = max(least.Height, m.Height)
		least.Width += max(m.Width, s.Least)
	}
	return least
}

const borderWide = 7 // where a panel can be dragged, in pixels

// border is what a panel is dragged by. It shows itself under the pointer; a
// double click folds the panel, and shows it again.
type border struct {
	widget.BaseWidget
	p    *Panes
	s    *Side
	over bool
	from float32 // the width when the dragging began; negative while nothing is dragged
	by   float32
}

var (
	_ fyne.Draggable      = (*border)(nil)
	_ fyne.DoubleTappable = (*border)(nil)
	_ desktop.Hoverable   = (*border)(nil)
	_ desktop.Cursorable  = (*border)(nil)
)

func newBorder(p *Panes, s *Side) *border {
	b := &border{p: p, s: s, from: -1}
	b.ExtendBaseWidget(b)
	return b
}

// Dragged implements [fyne.Draggable].
func (b *border) Dragged(e *fyne.DragEvent) {
	window := b.p.box.Size().Width
	if b.from < 0 {
		left, right := b.p.widths(window)
		if b.from, b.by = left, 0; b.s == b.p.Right {
			b.from = right
		}
	}
	by := e.Dragged.DX
	if b.s == b.p.Right {
		by = -by
	}
	b.by += by
	wide := b.from + b.by
	b.s.Folded = wide < b.s.Least*foldBelow
	if !b.s.Folded {
		other := b.p.Left
		if b.s == b.p.Left {
			other = b.p.Right
		}
		wide = max(min(wide, window-pageLeast-other.wide(window)), b.s.Least)
		if b.s.Share > 0 {
			b.s.Share = wide / window
		} else {
			b.s.Dragged = wide
		}
	}
	b.p.box.Refresh()
}

// DragEnd implements [fyne.Draggable].
func (b *border) DragEnd() {
	b.from = -1
	if b.p.OnChange != nil {
		b.p.OnChange()
	}
}

// DoubleTapped implements [fyne.DoubleTappable].
func (b *border) DoubleTapped(*fyne.PointEvent) { b.p.Fold(b.s, !b.s.Folded) }

// MouseIn implements [desktop.Hoverable].
func (b *border) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved implements [desktop.Hoverable].
func (b *border) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (b *border) MouseOut() { b.hover(false) }

func (b *border) hover(over bool) {
	b.over = over
	b.Refresh()
}

// Cursor implements [desktop.Cursorable].
func (b *border) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// MinSize implements [fyne.CanvasObject].
func (b *border) MinSize() fyne.Size { return fyne.NewSize(borderWide, 1) }

// CreateRenderer implements [fyne.Widget].
func (b *border) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(b, b.draw) }

// draw shows a line while the pointer is there, and always where a panel is
// folded: that is where it comes back from.
func (b *border) draw(size fyne.Size) []fyne.CanvasObject {
	p := style.Now()
	line := canvas.NewRectangle(p.Accent)
	switch {
	case b.over:
		return []fyne.CanvasObject{parts.Place(line, borderWide/2-1, 0, 3, size.Height)}
	case b.s.Folded:
		line.FillColor = p.Line
		return []fyne.CanvasObject{parts.Place(line, borderWide/2, 0, 2, size.Height)}
	}
	return nil
}
