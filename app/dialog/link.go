package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// link is a quiet button.
type link struct {
	widget.Hyperlink
	s *Sheet
}

func newLink(s *Sheet, press func()) *link {
	l := &link{s: s}
	l.OnTapped, l.SizeName = press, theme.SizeNameCaptionText
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements [fyne.Focusable].
func (l *link) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		l.OnTapped()
	case fyne.KeySpace: // its character presses it
	default:
		l.s.Key(e.Name)
	}
}

// TypedRune implements [fyne.Focusable].
func (l *link) TypedRune(r rune) {
	if r == ' ' {
		l.OnTapped()
	}
}
