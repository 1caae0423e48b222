package coming

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a row, in pixels.
const (
	rowHeight = 57
	rowSide   = 12
	nameLine  = 20
	moreLine  = 17
)

// row is a source in the list: its name and how it stands, what it is.
type row struct {
	widget.BaseWidget
	name, detail, state string
	tone                tone
	picked              bool
	whole               string // what of it is cut, whole
}

func newRow() *row {
	r := &row{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(e *entry, picked bool) {
	r.name, r.detail, r.picked = e.name(), e.detail(), picked
	r.state, r.tone = e.state()
	r.Refresh()
}

// Whole is what the row shows cut.
func (r *row) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *row) MinSize() fyne.Size { return fyne.NewSize(120, rowHeight) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *row) AccessibilityLabel() string { return r.name + ": " + r.state + "; " + r.detail }

// AccessibilityRole implements [fyne.Accessible].
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// ink is the colour of a word about how something stands.
func (t tone) ink(p *style.Palette) color.NRGBA {
	switch t {
	case good:
		return p.VerdictInk("confirmed")
	case look:
		return p.Accent
	case warn:
		return p.Warn
	case bad:
		return p.VerdictInk("disputed")
	}
	return p.Muted
}

// CreateRenderer implements [fyne.Widget].
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) (os []fyne.CanvasObject) {
		p := style.Now()
		if r.picked {
			os = append(os, parts.Place(&canvas.Rectangle{FillColor: p.Surface, CornerRadius: style.Corner}, 0, 0, size.Width, size.Height),
				parts.Place(&canvas.Rectangle{FillColor: p.Accent, TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner}, 0, 0, 3, size.Height))
		}
		y := (size.Height - nameLine - moreLine) / 2
		wide := size.Width - 2*rowSide
		small := fyne.TextStyle{}
		state := parts.Text(parts.Shorten(r.state, style.SmallSize, small, wide/2), style.SmallSize, false, r.tone.ink(p))
		left := wide - state.MinSize().Width
		name := parts.Shorten(r.name, style.TextSize, fyne.TextStyle{Bold: true}, left-style.Gap)
		detail := parts.Shorten(r.detail, style.SmallSize, small, wide)
		r.whole = parts.WholeOf([2]string{name, r.name}, [2]string{state.Text, r.state}, [2]string{detail, r.detail})
		return append(os,
			parts.InLine(parts.Text(name, style.TextSize, true, p.Ink), rowSide, y, nameLine),
			parts.InLine(state, rowSide+left, y, nameLine),
			parts.InLine(parts.Text(detail, style.SmallSize, false, p.Muted), rowSide, y+nameLine, moreLine))
	})
}
