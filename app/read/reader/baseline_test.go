package reader

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"

	"claimtrace/app/style"
)

// A word that another font draws stands on the baseline of the words beside
// it, as it does where Fyne draws both as one text. Emoji come with the program.
func TestBaselineOfOtherFonts(t *testing.T) {
	for _, face := range []style.Face{style.FaceSerif, style.FaceSans} {
		for _, zoom := range []float32{0.8, 1, 1.5, 2} {
			p := open(t, "HHH 😀 HHH")
			p.SetHead(Article{})
			p.SetFace(face)
			p.Zoom(zoom)
			p.w.Canvas().Unfocus()
			shot := p.w.Canvas().Capture()
			top := func(word string) int {
				for _, row := range p.view().rows {
					for _, w := range row {
						if at := w.Position(); w.Text.Text == word {
							return darkTop(t, shot, image.Rect(int(at.X), int(at.Y)-20, int(at.X+w.Size().Width), int(at.Y+w.Size().Height)))
						}
					}
				}
				t.Fatalf("%q is not drawn", word)
				return 0
			}
			whole := canvas.NewText("H 😀", color.Black)
			whole.TextSize = style.ReadSize * zoom
			c := software.NewCanvas()
			c.SetPadded(false)
			c.SetContent(whole)
			want := c.Capture()
			letter, _ := fyne.CurrentApp().Driver().RenderedTextSize("H ", whole.TextSize, fyne.TextStyle{}, nil)
			b, middle := want.Bounds(), int(letter.Width)
			below := darkTop(t, want, image.Rect(middle, 0, b.Max.X, b.Max.Y)) - darkTop(t, want, image.Rect(0, 0, middle, b.Max.Y))
			if got := top("😀") - top("HHH"); got < below-1 || got > below+1 {
				t.Errorf("face %q, zoom %v: the emoji begins %d below the letters, in one text %d", face, zoom, got, below)
			}
		}
	}
}

// darkTop is the first row of an area in which something is drawn.
func darkTop(t *testing.T, img image.Image, area image.Rectangle) int {
	t.Helper()
	area = area.Intersect(img.Bounds())
	paper := color.GrayModel.Convert(img.At(area.Min.X, area.Min.Y)).(color.Gray).Y
	for y := area.Min.Y; y < area.Max.Y; y++ {
		for x := area.Min.X; x < area.Max.X; x++ {
			if ink := color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y; max(ink, paper)-min(ink, paper) > 30 {
				return y
			}
		}
	}
	t.Fatalf("nothing is drawn in %v", area)
	return 0
}
