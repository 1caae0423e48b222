package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a row, in pixels.
const (
	bleed       = 12 // how far its ground reaches over the column at both sides
	rowTop      = 15
	rowFoot     = 14
	outletMax   = sideWide - 20
	labelSize   = 10.5
	labelRaised = 3 // above the base line
	// A line of a quote: the fill behind its words.
	fillTop  = 3
	fillHigh = 23
	fillSide = 2
)

// row is one passage: its source on the left, its words on the right.
type row struct {
	widget.BaseWidget
	parts.Hover
	view       *View
	i          int // of the witness
	width      float32
	side       []fyne.CanvasObject
	sideHeight float32
	flow       *flow
	quoteTop   float32
	baseline   float32 // of a line of the quote, from its top
	read       float32 // the same from the top of its text
	label      float32 // the top of a label in a line
	first, end int     // the lines that are in the window
	out        bool    // nothing of it is
}

var (
	_ fyne.Tappable          = (*row)(nil)
	_ fyne.SecondaryTappable = (*row)(nil)
	_ desktop.Hoverable      = (*row)(nil)
	_ desktop.Cursorable     = (*row)(nil)
	_ fyne.Accessible        = (*row)(nil)
)

// newRow lays out a passage on a page of a width.
func newRow(v *View, i int, width float32) *row {
	r := &row{view: v, i: i, width: width + 2*bleed, out: true}
	r.OnHover = r.Refresh
	r.sideColumn(style.Now())
	driver := fyne.CurrentApp().Driver()
	_, outletBase := driver.RenderedTextSize("A", style.TextSize, fyne.TextStyle{Bold: true}, nil)
	size, readBase := driver.RenderedTextSize("A", style.ReadSize, fyne.TextStyle{}, style.Serif)
	r.read = readBase
	r.baseline = (style.ReadLead-size.Height)/2 + readBase
	_, labelBase := driver.RenderedTextSize("A", labelSize, fyne.TextStyle{Bold: true}, nil)
	r.label = r.baseline - labelRaised - labelBase
	r.quoteTop = rowTop + outletBase - r.baseline // one base line with the outlet
	if v.flows[i] == nil {
		v.flows[i] = newFlow(v.wordings[i], face(style.ReadSize, style.Serif, false), func(s string) float32 {
			return fyne.MeasureText(s, labelSize, fyne.TextStyle{Bold: true}).Width
		})
	}
	r.flow = v.flows[i]
	r.flow.wrap(width - sideWide)
	high := r.quoteTop + float32(len(r.flow.lines))*style.ReadLead
	if v.wordings[i].note != "" {
		high += smallLead + 2
	}
	r.ExtendBaseWidget(r)
	r.Resize(fyne.NewSize(r.width, max(high, r.sideHeight)+rowFoot))
	return r
}

// sideColumn makes what tells where the passage comes from.
func (r *row) sideColumn(p *style.Palette) {
	w := r.view.witnesses[r.i]
	y := float32(rowTop)
	put := func(o fyne.CanvasObject, x, y float32, size fyne.Size) {
		o.Move(fyne.NewPos(bleed+x, y))
		o.Resize(size)
		r.side = append(r.side, o)
	}
	bold := fyne.TextStyle{Bold: true}
	for _, s := range parts.Wrap(outlet(w), style.TextSize, bold, outletMax, 2) {
		t := parts.Text(s, style.TextSize, true, p.Ink)
		put(t, 0, y, t.MinSize())
		y += 20
	}
	t := parts.Text(style.ShortTime(w.In.Published), style.SmallSize, false, p.Muted)
	put(t, 0, y+1, t.MinSize())
	y += 20
	const icon = 16
	put(canvas.NewImageFromResource(parts.Sign(w.Verdict)), -2, y+1, fyne.NewSquareSize(icon))
	t = parts.Text(verdict(w.Verdict), style.SmallSize, true, p.VerdictInk(w.Verdict))
	put(t, icon, y, t.MinSize())
	if r.i == r.view.base && len(r.view.witnesses) > 1 {
		tag := parts.Text("baseline", labelSize, true, p.Accent)
		size := tag.MinSize()
		x := icon + t.MinSize().Width + 10
		put(&canvas.Rectangle{FillColor: p.AccentFill, CornerRadius: style.Mark}, x, y, fyne.NewSize(size.Width+10, 17))
		put(tag, x+5, y+(17-size.Height)/2, size)
	}
	y += 20
	if w.Attribution != "" {
		for _, s := range parts.Wrap("citing "+shown(w.Attribution), style.SmallSize, fyne.TextStyle{}, outletMax, 3) {
			t := parts.Text(s, style.SmallSize, false, p.Muted)
			put(t, 0, y, t.MinSize())
			y += 16
		}
	}
	r.sideHeight = y
}

// window says which part of the row is in the window, in its own pixels.
func (r *row) window(top, bottom float32) {
	out := bottom < 0 || top > r.Size().Height
	first, end := 0, 0
	if !out {
		first = max(int((top-r.quoteTop)/style.ReadLead), 0)
		end = min(int((bottom-r.quoteTop)/style.ReadLead)+1, len(r.flow.lines))
		first = min(first, end)
	}
	if out != r.out || first != r.first || end != r.end {
		r.out, r.first, r.end = out, first, end
		r.Refresh()
	}
}

// MinSize implements [fyne.CanvasObject].
func (r *row) MinSize() fyne.Size { return r.Size() }

// Tapped implements [fyne.Tappable].
func (r *row) Tapped(*fyne.PointEvent) { r.view.open(r.i) }

// TappedSecondary implements [fyne.SecondaryTappable].
func (r *row) TappedSecondary(e *fyne.PointEvent) {
	v, i := r.view, r.i
	c := fyne.CurrentApp().Driver().CanvasForObject(r)
	if c == nil {
		return
	}
	v.mark(i)
	pick := fyne.NewMenuItem("Make this the baseline", func() { v.pick(i) })
	pick.Disabled = i == v.base
	menu := fyne.NewMenu("", fyne.NewMenuItem("Open the article here", func() { v.open(i) }), pick)
	widget.ShowPopUpMenuAtPosition(menu, c, e.AbsolutePosition)
}

// AccessibilityLabel implements [fyne.Accessible].
func (r *row) AccessibilityLabel() string {
	w := r.view.witnesses[r.i]
	return outlet(w) + ", " + style.ShortTime(w.In.Published) + ", " + verdict(w.Verdict) + ": " + w.Quote
}

// AccessibilityRole implements [fyne.Accessible].
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleLink }

// CreateRenderer implements [fyne.Widget].
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowView{r: r, lines: map[int][]fyne.CanvasObject{}, rule: canvas.NewRectangle(nil),
		ground: &canvas.Rectangle{CornerRadius: style.Corner}, bar: &canvas.Rectangle{CornerRadius: 1.5}}
	v.Refresh()
	return v
}

// rowView is the renderer of a row, for one theme: the page makes new rows
// for another.
type rowView struct {
	r                 *row
	ground, bar, rule *canvas.Rectangle
	lines             map[int][]fyne.CanvasObject // of the lines in the window
	note              *canvas.Text
	objects           []fyne.CanvasObject
}

func (v *rowView) Destroy()                     {}
func (v *rowView) MinSize() fyne.Size           { return v.r.Size() }
func (v *rowView) Objects() []fyne.CanvasObject { return v.objects }
func (v *rowView) Layout(fyne.Size)             {}

func (v *rowView) Refresh() {
	r, p := v.r, v.r.view.palette
	v.objects = v.objects[:0]
	if !r.out {
		v.frame(p)
		v.objects = append(v.objects, r.side...)
		for i := range v.lines {
			if i < r.first || i >= r.end {
				delete(v.lines, i)
			}
		}
		for i := r.first; i < r.end; i++ {
			if v.lines[i] == nil {
				v.lines[i] = r.draw(i, p)
			}
			v.objects = append(v.objects, v.lines[i]...)
		}
		v.remark(p)
	}
	canvas.Refresh(r)
}

// frame draws the hairline above the row, its ground, and the bar that tells
// that the keys act on it.
func (v *rowView) frame(p *style.Palette) {
	r := v.r
	size := r.Size()
	v.rule.FillColor = p.Line
	v.rule.Move(fyne.NewPos(bleed, 0))
	v.rule.Resize(fyne.NewSize(size.Width-2*bleed, 1))
	chosen := r.i == r.view.chosen
	v.ground.Hidden = !chosen && !r.Over
	v.ground.FillColor = theme.Color(theme.ColorNameHover)
	v.ground.Move(fyne.NewPos(0, 3))
	v.ground.Resize(fyne.NewSize(size.Width, size.Height-5))
	v.bar.Hidden = !chosen
	v.bar.FillColor = p.Line
	if r.view.focused {
		v.bar.FillColor = p.Accent
	}
	v.bar.Move(fyne.NewPos(0, 11))
	v.bar.Resize(fyne.NewSize(3, size.Height-21))
	v.objects = append(v.objects, v.rule, v.ground, v.bar)
}

// remark writes the note below the quote.
func (v *rowView) remark(p *style.Palette) {
	note := v.r.view.wordings[v.r.i].note
	if note == "" {
		return
	}
	if v.note == nil {
		v.note = parts.Text(note, style.SmallSize, false, p.Muted)
		v.note.Move(fyne.NewPos(bleed+sideWide, v.r.quoteTop+float32(len(v.r.flow.lines))*style.ReadLead+2))
		v.note.Resize(v.note.MinSize())
	}
	v.objects = append(v.objects, v.note)
}
