package overview

import (
	"fyne.io/fyne/v2"
)

var _ fyne.Focusable = (*board)(nil)

// FocusGained implements [fyne.Focusable].
func (b *board) FocusGained() {
	b.focused = true
	if b.cursor == nowhere && b.rows > 0 {
		b.cursor = spot{0, -1}
	}
	b.view.looked(b.cursor)
	b.Refresh()
}

// FocusLost implements [fyne.Focusable]. The cursor stays visible, in a
// quieter tone.
func (b *board) FocusLost() {
	b.focused = false
	b.view.leave()
	b.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (b *board) TypedRune(c rune) {
	if b.view.OnRune != nil && b.view.OnRune(c) {
		return
	}
	if c == ' ' {
		b.turn(1)
	}
}

// far is more than there can be of rows or columns.
const far = 1 << 30

// TypedKey implements [fyne.Focusable].
func (b *board) TypedKey(e *fyne.KeyEvent) {
	b.view.leave()
	switch e.Name {
	case fyne.KeyLeft:
		b.step(-1, 0)
	case fyne.KeyRight:
		b.step(1, 0)
	case fyne.KeyUp:
		b.step(0, -1)
	case fyne.KeyDown:
		b.step(0, 1)
	case fyne.KeyHome:
		b.step(-far, 0)
	case fyne.KeyEnd:
		b.step(far, 0)
	case fyne.KeyPageUp:
		b.turn(-1)
	case fyne.KeyPageDown:
		b.turn(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		b.view.open(b, b.cursor)
	default:
		b.view.key(e.Name)
	}
}

// step moves the cursor by columns and rows, and brings it into the window.
func (b *board) step(columns, rows int) {
	if b.rows == 0 {
		return
	}
	if b.cursor == nowhere {
		b.cursor = spot{0, -1}
	} else {
		b.cursor = b.sheet.move(b.cursor, columns, rows)
	}
	b.reveal(b.cursor)
	b.view.looked(b.cursor)
	b.Refresh()
	b.view.rest(b, b.cursor)
}

// turn moves the cursor by the rows that the window holds, less one.
func (b *board) turn(pages int) {
	rows := max(int(b.bodyHigh()/max(b.rowHigh, 1))-1, 1)
	b.scroll(0, float32(pages*rows)*b.rowHigh)
	b.step(0, pages*rows)
}

// AccessibilityLabel implements [fyne.Accessible]: what the cursor is on.
func (b *board) AccessibilityLabel() string { return b.view.describe(b.cursor).plain() }

// AccessibilityRole implements [fyne.Accessible].
func (b *board) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

var _ fyne.Accessible = (*board)(nil)
