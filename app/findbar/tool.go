package findbar

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// tool is a button that shows a sign. It does not take the keyboard: each has
// its key in the field.
type tool struct {
	widget.BaseWidget
	parts.Hover
	label string
	sign  func(color.NRGBA) fyne.Resource
	onTap func()
	off   bool // it has nothing to act on
	back  *canvas.Rectangle
	image *canvas.Image
}

var (
	_ fyne.Tappable      = (*tool)(nil)
	_ fyne.Accessible    = (*tool)(nil)
	_ desktop.Hoverable  = (*tool)(nil)
	_ desktop.Cursorable = (*tool)(nil)
)

// The measures of a tool and its sign, in pixels.
const (
	toolSize = 28
	signSize = 20
)

func newTool(label string, sign func(color.NRGBA) fyne.Resource, onTap func()) *tool {
	t := &tool{label: label, sign: sign, onTap: onTap, back: &canvas.Rectangle{CornerRadius: style.Corner - 2}, image: &canvas.Image{}}
	t.image.SetMinSize(fyne.NewSquareSize(signSize))
	t.OnHover = t.Refresh
	t.ExtendBaseWidget(t)
	return t
}

// enable shows whether the tool has something to act on.
func (t *tool) enable(on bool) {
	if t.off == on {
		t.off = !on
		t.Refresh()
	}
}

// Tapped implements [fyne.Tappable].
func (t *tool) Tapped(*fyne.PointEvent) { t.onTap() }

// Cursor implements [desktop.Cursorable].
func (t *tool) Cursor() desktop.Cursor {
	if t.off {
		return desktop.DefaultCursor
	}
	return t.Hover.Cursor()
}

// AccessibilityLabel implements [fyne.Accessible].
func (t *tool) AccessibilityLabel() string { return t.label }

// AccessibilityRole implements [fyne.Accessible].
func (t *tool) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize implements [fyne.CanvasObject].
func (t *tool) MinSize() fyne.Size { return fyne.NewSquareSize(toolSize) }

// Refresh implements [fyne.CanvasObject].
func (t *tool) Refresh() {
	t.dress()
	t.BaseWidget.Refresh()
}

func (t *tool) dress() {
	p := style.Now()
	ink := p.Muted
	switch {
	case t.off:
		ink = p.Faint
	case t.Over:
		ink = p.Ink
	}
	t.back.FillColor, t.back.Hidden = p.Line, t.off || !t.Over
	t.image.Resource = t.sign(ink)
}

// CreateRenderer implements [fyne.Widget].
func (t *tool) CreateRenderer() fyne.WidgetRenderer {
	t.dress()
	return widget.NewSimpleRenderer(container.NewStack(t.back, container.NewCenter(t.image)))
}

// row lays out the field, the two arrows, the count and, at the right end, the
// cross. The arrows stand before the count, which changes its length.
type row struct{}

var _ fyne.Layout = row{}

// The widths of the field and the least of the count, in pixels.
const (
	fieldLeast = 120
	fieldMost  = 320
	countLeast = 76
)

// Layout implements [fyne.Layout].
func (row) Layout(os []fyne.CanvasObject, s fyne.Size) {
	put := func(o fyne.CanvasObject, x, w, h float32) float32 {
		o.Move(fyne.NewPos(x, (s.Height-h)/2))
		o.Resize(fyne.NewSize(w, h))
		return x + w
	}
	field, previous, next, count, closing := os[0], os[1], os[2], os[3], os[4]
	const others = 3*toolSize + 3*style.Gap + countLeast
	x := put(field, 0, min(max(s.Width-others, fieldLeast), fieldMost), s.Height) + style.Gap
	x = put(previous, x, toolSize, toolSize)
	x = put(next, x, toolSize, toolSize) + style.Gap
	put(count, x, max(s.Width-x-style.Gap-toolSize, 0), s.Height)
	put(closing, s.Width-toolSize, toolSize, toolSize)
}

// MinSize implements [fyne.Layout].
func (row) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fieldLeast+3*toolSize+3*style.Gap+countLeast, os[0].MinSize().Height)
}
