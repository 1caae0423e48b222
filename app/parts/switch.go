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
	words    []string
	chosen   int
	onChoose func(int)
}

var _ desktop.Cursorable = (*Switch)(nil)

// NewSwitch returns a switch with the first word chosen. onChoose is called
// when a person chooses another, not when Choose does.
func NewSwitch(words []string, onChoose func(int)) *Switch {
	s := &Switch{words: words, onChoose: onChoose}
	s.ExtendBaseWidget(s)
	return s
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

// MinSize implements [fyne.CanvasObject].
func (s *Switch) MinSize() fyne.Size {
	var w float32
	for i := range s.words {
		w += s.width(i)
	}
	return fyne.NewSize(w, switchHeight)
}

// Tapped implements [fyne.Tappable].
func (s *Switch) Tapped(e *fyne.PointEvent) {
	x := e.Position.X
	for i := range s.words {
		if x -= s.width(i); x < 0 {
			if i != s.chosen {
				s.onChoose(i)
			}
			return
		}
	}
}

// Cursor implements [desktop.Cursorable].
func (s *Switch) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements [fyne.Widget].
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	r := &switchView{s: s, frame: &canvas.Rectangle{CornerRadius: style.Corner, StrokeWidth: 1}, chosen: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.frame, r.chosen}
	for _, w := range s.words {
		t := Text(w, style.TextSize, false, nil)
		t.Alignment = fyne.TextAlignCenter
		r.texts = append(r.texts, t)
		r.objects = append(r.objects, t)
	}
	r.Refresh()
	return r
}

type switchView struct {
	s             *Switch
	frame, chosen *canvas.Rectangle
	texts         []*canvas.Text
	objects       []fyne.CanvasObject
}

func (v *switchView) Destroy()                     {}
func (v *switchView) MinSize() fyne.Size           { return v.s.MinSize() }
func (v *switchView) Objects() []fyne.CanvasObject { return v.objects }

func (v *switchView) Layout(fyne.Size) {
	var x float32
	high := v.s.Size().Height
	for i, t := range v.texts {
		w := v.s.width(i)
		h := t.MinSize().Height
		t.Resize(fyne.NewSize(w, h))
		t.Move(fyne.NewPos(x, (high-h)/2))
		if i == v.s.chosen {
			v.chosen.Resize(fyne.NewSize(w-2, high-2))
			v.chosen.Move(fyne.NewPos(x+1, 1))
		}
		x += w
	}
	v.frame.Resize(fyne.NewSize(x, high))
}

func (v *switchView) Refresh() {
	p := style.Now()
	// Filled, as Fyne blends the stroke of an empty frame with black.
	v.frame.FillColor, v.frame.StrokeColor, v.chosen.FillColor = p.Surface, p.Line, p.AccentFill
	first, last := v.s.chosen == 0, v.s.chosen == len(v.texts)-1
	corner := func(round bool) float32 {
		if round {
			return style.Corner
		}
		return 0
	}
	v.chosen.TopLeftCornerRadius, v.chosen.BottomLeftCornerRadius = corner(first), corner(first)
	v.chosen.TopRightCornerRadius, v.chosen.BottomRightCornerRadius = corner(last), corner(last)
	for i, t := range v.texts {
		Say(t, t.Text, i == v.s.chosen)
		t.Color = p.Muted
		if t.TextStyle.Bold {
			t.Color = p.Accent
		}
	}
	v.Layout(v.s.Size())
	canvas.Refresh(v.s)
}
