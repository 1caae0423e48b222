package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// board is the widget of the matrix and of the timeline: a sheet with edges
// that stay where they are while the rest is scrolled in both directions. It
// has objects for what is in the window only.
type board struct {
	widget.BaseWidget
	view  *View
	sheet sheet
	brush brush
	window

	cursor  spot // what the keys act on
	over    spot // what is under the pointer
	focused bool
	grip    grip // of a scroll bar that is being dragged
}

// sheet is what a board shows.
type sheet interface {
	// fit lays the sheet out for a board of a size, at its beginning.
	fit(size fyne.Size) window
	// draw draws what is in the board's window.
	draw(b *board)
	// at is what lies at a place of the board.
	at(w window, at fyne.Position) spot
	// box is where a spot lies on the part that is scrolled; for those on the
	// edges only one direction counts.
	box(s spot) (fyne.Position, fyne.Size)
	// move goes from a spot by columns and rows, as far as there are any.
	move(s spot, columns, rows int) spot
}

// spot is a cell; with the column −1 the claim of a row, with the row −1 the
// article of a column, with both nothing.
type spot struct{ row, column int }

var nowhere = spot{-1, -1}

// window is what a board shows of its sheet: the edges, and a part of what
// lies between them.
type window struct {
	size             fyne.Size
	top, left, right float32 // the edges
	foot             float32 // below the rows, for the bar that scrolls to the side
	wide, high       float32 // of the whole that is scrolled
	x, y             float32 // how far
	rowHigh          float32
	rows             int
}

func (w window) bodyWide() float32 { return max(w.size.Width-w.left-w.right, 0) }
func (w window) bodyHigh() float32 { return max(w.size.Height-w.top-w.foot, 0) }
func (w window) mostX() float32    { return max(w.wide-w.bodyWide(), 0) }
func (w window) mostY() float32    { return max(w.high-w.bodyHigh(), 0) }

// seen are the rows in the window, from the first up to end.
func (w window) seen() (first, end int) {
	first = int(w.y / w.rowHigh)
	end = min(int((w.y+w.bodyHigh())/w.rowHigh)+1, w.rows)
	return min(first, end), end
}

// rowY is the top of a row on the board.
func (w window) rowY(row int) float32 { return w.top + float32(row)*w.rowHigh - w.y }

// rowAt is the row at a height of the board, −1 if there is none.
func (w window) rowAt(y float32) int {
	row := (y - w.top + w.y) / w.rowHigh
	if y < w.top || row < 0 || int(row) >= w.rows {
		return -1
	}
	return int(row)
}

func newBoard(v *View, s sheet) *board {
	b := &board{view: v, sheet: s, cursor: nowhere, over: nowhere}
	b.brush.Spare = mostKept
	b.ExtendBaseWidget(b)
	return b
}

// arrange lays the sheet out anew, and keeps the place.
func (b *board) arrange() {
	x, y := b.x, b.y
	b.window = b.sheet.fit(b.Size())
	b.x, b.y = min(x, b.mostX()), min(y, b.mostY())
	b.Refresh()
}

// Resize implements [fyne.CanvasObject].
func (b *board) Resize(s fyne.Size) {
	if s == b.Size() {
		return
	}
	b.BaseWidget.Resize(s)
	b.arrange()
}

// MinSize implements [fyne.CanvasObject].
func (b *board) MinSize() fyne.Size { return fyne.NewSize(200, 100) }

// scroll moves the sheet, to the right and down where that is positive, and
// tells whether it moved.
func (b *board) scroll(dx, dy float32) bool {
	x, y := min(max(b.x+dx, 0), b.mostX()), min(max(b.y+dy, 0), b.mostY())
	if x == b.x && y == b.y {
		return false
	}
	b.x, b.y = x, y
	b.view.lead(b)
	b.view.leave()
	b.over = nowhere
	b.Refresh()
	return true
}

// reveal scrolls as little as brings a spot into the window.
func (b *board) reveal(s spot) {
	at, size := b.sheet.box(s)
	var dx, dy float32
	if s.column >= 0 {
		dx = into(at.X, size.Width, b.x, b.bodyWide())
	}
	if s.row >= 0 {
		dy = into(at.Y, size.Height, b.y, b.bodyHigh())
	}
	b.scroll(dx, dy)
}

// into is how far to scroll so that a length from at lies in a window.
func into(at, length, window, room float32) float32 {
	switch {
	case at < window || length > room:
		return at - window
	case at+length > window+room:
		return at + length - window - room
	}
	return 0
}

// marked are the spots that have a ground of their own: that under the pointer
// and that which the keys act on.
func (b *board) marked() []spot {
	if b.over == b.cursor {
		return []spot{b.cursor}
	}
	return []spot{b.over, b.cursor}
}

// mark draws the ground of a spot, if it has one.
func (b *board) mark(s spot, x, y, wide, high float32) {
	switch {
	case s == nowhere:
	case s == b.cursor && b.focused:
		r := b.brush.Rect(b.brush.Palette.AccentFill, x, y, wide, high)
		r.StrokeColor, r.StrokeWidth, r.CornerRadius = b.brush.Palette.Accent, 1.5, markCorner
	case s == b.cursor || s == b.over:
		b.brush.Rect(theme.Color(theme.ColorNameHover), x, y, wide, high).CornerRadius = markCorner
	}
}

const markCorner = 7

// CreateRenderer implements [fyne.Widget].
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	r := &boardView{b}
	r.Refresh()
	return r
}

type boardView struct{ b *board }

func (v *boardView) Destroy()                     {}
func (v *boardView) Layout(fyne.Size)             {}
func (v *boardView) MinSize() fyne.Size           { return v.b.MinSize() }
func (v *boardView) Objects() []fyne.CanvasObject { return v.b.brush.Objects }

// Refresh draws what is in the window now.
func (v *boardView) Refresh() {
	v.b.brush.Begin(style.Now())
	if v.b.rows > 0 {
		v.b.sheet.draw(v.b)
		v.b.bars()
	}
	canvas.Refresh(v.b)
}
