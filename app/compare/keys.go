package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/style"
)

var _ fyne.Focusable = (*View)(nil)

// FocusGained implements [fyne.Focusable].
func (v *View) FocusGained() {
	v.focused = true
	if v.chosen < 0 && len(v.witnesses) > 0 {
		v.chosen = 0
	}
	v.redraw(v.chosen)
}

// FocusLost implements [fyne.Focusable]. What is chosen stays visible, in a
// quieter tone.
func (v *View) FocusLost() {
	v.focused = false
	v.redraw(v.chosen)
}

// TypedRune implements [fyne.Focusable].
func (v *View) TypedRune(c rune) {
	switch c {
	case 'b', 'B':
		if v.chosen >= 0 {
			v.pick(v.chosen)
		}
	case ' ':
		v.turn(1)
	}
}

// TypedKey implements [fyne.Focusable].
func (v *View) TypedKey(e *fyne.KeyEvent) {
	last := len(v.witnesses) - 1
	switch e.Name {
	case fyne.KeyDown:
		v.choose(min(v.chosen+1, last))
	case fyne.KeyUp:
		v.choose(max(v.chosen-1, min(last, 0)))
	case fyne.KeyHome:
		v.choose(min(last, 0))
	case fyne.KeyEnd:
		v.choose(last)
	case fyne.KeyPageDown:
		v.turn(1)
	case fyne.KeyPageUp:
		v.turn(-1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if v.chosen >= 0 {
			v.open(v.chosen)
		}
	default:
		if v.OnKey != nil {
			v.OnKey(e.Name)
		}
	}
}

// focus takes the keys.
func (v *View) focus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
}

// mark lets the keys act on a witness, where it stands.
func (v *View) mark(i int) {
	old := v.chosen
	v.chosen = i
	v.redraw(old)
	v.redraw(i)
	v.focus()
}

// choose marks a witness and brings it into the window; with the first comes
// the head of the page.
func (v *View) choose(i int) {
	v.mark(i)
	if i < 0 || i >= len(v.rows) {
		return // no passage, or not laid out yet
	}
	r, high := v.rows[i], v.scroll.Size().Height
	top, bottom := r.Position().Y, r.Position().Y+r.Size().Height+style.Gap
	y := v.scroll.Offset.Y
	if i == 0 {
		top = 0
	}
	y = max(y, bottom-high)
	y = min(y, top)
	if i == 0 && bottom > high {
		y = r.Position().Y
	}
	v.scrollTo(y)
}

// turn scrolls by the window's height, less one line.
func (v *View) turn(pages float32) {
	v.scrollTo(v.scroll.Offset.Y + pages*(v.scroll.Size().Height-style.ReadLead))
}

func (v *View) scrollTo(y float32) {
	most := max(v.page.MinSize().Height-v.scroll.Size().Height, 0)
	v.scroll.ScrollToOffset(fyne.NewPos(0, min(max(y, 0), most)))
	v.window()
}

func (v *View) redraw(i int) {
	if i >= 0 && i < len(v.rows) {
		v.rows[i].Refresh()
	}
}

// window tells each row which part of it is in the window.
func (v *View) window() {
	top := v.scroll.Offset.Y
	bottom := top + v.scroll.Size().Height
	for _, r := range v.rows {
		y := r.Position().Y
		r.window(top-y, bottom-y)
	}
}
