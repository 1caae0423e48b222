package style

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"claimtrace/assets"
)

// Face is a typeface for reading.
type Face string

// The faces one can choose.
const (
	FaceSerif Face = ""
	FaceSans  Face = "sans" // that of the interface
)

// The fonts of the serif.
var (
	Serif       = fyne.NewStaticResource("NotoSerif-Regular.ttf", assets.SerifRegular)
	SerifBold   = fyne.NewStaticResource("NotoSerif-Bold.ttf", assets.SerifBold)
	SerifItalic = fyne.NewStaticResource("NotoSerif-Italic.ttf", assets.SerifItalic)
)

// Regular returns the font for text, nil for Fyne's own.
func (f Face) Regular() fyne.Resource {
	if f == FaceSans {
		return nil
	}
	return Serif
}

// Bold returns the font for a headline; texts set in it carry the bold style
// too, by which Fyne chooses where it is nil.
func (f Face) Bold(s string) fyne.Resource {
	if f == FaceSans {
		return Strong(s)
	}
	return SerifBold
}

// For returns the font for a text: one with emoji is set in Fyne's own, which
// falls back to a font that has them.
func (f Face) For(s string) fyne.Resource {
	if !Covered(s) && strings.ContainsFunc(s, func(r rune) bool { return r >= 0x1f000 || r >= 0x2600 && r < 0x27c0 }) {
		return nil
	}
	return f.Regular()
}

// Width of a text of a size, in pixels.
func (f Face) Width(s string, size float32) float32 {
	wide, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, fyne.TextStyle{}, f.For(s))
	return wide.Width
}

// Size returns the height of a text of a size and how far its baseline lies
// below its top, in pixels.
func (f Face) Size(s string, size float32) (height, baseline float32) {
	wide, baseline := fyne.CurrentApp().Driver().RenderedTextSize(s, size, fyne.TextStyle{}, f.For(s))
	return wide.Height, baseline
}

// Strong returns the font for a bold text of the interface: the bold face
// alone, for nil Fyne loads beside it the emoji and the signs that it has loaded
// for plain text already, 7 MB of them. It is nil for a text that needs these.
func Strong(s string) fyne.Resource {
	for _, r := range s {
		if r >= 0x0530 && (r < 0x1e00 || r >= 0x20d0) {
			return nil
		}
	}
	return theme.DefaultTextBoldFont()
}

// Covered tells whether the fonts of all faces have the characters of a text:
// Latin, Greek and Cyrillic letters and the signs beside them.
func Covered(s string) bool {
	for _, r := range s {
		if r >= 0x0530 && (r < 0x1e00 || r >= 0x2200) {
			return false
		}
	}
	return true
}
