package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// segments is the part of a row of which one is chosen: by a click, or with the
// keyboard in it by the arrows.
type segments struct {
	OnKey  func(fyne.KeyName) // a key that the row has no use for; without it the window hears of that
	OnRune func(rune)         // the same for a character

	of      fyne.Widget // the row
	count   int
	at      func(x float32) int // the one at a place, −1 for none
	take    func(i int)         // it was chosen by a person
	chosen  int
	over    int // the one under the pointer, −1 for none
	focused bool
}

// Tapped implements [fyne.Tappable].
func (s *segments) Tapped(e *fyne.PointEvent) {
	if i := s.at(e.Position.X); i >= 0 {
		s.take(i)
	}
}

// MouseIn implements [desktop.Hoverable].
func (s *segments) MouseIn(e *desktop.MouseEvent) { s.hover(s.at(e.Position.X)) }

// MouseMoved implements [desktop.Hoverable].
func (s *segments) MouseMoved(e *desktop.MouseEvent) { s.hover(s.at(e.Position.X)) }

// MouseOut implements [desktop.Hoverable].
func (s *segments) MouseOut() { s.hover(-1) }

func (s *segments) hover(i int) {
	if i != s.over {
		s.over = i
		s.of.Refresh()
	}
}

// Cursor implements [desktop.Cursorable].
func (s *segments) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements [fyne.Focusable].
func (s *segments) FocusGained() { s.focus(true) }

// FocusLost implements [fyne.Focusable].
func (s *segments) FocusLost() { s.focus(false) }

func (s *segments) focus(has bool) {
	s.focused = has
	s.of.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (s *segments) TypedKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == fyne.KeyLeft:
		s.take(max(s.chosen-1, 0))
	case e.Name == fyne.KeyRight:
		s.take(min(s.chosen+1, s.count-1))
	case s.OnKey != nil:
		s.OnKey(e.Name)
	default:
		keyToWindow(s.of, e)
	}
}

// TypedRune implements [fyne.Focusable].
func (s *segments) TypedRune(r rune) {
	if s.OnRune != nil {
		s.OnRune(r)
	} else {
		runeToWindow(s.of, r)
	}
}

// AccessibilityRole implements [fyne.Accessible].
func (s *segments) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
