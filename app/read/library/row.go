package library

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

const (
	rowHeight = 98 // pixels
	noText    = "without text"
)

// row is one article in the list: outlet and time, the headline in two lines, how
// many passages of each verdict it holds, and whether its text is missing.
type row struct {
	widget.BaseWidget
	a       store.ArticleRow
	picked  bool
	earlier bool // version of an article that is here too
	lacks   bool // its text
	clock   trace.Clock
	whole   string // what of it is cut, whole
}

func newRow() *row {
	r := &row{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(a store.ArticleRow, picked, earlier, lacks bool, clock trace.Clock) {
	if r.a == a && r.picked == picked && r.earlier == earlier && r.lacks == lacks && r.clock.Years() == clock.Years() {
		return
	}
	r.a, r.picked, r.earlier, r.lacks, r.clock = a, picked, earlier, lacks, clock
	r.Refresh()
}

// Whole is what the row shows cut.
func (r *row) Whole() string { return r.whole }

func (r *row) MinSize() fyne.Size { return fyne.NewSize(120, rowHeight) }

func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowView{r: r, back: &canvas.Rectangle{CornerRadius: style.Corner},
		bar:    &canvas.Rectangle{TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner},
		outlet: parts.Text("", style.SmallSize, true, nil),
		time:   parts.Text("", style.SmallSize, false, nil),
		note:   parts.Text("", style.SmallSize, false, nil),
	}
	v.objects = []fyne.CanvasObject{v.back, v.bar, v.outlet, v.time, v.note}
	for i := range v.title {
		v.title[i] = parts.Text("", style.TextSize, false, nil)
		v.objects = append(v.objects, v.title[i])
	}
	for i := range v.signs {
		v.signs[i], v.counts[i] = &fyne.Container{}, parts.Text("", style.SmallSize, false, nil)
		v.objects = append(v.objects, v.signs[i], v.counts[i])
	}
	v.Refresh()
	return v
}

type rowView struct {
	size         fyne.Size
	r            *row
	back, bar    *canvas.Rectangle
	outlet, time *canvas.Text
	note         *canvas.Text // in the line of the counts
	title        [2]*canvas.Text
	signs        [3]*fyne.Container
	counts       [3]*canvas.Text
	objects      []fyne.CanvasObject
}

func (v *rowView) Destroy()                     {}
func (v *rowView) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *rowView) Objects() []fyne.CanvasObject { return v.objects }

func (v *rowView) Layout(s fyne.Size) {
	if s != v.size {
		v.Refresh()
	}
}

func (v *rowView) Refresh() {
	p, a, size := style.Now(), v.r.a, v.r.Size()
	v.size = size
	const left = 15
	width := size.Width - left - 10
	v.back.FillColor, v.back.Hidden = p.Surface, !v.r.picked
	v.back.Resize(size)
	v.bar.FillColor, v.bar.Hidden = p.Accent, !v.r.picked
	v.bar.Resize(fyne.NewSize(3, size.Height))

	put := func(t *canvas.Text, s string, x, y float32) {
		parts.Say(t, s, t.TextStyle.Bold)
		t.Move(fyne.NewPos(x, y))
		t.Resize(t.MinSize())
	}
	v.time.Color, v.outlet.Color = p.Muted, p.Ink
	outlet := a.Outlet
	if outlet == "" {
		outlet = "Unknown outlet"
		v.outlet.Color = p.Muted
	}
	// A name for which there is no room takes that of the weekday and the hour.
	said := []string{style.ShortTime(a.Published), style.Day(a.Published)}
	if v.r.clock.Years() {
		said = []string{trace.FullTime(a.Published), v.r.clock.Short(a.Published)}
	}
	bold, timeWidth := fyne.TextStyle{Bold: true}, float32(0)
	for _, published := range said {
		timeWidth = parts.Width(published, style.SmallSize, false)
		put(v.time, published, left+width-timeWidth, 9)
		if parts.Width(outlet, style.SmallSize, true) <= width-timeWidth-8 {
			break
		}
	}
	put(v.outlet, parts.Shorten(outlet, style.SmallSize, bold, width-timeWidth-8), left, 9)
	lines := parts.Wrap(a.Name(), style.TextSize, fyne.TextStyle{}, width, len(v.title))
	for i, t := range v.title {
		t.Color = p.Ink
		s := ""
		if i < len(lines) {
			s = lines[i]
		}
		put(t, s, left, 30+float32(i)*19)
	}
	r := v.r
	r.whole = parts.WholeOf([2]string{v.outlet.Text, outlet}, parts.Lines(lines, a.Name()))
	x := float32(left)
	for i, n := range []int{a.Counts.Confirmed, a.Counts.Disputed, a.Counts.Unconfirmed} {
		verdict := annotate.Verdicts[i]
		parts.Stamp(v.signs[i], parts.Sign(verdict), x-2, 74, 14)
		v.counts[i].Color = p.VerdictInk(verdict)
		put(v.counts[i], fmt.Sprint(n), x+13, 72)
		x += 38
	}
	note := ""
	switch {
	case v.r.lacks:
		note = noText
	case v.r.earlier:
		note = "earlier version"
	}
	v.note.Color = p.Muted
	put(v.note, note, left+width-parts.Width(note, style.SmallSize, false), 72)
	canvas.Refresh(v.r)
}
