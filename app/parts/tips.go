package parts

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// The measures of a tip, in pixels.
const (
	tipMost  = 340
	tipLines = 24 // what is longer is read where it stands
	tipGap   = 6  // from what it tells of
	tipEdge  = 4  // from the edge of the window, at the least
	tipBelow = 20 // from the pointer, which would hide it
)

// Tips is a page, or what is on a sheet, with a layer above it on which is told,
// while the pointer rests on something, what a sign means and what is shown cut,
// whole. Above all else the layer would take the pointer away.
type Tips struct {
	widget.BaseWidget
	page  fyne.CanvasObject
	after func(time.Duration, func()) (stop func())
	stop  func()
	of    fyne.CanvasObject // what the pointer rests on
	words string            // that are told of it
	at    *fyne.Position    // of the pointer, from the corner of of; nil to tell beside all of it
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

// Raise says that a sheet with the layer is open in a window, above all others. What
// was told below it is taken away: what the pointer leaves there does not hear of it.
func (t *Tips) Raise(c fyne.Canvas) {
	below, _ := c.Content().(*Tips)
	if open := raised[c]; len(open) > 0 {
		below = open[len(open)-1]
	}
	if below != nil {
		below.rest(nil, "")
	}
	raised[c] = append(raised[c], t)
}

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
	if o == nil {
		return nil
	}
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

// rest hears that the pointer came to an object of which words are to be told
// beside it, or with "" that it left.
func (t *Tips) rest(on fyne.CanvasObject, words string) { t.await(on, nil, words) }

func (t *Tips) await(on fyne.CanvasObject, at *fyne.Position, words string) {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
	if t.layer.said != nil {
		t.layer.tell(nil)
	}
	if t.of, t.at, t.words = on, at, words; words != "" {
		t.stop = t.after(CardDelay, func() { t.tell(t.words) })
	}
}

// Tell has words told while the pointer, of which an event tells, rests on an
// object; "" tells none.
func Tell(on fyne.CanvasObject, e *desktop.MouseEvent, words string) {
	t := tipsOver(on)
	switch {
	case t == nil:
	case t.of != on || t.words != words:
		at := e.Position
		t.await(on, &at, words)
	case t.layer.said == nil && t.at != nil:
		*t.at = e.Position
	}
}

// Untell takes away what was told of an object.
func Untell(on fyne.CanvasObject) {
	if t := tipsOver(on); t != nil && t.of == on {
		t.rest(nil, "")
	}
}

// Hush takes away what is told in a window: what it tells of goes.
func Hush(c fyne.Canvas) {
	if t, ok := c.Content().(*Tips); ok {
		t.rest(nil, "")
	}
}

// tell shows the words below what the pointer is on, or above where there is no
// room.
func (t *Tips) tell(words string) {
	t.stop = nil
	if t.of == nil || !t.of.Visible() || fyne.CurrentApp().Driver().CanvasForObject(t.of) == nil {
		return
	}
	var text []string
	for _, s := range strings.Split(words, "\n") {
		text = append(text, Wrap(s, style.SmallSize, fyne.TextStyle{}, min(tipMost, t.Size().Width-2*tipEdge)-2*style.Panel, tipLines)...)
	}
	var wide float32
	for _, line := range text {
		wide = max(wide, Width(line, style.SmallSize, false))
	}
	c := newCard(wide+2*style.Panel, style.Unit+1)
	for _, line := range text {
		c.Skip(c.Line(line, 0, style.SmallSize, false, style.Now().Ink).Height)
	}
	d := fyne.CurrentApp().Driver()
	at, of, size := d.AbsolutePositionForObject(t.of).Subtract(d.AbsolutePositionForObject(t)), t.of.Size(), c.Size()
	x, above, below := at.X+(of.Width-size.Width)/2, at.Y-tipGap, at.Y+of.Height+tipGap
	if t.at != nil {
		x, above, below = at.X+t.at.X, at.Y+t.at.Y-tipGap, at.Y+t.at.Y+tipBelow
	}
	y := below
	if y+size.Height+tipEdge > t.Size().Height {
		y = max(above-size.Height, tipEdge)
	}
	x = max(min(x, t.Size().Width-size.Width-tipEdge), tipEdge)
	c.Move(fyne.NewPos(x, y))
	t.layer.tell(c.Objects)
}

// CreateRenderer implements [fyne.Widget].
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: Sized{}, Objects: []fyne.CanvasObject{t.page, t.layer}})
}

// Whole is the part of a widget that tells what it shows cut, while the pointer
// rests on it: embedded, it hears of the pointer.
type Whole struct {
	Of    fyne.CanvasObject // the widget itself
	Words string            // what is cut, whole; "" where nothing is
}

var _ desktop.Hoverable = (*Whole)(nil)

// MouseIn implements [desktop.Hoverable].
func (w *Whole) MouseIn(e *desktop.MouseEvent) { w.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (w *Whole) MouseMoved(e *desktop.MouseEvent) { Tell(w.Of, e, w.Words) }

// MouseOut implements [desktop.Hoverable].
func (w *Whole) MouseOut() { Untell(w.Of) }

// WholeOf joins the wholes of those of some texts that are shown cut, one below
// the other. Each pair is what is shown, of several lines the last, and the whole.
func WholeOf(pairs ...[2]string) string {
	var said []string
	for _, p := range pairs {
		if p[0] != p[1] && strings.HasSuffix(p[0], "…") {
			said = append(said, p[1])
		}
	}
	return strings.Join(said, "\n")
}

// Lines is the pair for [WholeOf] of a text that is shown in lines.
func Lines(lines []string, whole string) [2]string {
	if len(lines) == 0 || strings.Join(lines, " ") == OneLine(whole) {
		return [2]string{}
	}
	for _, line := range lines {
		if strings.HasSuffix(line, "…") {
			return [2]string{line, whole}
		}
	}
	return [2]string{lines[len(lines)-1], whole}
}
