package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

var (
	_ fyne.Tappable      = (*board)(nil)
	_ fyne.Scrollable    = (*board)(nil)
	_ fyne.Draggable     = (*board)(nil)
	_ desktop.Mouseable  = (*board)(nil)
	_ desktop.Hoverable  = (*board)(nil)
	_ desktop.Cursorable = (*board)(nil)
)

// wheel is how far the sheet goes for what Fyne reports of the wheel.
const wheel = 2

// The measures of the scroll bars, in pixels.
const (
	barRoom  = 12 // below the rows, and beside what is at the right
	barWide  = 5
	barGrab  = 12 // where it can be caught
	barLeast = 28
)

// grip is which scroll bar is being dragged.
type grip int

const (
	noGrip grip = iota
	gripX
	gripY
)

// Scrolled implements [fyne.Scrollable], which also makes Fyne clip the board.
func (b *board) Scrolled(e *fyne.ScrollEvent) {
	b.scroll(-wheel*e.Scrolled.DX, -wheel*e.Scrolled.DY)
}

// bar returns where a scroll bar's thumb begins along its track and how long
// track and thumb are. The thumb is as long as the track where all is shown.
func bar(room, whole, at float32) (from, long float32) {
	if whole <= room {
		return 0, room
	}
	long = max(room*room/whole, min(barLeast, room))
	return (room - long) * at / (whole - room), long
}

// bars draws the scroll bars of the directions in which there is more, and a
// line where rows are cut off.
func (b *board) bars() {
	ink := style.Faded(b.brush.Palette.Faint)
	if b.foot > 0 {
		b.brush.Rect(b.brush.Palette.Surface, 0, b.size.Height-b.foot, b.size.Width, b.foot)
	}
	if b.y < b.mostY() {
		b.brush.Rect(b.brush.Palette.Line, 0, b.size.Height-b.foot-1, b.size.Width, 1)
	}
	if b.mostX() > 0 {
		from, long := bar(b.bodyWide(), b.wide, b.x)
		b.brush.Rect(ink, b.left+from, b.size.Height-barWide-2, long, barWide).CornerRadius = barWide / 2
	}
	if b.mostY() > 0 {
		from, long := bar(b.bodyHigh(), b.high, b.y)
		b.brush.Rect(ink, b.size.Width-barWide-2, b.top+from, barWide, long).CornerRadius = barWide / 2
	}
}

// gripAt is the scroll bar at a place.
func (b *board) gripAt(at fyne.Position) grip {
	switch {
	case b.mostY() > 0 && at.X >= b.size.Width-barGrab && at.Y >= b.top:
		return gripY
	case b.mostX() > 0 && at.Y >= b.size.Height-barGrab && at.X >= b.left && at.X < b.size.Width-b.window.right:
		return gripX
	}
	return noGrip
}

// MouseDown implements [desktop.Mouseable]: a scroll bar is caught, and comes
// to where the pointer is.
func (b *board) MouseDown(e *desktop.MouseEvent) {
	if e.Button == desktop.MouseButtonPrimary {
		b.grip = b.gripAt(e.Position)
		b.pull(e.Position)
	}
}

// MouseUp implements [desktop.Mouseable].
func (b *board) MouseUp(*desktop.MouseEvent) {}

// Dragged implements [fyne.Draggable].
func (b *board) Dragged(e *fyne.DragEvent) { b.pull(e.Position) }

// DragEnd implements [fyne.Draggable].
func (b *board) DragEnd() { b.grip = noGrip }

// pull brings the middle of the caught thumb to the pointer.
func (b *board) pull(at fyne.Position) {
	switch b.grip {
	case gripX:
		_, long := bar(b.bodyWide(), b.wide, b.x)
		b.scroll((at.X-b.left-long/2)*b.mostX()/max(b.bodyWide()-long, 1)-b.x, 0)
	case gripY:
		_, long := bar(b.bodyHigh(), b.high, b.y)
		b.scroll(0, (at.Y-b.top-long/2)*b.mostY()/max(b.bodyHigh()-long, 1)-b.y)
	}
}

// Tapped implements [fyne.Tappable].
func (b *board) Tapped(e *fyne.PointEvent) {
	parts.Focus(b)
	b.grip = noGrip
	if b.rows == 0 || b.gripAt(e.Position) != noGrip {
		return
	}
	s := b.sheet.at(b.window, e.Position)
	if s == nowhere {
		return
	}
	b.view.leave()
	b.cursor = s
	b.view.looked(s)
	b.Refresh()
	b.view.open(b, s)
}

// MouseIn implements [desktop.Hoverable].
func (b *board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (b *board) MouseMoved(e *desktop.MouseEvent) {
	over := nowhere
	if b.rows > 0 && b.gripAt(e.Position) == noGrip {
		over = b.sheet.at(b.window, e.Position)
	}
	if over.row >= 0 && over.column >= 0 {
		if _, ok := b.view.table.rows[over.row].at(over.column); !ok {
			over = nowhere
		}
	}
	if over == b.over {
		return
	}
	b.over = over
	b.view.leave()
	b.Refresh()
	b.view.rest(b, over)
}

// MouseOut implements [desktop.Hoverable].
func (b *board) MouseOut() {
	b.over = nowhere
	b.view.leave()
	b.Refresh()
}

// Cursor implements [desktop.Cursorable].
func (b *board) Cursor() desktop.Cursor {
	if b.over != nowhere {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}
