// Package baseline sets words that different fonts draw on one baseline.
//
// Fyne draws a word on the baseline of the tallest font that it takes for it,
// but tells that of the first font it was asked for, whether or not this one
// has the word. So how far another font draws too high or too low is looked up
// in a picture of one of its characters, once for each script: fonts change
// with these. Signs of no script are looked up one by one.
package baseline

import (
	"image"
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"claimtrace/app/style"
)

// Falls remembers what was looked up for the words on one widget.
type Falls struct {
	on    fyne.CanvasObject
	known map[look]float32
}

// look names what was looked up.
type look struct {
	script      string
	sign        rune
	size, scale float32
	source      fyne.Resource
}

// On returns the falls of words on a widget, by whose canvas a pixel is as large
// as it is; nil is for pictures.
func On(o fyne.CanvasObject) *Falls { return &Falls{on: o, known: map[look]float32{}} }

// Of tells how many pixels lower than it says Fyne draws the baseline of a word
// of a size, in pixels, that is set in a font, nil for the interface's: 0 where
// that font itself has the word.
func (f *Falls) Of(word string, size float32, source fyne.Resource) float32 {
	if style.Covered(word) {
		return 0
	}
	own := false
	var sign rune
	for _, c := range word {
		switch {
		case c == '\u200c', c == '\u200d': // a joiner goes with its neighbours
		case style.Covered(string(c)):
			own = true // marks of direction too: the first font draws them
		case sign == 0 && (unicode.IsLetter(c) || unicode.IsSymbol(c) || unicode.IsNumber(c)):
			sign = c
		}
	}
	if sign == 0 {
		return 0
	}
	key := look{script: scriptOf(sign), size: size, scale: 1, source: source}
	if f.on != nil {
		if c := fyne.CurrentApp().Driver().CanvasForObject(f.on); c != nil && c.Scale() > 0 {
			key.scale = c.Scale()
		}
	}
	if key.script == "" {
		key.sign = sign
	}
	by, ok := f.known[key]
	if !ok {
		by = lookUp(sign, key)
		f.known[key] = by
	}
	if own {
		return max(by, 0)
	}
	return by
}

// scriptOf names the script of a character, "" for a sign of all scripts.
func scriptOf(c rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, c) {
			if name == "Common" || name == "Inherited" {
				return ""
			}
			return name
		}
	}
	return ""
}

// lookUp compares where a character and a letter of the first font stand each
// by itself and where they stand together, on one baseline.
func lookUp(sign rune, in look) float32 {
	const letter = "H "
	draw := func(s string) image.Image {
		t := canvas.NewText(s, color.Black)
		t.TextSize, t.FontSource = in.size, in.source
		c := software.NewTransparentCanvas()
		c.SetPadded(false)
		c.SetScale(in.scale)
		c.SetContent(t)
		return c.Capture()
	}
	wide, _ := fyne.CurrentApp().Driver().RenderedTextSize(strings.TrimSpace(letter), in.size, fyne.TextStyle{}, in.source)
	middle := int(wide.Width*in.scale) + 1
	both := draw(letter + string(sign))
	letterTop, ok1 := inkTop(draw(letter), 0, middle)
	signTop, ok2 := inkTop(draw(string(sign)), 0, both.Bounds().Dx())
	letterBeside, ok3 := inkTop(both, 0, middle)
	signBeside, ok4 := inkTop(both, middle, both.Bounds().Dx())
	if !ok1 || !ok2 || !ok3 || !ok4 {
		return 0
	}
	return float32((letterBeside-letterTop)-(signBeside-signTop)) / in.scale
}

// inkTop returns the first row of a picture that has ink between two columns.
func inkTop(img image.Image, from, to int) (int, bool) {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := max(from, b.Min.X); x < min(to, b.Max.X); x++ {
			if _, _, _, a := img.At(x, y).RGBA(); a > 0 {
				return y, true
			}
		}
	}
	return 0, false
}
