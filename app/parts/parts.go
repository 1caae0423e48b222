// Package parts holds the small pieces that several views are made of:
// verdict signs, notices, switches, key caps. They show and call back.
package parts

import (
	"image/color"
	"sort"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"

	"claimtrace/app/style"
)

// Text returns a canvas text of the interface's face, cut to nothing but what
// it is given.
func Text(s string, size float32, bold bool, c color.Color) *canvas.Text {
	t := &canvas.Text{TextSize: size, Color: c}
	Say(t, s, bold)
	return t
}

// Say gives other words to a text of the interface's face.
func Say(t *canvas.Text, s string, bold bool) {
	t.Text, t.TextStyle.Bold, t.FontSource = s, bold, nil
	if bold {
		t.FontSource = style.Strong(s)
	}
}

// Width is that of a text of the interface's face, in pixels. Fyne's MeasureText
// would load, for bold, all that [style.Strong] does without.
func Width(s string, size float32, bold bool) float32 {
	t := Text(s, size, bold, nil)
	wide, _ := fyne.CurrentApp().Driver().RenderedTextSize(s, size, t.TextStyle, t.FontSource)
	return wide.Width
}

// Show shows an object or hides it, where it is not so already.
func Show(o fyne.CanvasObject, shown bool) {
	switch {
	case shown == o.Visible():
	case shown:
		o.Show()
	default:
		o.Hide()
	}
}

// Shorten cuts a string to a width, in pixels, with an ellipsis where it is
// too long.
func Shorten(s string, size float32, st fyne.TextStyle, width float32) string {
	return shorten(s, measure(size, st), width)
}

// Wrap breaks a string at its spaces into at most n lines of a width in
// pixels; the last is cut with an ellipsis where more would follow, and any that is
// a word wider than that.
func Wrap(s string, size float32, st fyne.TextStyle, width float32, n int) []string {
	return WrapBy(s, measure(size, st), width, n)
}

func measure(size float32, st fyne.TextStyle) func(string) float32 {
	return func(s string) float32 { return Width(s, size, st.Bold) }
}

// mostRunes is how much of a text needs to be measured to fill a width: a
// character is wider than half a pixel.
func mostRunes(width float32) int { return 2 * (max(int(width), 0) + 1) }

func shorten(s string, measure func(string) float32, width float32) string {
	if most := mostRunes(width); len(s) > utf8.UTFMax*most {
		s = string([]rune(s[:utf8.UTFMax*most])[:most])
	} else if measure(s) <= width {
		return s
	}
	r := []rune(s)
	n := sort.Search(len(r), func(n int) bool { return measure(string(r[:n+1])+"…") > width })
	return strings.TrimRight(string(r[:n]), " ") + "…"
}

// WrapBy is [Wrap] for a face that measures otherwise. It measures word by
// word, as words are many times the same and lines never.
func WrapBy(s string, measure func(string) float32, width float32, n int) []string {
	var lines, line []string
	space, wide := measure(" "), float32(0)
	for word := range strings.FieldsSeq(s) {
		w := measure(word[:min(len(word), utf8.UTFMax*mostRunes(width))])
		over := len(line) > 0 && wide+space+w > width
		if over && len(lines) < n-1 {
			full := strings.Join(line, " ")
			if wide > width { // one word, for which there is no room
				full = shorten(full, measure, width)
			}
			lines = append(lines, full)
			line, wide, over = line[:0], 0, false
		}
		line = append(line, word)
		if wide += space + w; len(line) == 1 {
			wide = w
		}
		if over {
			break // nothing that follows would be seen
		}
	}
	return append(lines, shorten(strings.Join(line, " "), measure, width))
}

// Inset puts space around an object, in pixels.
func Inset(o fyne.CanvasObject, top, right, bottom, left float32) fyne.CanvasObject {
	return &fyne.Container{Layout: layout.NewCustomPaddedLayout(top, bottom, left, right), Objects: []fyne.CanvasObject{o}}
}
