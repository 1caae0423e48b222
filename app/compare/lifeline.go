package compare

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/app/timeaxis"
	"claimtrace/store"
)

// lifeline draws the life of a claim. A click on a ring chooses its
// passage below. It shows those of its lines that are in the window.
type lifeline struct {
	widget.BaseWidget
	stations   *stations
	onRing     func(witness int)
	witnesses  []store.Witness
	palette    *style.Palette
	objects    [][]fyne.CanvasObject // of each line
	first, end int                   // the lines in the window
	over       bool                  // the pointer is over a ring
	names      []named
}

// named is where the name of a station is cut, and the whole of it.
type named struct {
	at    fyne.Position
	size  fyne.Size
	whole string
}

var (
	_ fyne.Tappable      = (*lifeline)(nil)
	_ desktop.Hoverable  = (*lifeline)(nil)
	_ desktop.Cursorable = (*lifeline)(nil)
	_ fyne.Accessible    = (*lifeline)(nil)
)

func newLifeline(ws []store.Witness, width float32, onRing func(witness int)) *lifeline {
	l := &lifeline{onRing: onRing, witnesses: ws, palette: style.Now(), stations: newStations(ws, width, smallFace.width)}
	l.objects, l.end = make([][]fyne.CanvasObject, l.stations.lines), l.stations.lines
	l.draw(width, l.palette)
	l.ExtendBaseWidget(l)
	l.Resize(fyne.NewSize(width, l.stations.height()))
	return l
}

// shows tells whether the line is that of these witnesses in a width, in the
// theme of now.
func (l *lifeline) shows(ws []store.Witness, width float32) bool {
	return l != nil && l.palette == style.Now() && l.Size().Width == width && slices.Equal(l.witnesses, ws)
}

// window says which part of the line is in the window, in its own pixels.
func (l *lifeline) window(top, bottom float32) {
	pitch := l.stations.pitch()
	first := min(max(int(top/pitch), 0), l.stations.lines)
	end := min(max(int(bottom/pitch)+1, first), l.stations.lines)
	if bottom < 0 {
		end = first
	}
	if first != l.first || end != l.end {
		l.first, l.end = first, end
		l.Refresh()
	}
}

func (l *lifeline) put(line int, o fyne.CanvasObject, x, y, w, h float32) {
	l.objects[line] = append(l.objects[line], parts.Place(o, x, y, w, h))
}

func (l *lifeline) draw(width float32, p *style.Palette) {
	for i := range l.stations.lines {
		l.ground(i, width, p)
	}
	for _, s := range l.stations.all {
		top, wide := float32(s.line)*l.stations.pitch(), l.stations.ring()
		for k, w := range s.witnesses {
			ring := canvas.NewImageFromResource(parts.Ring(l.witnesses[w].Verdict))
			l.put(s.line, ring, s.ring(k)-wide/2, top+lineTop-wide/2, wide, wide)
		}
		if l.stations.rows == 0 {
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
		if whole := parts.WholeOf([2]string{name.Text, s.name}); whole != "" {
			l.names = append(l.names, named{fyne.NewPos(x, y), size, whole})
		}
	}
}

// ground draws what lies behind the rings of a line: the line itself, dashed
// where no times are known, and where they do not tell the order, and the days
// above it.
func (l *lifeline) ground(i int, width float32, p *style.Palette) {
	top := float32(i) * l.stations.pitch()
	begins := l.stations.unknown[i]
	loose := l.stations.looseOn(i)
	if begins > 0 {
		var x float32
		for _, s := range loose {
			l.put(i, canvas.NewRectangle(p.Line), x, top+lineTop-1, s.From-x, 2)
			l.put(i, parts.Dashes(p.Line, 6, 5), s.From, top+lineTop-1, s.To-s.From, 2)
			x = s.To
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
	days := l.stations.days[i]
	timeaxis.Tell(days, style.Gap, style.Gap, width, smallFace.width)
	var taken []timeaxis.Stretch // of the row of words
	put := func(words string, at timeaxis.Stretch) {
		t := parts.Text(words, style.SmallSize, false, p.Muted)
		size := t.MinSize()
		l.put(i, t, at.From, top-1, size.Width, size.Height)
		taken = append(taken, timeaxis.Stretch{From: at.From, To: at.To + 2*style.Gap})
	}
	words, _ := smallFace.measured("A")
	for _, d := range days {
		stroke := top + words.Height
		if d.Told {
			put(d.Words, d.Label)
			stroke = top
		}
		if !d.Edge {
			l.put(i, canvas.NewRectangle(p.Line), d.X, stroke, 1, top+lineTop+l.stations.ring()/2-stroke)
		}
	}
	wide := smallFace.width(orderUnknown)
	for _, s := range loose {
		x := s.From - l.stations.ring()/2
		for _, t := range taken {
			if t.From < x+wide+style.Gap && x < t.To {
				x = t.To
			}
		}
		if x = max(x, 0); x+wide <= width {
			put(orderUnknown, timeaxis.Stretch{From: x, To: x + wide})
		}
	}
}

// orderUnknown stands above passages of which nobody knows which came first.
const orderUnknown = "order unknown"

// at returns the witness whose ring lies at a place.
func (l *lifeline) at(pos fyne.Position) (witness int, ok bool) {
	for _, s := range l.stations.all {
		y := pos.Y - float32(s.line)*l.stations.pitch() - lineTop
		for k, w := range s.witnesses {
			x := pos.X - s.ring(k)
			if wide := l.stations.ring(); x*x+y*y <= wide*wide/4 {
				return w, true
			}
		}
	}
	return 0, false
}

// Tapped implements [fyne.Tappable].
func (l *lifeline) Tapped(e *fyne.PointEvent) {
	if w, ok := l.at(e.Position); ok {
		l.onRing(w)
	}
}

// MouseIn implements [desktop.Hoverable].
func (l *lifeline) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (l *lifeline) MouseMoved(e *desktop.MouseEvent) {
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
func (l *lifeline) MouseOut() {
	l.over = false
	parts.Untell(l)
}

// Cursor implements [desktop.Cursorable].
func (l *lifeline) Cursor() desktop.Cursor {
	if l.over {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// AccessibilityLabel implements [fyne.Accessible].
func (l *lifeline) AccessibilityLabel() string {
	var said []string
	for _, w := range l.witnesses {
		said = append(said, trace.Outlet(w)+", "+style.ShortTime(w.In.Published)+": "+trace.Verdict(w.Verdict))
	}
	for _, pair := range l.stations.loose {
		var names []string
		for _, s := range l.stations.all[pair[0] : pair[1]+1] {
			names = append(names, s.name)
		}
		said = append(said, orderUnknown+": "+strings.Join(names, ", "))
	}
	return "Life line: " + strings.Join(said, "; ")
}

// AccessibilityRole implements [fyne.Accessible].
func (l *lifeline) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize implements [fyne.CanvasObject].
func (l *lifeline) MinSize() fyne.Size { return l.Size() }

// CreateRenderer implements [fyne.Widget].
func (l *lifeline) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(fyne.Size) []fyne.CanvasObject { return slices.Concat(l.objects[l.first:l.end]...) })
}
