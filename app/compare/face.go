package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/style"
)

// face is how a text looks but for its colour.
type face struct {
	size        float32
	bold, serif bool
}

// The faces of the page.
var (
	readFace   = face{size: style.ReadSize, serif: true}
	cellFace   = face{size: 15, serif: true}
	headFace   = face{size: style.HeadSize, serif: true, bold: true}
	titleFace  = face{size: 19, serif: true, bold: true}
	textFace   = face{size: style.TextSize}
	strongFace = face{size: style.TextSize, bold: true}
	smallFace  = face{size: style.SmallSize}
	smallBold  = face{size: style.SmallSize, bold: true}
	labelFace  = face{size: 10.5, bold: true}
)

// source is the font for a text, nil for Fyne's own.
func (f face) source(s string) fyne.Resource {
	switch {
	case !f.serif && f.bold:
		return style.Strong(s)
	case !f.serif:
		return nil
	case f.bold && style.Covered(s):
		return style.SerifBold
	}
	return style.FaceSerif.For(s)
}

// measured is the size of a text and how far its base line lies below its top,
// in pixels.
func (f face) measured(s string) (size fyne.Size, base float32) {
	return fyne.CurrentApp().Driver().RenderedTextSize(s, f.size, fyne.TextStyle{Bold: f.bold}, f.source(s))
}

// width is that of a text in pixels.
func (f face) width(s string) float32 {
	size, _ := f.measured(s)
	return size.Width
}

// faces are those that a wording is set in.
type faces struct{ plain, strong, label face }

var (
	readFaces  = faces{readFace, readFace, labelFace}
	cellFaces  = faces{cellFace, cellFace, labelFace}
	proseFaces = faces{textFace, strongFace, labelFace}
	headFaces  = faces{headFace, headFace, labelFace}
	titleFaces = faces{titleFace, titleFace, labelFace}
)

// of is the face of a word.
func (f faces) of(w word, r run) face {
	switch {
	case w.label:
		return f.label
	case r.strong:
		return f.strong
	}
	return f.plain
}
