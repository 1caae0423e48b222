package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// band is the widget of a row that is in the window. Rows that come in take
// the bands of those that have gone.
type band struct {
	widget.BaseWidget
	parts.Hover
	parts.Whole
	list     *list
	row      *row
	from, to float32 // the part of the row that is in the window
	brush    brush
}

var (
	_ fyne.Tappable          = (*band)(nil)
	_ fyne.SecondaryTappable = (*band)(nil)
	_ desktop.Hoverable      = (*band)(nil)
	_ desktop.Cursorable     = (*band)(nil)
	_ fyne.Accessible        = (*band)(nil)
)

func newBand(l *list) *band {
	b := &band{list: l, brush: brush{falls: l.falls}}
	b.Of, b.OnHover = b, b.Refresh
	b.ExtendBaseWidget(b)
	return b
}

// MinSize implements [fyne.CanvasObject].
func (b *band) MinSize() fyne.Size { return b.Size() }

// MouseIn implements [desktop.Hoverable].
func (b *band) MouseIn(e *desktop.MouseEvent) {
	b.Hover.MouseIn(e)
	b.Whole.MouseIn(e)
}

// MouseMoved implements [desktop.Hoverable].
func (b *band) MouseMoved(e *desktop.MouseEvent) {
	if r := b.row; r != nil {
		if c, ok := r.body.(celled); ok {
			if b.Words = c.tell(r.within(e.Position)); c.point(r.pickAt(e.Position)) {
				b.Refresh()
			}
		}
	}
	b.Whole.MouseMoved(e)
}

// MouseOut implements [desktop.Hoverable].
func (b *band) MouseOut() {
	if b.row != nil {
		if c, ok := b.row.body.(celled); ok {
			c.point(-1)
		}
	}
	b.Hover.MouseOut()
	b.Whole.MouseOut()
}

// Cursor implements [desktop.Cursorable].
func (b *band) Cursor() desktop.Cursor {
	if r := b.row; r != nil {
		if _, ok := r.body.(celled); ok || r.i >= 0 {
			return desktop.PointerCursor
		}
	}
	return desktop.DefaultCursor
}

// Tapped implements [fyne.Tappable].
func (b *band) Tapped(e *fyne.PointEvent) {
	if b.row != nil {
		b.list.owner.tap(b.row, e.Position)
	}
}

// TappedSecondary implements [fyne.SecondaryTappable].
func (b *band) TappedSecondary(e *fyne.PointEvent) {
	if b.row != nil {
		b.list.owner.menu(b, e.Position)
	}
}

// pickAt is what lies at a place of the row.
func (r *row) pickAt(at fyne.Position) int {
	if r.cover > 0 && at.X < r.cover {
		return -1
	}
	return r.body.pickAt(r.within(at))
}

// within is a place of the row as its body knows it.
func (r *row) within(at fyne.Position) fyne.Position { return at.SubtractXY(0, r.top) }

// celled is a body of cells: under the pointer each is by itself.
type celled interface {
	// tell is what is told of a place while the pointer rests there.
	tell(fyne.Position) string
	// point shows which cell the pointer is on, −1 for none, and tells whether that
	// is another than before.
	point(pick int) bool
}

// AccessibilityLabel implements [fyne.Accessible].
func (b *band) AccessibilityLabel() string {
	if b.row == nil {
		return ""
	}
	return b.list.of.scene.describe(b.row.i)
}

// AccessibilityRole implements [fyne.Accessible].
func (b *band) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// show says which row the band shows, and which part of it.
func (b *band) show(r *row, from, to float32) {
	if b.row == r && b.from == from && b.to == to {
		return
	}
	if b.row != r {
		b.Over = false
	}
	b.row, b.from, b.to = r, from, to
	b.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (b *band) CreateRenderer() fyne.WidgetRenderer {
	r := &bandView{b}
	r.Refresh()
	return r
}

type bandView struct{ b *band }

func (r *bandView) Destroy()                     {}
func (r *bandView) Layout(fyne.Size)             {}
func (r *bandView) MinSize() fyne.Size           { return r.b.Size() }
func (r *bandView) Objects() []fyne.CanvasObject { return r.b.brush.Objects }

func (r *bandView) Refresh() {
	b := r.b
	b.brush.Begin(style.Now())
	if b.row == nil {
		b.Words = ""
	} else {
		if _, ok := b.row.body.(celled); !ok {
			b.Words = ""
		}
		if h, ok := b.row.body.(*headings); ok {
			b.Words = h.whole()
		} else if b.row.side != nil {
			b.Words = b.row.side.whole
		}
		b.list.paint(&b.brush, b)
	}
	canvas.Refresh(b)
}
