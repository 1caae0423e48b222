package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// picker is the button that names the baseline and opens the menu of all
// passages to choose another.
type picker struct {
	widget.BaseWidget
	parts.Press
	view  *View
	words string
}

var _ fyne.Accessible = (*picker)(nil)

// The measures of the picker, in pixels.
const (
	pickerHigh  = 28
	pickerSide  = 14
	pickerMost  = 420
	pickerLeast = 150
	chevron     = 16
)

func newPicker(v *View) *picker {
	k := &picker{view: v}
	k.Of, k.OnHover, k.OnPress, k.OnKey = k, k.Refresh, k.open, v.other
	k.ExtendBaseWidget(k)
	return k
}

// say names what the passages are compared with now, in a room of at most so
// many pixels.
func (k *picker) say(room float32) {
	room = min(room, pickerMost) - 2*pickerSide - chevron
	words, whole := "Against the one before", ""
	if v := k.view; !v.before {
		words = "Against " + trace.Name(v.witnesses, v.base)
		whole = "Against " + trace.Outlet(v.witnesses[v.base]) + ": “" + trace.OneLine(v.witnesses[v.base].Quote) + "”"
		if smallFace.width(words) > room { // a few letters of a passage tell nothing
			words = "Against " + trace.Outlet(v.witnesses[v.base])
		}
	}
	k.Words = whole
	if words = parts.Shorten(words, style.SmallSize, fyne.TextStyle{}, room); words != k.words {
		k.words = words
		k.Refresh()
	}
}

// MinSize implements [fyne.CanvasObject].
func (k *picker) MinSize() fyne.Size {
	return fyne.NewSize(smallFace.width(k.words)+2*pickerSide+chevron, pickerHigh)
}

// open shows the menu of baselines below the picker.
func (k *picker) open() {
	v := k.view
	items := []*fyne.MenuItem{parts.Choice("The one before", v.before, func() { v.SetBefore(true) }), fyne.NewMenuItemSeparator()}
	for i, w := range v.witnesses {
		words := parts.Shorten(style.ShortTime(w.In.Published)+"  "+trace.Name(v.witnesses, i), style.TextSize, fyne.TextStyle{}, pickerMost)
		items = append(items, parts.Choice(words, i == v.base && !v.before, func() { v.setBase(i) }))
	}
	parts.ShowMenu(k, fyne.NewPos(0, pickerHigh+style.Unit), items...)
}

// TypedKey implements [fyne.Focusable].
func (k *picker) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown {
		k.open()
		return
	}
	k.Press.TypedKey(e)
}

// AccessibilityLabel implements [fyne.Accessible].
func (k *picker) AccessibilityLabel() string { return k.words }

// CreateRenderer implements [fyne.Widget].
func (k *picker) CreateRenderer() fyne.WidgetRenderer {
	v := &pickerView{k: k, frame: &canvas.Rectangle{CornerRadius: pickerHigh / 2, StrokeWidth: 1},
		words: parts.Text(k.words, style.SmallSize, false, nil), arrow: &canvas.Image{}}
	v.objects = []fyne.CanvasObject{v.frame, v.words, v.arrow}
	v.Refresh()
	return v
}

type pickerView struct {
	k       *picker
	frame   *canvas.Rectangle
	words   *canvas.Text
	arrow   *canvas.Image
	objects []fyne.CanvasObject
}

func (v *pickerView) Destroy()                     {}
func (v *pickerView) MinSize() fyne.Size           { return v.k.MinSize() }
func (v *pickerView) Objects() []fyne.CanvasObject { return v.objects }

func (v *pickerView) Layout(s fyne.Size) {
	v.frame.Resize(s)
	parts.InLine(v.words, pickerSide, 0, s.Height)
	parts.Place(v.arrow, s.Width-pickerSide-chevron+3, (s.Height-chevron)/2, chevron, chevron)
}

func (v *pickerView) Refresh() {
	p := style.Now()
	v.words.Text = v.k.words
	v.words.Color, v.frame.FillColor, v.frame.StrokeColor = p.Muted, p.Surface, p.Line
	if v.k.Over {
		v.words.Color, v.frame.FillColor = p.Ink, p.Side
	}
	if v.k.Focused {
		v.frame.StrokeColor = p.Accent
	}
	v.arrow.Resource = theme.NewColoredResource(theme.MenuDropDownIcon(), theme.ColorNamePlaceHolder)
	v.arrow.Refresh()
	v.Layout(v.k.Size())
	canvas.Refresh(v.k)
}
