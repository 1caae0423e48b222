package parts

import (
	"math"
	"sort"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// RowGap is what is left free below each row of a list, in pixels.
const RowGap = 4

// List shows rows of any heights. Only those in the window are measured and
// have objects, and a row that changes is drawn by itself, so that showing and
// changing cost the same however many there are: Fyne's list lays all rows out
// for each height that changes.
//
// A click chooses a row. With the keyboard in the list the arrows, Page Up,
// Page Down, Home and End walk it, and Enter or Space chooses.
type List[R fyne.CanvasObject] struct {
	widget.BaseWidget

	OnChoose   func(i int)                   // without it a click is OnTap's, and Enter and Space are OnKey's
	OnTap      func(i int, x float32)        // a click on a row, so far from its left
	OnOpen     func(i int)                   // a row was clicked twice
	OnMenu     func(i int, at fyne.Position) // the right button, the Menu key or Shift+F10; at is a place of the window
	OnWalk     func(i int)                   // a key led to a row
	OnTop      func()                        // Up was typed where there is nothing above
	OnKey      func(fyne.KeyName) bool       // hears of a key that the list has no use for
	OnRune     func(rune)
	OnShortcut func(fyne.Shortcut) bool // hears of every shortcut first, true means that it has been used

	Tight bool // no gap below the rows
	Aimed bool // the row of the keyboard is shown, too, while the keyboard is elsewhere: what has it does something with that row
	Begin int  // the row to which the first key leads where the keyboard is at none

	now     func() time.Time
	clicked time.Time // when a row was clicked last, and which one
	click   int
	fresh   func() R
	set     func(i int, row R)
	height  func(i int, width float32) float32

	scroll  *listScroll
	page    *listPage
	tops    []float32 // where the rows begin, and where the last one ends
	known   []bool    // the rows whose height was measured; those of others are guessed
	width   float32   // for which they are laid out
	shown   map[int]R
	free    []R
	pointer float32 // how far below the top of the window the pointer is; negative where it is not on the list
	over    int     // the row under the pointer; −1 if none
	at      int     // the row that the keyboard is at; −1 for none
	focused bool
}

// NewList returns an empty list. Set gives a row, which may have shown another
// entry before, the i-th one to show; it need do nothing where that is what it
// shows. Height is that of a row in pixels.
func NewList[R fyne.CanvasObject](fresh func() R, set func(i int, row R), height func(i int, width float32) float32) *List[R] {
	l := &List[R]{now: time.Now, fresh: fresh, set: set, height: height, tops: []float32{0}, shown: map[int]R{}, over: -1, pointer: -1}
	l.page = newListPage(l)
	l.scroll = newListScroll(l.page)
	l.scroll.OnScrolled = func(fyne.Position) {
		l.over = l.pointedAt()
		l.arrange(-1)
		Untell(l.page) // another row is under the pointer
	}
	l.ExtendBaseWidget(l)
	return l
}

// Len returns the number of rows.
func (l *List[R]) Len() int { return len(l.known) }

// SetLen says that there are n rows, and that any of them may show something
// else than before.
func (l *List[R]) SetLen(n int) {
	l.known = make([]bool, n)
	l.at, l.over = min(l.at, max(n-1, 0)), -1
	l.stack()
}

func (l *List[R]) gap() float32 {
	if l.Tight {
		return 0
	}
	return RowGap
}

// At is the row that the keyboard is at, −1 if none.
func (l *List[R]) At() int { return l.at }

// Point puts the keyboard at a row and brings that into the window; −1 is none.
func (l *List[R]) Point(i int) {
	l.at = min(i, l.Len()-1)
	l.ScrollTo(l.at)
	l.point()
}

// Top shows the first row.
func (l *List[R]) Top() {
	l.scroll.Offset.Y = 0
	l.resized()
	l.arrange(-1)
}

// Seen returns the first and the last row that the window shows; the last is
// before the first where there are none.
func (l *List[R]) Seen() (first, last int) {
	top := l.scroll.Offset.Y
	return l.rowAt(top), min(l.rowAt(top+l.scroll.Size().Height), l.Len()-1)
}

// Update says that the i-th row shows something else than before.
func (l *List[R]) Update(i int) {
	if i < 0 || i >= l.Len() || l.width <= 0 || !l.known[i] {
		return
	}
	l.known[i] = false
	if l.measure(i, l.rowAt(l.scroll.Offset.Y)) {
		l.resized()
		l.arrange(-1)
	} else if row, ok := l.shown[i]; ok {
		l.set(i, row)
	}
}

// Renew says that rows may show something else than before, each as high as it
// was.
func (l *List[R]) Renew() {
	for i, row := range l.shown {
		l.set(i, row)
	}
}

// stack lays all rows out anew, as if each were as high as the first in the
// window, which stays where it is.
func (l *List[R]) stack() {
	n := l.Len()
	top, into := 0, float32(0)
	if l.end() > 0 { // else none has a height yet
		top = min(l.rowAt(l.scroll.Offset.Y), max(n-1, 0))
	}
	if top+1 < len(l.tops) {
		into = l.scroll.Offset.Y - l.tops[top]
	}
	clear(l.known)
	l.tops = append(l.tops[:0], make([]float32, n+1)...)
	if l.width <= 0 {
		return
	}
	if n > 0 {
		high := l.height(top, l.width) + l.gap()
		for i := range n {
			l.tops[i+1] = l.tops[i] + high
		}
	}
	l.scroll.Offset.Y = l.tops[top] + into
	l.resized()
	l.arrange(-1)
}

// measure gives a row its height, where it only had a guess, and tells whether
// that is another. Then the rows below it move; one that is to hold stays where
// it is in the window.
func (l *List[R]) measure(i, hold int) bool {
	if l.known[i] {
		return false
	}
	l.known[i] = true
	more := l.height(i, l.width) + l.gap() - (l.tops[i+1] - l.tops[i])
	if more == 0 {
		return false
	}
	if i < hold {
		l.scroll.Offset.Y += more
	}
	for k := i + 1; k < len(l.tops); k++ {
		l.tops[k] += more
	}
	return true
}

// resized tells the scroller how high the page is.
func (l *List[R]) resized() {
	l.clamp()
	l.page.Resize(l.page.MinSize().Max(l.scroll.Size()))
	l.scroll.Refresh()
}

// clamp keeps the window on the page.
func (l *List[R]) clamp() {
	l.scroll.Offset.Y = max(min(l.scroll.Offset.Y, l.end()-l.scroll.Size().Height), 0)
}

// sizeOf is the size of the i-th row, without the gap below it.
func (l *List[R]) sizeOf(i int) fyne.Size {
	return fyne.NewSize(l.width, l.tops[i+1]-l.tops[i]-l.gap())
}

func (l *List[R]) end() float32 { return l.tops[len(l.tops)-1] }

// ScrollTo brings the i-th row into the window; the keyboard goes on from it.
func (l *List[R]) ScrollTo(i int) {
	if i < 0 || i >= l.Len() {
		return
	}
	if l.at = i; l.width <= 0 {
		return
	}
	high := l.scroll.Size().Height
	other := false
	for k := i; k >= 0 && l.tops[i+1]-l.tops[k] <= high; k-- {
		other = l.measure(k, i) || other
	}
	y := l.scroll.Offset.Y
	to := max(min(max(y, l.tops[i+1]-high), l.tops[i]), 0)
	if to != y || other {
		l.scroll.Offset.Y = to
		l.resized()
		l.arrange(i)
		Untell(l.page) // another row is under the pointer
	}
}

// Resize implements [fyne.CanvasObject]: another width wraps the rows anew. The
// row of the keyboard stays in the window.
func (l *List[R]) Resize(s fyne.Size) {
	first, last := l.Seen()
	seen := l.width <= 0 || first <= l.at && l.at <= last
	l.BaseWidget.Resize(s)
	if s.Width != l.width {
		l.width = s.Width
		l.stack()
	}
	if l.arrange(-1); seen {
		l.ScrollTo(l.at)
	}
}

// rowAt returns the row at a height, from the top of the page.
func (l *List[R]) rowAt(y float32) int {
	return sort.Search(len(l.tops)-1, func(i int) bool { return l.tops[i+1] > y })
}

// window returns the first and the last row in the window, once all of them
// have their height; last may be that behind the end. A row is held where it
// is: where hold is negative, the first of those that were there before.
func (l *List[R]) window(hold int) (first, last int) {
	inside := func() (first, last int) {
		top := l.scroll.Offset.Y
		return l.rowAt(top), l.rowAt(top + l.scroll.Size().Height)
	}
	first, last = inside()
	if hold < 0 {
		hold = math.MaxInt
		for i := range l.shown {
			if i >= first && i <= last {
				hold = min(hold, i)
			}
		}
		if hold == math.MaxInt {
			hold = first
		}
	}
	other := false
	for again := true; again; other = other || again {
		again = false
		first, last = inside()
		for i := first; i <= last && i < l.Len(); i++ {
			again = l.measure(i, hold) || again
		}
		l.clamp()
	}
	if other {
		l.resized()
	}
	return first, last
}

// arrange gives the rows in the window objects; a row may be held as in window.
func (l *List[R]) arrange(hold int) {
	if l.width <= 0 {
		return
	}
	first, last := l.window(hold)
	for i, row := range l.shown {
		if i < first || i > last || i >= l.Len() {
			l.free = append(l.free, row)
			delete(l.shown, i)
		}
	}
	objects := append(l.page.objects[:0], l.page.under)
	for i := first; i <= last && i < l.Len(); i++ {
		row, ok := l.shown[i]
		switch n := len(l.free); {
		case ok:
		case n > 0:
			row, l.free = l.free[n-1], l.free[:n-1]
		default:
			row = l.fresh()
		}
		l.shown[i] = row
		row.Move(fyne.NewPos(0, l.tops[i]))
		row.Resize(l.sizeOf(i))
		l.set(i, row)
		objects = append(objects, row)
	}
	l.page.objects = append(objects, l.page.ring)
	l.point()
}

// point shows the row under the pointer and that of the keyboard; the whole list
// where the keyboard is in it and at none.
func (l *List[R]) point() {
	on := func(r *canvas.Rectangle, i int) {
		if r.Hidden = i < 0 || i >= l.Len(); !r.Hidden {
			r.Move(fyne.NewPos(0, l.tops[i]))
			r.Resize(l.sizeOf(i))
		}
	}
	l.page.under.FillColor = theme.Color(theme.ColorNameHover)
	on(l.page.under, l.over)
	ring, at := l.page.ring, -1
	ring.StrokeColor = style.Now().Faint
	if l.focused || l.Aimed {
		at = l.at
	}
	if on(ring, at); l.focused {
		if ring.StrokeColor = style.Now().Accent; ring.Hidden {
			ring.Show()
			ring.Move(fyne.NewPos(0, l.scroll.Offset.Y))
			ring.Resize(l.scroll.Size())
		}
	}
	canvas.Refresh(l.page)
}

func (l *List[R]) forget() { l.free = nil }

func (l *List[R]) size() fyne.Size { return fyne.NewSize(1, l.end()) }

// CreateRenderer implements [fyne.Widget].
func (l *List[R]) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.scroll) }
