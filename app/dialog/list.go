package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
)

// list is the list of a sheet. Only the rows in view are alive; it has the
// keyboard as a whole, on one of its rows.
type list struct {
	widget.List
	s       *Sheet
	rows    rows
	high    float32 // of a row
	gap     float32 // between two
	at      int     // the row that the keyboard is on, −1 if none
	focused bool
}

// rows are what a list shows, and what can be done with them.
type rows interface {
	len() int
	fresh() line // one that shows nothing yet
	describe(i int) string
	tap(i int, x float32) // a click on a row, so far from its left

	first() int            // where a key leads from no row
	walked()               // a key led to another row
	pointed()              // the keyboard came or went, or is on another row
	key(fyne.KeyName) bool // hears of every key first, and tells whether it used it
	typed(rune)            // a character
	shortcut(fyne.Shortcut)
}

// line draws a row.
type line interface {
	objects() []fyne.CanvasObject
	draw(i int, size fyne.Size) (whole string) // what of it is cut, whole
}

func newList(s *Sheet, of rows, high, gap float32) *list {
	l := &list{s: s, rows: of, high: high, gap: gap, at: -1}
	l.Length = of.len
	l.CreateItem = func() fyne.CanvasObject {
		r := &row{l: l, i: -1, line: of.fresh()}
		r.Of = r
		r.ExtendBaseWidget(r)
		return r
	}
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) {
		o.(*row).i = i
		o.Refresh()
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// point puts the keyboard on a row and brings it into view.
func (l *list) point(i int) {
	l.at = i
	if i >= 0 {
		l.ScrollTo(i)
	}
	l.rows.pointed()
	l.Refresh()
}

// walk goes so many rows down, from above the first where it was on none.
func (l *list) walk(by int) {
	if l.at < 0 {
		l.at, by = l.rows.first(), max(by-1, 0)
	}
	l.walkTo(l.at + by)
}

func (l *list) walkTo(i int) {
	if n := l.rows.len(); n > 0 {
		l.point(min(max(i, 0), n-1))
		l.rows.walked()
	}
}

// FocusGained implements [fyne.Focusable].
func (l *list) FocusGained() { l.focus(true) }

// FocusLost implements [fyne.Focusable].
func (l *list) FocusLost() { l.focus(false) }

func (l *list) focus(on bool) {
	l.focused = on
	l.rows.pointed()
	l.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (l *list) TypedKey(e *fyne.KeyEvent) {
	if l.rows.key(e.Name) {
		return
	}
	page := max(int(l.Size().Height/(l.high+l.gap))-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		l.walk(-1)
	case fyne.KeyDown:
		l.walk(1)
	case fyne.KeyPageUp:
		l.walk(-page)
	case fyne.KeyPageDown:
		l.walk(page)
	case fyne.KeyHome:
		l.walkTo(0)
	case fyne.KeyEnd:
		l.walkTo(l.rows.len() - 1)
	default:
		l.s.Key(e.Name)
	}
}

// TypedRune implements [fyne.Focusable].
func (l *list) TypedRune(r rune) { l.rows.typed(r) }

// TypedShortcut implements [fyne.Shortcutable].
func (l *list) TypedShortcut(sc fyne.Shortcut) {
	if !l.s.Shortcut(sc) {
		l.rows.shortcut(sc)
	}
}

// row is a row of a list.
type row struct {
	widget.BaseWidget
	parts.Whole
	l    *list
	i    int // −1 while it shows nothing
	line line
}

var (
	_ fyne.Tappable   = (*row)(nil)
	_ fyne.Accessible = (*row)(nil)
)

// MinSize implements [fyne.CanvasObject].
func (r *row) MinSize() fyne.Size { return fyne.NewSize(120, r.l.high) }

func (r *row) there() bool { return r.i >= 0 && r.i < r.l.rows.len() }

// Tapped implements [fyne.Tappable].
func (r *row) Tapped(e *fyne.PointEvent) {
	if r.there() {
		r.l.s.k.canvas.Focus(r.l)
		r.l.rows.tap(r.i, e.Position.X)
	}
}

// AccessibilityLabel implements [fyne.Accessible].
func (r *row) AccessibilityLabel() string {
	if !r.there() {
		return ""
	}
	return r.l.rows.describe(r.i)
}

// AccessibilityRole implements [fyne.Accessible].
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	v := &rowView{r}
	v.Refresh()
	return v
}

type rowView struct{ r *row }

func (v *rowView) Destroy()                     {}
func (v *rowView) MinSize() fyne.Size           { return v.r.MinSize() }
func (v *rowView) Objects() []fyne.CanvasObject { return v.r.line.objects() }
func (v *rowView) Layout(fyne.Size)             { v.Refresh() }

func (v *rowView) Refresh() {
	if v.r.there() {
		v.r.Words = v.r.line.draw(v.r.i, v.r.Size())
		canvas.Refresh(v.r)
	}
}
