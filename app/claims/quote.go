package claims

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// quote sets a passage in the reading face's italic, in a few lines.
type quote struct {
	widget.BaseWidget
	parts.Whole
	s string
}

const (
	quoteSize  = 15
	quoteLead  = 21
	quoteLines = 5
)

func newQuote() *quote {
	q := &quote{}
	q.Of = q
	q.ExtendBaseWidget(q)
	return q
}

func (q *quote) set(s string) {
	if s == q.s {
		return
	}
	q.s = s
	q.Refresh()
}

func serifWidth(s string) float32 {
	w, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, quoteSize, fyne.TextStyle{Italic: true}, style.SerifItalic)
	return w.Width
}

func (q *quote) CreateRenderer() fyne.WidgetRenderer {
	v := &quoteView{q: q}
	v.Refresh()
	return v
}

type quoteView struct {
	q       *quote
	objects []fyne.CanvasObject
	width   float32
	lines   int
}

func (v *quoteView) Destroy()                     {}
func (v *quoteView) Objects() []fyne.CanvasObject { return v.objects }
func (v *quoteView) Layout(s fyne.Size) {
	if s.Width != v.width {
		v.width = s.Width
		v.Refresh()
	}
}

func (v *quoteView) MinSize() fyne.Size {
	return fyne.NewSize(100, float32(max(v.lines, 1))*quoteLead+6)
}

func (v *quoteView) Refresh() {
	v.objects = nil
	var lines []string
	if v.q.s != "" { // the italic is not loaded for nothing
		lines = parts.WrapBy(v.q.s, serifWidth, max(v.width, 100), quoteLines)
	}
	for i, s := range lines {
		t := &canvas.Text{Text: s, TextSize: quoteSize, TextStyle: fyne.TextStyle{Italic: true}, FontSource: style.SerifItalic, Color: style.Now().Ink}
		t.Move(fyne.NewPos(0, float32(i)*quoteLead))
		t.Resize(t.MinSize())
		v.objects = append(v.objects, t)
	}
	v.lines, v.q.Words = len(lines), parts.WholeOf(parts.Lines(lines, v.q.s))
	canvas.Refresh(v.q)
}
