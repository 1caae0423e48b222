package parts

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Status is the bar at the foot of the window: what the state is on the left,
// the keys for what is in hand on the right.
type Status struct {
	widget.BaseWidget
	words []string
	hints []Hint
}

// NewStatus returns an empty bar.
func NewStatus() *Status {
	s := &Status{}
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

const statusHeight = 28

// MinSize implements [fyne.CanvasObject].
func (s *Status) MinSize() fyne.Size { return fyne.NewSize(200, statusHeight) }

// CreateRenderer implements [fyne.Widget].
func (s *Status) CreateRenderer() fyne.WidgetRenderer {
	v := &statusView{s: s}
	v.Refresh()
	return v
}

type statusView struct {
	s       *Status
	size    fyne.Size
	objects []fyne.CanvasObject
}

func (v *statusView) Destroy()                     {}
func (v *statusView) MinSize() fyne.Size           { return v.s.MinSize() }
func (v *statusView) Objects() []fyne.CanvasObject { return v.objects }

// Layout draws anew for another size only: fresh texts for the same one would
// make Fyne lay out, and so draw, without end.
func (v *statusView) Layout(s fyne.Size) {
	if s != v.size {
		v.Refresh()
	}
}

func (v *statusView) Refresh() {
	size := v.s.Size()
	v.size = size
	v.objects = v.objects[:0]
	x := float32(16)
	for _, w := range v.s.words {
		t := Text(Shorten(w, style.SmallSize, fyne.TextStyle{}, max(size.Width*0.6-x, 40)), style.SmallSize, false, style.Now().Muted)
		m := t.MinSize()
		t.Resize(m)
		t.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		v.objects = append(v.objects, t)
		x += m.Width + 20
	}
	v.objects = append(v.objects, Hints(v.s.hints, x+20, size.Width-16, size.Height)...)
	canvas.Refresh(v.s)
}
