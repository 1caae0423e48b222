package record

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a row of a history, in pixels.
const (
	rowText     = 52  // where its text begins
	rowRail     = 28  // the middle of the line that joins the changes
	rowMost     = 760 // how wide it gets
	rowLead     = 20
	rowTop      = 10
	rowFoot     = 30 // the line with the time below the sentence
	rowDisc     = 20
	rowEnd      = 28 // from the end of its text to its own
	restoreSide = 12 // of the button's, so that its words end where others do
)

// lines wraps the sentence; the name, which is bold, is in the first.
func (e entry) lines(width float32) []string {
	return parts.WrapBy(e.says, func(s string) float32 {
		w := fyne.MeasureText(s, style.TextSize, fyne.TextStyle{}).Width
		if strings.HasPrefix(s, e.name) {
			w += e.boldly() - fyne.MeasureText(e.name, style.TextSize, fyne.TextStyle{}).Width
		}
		return w
	}, max(min(width, rowMost)-rowText-rowEnd, 64), 8)
}

// thread is the colour of fine lines, which are seen on a sheet too.
func thread(p *style.Palette) color.NRGBA { return style.Faded(p.Faint) }

// boldly is the width of the name.
func (e entry) boldly() float32 {
	return parts.Width(e.name, style.TextSize, true)
}

func (e entry) height(width float32) float32 {
	return rowTop + float32(len(e.lines(width)))*rowLead + rowFoot
}

// revision is one change in a history.
type revision struct {
	widget.BaseWidget
	e           entry
	first, last bool // of all changes, in time
	marked      bool
	again       *parts.InRow
	cut         string // what is cut of the line below the sentence, whole
}

func newRevision(onRestore func(annotate.ID)) *revision {
	r := &revision{}
	r.again = parts.NewInRow(parts.Link, "Restore", func() { onRestore(r.e.change) })
	r.ExtendBaseWidget(r)
	return r
}

func (r *revision) set(e entry, first, last, marked bool) {
	r.e, r.first, r.last, r.marked = e, first, last, marked
	r.again.Hidden = !e.earlier
	r.again.Refuse(e.refused)
	if r.again.Dress(parts.Link); marked {
		r.again.Dress(parts.Small)
	}
	r.Refresh()
}

// Whole is what the row shows cut.
func (r *revision) Whole() string {
	said := r.e.whole
	if said == "" {
		said = parts.WholeOf(parts.Lines(r.e.lines(r.Size().Width), r.e.says))
	}
	if r.cut != "" {
		said = strings.TrimSpace(said + "\n" + r.cut)
	}
	return said
}

// MinSize implements [fyne.CanvasObject].
func (r *revision) MinSize() fyne.Size { return fyne.NewSize(200, rowTop+rowLead+rowFoot) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *revision) AccessibilityLabel() string {
	s := r.e.says + ", " + r.e.when
	if r.e.present {
		s += ", as it stands now"
	}
	return s
}

// AccessibilityRole implements [fyne.Accessible].
func (r *revision) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (r *revision) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(r, r.draw) }

func (r *revision) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p, wide := style.Now(), min(size.Width, rowMost)
	add := func(o fyne.CanvasObject, x, y, w, h float32) { os = append(os, parts.Place(o, x, y, w, h)) }
	if r.marked {
		add(&canvas.Rectangle{FillColor: p.Side, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height)
	}
	middle := float32(rowTop + rowLead/2)
	if !r.first || !r.last {
		from, to := float32(0), size.Height+parts.RowGap
		if r.last {
			from = middle
		}
		if r.first {
			to = middle
		}
		add(&canvas.Rectangle{FillColor: thread(p)}, rowRail-0.5, from, 1, to-from)
	}
	if r.e.verdict != "" {
		os = append(os, parts.Stamp(&fyne.Container{}, parts.Ring(r.e.verdict), rowRail-rowDisc/2, middle-rowDisc/2, rowDisc))
	} else {
		add(&canvas.Circle{FillColor: p.Raised, StrokeColor: p.Faint, StrokeWidth: 1.5}, rowRail-4.5, middle-4.5, 9, 9)
	}
	y := float32(rowTop)
	for i, s := range r.e.lines(size.Width) {
		x := float32(rowText)
		if rest, ok := strings.CutPrefix(s, r.e.name); ok && i == 0 {
			os = append(os, parts.InLine(parts.Text(r.e.name, style.TextSize, true, p.Ink), x, y, rowLead))
			x, s = x+r.e.boldly(), rest
		}
		os = append(os, parts.InLine(parts.Text(s, style.TextSize, false, p.Ink), x, y, rowLead))
		y += rowLead
	}
	const foot = rowFoot - 8
	right := wide - rowEnd
	switch {
	case r.e.present:
		now := parts.Text("Now", style.SmallSize, true, p.Muted)
		right -= now.MinSize().Width
		os = append(os, parts.InLine(now, right, y, foot))
	case r.e.earlier:
		w := r.again.MinSize().Width
		right += restoreSide - w
		add(r.again, right, y+(foot-24)/2, w, 24)
	}
	when := parts.Shorten(r.e.when, style.SmallSize, fyne.TextStyle{}, max(right-rowText-style.Gap, 40))
	r.cut = parts.WholeOf([2]string{when, r.e.when})
	return append(os, parts.InLine(parts.Text(when, style.SmallSize, false, p.Muted), rowText, y, foot))
}
