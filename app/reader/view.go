package reader

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"claimtrace/annotate"
	"claimtrace/app/style"
)

// view is the renderer: it keeps objects for the visible lines only and uses
// them again.
type view struct {
	r        *Reader
	p        *style.Palette
	objects  []fyne.CanvasObject
	rows     map[int]*row
	free     []*row
	revision int
	rects    []*canvas.Rectangle
	dashes   []*canvas.Raster
	usedRect int
	usedDash int
	heading  []fyne.CanvasObject
	headOf   *head
	headAt   fyne.Position
	height   float32 // of a word
	ticks    []tick
	ticksKey ticksKey
}

// row holds the texts of one visible line.
type row struct{ words []*canvas.Text }

// CreateRenderer implements [fyne.Widget].
func (r *Reader) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return &view{r: r, rows: map[int]*row{}, revision: -1}
}

func (v *view) Destroy()                     {}
func (v *view) Layout(fyne.Size)             {}
func (v *view) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *view) Objects() []fyne.CanvasObject { return v.objects }

// Refresh draws what is in the window now.
func (v *view) Refresh() {
	r := v.r
	if p := style.Now(); p != v.p {
		v.p = p
		v.revision = -1
	}
	if v.revision != r.revision {
		v.revision, v.headOf = r.revision, nil
		for i, old := range v.rows {
			v.free = append(v.free, old)
			delete(v.rows, i)
		}
		probe := canvas.Text{Text: "Ag", TextSize: style.ReadSize * r.zoom, FontSource: style.Serif}
		v.height = probe.MinSize().Height
	}
	v.objects = v.objects[:0]
	v.usedRect, v.usedDash = 0, 0
	if r.layout != nil {
		first, end := v.visible()
		v.fills(first, end)
		v.selected(first, end)
		v.heads()
		v.texts(first, end)
		v.lines(first, end)
		v.caret(first, end)
		v.ruler()
	}
	canvas.Refresh(r)
}

// visible returns the lines that the window shows, first ≤ i < end.
func (v *view) visible() (first, end int) {
	l := v.r.layout
	if len(l.lines) == 0 {
		return 0, 0
	}
	top := v.r.scroll - v.r.textTop()
	first = max(l.lineAt(top), 0)
	return first, l.lineAt(top+float64(v.r.Size().Height)) + 1
}

// y is where a line begins in the window.
func (v *view) y(line int) float32 {
	return float32(v.r.textTop() + v.r.layout.lines[line].top - v.r.scroll)
}

func (v *view) rect(x, y, w, h float32) *canvas.Rectangle {
	if v.usedRect == len(v.rects) {
		v.rects = append(v.rects, &canvas.Rectangle{})
	}
	rect := v.rects[v.usedRect]
	v.usedRect++
	rect.FillColor, rect.StrokeColor, rect.StrokeWidth, rect.CornerRadius = color.Transparent, nil, 0, 0
	rect.Move(fyne.NewPos(x, y))
	rect.Resize(fyne.NewSize(w, h))
	v.objects = append(v.objects, rect)
	return rect
}

// strips draws f for each part of a visible line that a span covers.
func (v *view) strips(s annotate.Span, first, end int, f func(x, y, width float32)) {
	for _, st := range v.r.layout.strips(s, first, end) {
		f(v.r.margin()+st.left, v.y(st.line), st.right-st.left)
	}
}

// The parts of a line of reading text, at zoom 1: the fill of a highlight
// begins fillTop below its top and is fillHeight high; underlines follow
// laneGap apart.
const (
	fillTop    = 3
	fillHeight = 24
	laneGap    = 3
)

func (v *view) fills(first, end int) {
	z := v.r.zoom
	for i, m := range v.r.marks {
		fill := v.p.VerdictFill(m.Verdict)
		if v.r.lanes[i] > 0 {
			fill.A = 0xb0 // what lies below shows through
		}
		v.strips(m.Span(), first, end, func(x, y, w float32) {
			rect := v.rect(x, y+fillTop*z, w, fillHeight*z)
			rect.FillColor, rect.CornerRadius = fill, style.Mark
		})
	}
}

func (v *view) selected(first, end int) {
	if v.r.sel.Len() == 0 {
		return
	}
	v.strips(v.r.sel.Span, first, end, func(x, y, w float32) {
		v.rect(x, y+fillTop*v.r.zoom-1, w, fillHeight*v.r.zoom+2).FillColor = v.p.Selection
	})
}

func (v *view) heads() {
	at := fyne.NewPos(v.r.margin(), style.PageY-float32(min(v.r.scroll, 1e6)))
	if at.Y+v.r.head.height < 0 {
		return
	}
	if v.headOf != v.r.head {
		v.headOf, v.headAt = v.r.head, at
		v.heading = v.r.head.draw(at, v.p)
	}
	if d := at.Subtract(v.headAt); !d.IsZero() {
		for _, o := range v.heading {
			o.Move(o.Position().Add(d))
		}
		v.headAt = at
	}
	v.objects = append(v.objects, v.heading...)
}

func (v *view) texts(first, end int) {
	for i, old := range v.rows {
		if i < first || i >= end {
			v.free = append(v.free, old)
			delete(v.rows, i)
		}
	}
	l := v.r.layout
	down := (l.m.lead - v.height) / 2
	for i := first; i < end; i++ {
		words := l.words[l.lines[i].first:l.lines[i].end]
		have, ok := v.rows[i]
		if !ok {
			have = v.fill(words)
			v.rows[i] = have
		}
		x, y := v.r.margin(), v.y(i)+down
		for k, t := range have.words {
			t.Move(fyne.NewPos(x, y))
			x += words[k].width + words[k].space
			v.objects = append(v.objects, t)
		}
	}
}

// fill gives a row of texts, one that has become free if there is one, the
// words of a line.
func (v *view) fill(words []word) *row {
	have := &row{}
	if n := len(v.free); n > 0 {
		have, v.free = v.free[n-1], v.free[:n-1]
	}
	for len(have.words) < len(words) {
		have.words = append(have.words, &canvas.Text{FontSource: style.Serif})
	}
	have.words = have.words[:len(words)]
	for k, w := range words {
		t := have.words[k]
		t.Text, t.Color, t.TextSize = v.r.layout.string(w), v.p.Ink, style.ReadSize*v.r.zoom
		if size := fyne.NewSize(w.width, v.height); size != t.Size() {
			t.Resize(size)
		} else {
			t.Refresh()
		}
	}
	return have
}

// lines draws the underlines, which tell the verdict by their style, and the
// ring around what is picked.
func (v *view) lines(first, end int) {
	z := v.r.zoom
	for i, m := range v.r.marks {
		ink := v.p.VerdictInk(m.Verdict)
		down := (fillTop+fillHeight-1)*z + float32(v.r.lanes[i]%3)*laneGap
		v.strips(m.Span(), first, end, func(x, y, w float32) {
			switch m.Verdict {
			case annotate.Disputed:
				v.rect(x, y+down-1, w, 1.25).FillColor = ink
				v.rect(x, y+down+2, w, 1.25).FillColor = ink
			case annotate.Unconfirmed:
				v.dash(x, y+down, w, ink)
			default:
				v.rect(x, y+down, w, 2).FillColor = ink
			}
		})
	}
	if m, ok := v.r.mark(v.r.picked); ok {
		v.strips(m.Span(), first, end, func(x, y, w float32) {
			ring := v.rect(x-3, y+fillTop*z-3, w+6, fillHeight*z+7)
			ring.StrokeColor, ring.StrokeWidth, ring.CornerRadius = v.p.Accent, 2, style.Mark+2
		})
	}
}

// dash draws a dashed line of 2 pixels: one object, however many dashes.
func (v *view) dash(x, y, w float32, ink color.NRGBA) {
	if v.usedDash == len(v.dashes) {
		v.dashes = append(v.dashes, canvas.NewRaster(nil))
	}
	d := v.dashes[v.usedDash]
	v.usedDash++
	d.Generator = func(wide, high int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, wide, high))
		on, period := 5*high/2, 8*high/2
		for px := range wide {
			if px%max(period, 2) < max(on, 1) {
				for py := range high {
					img.SetNRGBA(px, py, ink)
				}
			}
		}
		return img
	}
	d.Move(fyne.NewPos(x, y))
	d.Resize(fyne.NewSize(w, 2))
	d.Refresh()
	v.objects = append(v.objects, d)
}

func (v *view) caret(first, end int) {
	r := v.r
	if !r.focused || r.sel.Len() > 0 || len(r.layout.lines) == 0 {
		return
	}
	i := r.layout.lineOf(r.sel.caret)
	if i < first || i >= end {
		return
	}
	z := r.zoom
	c := v.rect(r.margin()+r.layout.x(i, r.sel.caret)-0.75, v.y(i)+fillTop*z-1, 1.5, fillHeight*z+2)
	c.FillColor = theme.Color(theme.ColorNamePrimary)
}
