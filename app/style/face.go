package style

import (
	"fyne.io/fyne/v2"

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

// Bold returns the font for headlines; texts set in it carry the bold style
// too, by which Fyne chooses where it is nil.
func (f Face) Bold() fyne.Resource {
	if f == FaceSans {
		return nil
	}
	return SerifBold
}
