package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// pill is a small round button above the boards: one that is chosen of
// several, or one that opens a menu.
type pill struct {
	widget.BaseWidget
	parts.Press
	words  string
	chosen bool
	menu   bool
}

var _ fyne.Accessible = (*pill)(nil)

// The measures of a pill, in pixels.
const (
	pillHigh = 28
	pillSide = 12
	pillMost = 200
	chevron  = 16
)

func newPill(words string, menu bool, onTap func(), onKey func(fyne.KeyName)) *pill {
	k := &pill{words: words, menu: menu}
	k.OnHover, k.OnPress, k.OnKey = k.Refresh, onTap, onKey
	k.ExtendBaseWidget(k)
	return k
}

// say changes the words and whether the pill is chosen.
func (k *pill) say(words string, chosen bool) {
	words = parts.Shorten(words, style.SmallSize, fyne.TextStyle{}, pillMost-2*pillSide-chevron)
	if k.words == words && k.chosen == chosen {
		return
	}
	k.words, k.chosen = words, chosen
	k.Refresh()
}

// MinSize implements [fyne.CanvasObject]. It is that of bold words, so that
// choosing moves nothing.
func (k *pill) MinSize() fyne.Size {
	wide := parts.Width(k.words, style.SmallSize, true) + 2*pillSide
	if k.menu {
		wide += chevron - 4
	}
	return fyne.NewSize(wide, pillHigh)
}

// AccessibilityLabel implements [fyne.Accessible].
func (k *pill) AccessibilityLabel() string { return k.words }

// CreateRenderer implements [fyne.Widget].
func (k *pill) CreateRenderer() fyne.WidgetRenderer {
	v := &pillView{k: k, frame: &canvas.Rectangle{CornerRadius: pillHigh / 2, StrokeWidth: 1},
		words: parts.Text(k.words, style.SmallSize, false, nil), arrow: &canvas.Image{}}
	v.objects = []fyne.CanvasObject{v.frame, v.words}
	if k.menu {
		v.objects = append(v.objects, v.arrow)
	}
	v.Refresh()
	return v
}

type pillView struct {
	k       *pill
	frame   *canvas.Rectangle
	words   *canvas.Text
	arrow   *canvas.Image
	objects []fyne.CanvasObject
}

func (v *pillView) Destroy()                     {}
func (v *pillView) MinSize() fyne.Size           { return v.k.MinSize() }
func (v *pillView) Objects() []fyne.CanvasObject { return v.objects }

func (v *pillView) Layout(s fyne.Size) {
	v.frame.Resize(s)
	room := s.Width
	if v.k.menu {
		room -= chevron - 4
	}
	parts.InLine(v.words, (room-v.words.MinSize().Width)/2, 0, s.Height)
	parts.Place(v.arrow, s.Width-chevron-6, (s.Height-chevron)/2, chevron, chevron)
}

func (v *pillView) Refresh() {
	p := style.Now()
	parts.Say(v.words, v.k.words, v.k.chosen)
	v.words.Color, v.frame.FillColor, v.frame.StrokeColor = p.Muted, p.Surface, p.Line
	tint := theme.ColorNamePlaceHolder
	if v.k.Over {
		v.words.Color, v.frame.FillColor = p.Ink, p.Side
	}
	if v.k.chosen {
		v.words.Color, v.frame.FillColor, v.frame.StrokeColor = p.Accent, p.AccentFill, p.AccentFill
		tint = theme.ColorNamePrimary
	}
	if v.k.Focused {
		v.frame.StrokeColor = p.Accent
	}
	if v.k.menu {
		v.arrow.Resource = theme.NewColoredResource(theme.MenuDropDownIcon(), tint)
		v.arrow.Refresh()
	}
	v.Layout(v.k.Size())
	canvas.Refresh(v.k)
}
