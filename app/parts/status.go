package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Status is the bar at the foot of the window: what the state is on the left,
// the keys for what is in hand on the right.
type Status struct {
	widget.BaseWidget
	Whole
	Leads func(words string) func() // where a click on some of those on the left leads; nil for nowhere
	words []string
	hints []Hint
}

// NewStatus returns an empty bar.
func NewStatus() *Status {
	s := &Status{}
	s.Of = s
	s.ExtendBaseWidget(s)
	return s
}

// Say sets the words on the left.
func (s *Status) Say(words ...string) {
	if !slices.Equal(s.words, words) {
		s.words = words
		s.Refresh()
	}
}

// Words returns the words on the left.
func (s *Status) Words() []string { return s.words }

// Offer sets the keys on the right.
func (s *Status) Offer(hints ...Hint) {
	alike := func(a, b Hint) bool { return a.Does == b.Does && slices.Equal(a.Keys, b.Keys) }
	if !slices.EqualFunc(s.hints, hints, alike) {
		s.hints = hints
		s.Refresh()
	}
}

// lead lies on words of the bar that lead somewhere.
type lead struct {
	widget.BaseWidget
	words string
	to    func()
}

func newLead(words string, to func()) *lead {
	l := &lead{words: words, to: to}
	l.ExtendBaseWidget(l)
	return l
}

// MinSize implements [fyne.CanvasObject].
func (l *lead) MinSize() fyne.Size { return fyne.NewSize(1, statusHeight) }

// Tapped implements [fyne.Tappable].
func (l *lead) Tapped(*fyne.PointEvent) { l.to() }

// AccessibilityLabel implements [fyne.Accessible].
func (l *lead) AccessibilityLabel() string { return l.words }

// AccessibilityRole implements [fyne.Accessible].
func (l *lead) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (l *lead) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(l, func(fyne.Size) []fyne.CanvasObject { return nil })
}

const statusHeight = 28

// MinSize implements [fyne.CanvasObject].
func (s *Status) MinSize() fyne.Size { return fyne.NewSize(200, statusHeight) }

// CreateRenderer implements [fyne.Widget].
func (s *Status) CreateRenderer() fyne.WidgetRenderer { return NewDrawn(s, s.draw) }

func (s *Status) draw(size fyne.Size) (os []fyne.CanvasObject) {
	x := float32(16)
	var whole [][2]string
	for _, is := range s.words {
		w := Shorten(is, style.SmallSize, fyne.TextStyle{}, max(size.Width-16-x, 40))
		t := InLine(Text(w, style.SmallSize, false, style.Now().Muted), x, 0, size.Height)
		os, whole = append(os, t), append(whole, [2]string{w, is})
		if s.Leads != nil {
			if to := s.Leads(is); to != nil {
				os = append(os, Place(newLead(is, to), x, 0, t.Size().Width, size.Height))
			}
		}
		x += t.Size().Width + 20
	}
	s.Whole.Words = WholeOf(whole...)
	return append(os, Hints(s.hints, x+20, size.Width-16, size.Height)...)
}
