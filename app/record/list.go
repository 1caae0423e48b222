package record

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// list is a list of which one row is marked, walked from the keyboard.
type list struct {
	widget.List
	marked  int
	focused bool
	onKey   func(fyne.KeyName) // of those that do not walk
	onRune  func(rune)
	onClick func() // a row was clicked, which is marked by now
}

// few is how many rows a page of the list is on the keyboard.
const few = 5

func newList(length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *list {
	l := &list{}
	l.Length, l.CreateItem, l.UpdateItem, l.HideSeparators = length, create, update, true
	l.OnSelected = func(i int) {
		l.UnselectAll() // rows show themselves which is marked
		l.mark(i)
		call(l.onClick)
	}
	l.ExtendBaseWidget(l)
	return l
}

func (l *list) mark(i int) {
	if n := l.Length(); n > 0 {
		l.marked = min(max(i, 0), n-1)
		l.ScrollTo(l.marked)
	}
}

// FocusGained implements [fyne.Focusable].
func (l *list) FocusGained() {
	l.focused = true
	l.Refresh()
}

// FocusLost implements [fyne.Focusable].
func (l *list) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (l *list) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		l.mark(l.marked - 1)
	case fyne.KeyDown:
		l.mark(l.marked + 1)
	case fyne.KeyPageUp:
		l.mark(l.marked - few)
	case fyne.KeyPageDown:
		l.mark(l.marked + few)
	case fyne.KeyHome:
		l.mark(0)
	case fyne.KeyEnd:
		l.mark(l.Length() - 1)
	default:
		l.onKey(e.Name)
	}
}

// TypedRune implements [fyne.Focusable].
func (l *list) TypedRune(r rune) {
	if l.onRune != nil {
		l.onRune(r)
	}
}
