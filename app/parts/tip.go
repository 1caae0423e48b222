package parts

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Tips is a layer above a page or a sheet, as large as that, on which a card is
// shown where the pointer rests on what is cut, and tells it whole. It must be
// the last object of the container that the window or the sheet is made of.
type Tips struct {
	widget.BaseWidget
	after func(time.Duration, func()) (stop func())
	over  fyne.CanvasObject // what the card is about, nil for none
	words string
	at    fyne.Position // of the pointer on the layer
	stop  func()
	card  *Card // nil until it is shown
}

// NewTips returns a layer without a card; after calls something later, unless it
// is stopped.
func NewTips(after func(time.Duration, func()) (stop func())) *Tips {
	t := &Tips{after: after}
	t.ExtendBaseWidget(t)
	return t
}

// MinSize implements [fyne.CanvasObject].
func (t *Tips) MinSize() fyne.Size { return fyne.Size{} }

// tipWide is the width of a card, in pixels, and tipLines how much it tells at
// the most: what is longer than that is read where it stands.
const (
	tipWide  = 340
	tipLines = 24
)

// rest notes what the pointer is on; when it stays there the card comes.
func (t *Tips) rest(over fyne.CanvasObject, at fyne.Position, words string) {
	if t.over == over && t.words == words {
		if t.card == nil {
			t.at = at
		}
		return
	}
	t.leave()
	if words == "" {
		return
	}
	t.over, t.words, t.at = over, words, at
	t.stop = t.after(CardDelay, func() {
		t.card = NewCard(min(tipWide, t.Size().Width))
		for i, s := range strings.Split(t.words, "\n") {
			if i > 0 {
				t.card.Skip(style.Unit)
			}
			t.card.Wrap(s, style.SmallSize, false, style.Now().Ink, tipLines)
		}
		const below = 20 // the pointer is not to hide it
		size, room := t.card.Size(), t.Size()
		y := t.at.Y + below
		if y+size.Height > room.Height-style.Unit {
			y = t.at.Y - style.Gap - size.Height
		}
		t.card.Move(fyne.NewPos(max(min(t.at.X, room.Width-style.Unit-size.Width), 0), max(y, 0)))
		t.Refresh()
	})
}

// leave takes the card away, and lets none come.
func (t *Tips) leave() {
	if t.stop != nil {
		t.stop()
	}
	shown := t.card != nil
	t.over, t.words, t.stop, t.card = nil, "", nil, nil
	if shown {
		t.Refresh()
	}
}

// CreateRenderer implements [fyne.Widget].
func (t *Tips) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(t, func(fyne.Size) []fyne.CanvasObject {
		if t.card == nil {
			return nil
		}
		return t.card.Objects
	})
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
	root := c.Content()
	if sheet, ok := c.Overlays().Top().(*widget.PopUp); ok {
		root = sheet.Content
	}
	if box, ok := root.(*fyne.Container); ok && len(box.Objects) > 0 {
		t, _ := box.Objects[len(box.Objects)-1].(*Tips)
		return t
	}
	return nil
}

// Tell has words shown while the pointer, of which an event tells, rests on an
// object; "" shows none.
func Tell(o fyne.CanvasObject, e *desktop.MouseEvent, words string) {
	if t := tipsOver(o); t != nil {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
		t.rest(o, e.AbsolutePosition.Subtract(corner), words)
	}
}

// Untell takes the words away that an object told.
func Untell(o fyne.CanvasObject) {
	if t := tipsOver(o); t != nil && t.over == o {
		t.leave()
	}
}

// Whole is the part of a widget that tells what it shows cut, while the pointer
// rests on it: embedded, it hears of the pointer.
type Whole struct {
	Of    fyne.CanvasObject // the widget itself; nil for one that tells nothing
	Words string            // what is cut, whole; "" where nothing is
}

var _ desktop.Hoverable = (*Whole)(nil)

// MouseIn implements [desktop.Hoverable].
func (w *Whole) MouseIn(e *desktop.MouseEvent) { w.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (w *Whole) MouseMoved(e *desktop.MouseEvent) { Tell(w.Of, e, w.Words) }

// MouseOut implements [desktop.Hoverable].
func (w *Whole) MouseOut() { Untell(w.Of) }

// WholeOf joins the wholes of those of some texts that were shown cut, one below
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
