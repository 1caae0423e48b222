package choose

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a line, in pixels.
const (
	rowHeight = 30
	rowMargin = 8
	iconSize  = 18
	boxSize   = 16
	dateWidth = 96
	sizeWidth = 64
	barWidth  = 8 // that of the scroll bar, beside the lines
	tailRunes = 8 // of a name too long, these are always shown
)

// row is one line of the list.
type row struct {
	widget.BaseWidget
	l *list
	i int
}

var (
	_ fyne.Tappable   = (*row)(nil)
	_ fyne.Accessible = (*row)(nil)
)

func newRow(l *list) *row {
	r := &row{l: l, i: -1}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(i int) {
	r.i = i
	r.Refresh()
}

// entry is what the row shows; ok is false while it shows nothing.
func (r *row) entry() (e entry, ok bool) {
	if r.i < 0 || r.i >= len(r.l.s.listing.entries) {
		return e, false
	}
	return r.l.s.listing.entries[r.i], true
}

// MinSize implements [fyne.CanvasObject].
func (r *row) MinSize() fyne.Size { return fyne.NewSize(120, rowHeight) }

// Tapped implements [fyne.Tappable].
func (r *row) Tapped(e *fyne.PointEvent) {
	r.l.tap(r.i, r.l.s.picks.many && e.Position.X < rowMargin+boxSize+rowMargin)
}

// AccessibilityLabel implements [fyne.Accessible].
func (r *row) AccessibilityLabel() string {
	e, ok := r.entry()
	switch {
	case !ok:
		return ""
	case e.kind == parent:
		return "up to " + plain(e.name)
	case e.kind == drive:
		return "drive " + plain(e.name)
	case e.kind == folder:
		return "folder " + plain(e.name)
	}
	label := plain(e.name) + ", " + sizeWord(e.size) + ", " + dateWord(e.modified, r.l.now())
	if r.l.s.picks.has(e) {
		label += ", chosen"
	}
	return label
}

// AccessibilityRole implements [fyne.Accessible].
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowView{r: r,
		back: &canvas.Rectangle{CornerRadius: style.Corner - 2},
		box:  &canvas.Image{}, icon: &canvas.Image{},
		name: parts.Text("", style.TextSize, false, nil),
		size: parts.Text("", style.SmallSize, false, nil),
		date: parts.Text("", style.SmallSize, false, nil),
	}
	v.objects = []fyne.CanvasObject{v.back, v.box, v.icon, v.name, v.size, v.date}
	v.Refresh()
	return v
}

type rowView struct {
	r                *row
	back             *canvas.Rectangle
	box, icon        *canvas.Image
	name, size, date *canvas.Text
	objects          []fyne.CanvasObject
}

func (v *rowView) Destroy()                     {}
func (v *rowView) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *rowView) Objects() []fyne.CanvasObject { return v.objects }
func (v *rowView) Layout(fyne.Size)             { v.Refresh() }

func (v *rowView) Refresh() {
	e, ok := v.r.entry()
	if !ok {
		return
	}
	p, l, width := style.Now(), v.r.l, v.r.Size().Width-barWidth
	chosen, here := l.s.picks.has(e), l.at == v.r.i

	v.back.FillColor, v.back.StrokeColor, v.back.StrokeWidth = nil, nil, 0
	if chosen {
		v.back.FillColor = p.AccentFill
	}
	if here {
		v.back.StrokeColor, v.back.StrokeWidth = p.Faint, 1
		if l.focused {
			v.back.StrokeColor = p.Accent
		}
	}
	v.back.Move(fyne.NewPos(0, 1))
	v.back.Resize(fyne.NewSize(width, rowHeight-2))

	x := float32(rowMargin)
	v.box.Hidden = !l.s.picks.many || !l.s.picks.takes(e)
	if l.s.picks.many {
		place(v.box, box(chosen, p), x, boxSize)
		x += boxSize + rowMargin
	}
	place(v.icon, icon(e.kind, p), x, iconSize)
	x += iconSize + rowMargin

	right := width - rowMargin
	v.date.Color, v.size.Color = p.Muted, p.Muted
	put(v.date, date(e, l), right, true)
	size := ""
	if e.kind == file {
		size = sizeWord(e.size)
	}
	put(v.size, size, right-dateWidth, true)
	room := right - dateWidth - sizeWidth - style.Gap - x
	if e.kind == parent || e.kind == drive {
		room = right - x
	}
	v.name.Color = p.Ink
	if e.kind == parent {
		v.name.Color = p.Muted
	}
	put(v.name, squeeze(plain(e.name), room), x, false)
	canvas.Refresh(v.r)
}

func date(e entry, l *list) string {
	if e.kind == parent || e.kind == drive {
		return ""
	}
	return dateWord(e.modified, l.now())
}

// put sets a text in the middle of the line's height, beginning or ending at
// x.
func put(t *canvas.Text, s string, x float32, ends bool) {
	t.Text = s
	m := t.MinSize()
	if ends {
		x -= m.Width
	}
	t.Move(fyne.NewPos(x, (rowHeight-m.Height)/2))
	t.Resize(m)
}

func place(i *canvas.Image, r fyne.Resource, x, size float32) {
	i.Resource = r
	i.Resize(fyne.NewSquareSize(size))
	i.Move(fyne.NewPos(x, (rowHeight-size)/2))
	i.Refresh()
}

// squeeze shortens a name in its middle, so that its ending stays to be seen.
func squeeze(name string, room float32) string {
	plainStyle := fyne.TextStyle{}
	width := func(s string) float32 { return fyne.MeasureText(s, style.TextSize, plainStyle).Width }
	r := []rune(name)
	if width(name) <= room || len(r) <= tailRunes {
		return name
	}
	tail := string(r[len(r)-tailRunes:])
	return parts.Shorten(string(r[:len(r)-tailRunes])+tail, style.TextSize, plainStyle, max(room-width(tail), 0)) + tail
}
