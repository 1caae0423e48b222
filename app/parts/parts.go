// Package parts holds the small pieces that several views are made of:
// verdict signs, notices, switches, key caps. They show and call back.
package parts

import (
	"image/color"
	"sort"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/layout"
)

// Text returns a canvas text of the interface's face, cut to nothing but what
// it is given.
func Text(s string, size float32, bold bool, c color.Color) *canvas.Text {
	return &canvas.Text{Text: s, TextSize: size, TextStyle: fyne.TextStyle{Bold: bold}, Color: c}
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
// pixels; the last is cut with an ellipsis where more would follow.
func Wrap(s string, size float32, st fyne.TextStyle, width float32, n int) []string {
	return WrapBy(s, measure(size, st), width, n)
}

func measure(size float32, st fyne.TextStyle) func(string) float32 {
	return func(s string) float32 { return fyne.MeasureText(s, size, st).Width }
}

func shorten(s string, measure func(string) float32, width float32) string {
	if measure(s) <= width {
		return s
	}
	r := []rune(s)
	n := sort.Search(len(r), func(n int) bool { return measure(string(r[:n+1])+"…") > width })
	return strings.TrimRight(string(r[:n]), " ") + "…"
}

// WrapBy is [Wrap] for a face that measures otherwise. It measures word by
// word, as words are many times the same and lines never.
func WrapBy(s string, measure func(string) float32, width float32, n int) []string {
	words := strings.Fields(s)
	var lines []string
	space := measure(" ")
	first, wide := 0, float32(0)
	for i, w := range words {
		w := measure(w)
		if i > first && wide+space+w > width {
			if len(lines) == n-1 {
				return append(lines, shorten(strings.Join(words[first:], " "), measure, width))
			}
			lines = append(lines, strings.Join(words[first:i], " "))
			first, wide = i, 0
		}
		if i > first {
			wide += space
		}
		wide += w
	}
	return append(lines, shorten(strings.Join(words[first:], " "), measure, width))
}

// Inset puts space around an object, in pixels.
func Inset(o fyne.CanvasObject, top, right, bottom, left float32) fyne.CanvasObject {
	return &fyne.Container{Layout: layout.NewCustomPaddedLayout(top, bottom, left, right), Objects: []fyne.CanvasObject{o}}
}
