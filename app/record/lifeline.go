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
)

// lifeline is the line from the first to the last change, with a knob at the
// moment that is shown. Fyne's slider has neither a scale nor a way to follow
// the answers of one who is slower than the hand.
type lifeline struct {
	widget.BaseWidget
	parts.Hover
	m        *Moment
	dragging bool
}

var (
	_ fyne.Draggable    = (*lifeline)(nil)
	_ fyne.Tappable     = (*lifeline)(nil)
	_ desktop.Hoverable = (*lifeline)(nil)
)

// The measures of the line, in pixels.
const (
	knob      = 16
	railThick = 4
	railY     = 21 // its middle
	scaleY    = 32
)

func newLifeline(m *Moment) *lifeline {
	l := &lifeline{m: m}
	l.OnHover = l.Refresh
	l.ExtendBaseWidget(l)
	return l
}

// MinSize implements [fyne.CanvasObject].
func (l *lifeline) MinSize() fyne.Size { return fyne.NewSize(lineLeast, momentHigh) }

// rail is how long the line is, in pixels.
func (l *lifeline) rail() float32 { return max(l.Size().Width-knob, 1) }

// place is where a moment is on the line, in pixels from its beginning.
func (l *lifeline) place(t time.Time) float32 {
	life := l.m.last.Sub(l.m.first)
	if life <= 0 {
		return l.rail()
	}
	return l.rail() * min(max(float32(float64(t.Sub(l.m.first))/float64(life)), 0), 1)
}

// moment is what lies at a place: the first and the last change at the ends,
// whole minutes or seconds between them where a pixel is longer than that.
func (l *lifeline) moment(x float32) time.Time {
	x -= knob / 2
	life := l.m.last.Sub(l.m.first)
	switch {
	case x <= 0:
		return l.m.first
	case x >= l.rail():
		return l.m.last
	}
	t := l.m.first.Add(time.Duration(float64(life) * float64(x/l.rail())))
	for _, unit := range []time.Duration{time.Minute, time.Second} {
		if life/time.Duration(l.rail()) >= unit {
			return t.Truncate(unit)
		}
	}
	return t.Truncate(time.Millisecond)
}

// Dragged implements [fyne.Draggable].
func (l *lifeline) Dragged(e *fyne.DragEvent) {
	if !l.dragging {
		l.dragging = true
		parts.Focus(l.m)
	}
	l.m.move(l.moment(e.Position.X))
}

// DragEnd implements [fyne.Draggable].
func (l *lifeline) DragEnd() {
	l.dragging = false
	l.Refresh()
}

// Tapped implements [fyne.Tappable].
func (l *lifeline) Tapped(e *fyne.PointEvent) {
	parts.Focus(l.m)
	l.m.move(l.moment(e.Position.X))
}

// forms are the formats in which the ends of the line can be named, as closely
// as the life is long, the shorter ones for a short line.
func (l *lifeline) forms() []string {
	switch life := l.m.last.Sub(l.m.first); {
	case l.m.first.IsZero():
		return nil
	case life < 48*time.Hour:
		return []string{"2 Jan 15:04", "15:04"}
	case life < 180*24*time.Hour:
		return []string{"2 Jan"}
	}
	return []string{"2 Jan 2006", "2006"}
}

// CreateRenderer implements [fyne.Widget].
func (l *lifeline) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(l, l.draw) }

func (l *lifeline) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	add := func(o fyne.CanvasObject, x, y, w, h float32) { os = append(os, parts.Place(o, x, y, w, h)) }
	x := l.place(l.m.now)
	add(&canvas.Rectangle{FillColor: style.Faded(p.Faint), CornerRadius: railThick / 2}, knob/2, railY-railThick/2, l.rail(), railThick)
	add(&canvas.Rectangle{FillColor: p.Accent, CornerRadius: railThick / 2}, knob/2, railY-railThick/2, x, railThick)
	if l.m.focused || l.Over || l.dragging {
		add(&canvas.Circle{FillColor: theme.Color(theme.ColorNameFocus)}, x-4, railY-knob/2-4, knob+8, knob+8)
	}
	add(&canvas.Circle{FillColor: p.Surface, StrokeColor: p.Accent, StrokeWidth: 3}, x, railY-knob/2, knob, knob)
	for _, form := range l.forms() {
		left := parts.InLine(parts.Text(l.m.first.Local().Format(form), style.SmallSize, false, p.Muted), knob/2-1, scaleY, 16)
		right := parts.Text(l.m.last.Local().Format(form), style.SmallSize, false, p.Muted)
		parts.InLine(right, size.Width-right.MinSize().Width-knob/2+1, scaleY, 16)
		if right.Position().X > left.Position().X+left.Size().Width+style.Gap {
			return append(os, left, right)
		}
	}
	return os
}
