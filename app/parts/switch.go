package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Switch is a row of words of which one is chosen.
type Switch struct {
	widget.BaseWidget
	segments
	words []string
}

var (
	_ fyne.Focusable     = (*Switch)(nil)
	_ fyne.Tappable      = (*Switch)(nil)
	_ fyne.Accessible    = (*Switch)(nil)
	_ desktop.Hoverable  = (*Switch)(nil)
	_ desktop.Cursorable = (*Switch)(nil)
)

// NewSwitch returns a switch with the first word chosen. onChoose is called
// when a person chooses another, not when Choose does.
func NewSwitch(words []string, onChoose func(int)) *Switch {
	s := &Switch{words: words}
	s.segments = segments{of: s, count: len(words), at: s.index, over: -1, take: func(i int) {
		if i != s.chosen {
			onChoose(i)
		}
	}}
	s.ExtendBaseWidget(s)
	return s
}

// Say changes the i-th word.
func (s *Switch) Say(i int, word string) {
	if s.words[i] != word {
		s.words[i] = word
		s.Refresh()
	}
}

// Choose shows which word is chosen.
func (s *Switch) Choose(i int) {
	s.chosen = i
	s.Refresh()
}

// Chosen is the index of the word that is chosen.
func (s *Switch) Chosen() int { return s.chosen }

const (
	switchHeight  = 30
	switchPadding = 14
)

func (s *Switch) width(i int) float32 {
	return Width(s.words[i], style.TextSize, true) + 2*switchPadding
}

func (s *Switch) index(x float32) int {
	for i := range s.words {
		if x -= s.width(i); x < 0 {
			return i
		}
	}
	return -1
}

// MinSize implements [fyne.CanvasObject].
func (s *Switch) MinSize() fyne.Size {
	var w float32
	for i := range s.words {
		w += s.width(i)
	}
	return fyne.NewSize(w, switchHeight)
}

// AccessibilityLabel implements [fyne.Accessible].
func (s *Switch) AccessibilityLabel() string { return s.words[s.chosen] }

// CreateRenderer implements [fyne.Widget].
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	b := &Brush{}
	return NewDrawn(s, func(size fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		s.draw(b, size)
		return b.Objects
	})
}

func (s *Switch) draw(b *Brush, size fyne.Size) {
	p := b.Palette
	if s.focused {
		b.ring(0, 0, size, style.Corner)
	}
	// Filled, as Fyne blends the stroke of an empty frame with black.
	frame := b.Rect(p.Surface, 0, 0, size.Width, size.Height)
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = p.Line, 1, style.Corner
	var x float32
	for i, words := range s.words {
		wide, ink := s.width(i), p.Muted
		switch i {
		case s.chosen:
			s.ground(b.Rect(p.AccentFill, x+1, 1, wide-2, size.Height-2), i)
			ink = p.Accent
		case s.over:
			s.ground(b.Rect(p.Side, x+1, 1, wide-2, size.Height-2), i)
			ink = p.Ink
		}
		t := b.Text(Lettering{Words: words, Size: style.TextSize, Bold: i == s.chosen, Ink: ink})
		b.InLine(t, x+(wide-t.MinSize().Width)/2, 0, size.Height)
		x += wide
	}
}

// ground rounds the corners of a word's ground that are those of the switch.
func (s *Switch) ground(r *canvas.Rectangle, i int) {
	if i == 0 {
		r.TopLeftCornerRadius, r.BottomLeftCornerRadius = style.Corner, style.Corner
	}
	if i == len(s.words)-1 {
		r.TopRightCornerRadius, r.BottomRightCornerRadius = style.Corner, style.Corner
	}
}
