package record

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/timeaxis"
)

// slider is the line from the first to the last change, with a knob at the
// moment that is shown. Fyne's slider has neither a scale nor a way to follow
// the answers of one who is slower than the hand.
type slider struct {
	widget.BaseWidget
	parts.Hover
	m        *Moment
	dragging bool
}

var (
	_ fyne.Draggable    = (*slider)(nil)
	_ fyne.Tappable     = (*slider)(nil)
	_ desktop.Hoverable = (*slider)(nil)
)

// The measures of the line, in pixels.
const (
	knob      = 16
	railThick = 4
	railY     = 21 // its middle
	scaleY    = 32
)

func newSlider(m *Moment) *slider {
	l := &slider{m: m}
	l.OnHover = l.Refresh
	l.ExtendBaseWidget(l)
	return l
}

// MinSize implements [fyne.CanvasObject].
func (l *slider) MinSize() fyne.Size { return fyne.NewSize(lineLeast, momentHigh) }

// rail is how long the line is, in pixels.
func (l *slider) rail() float32 { return max(l.Size().Width-knob, 1) }

// scale is that of the line, from the middle of the knob at one end to that at
// the other. The knob of a life that has no length stands at the end.
func (l *slider) scale() timeaxis.Scale {
	s := timeaxis.Scale{First: l.m.first, Last: l.m.last, From: knob / 2, To: knob/2 + l.rail()}
	if !s.Last.After(s.First) {
		s.From = s.To
	}
	return s
}

// Dragged implements [fyne.Draggable].
func (l *slider) Dragged(e *fyne.DragEvent) {
	if !l.dragging {
		l.dragging = true
		parts.Focus(l.m)
	}
	l.m.move(l.scale().Time(e.Position.X))
}

// DragEnd implements [fyne.Draggable].
func (l *slider) DragEnd() {
	l.dragging = false
	l.Refresh()
}

// Tapped implements [fyne.Tappable].
func (l *slider) Tapped(e *fyne.PointEvent) {
	parts.Focus(l.m)
	l.m.move(l.scale().Time(e.Position.X))
}

// CreateRenderer implements [fyne.Widget].
func (l *slider) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(l, l.draw) }

func (l *slider) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	add := func(o fyne.CanvasObject, x, y, w, h float32) { os = append(os, parts.Place(o, x, y, w, h)) }
	scale := l.scale()
	x := scale.X(l.m.now) - knob/2
	add(&canvas.Rectangle{FillColor: style.Faded(p.Faint), CornerRadius: railThick / 2}, knob/2, railY-railThick/2, l.rail(), railThick)
	add(&canvas.Rectangle{FillColor: p.Accent, CornerRadius: railThick / 2}, knob/2, railY-railThick/2, x, railThick)
	switch {
	case l.m.focused:
		add(&canvas.Circle{FillColor: p.Surface, StrokeColor: p.Accent, StrokeWidth: 2}, x-parts.RingRoom, railY-knob/2-parts.RingRoom, knob+2*parts.RingRoom, knob+2*parts.RingRoom)
	case l.Over || l.dragging:
		add(&canvas.Circle{FillColor: theme.Color(theme.ColorNameFocus)}, x-4, railY-knob/2-4, knob+8, knob+8)
	}
	add(&canvas.Circle{FillColor: p.Surface, StrokeColor: p.Accent, StrokeWidth: 3}, x, railY-knob/2, knob, knob)
	for _, layout := range scale.Layouts(time.Local) {
		left := parts.InLine(parts.Text(l.m.first.Local().Format(layout), style.SmallSize, false, p.Muted), knob/2-1, scaleY, 16)
		right := parts.Text(l.m.last.Local().Format(layout), style.SmallSize, false, p.Muted)
		parts.InLine(right, size.Width-right.MinSize().Width-knob/2+1, scaleY, 16)
		if right.Position().X > left.Position().X+left.Size().Width+style.Gap {
			return append(os, left, right)
		}
	}
	return os
}
