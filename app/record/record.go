// Package record holds the views of what a project remembers: the history of
// one article, claim or annotation, the bar above a project that is shown as
// it stood at a moment, and the sheet on which a claim is decided. They show
// and call back; they read and change nothing themselves.
package record

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

func call(f func()) {
	if f != nil {
		f()
	}
}

// column lays out objects below one another in its whole width; the last takes
// what is left. Those whose height depends on the width say so by [wrapped].
type column struct {
	gap   float32
	least float32 // the least width, in pixels
}

var _ fyne.Layout = column{}

type wrapped interface{ heightFor(width float32) float32 }

func heightFor(o fyne.CanvasObject, width float32) float32 {
	if w, ok := o.(wrapped); ok {
		return w.heightFor(width)
	}
	return o.MinSize().Height
}

// Layout implements [fyne.Layout].
func (l column) Layout(os []fyne.CanvasObject, s fyne.Size) {
	var y float32
	for i, o := range os {
		if !o.Visible() {
			continue
		}
		h := heightFor(o, s.Width)
		if i == len(os)-1 {
			h = max(s.Height-y, 0)
		}
		parts.Place(o, 0, y, s.Width, h)
		y += h + l.gap
	}
}

// MinSize implements [fyne.Layout].
func (l column) MinSize(os []fyne.CanvasObject) fyne.Size {
	h := -l.gap
	for _, o := range os {
		if o.Visible() {
			h += heightFor(o, l.least) + l.gap
		}
	}
	return fyne.NewSize(l.least, max(h, 0))
}

// prose is a text that wraps: a heading, or a line on a ground of its own.
type prose struct {
	widget.BaseWidget
	parts.Whole
	words  string
	size   float32
	lead   float32
	most   int // lines; the last is cut where there are more
	serif  bool
	ink    func(*style.Palette) color.NRGBA
	ground func(*style.Palette) color.NRGBA // nil for none
}

func newHeading(words string, lines int) *prose {
	t := &prose{words: words, size: 20, lead: 28, most: lines, serif: true, ink: ink}
	t.Of = t
	t.ExtendBaseWidget(t)
	return t
}

func newRemark(words string, of, ground func(*style.Palette) color.NRGBA) *prose {
	t := &prose{words: words, size: style.TextSize, lead: 20, most: 4, ink: of, ground: ground}
	t.Of = t
	t.ExtendBaseWidget(t)
	return t
}

func ink(p *style.Palette) color.NRGBA   { return p.Ink }
func muted(p *style.Palette) color.NRGBA { return p.Muted }

func (t *prose) set(words string) {
	t.words = words
	t.Refresh()
}

// text returns a line in the heading's face or that of the interface.
func (t *prose) text(s string) *canvas.Text {
	x := parts.Text(s, t.size, t.serif, t.ink(style.Now()))
	if t.serif && style.FaceSerif.For(s) != nil {
		x.FontSource = style.SerifBold
	}
	return x
}

func (t *prose) inset() (x, y float32) {
	if t.ground == nil {
		return 0, 0
	}
	return style.Panel, style.Gap
}

func (t *prose) lines(width float32) []string {
	x, _ := t.inset()
	return parts.WrapBy(t.words, func(s string) float32 { return t.text(s).MinSize().Width }, max(width-2*x, 64), t.most)
}

func (t *prose) heightFor(width float32) float32 {
	_, y := t.inset()
	return float32(len(t.lines(width)))*t.lead + 2*y
}

// MinSize implements [fyne.CanvasObject].
func (t *prose) MinSize() fyne.Size { return fyne.NewSize(64, t.lead) }

// AccessibilityLabel implements [fyne.Accessible].
func (t *prose) AccessibilityLabel() string { return t.words }

// AccessibilityRole implements [fyne.Accessible].
func (t *prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements [fyne.Widget].
func (t *prose) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(t, func(size fyne.Size) (os []fyne.CanvasObject) {
		x, y := t.inset()
		if t.ground != nil {
			back := &canvas.Rectangle{FillColor: t.ground(style.Now()), CornerRadius: style.Corner}
			back.Resize(size)
			os = append(os, back)
		}
		lines := t.lines(size.Width)
		t.Words = parts.WholeOf(parts.Lines(lines, t.words))
		for _, s := range lines {
			os = append(os, parts.InLine(t.text(s), x, y, t.lead))
			y += t.lead
		}
		return os
	})
}
