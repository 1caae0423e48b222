package parts

import (
	"strings"

	"fyne.io/fyne/v2"

	"claimtrace/app/style"
)

// Outlet cuts an outlet's name in small type to a width, in pixels; an article
// before it goes first.
func Outlet(name string, width float32) string {
	if fyne.MeasureText(name, style.SmallSize, fyne.TextStyle{}).Width > width {
		name = strings.TrimPrefix(name, "The ")
	}
	return Shorten(name, style.SmallSize, fyne.TextStyle{}, width)
}
