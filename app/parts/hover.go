package parts

import "fyne.io/fyne/v2/driver/desktop"

// Hover is the part of a widget that tells by its looks that it can be
// clicked: embedded, it hears of the pointer and has it drawn as a hand.
type Hover struct {
	Over    bool   // the pointer is on the widget
	OnHover func() // Over has changed
}

var (
	_ desktop.Cursorable = (*Hover)(nil)
	_ desktop.Hoverable  = (*Hover)(nil)
)

// MouseIn implements [desktop.Hoverable].
func (h *Hover) MouseIn(*desktop.MouseEvent) { h.set(true) }

// MouseMoved implements [desktop.Hoverable].
func (h *Hover) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements [desktop.Hoverable].
func (h *Hover) MouseOut() { h.set(false) }

func (h *Hover) set(over bool) {
	h.Over = over
	if h.OnHover != nil {
		h.OnHover()
	}
}

// Cursor implements [desktop.Cursorable].
func (h *Hover) Cursor() desktop.Cursor { return desktop.PointerCursor }
