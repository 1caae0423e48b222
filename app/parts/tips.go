package parts

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// The measures of a tip, in pixels.
const (
	tipMost = 320
	tipGap  = 6 // from what it tells of
	tipEdge = 4 // from the edge of the window, at the least
)

// Tips is a page, or what is on a sheet, with a layer above it on which the words
// of a button are told while the pointer rests on it. Above all else the layer
// would take the pointer away.
type Tips struct {
	widget.BaseWidget
	page  fyne.CanvasObject
	after func(time.Duration, func()) (stop func())
	stop  func()
	of    fyne.CanvasObject // what the pointer rests on
	layer *tipLayer
}

// tipLayer is what is told, and nothing else.
type tipLayer struct {
	widget.BaseWidget
	said []fyne.CanvasObject
}

func (l *tipLayer) tell(said []fyne.CanvasObject) {
	l.said = said
	l.Refresh()
}

// MinSize implements [fyne.CanvasObject].
func (l *tipLayer) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer implements [fyne.Widget].
func (l *tipLayer) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(l, func(fyne.Size) []fyne.CanvasObject { return l.said })
}

// NewTips returns a page with its layer. After calls back when so much time has
// passed, unless it is stopped.
func NewTips(page fyne.CanvasObject, after func(time.Duration, func()) (stop func())) *Tips {
	t := &Tips{page: page, after: after, layer: &tipLayer{}}
	t.layer.ExtendBaseWidget(t.layer)
	t.ExtendBaseWidget(t)
	return t
}

// raised are the layers of the sheets that are open in each window, the last one
// on top; on Fyne's goroutine only. Of what lies on a sheet Fyne does not tell in
// which it does.
var raised = map[fyne.Canvas][]*Tips{}

// Raise says that a sheet with the layer is open in a window, above all others.
func (t *Tips) Raise(c fyne.Canvas) { raised[c] = append(raised[c], t) }

// Lower says that the sheet is closed.
func (t *Tips) Lower(c fyne.Canvas) {
	t.rest(nil, "")
	raised[c] = slices.DeleteFunc(raised[c], func(other *Tips) bool { return other == t })
	if len(raised[c]) == 0 {
		delete(raised, c)
	}
}

// tipsOver is the layer above an object, nil where there is none.
func tipsOver(o fyne.CanvasObject) *Tips {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return nil
	}
	if open := raised[c]; len(open) > 0 {
		return open[len(open)-1]
	}
	t, _ := c.Content().(*Tips)
	return t
}

// rest hears that the pointer came to an object of which words are to be told,
// or with "" that it left.
func (t *Tips) rest(on fyne.CanvasObject, words string) {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	if t.layer.said != nil {
		t.layer.tell(nil)
	}
	if t.of = on; words != "" {
		t.stop = t.after(CardDelay, func() { t.tell(words) })
	}
}

// tell shows the words below what the pointer is on, or above where there is no
// room.
func (t *Tips) tell(words string) {
	t.stop = nil
	if t.of == nil || !t.of.Visible() || fyne.CurrentApp().Driver().CanvasForObject(t.of) == nil {
		return
	}
	text := Wrap(words, style.SmallSize, fyne.TextStyle{}, tipMost-2*style.Panel, 4)
	var wide float32
	for _, line := range text {
		wide = max(wide, fyne.MeasureText(line, style.SmallSize, fyne.TextStyle{}).Width)
	}
	c := newCard(wide+2*style.Panel, style.Unit+1)
	for _, line := range text {
		c.Skip(c.Line(line, 0, style.SmallSize, false, style.Now().Ink).Height)
	}
	d := fyne.CurrentApp().Driver()
	at, of, size := d.AbsolutePositionForObject(t.of).Subtract(d.AbsolutePositionForObject(t)), t.of.Size(), c.Size()
	x := max(min(at.X+(of.Width-size.Width)/2, t.Size().Width-size.Width-tipEdge), tipEdge)
	y := at.Y + of.Height + tipGap
	if y+size.Height+tipEdge > t.Size().Height {
		y = at.Y - size.Height - tipGap
	}
	c.Move(fyne.NewPos(x, y))
	t.layer.tell(c.Objects)
}

// CreateRenderer implements [fyne.Widget].
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: Sized{}, Objects: []fyne.CanvasObject{t.page, t.layer}})
}
