package claims

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// field is the entry above the list: a filter at rest, the question for the
// claim while picking. It keeps the keys that the list needs.
type field struct {
	widget.Entry
	c *Claims
}

func newField(c *Claims) *field {
	f := &field{c: c}
	f.ExtendBaseWidget(f)
	f.OnChanged = func(string) { c.sift() }
	return f
}

func (f *field) rest() { f.SetPlaceHolder("Filter claims") }
func (f *field) ask()  { f.SetPlaceHolder("Claim: pick or type a new one, Enter") }

// TypedKey implements [fyne.Focusable].
func (f *field) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp:
		f.c.step(-1)
	case fyne.KeyDown:
		f.c.step(1)
	case fyne.KeyReturn, fyne.KeyEnter:
		f.c.choose(max(f.c.marked, 0))
	case fyne.KeyEscape:
		if f.c.picking {
			f.c.StopPicking()
		} else {
			f.SetText("")
		}
		f.c.leave()
	default:
		f.Entry.TypedKey(e)
	}
}
