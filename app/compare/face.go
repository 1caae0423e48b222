package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/style"
	"claimtrace/app/typeset"
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

// times is the face in another size.
func (f face) times(zoom float32) face {
	f.size *= zoom
	return f
}

// faces are those that a wording is set in, at a zoom.
type faces struct {
	plain, strong, label, aside face
	zoom                        float32
}

var (
	readFaces  = faces{readFace, readFace, labelFace, smallFace, 1}
	cellFaces  = faces{cellFace, cellFace, labelFace, smallFace, 1}
	factFaces  = faces{textFace, strongFace, labelFace, smallFace, 1}
	proseFaces = faces{textFace, strongFace, labelFace, smallFace, 1}
	headFaces  = faces{headFace, headFace, labelFace, smallFace, 1}
	titleFaces = faces{titleFace, titleFace, labelFace, smallFace, 1}
)

// times are the faces in another size.
func (f faces) times(zoom float32) faces {
	return faces{f.plain.times(zoom), f.strong.times(zoom), f.label.times(zoom), f.aside.times(zoom), f.zoom * zoom}
}

// The room that a label takes before and after it, in pixels at a zoom of 1; none
// after it where a sign follows.
const (
	labelBefore = 4
	labelAfter  = 3
)

// width is that of a word in its face, of a label with the room around it, in
// pixels.
func (f faces) width(w typeset.Word, r run) float32 {
	wide := f.of(w, r).width(w.Text)
	switch {
	case w.Roomy:
		wide += (labelBefore + labelAfter) * f.zoom
	case w.Label:
		wide += labelBefore * f.zoom
	}
	return wide
}

// of is the face of a word.
func (f faces) of(w typeset.Word, r run) face {
	switch {
	case w.Label:
		return f.label
	case r.strong:
		return f.strong
	case r.aside:
		return f.aside
	}
	return f.plain
}
