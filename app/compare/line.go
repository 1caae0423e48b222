package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// line is the widget that draws a life line. A click on a ring chooses its
// passage below. It shows those of its lines that are in the window.
type line struct {
	widget.BaseWidget
	life       *lifeline
	view       *View
	witnesses  []store.Witness
	palette    *style.Palette
	objects    [][]fyne.CanvasObject // of each line
	first, end int                   // the lines in the window
	over       bool                  // the pointer is over a ring
	names      []named
}

var (
	_ fyne.Tappable      = (*line)(nil)
	_ desktop.Hoverable  = (*line)(nil)
	_ desktop.Cursorable = (*line)(nil)
	_ fyne.Accessible    = (*line)(nil)
)

// named is where the name of a source stands, and the whole of it.
type named struct {
	at    fyne.Position
	size  fyne.Size
	whole string
}

func newLine(v *View, width float32) *line {
	l := &line{view: v, witnesses: v.witnesses, palette: style.Now(), life: newLifeline(v.witnesses, width, smallFace.width)}
	l.objects, l.end = make([][]fyne.CanvasObject, l.life.lines), l.life.lines
	l.draw(width, l.palette)
	l.ExtendBaseWidget(l)
	l.Resize(fyne.NewSize(width, l.life.height()))
	return l
}

// shows tells whether the line is that of these witnesses in a width, in the
// theme of now.
func (l *line) shows(ws []store.Witness, width float32) bool {
	return l != nil && l.palette == style.Now() && l.Size().Width == width && slices.Equal(l.witnesses, ws)
}

// window says which part of the line is in the window, in its own pixels.
func (l *line) window(top, bottom float32) {
	pitch := l.life.pitch()
	first := min(max(int(top/pitch), 0), l.life.lines)
	end := min(max(int(bottom/pitch)+1, first), l.life.lines)
	if bottom < 0 {
		end = first
	}
	if first != l.first || end != l.end {
		l.first, l.end = first, end
		l.Refresh()
	}
}

func (l *line) put(line int, o fyne.CanvasObject, x, y, w, h float32) {
	l.objects[line] = append(l.objects[line], parts.Place(o, x, y, w, h))
}

func (l *line) draw(width float32, p *style.Palette) {
	for i := range l.life.lines {
		l.ground(i, width, p)
	}
	for _, s := range l.life.stations {
		top, wide := float32(s.line)*l.life.pitch(), l.life.ring()
		for k, w := range s.witnesses {
			ring := canvas.NewImageFromResource(parts.Ring(l.witnesses[w].Verdict))
			l.put(s.line, ring, s.ring(k)-wide/2, top+lineTop-wide/2, wide, wide)
		}
		if l.life.rows == 0 {
			continue
		}
		name := parts.Text(parts.Outlet(s.name, s.label), style.SmallSize, false, p.Muted)
		size := name.MinSize()
		y := top + nameTop
		if s.second {
			y += nameLead
		}
		x := min(max(s.x-size.Width/2, 0), width-size.Width)
		l.put(s.line, name, x, y, size.Width, size.Height)
		l.names = append(l.names, named{fyne.NewPos(x, y), size, parts.WholeOf([2]string{name.Text, s.name})})
	}
}

// ground draws what lies behind the rings of a line: the line itself, dashed
// where no times are known, and where they do not tell the order, and the days
// above it.
func (l *line) ground(i int, width float32, p *style.Palette) {
	top := float32(i) * l.life.pitch()
	begins := l.life.unknown[i]
	loose := l.life.looseOn(i)
	if begins > 0 {
		var x float32
		for _, s := range loose {
			l.put(i, canvas.NewRectangle(p.Line), x, top+lineTop-1, s.from-x, 2)
			l.put(i, parts.Dashes(p.Line, 6, 5), s.from, top+lineTop-1, s.to-s.from, 2)
			x = s.to
		}
		l.put(i, canvas.NewRectangle(p.Line), x, top+lineTop-1, min(begins, width)-x, 2)
	}
	if begins < width {
		l.put(i, parts.Dashes(p.Line, 6, 5), begins+unknownGap/4, top+lineTop-1, width-begins-unknownGap/4, 2)
		said := "time unknown"
		if begins == 0 {
			said = "time of publication unknown"
		}
		t := parts.Text(said, style.SmallSize, false, p.Muted)
		size := t.MinSize()
		l.put(i, t, min(begins+unknownGap/4, width-size.Width), top-1, size.Width, size.Height)
		width = min(begins+unknownGap/4, width-size.Width) - style.Gap
	}
	var free float32    // up to here the row of days is taken
	var taken []stretch // in it
	for k, m := range l.life.marks {
		if m.line != i {
			continue
		}
		layout := "Mon 2 Jan"
		if k == 0 || l.life.marks[k-1].published.Written().Year() != m.published.Written().Year() {
			layout = "Mon 2 Jan 2006"
		}
		words := m.published.Format(annotate.Layouts{Year: "2006", Month: "Jan 2006", Day: layout, Time: layout})
		t := parts.Text(words, style.SmallSize, false, p.Muted)
		size := t.MinSize()
		x, stroke := m.x, top+size.Height
		if !m.edge {
			x += style.Gap
		}
		if x >= free && x+size.Width <= width {
			l.put(i, t, x, top-1, size.Width, size.Height)
			free, stroke = x+size.Width+style.Gap, top
		}
		taken = append(taken, stretch{m.x, free})
		if !m.edge {
			l.put(i, canvas.NewRectangle(p.Line), m.x, stroke, 1, top+lineTop+l.life.ring()/2-stroke)
		}
	}
	for _, s := range loose {
		t := parts.Text(orderUnknown, style.SmallSize, false, p.Muted)
		size := t.MinSize()
		x := s.from - l.life.ring()/2
		for _, day := range taken {
			if day.from < x+size.Width+style.Gap && x < day.to {
				x = day.to + style.Gap
			}
		}
		if x = max(x, 0); x+size.Width <= width {
			l.put(i, t, x, top-1, size.Width, size.Height)
			taken = append(taken, stretch{x, x + size.Width + style.Gap})
		}
	}
}

// orderUnknown stands above passages of which nobody knows which came first.
const orderUnknown = "order unknown"

// at returns the witness whose ring lies at a place.
func (l *line) at(pos fyne.Position) (witness int, ok bool) {
	for _, s := range l.life.stations {
		y := pos.Y - float32(s.line)*l.life.pitch() - lineTop
		for k, w := range s.witnesses {
			x := pos.X - s.ring(k)
			if wide := l.life.ring(); x*x+y*y <= wide*wide/4 {
				return w, true
			}
		}
	}
	return 0, false
}

// Tapped implements [fyne.Tappable].
func (l *line) Tapped(e *fyne.PointEvent) {
	if w, ok := l.at(e.Position); ok {
		parts.Focus(l.view)
		l.view.choose(w)
	}
}

// MouseIn implements [desktop.Hoverable].
func (l *line) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (l *line) MouseMoved(e *desktop.MouseEvent) {
	_, l.over = l.at(e.Position)
	words := ""
	for _, n := range l.names {
		if in := e.Position.Subtract(n.at); in.X >= 0 && in.Y >= 0 && in.X < n.size.Width && in.Y < n.size.Height {
			words = n.whole
		}
	}
	parts.Tell(l, e, words)
}

// MouseOut implements [desktop.Hoverable].
func (l *line) MouseOut() {
	l.over = false
	parts.Untell(l)
}

// Cursor implements [desktop.Cursorable].
func (l *line) Cursor() desktop.Cursor {
	if l.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel implements [fyne.Accessible].
func (l *line) AccessibilityLabel() string {
	var said []string
	for _, w := range l.witnesses {
		said = append(said, trace.Outlet(w)+", "+style.ShortTime(w.In.Published)+": "+trace.Verdict(w.Verdict))
	}
	for _, pair := range l.life.loose {
		var names []string
		for _, s := range l.life.stations[pair[0] : pair[1]+1] {
			names = append(names, s.name)
		}
		said = append(said, orderUnknown+": "+strings.Join(names, ", "))
	}
	return "Life line: " + strings.Join(said, "; ")
}

// AccessibilityRole implements [fyne.Accessible].
func (l *line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize implements [fyne.CanvasObject].
func (l *line) MinSize() fyne.Size { return l.Size() }

// CreateRenderer implements [fyne.Widget].
func (l *line) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(fyne.Size) []fyne.CanvasObject { return slices.Concat(l.objects[l.first:l.end]...) })
}
