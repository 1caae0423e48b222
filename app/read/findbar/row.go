package findbar

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

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
	const others = 3*parts.SmallHigh + 3*style.Gap + countLeast
	x := put(field, 0, min(max(s.Width-others, fieldLeast), fieldMost), s.Height) + style.Gap
	x = put(previous, x, parts.SmallHigh, parts.SmallHigh)
	x = put(next, x, parts.SmallHigh, parts.SmallHigh) + style.Gap
	put(count, x, max(s.Width-x-style.Gap-parts.SmallHigh, 0), s.Height)
	put(closing, s.Width-parts.SmallHigh, parts.SmallHigh, parts.SmallHigh)
}

// MinSize implements [fyne.Layout].
func (row) MinSize(os []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(fieldLeast+3*parts.SmallHigh+3*style.Gap+countLeast, os[0].MinSize().Height)
}
