package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a list on a sheet, in pixels.
const (
	pickHigh = 50
	pickMost = 8 // rows that are seen at once
	pickPage = 6 // rows that Page Up and Page Down walk
	pickWide = 640
)

// pick is one thing of a list to choose from.
type pick struct{ name, more string }

// choose asks for one of several things. A click takes it, or Enter with the
// arrows on it.
func (w *window) choose(title, confirm string, from []pick, then func(i int)) {
	l := newPickList(from)
	s := w.newSheet(title, pickWide, l)
	take := func() {
		s.close()
		then(l.marked)
	}
	l.onClick, l.onKey = take, s.key
	s.high = float32(min(len(from), pickMost)) * (pickHigh + style.Unit)
	s.hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "choose"}, {Keys: []string{"Enter"}, Does: confirm}, {Keys: []string{"Esc"}, Does: "close"}}
	s.button("Cancel", s.close)
	s.strong(confirm, take)
	s.open(l)
}

// pickList is a list of which one row is marked.
type pickList struct {
	widget.List
	marked  int
	focused bool
	onClick func()
	onKey   func(fyne.KeyName) bool // of those that do not walk
}

func newPickList(from []pick) *pickList {
	l := &pickList{}
	l.Length = func() int { return len(from) }
	l.CreateItem = func() fyne.CanvasObject {
		r := &pickRow{}
		r.ExtendBaseWidget(r)
		return r
	}
	l.UpdateItem = func(i int, o fyne.CanvasObject) {
		r := o.(*pickRow)
		r.of, r.marked, r.inHand = from[i], i == l.marked, l.focused
		r.Refresh()
	}
	l.HideSeparators = true
	l.OnSelected = func(i int) {
		l.marked = i
		l.UnselectAll() // rows show themselves which is marked
		l.onClick()
	}
	l.ExtendBaseWidget(l)
	return l
}

// FocusGained implements [fyne.Focusable].
func (l *pickList) FocusGained() { l.focus(true) }

// FocusLost implements [fyne.Focusable].
func (l *pickList) FocusLost() { l.focus(false) }

func (l *pickList) focus(on bool) {
	l.focused = on
	l.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (l *pickList) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (l *pickList) TypedKey(e *fyne.KeyEvent) {
	step, walks := map[fyne.KeyName]int{
		fyne.KeyUp: -1, fyne.KeyDown: 1, fyne.KeyPageUp: -pickPage, fyne.KeyPageDown: pickPage,
		fyne.KeyHome: -l.Length(), fyne.KeyEnd: l.Length(),
	}[e.Name]
	if !walks {
		l.onKey(e.Name)
		return
	}
	l.marked = max(min(l.marked+step, l.Length()-1), 0)
	l.ScrollTo(l.marked)
	l.Refresh()
}

// pickRow is a row of the list.
type pickRow struct {
	widget.BaseWidget
	of             pick
	marked, inHand bool
}

// MinSize implements [fyne.CanvasObject].
func (r *pickRow) MinSize() fyne.Size { return fyne.NewSize(200, pickHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *pickRow) AccessibilityLabel() string { return r.of.name + ", " + r.of.more }

// AccessibilityRole implements [fyne.Accessible].
func (r *pickRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *pickRow) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(r, r.draw) }

func (r *pickRow) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	if r.marked {
		os = append(os, parts.Place(&canvas.Rectangle{FillColor: p.Side, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height))
	}
	if r.marked && r.inHand {
		bar := &canvas.Rectangle{FillColor: p.Accent, TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner}
		os = append(os, parts.Place(bar, 0, 0, 3, size.Height))
	}
	room := max(size.Width-2*style.Panel, 0)
	name := parts.Shorten(r.of.name, style.TextSize, fyne.TextStyle{Bold: true}, room)
	more := parts.Shorten(r.of.more, style.SmallSize, fyne.TextStyle{}, room)
	return append(os, parts.InLine(parts.Text(name, style.TextSize, true, p.Ink), style.Panel, 5, 20),
		parts.InLine(parts.Text(more, style.SmallSize, false, p.Muted), style.Panel, 25, 18))
}
