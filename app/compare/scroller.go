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
	across *across
}

func newScroller(l *list) *scroller {
	s := &scroller{across: l.across}
	s.Direction, s.Content = container.ScrollVerticalOnly, l.page
	s.OnScrolled = func(fyne.Position) { l.scrolled() }
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled implements [fyne.Scrollable].
func (s *scroller) Scrolled(e *fyne.ScrollEvent) {
	if e.Scrolled.DX != 0 {
		s.across.slide(-e.Scrolled.DX)
	}
	if e.Scrolled.DY != 0 {
		s.Scroll.Scrolled(&fyne.ScrollEvent{PointEvent: e.PointEvent, Scrolled: fyne.Delta{DY: e.Scrolled.DY}})
	}
}

// sideBar shows how far the table is scrolled sideways; it can be dragged.
type sideBar struct {
	widget.BaseWidget
	across *across
	over   bool
	knob   *canvas.Rectangle
}

var (
	_ fyne.Draggable    = (*sideBar)(nil)
	_ desktop.Hoverable = (*sideBar)(nil)
)

func newSideBar(a *across) *sideBar {
	b := &sideBar{across: a, knob: canvas.NewRectangle(nil)}
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

func (b *sideBar) dress() {
	table := b.across.table()
	if table == nil {
		return
	}
	whole, wide := table.whole(), b.across.room()
	high := float32(knobHigh)
	if b.over {
		high = knobOver
	}
	b.knob.FillColor, b.knob.CornerRadius = style.Faded(style.Now().Muted), high/2
	parts.Place(b.knob, b.Size().Width*b.across.at/whole, barHigh-high-2, max(b.Size().Width*min(wide/whole, 1), 24), high)
	canvas.Refresh(b.knob)
}

// Dragged implements [fyne.Draggable].
func (b *sideBar) Dragged(e *fyne.DragEvent) {
	if s := b.across.table(); s != nil && b.Size().Width > 0 {
		b.across.slide(e.Dragged.DX * s.whole() / b.Size().Width)
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
