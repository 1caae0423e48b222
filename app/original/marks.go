package original

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store/ingest"
)

// Passage is what is marked of a text; the zero value is nothing.
type Passage struct {
	annotate.Span
	Verdict  annotate.Verdict
	Selected bool // it has no verdict, but is what is selected
}

// above is how much of the page is seen above a mark that is scrolled to, in parts of the
// window's height.
const above = 0.25

// marks lie on the picture of a page as highlights lie below words.
type marks struct {
	widget.BaseWidget
	brush   parts.Brush
	at      []ingest.Mark
	passage Passage
}

func newMarks() *marks {
	m := &marks{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *marks) set(at []ingest.Mark, passage Passage) {
	m.at, m.passage = at, passage
	m.Refresh()
}

// from is where the part of a page begins that shows the first mark, in pixels below the top.
func (m *marks) from(page, window float32) float32 {
	if len(m.at) == 0 {
		return 0
	}
	top := m.at[0].Top
	for _, a := range m.at {
		top = min(top, a.Top)
	}
	return max(0, min(float32(top)*page-above*window, page-window))
}

// MinSize implements [fyne.CanvasObject]: it is as large as the picture.
func (m *marks) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements [fyne.Widget].
func (m *marks) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(m, func(size fyne.Size) []fyne.CanvasObject {
		m.brush.Begin(style.Light) // paper is white in the dark, too
		if m.passage.Len() == 0 {
			return nil
		}
		fill := m.brush.Palette.VerdictFill(m.passage.Verdict)
		if m.passage.Selected {
			fill = m.brush.Palette.Selection
		}
		for _, a := range m.at {
			x, y := float32(a.Left)*size.Width, float32(a.Top)*size.Height
			wide, high := float32(a.Right-a.Left)*size.Width, float32(a.Bottom-a.Top)*size.Height
			m.brush.Rect(glaze(fill), x, y, wide, high).CornerRadius = min(style.Mark, high/4)
			if !m.passage.Selected {
				m.brush.VerdictLine(m.passage.Verdict, x, y+high-1, wide)
			}
		}
		return m.brush.Objects
	})
}

// glaze is the thinnest colour that on white is another; what is printed shows through.
func glaze(c color.NRGBA) color.NRGBA {
	thick := 255 - min(c.R, c.G, c.B)
	if thick == 0 {
		return color.NRGBA{}
	}
	part := func(v uint8) uint8 { return uint8((int(v) - 255 + int(thick)) * 255 / int(thick)) }
	return color.NRGBA{part(c.R), part(c.G), part(c.B), thick}
}
