package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// scroller scrolls the page up and down, and the table on it sideways.
type scroller struct {
	container.Scroll
	view *View
}

func newScroller(v *View) *scroller {
	s := &scroller{view: v}
	s.Direction, s.Content = container.ScrollVerticalOnly, v.page
	s.OnScrolled = func(fyne.Position) { v.scrolled() }
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled implements [fyne.Scrollable].
func (s *scroller) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DX != 0 {
		s.view.slide(-e.Scrolled.DX)
	}
	if e.Scrolled.DY != 0 {
		s.Scroll.Scrolled(&fyne.ScrollEvent{PointEvent: e.PointEvent, Scrolled: fyne.Delta{DY: e.Scrolled.DY}})
	}
}

// scrolled is called when the page was scrolled: what comes into the window is
// laid out.
func (v *View) scrolled() {
	for _, r := range v.all() {
		if r.known == 0 {
			v.settle(v.slice())
			return
		}
	}
	v.window()
}

// slide scrolls the table sideways by a number of pixels.
func (v *View) slide(dx float32) {
	if v.scene == nil || v.scene.spread() == nil {
		return
	}
	to := min(max(v.sideways+dx, 0), v.mostSideways())
	if to != v.sideways {
		v.sideways = to
		v.redrawAll()
		v.sideBar()
	}
}

// mostSideways is how far the table can be scrolled to the side.
func (v *View) mostSideways() float32 { return max(v.scene.spread().whole()-v.acrossWide(), 0) }

// spread is a table, which may be wider than the window.
type spread interface {
	// side is the width of what stands beside the columns, in pixels.
	side() float32
	// whole is that of all columns, estimated until they are measured.
	whole() float32
	// extend measures columns while there is time and tells whether all are.
	extend(budget) bool
}

// spread is the table that is shown, nil where there is none.
func (s *scene) spread() spread {
	switch {
	case s == nil:
	case s.sheet != nil:
		return s.sheet
	case s.facts != nil:
		return s.facts
	}
	return nil
}

// sideBar shows how far the table is scrolled sideways; it can be dragged.
type sideBar struct {
	widget.BaseWidget
	view *View
	over bool
	knob *canvas.Rectangle
}

var (
	_ fyne.Draggable    = (*sideBar)(nil)
	_ desktop.Hoverable = (*sideBar)(nil)
)

func newSideBar(v *View) *sideBar {
	b := &sideBar{view: v, knob: canvas.NewRectangle(nil)}
	b.Hide()
	b.ExtendBaseWidget(b)
	return b
}

// The height of the bar, of its knob at rest and below the pointer, in pixels.
const (
	barHigh  = 12
	knobHigh = 4
	knobOver = 8
)

// sideBar puts the bar at the foot of the window, below the page, where the
// table is wider than that.
func (v *View) sideBar() {
	b, wide := v.bar, v.acrossWide()
	table := v.scene.spread()
	needed, size := table != nil && len(v.rows) > 0 && table.whole() > wide+0.5, v.Size()
	if needed {
		size.Height -= barHigh
	}
	if v.scroll.Size() != size {
		v.scroll.Resize(size)
		v.window()
		return
	}
	if !needed {
		b.Hide()
		return
	}
	left := v.rows[0].left + bleed + table.side()
	parts.Place(b, left, v.Size().Height-barHigh, wide, barHigh)
	b.dress()
	b.Show()
}

func (b *sideBar) dress() {
	v := b.view
	table := v.scene.spread()
	if table == nil {
		return
	}
	whole, wide := table.whole(), v.acrossWide()
	high := float32(knobHigh)
	if b.over {
		high = knobOver
	}
	b.knob.FillColor, b.knob.CornerRadius = style.Faded(style.Now().Muted), high/2
	parts.Place(b.knob, b.Size().Width*v.sideways/whole, barHigh-high-2, max(b.Size().Width*min(wide/whole, 1), 24), high)
	canvas.Refresh(b.knob)
}

// Dragged implements [fyne.Draggable].
func (b *sideBar) Dragged(e *fyne.DragEvent) {
	if s := b.view.scene.spread(); s != nil && b.Size().Width > 0 {
		b.view.slide(e.Dragged.DX * s.whole() / b.Size().Width)
	}
}

// DragEnd implements [fyne.Draggable].
func (b *sideBar) DragEnd() {}

// MouseIn implements [desktop.Hoverable].
func (b *sideBar) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved implements [desktop.Hoverable].
func (b *sideBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (b *sideBar) MouseOut() { b.hover(false) }

func (b *sideBar) hover(over bool) {
	b.over = over
	b.dress()
}

// CreateRenderer implements [fyne.Widget].
func (b *sideBar) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: parts.Still{}, Objects: []fyne.CanvasObject{b.knob}})
}
