package parts

import "fyne.io/fyne/v2"

// Press is the part of a widget that can be pressed, by a click or by its keys
// while it has the keyboard: embedded, it does all but draw it and name it.
// OnHover tells of the keyboard's coming and going, too.
type Press struct {
	Hover
	Focused bool               // the widget has the keyboard
	OnPress func()             // it was pressed
	OnKey   func(fyne.KeyName) // a key that it has no use for
}

var (
	_ fyne.Tappable  = (*Press)(nil)
	_ fyne.Focusable = (*Press)(nil)
)

// Tapped implements [fyne.Tappable].
func (p *Press) Tapped(*fyne.PointEvent) { p.OnPress() }

// FocusGained implements [fyne.Focusable].
func (p *Press) FocusGained() { p.focus(true) }

// FocusLost implements [fyne.Focusable].
func (p *Press) FocusLost() { p.focus(false) }

func (p *Press) focus(has bool) {
	p.Focused = has
	if p.OnHover != nil {
		p.OnHover()
	}
}

// TypedRune implements [fyne.Focusable].
func (p *Press) TypedRune(rune) {}

// TypedKey implements [fyne.Focusable].
func (p *Press) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.OnPress()
	default:
		p.OnKey(e.Name)
	}
}

// AccessibilityRole is the role of [fyne.Accessible].
func (p *Press) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }
