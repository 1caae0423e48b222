package parts

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"claimtrace/app/style"
)

// frame draws one of each, and texts of these words below one another.
func (b *Brush) frame(p *style.Palette, words ...string) []fyne.CanvasObject {
	b.Begin(p)
	b.At = fyne.NewPos(100, 0)
	b.Rect(nil, 1, 2, 30, 40)
	b.Image(Sign(""), 0, 0, 20)
	b.Dash(p.Ink, 2, 1, 0, 0, 9, 1)
	for i, w := range words {
		t := b.Text(Lettering{Words: w, Size: style.TextSize, Ink: p.Ink})
		b.Put(t, 0, float32(i)*20, t.Size().Width, t.Size().Height)
	}
	return slices.Clone(b.Objects)
}

func TestBrush(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	var b Brush
	first := b.frame(style.Light, "here", "there", "here")
	if len(first) != 6 || first[3] == first[5] {
		t.Fatalf("a frame of 6 objects has %v", first)
	}
	if r := first[0]; r.Position() != fyne.NewPos(101, 2) || r.Size() != fyne.NewSize(30, 40) || r.(*canvas.Rectangle).FillColor != color.Transparent {
		t.Errorf("the rectangle is %+v", r)
	}
	r := first[0].(*canvas.Rectangle)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius, r.TopLeftCornerRadius = style.Light.Ink, 2, 3, 4
	if again := b.frame(style.Light, "here", "there", "here"); !slices.Equal(first, again) {
		t.Error("a frame in which nothing has changed has other objects")
	}
	if r.StrokeColor != nil || r.StrokeWidth != 0 || r.CornerRadius != 0 || r.TopLeftCornerRadius != 0 {
		t.Errorf("the rectangle is dressed as in the frame before: %+v", r)
	}
	if moved := b.frame(style.Light, "there"); moved[3] != first[4] || moved[3].Position().Y != 0 {
		t.Error("a text that moved is another object")
	}
	b.frame(style.Light)
	b.Begin(style.Light)
	if n := b.Kept(); n != 3 {
		t.Errorf("without texts %d objects are kept, not 3", n)
	}
	if dark := b.frame(style.Dark); dark[0] == first[0] {
		t.Error("in other colours the objects are the same")
	}
}

// As many texts as are told stay though no frame shows them; of more than that
// those of the last frame stay.
func TestBrushSparesTexts(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	b := Brush{Spare: 2}
	first := b.frame(style.Light, "one", "two")
	b.frame(style.Light)
	if again := b.frame(style.Light, "one", "two"); !slices.Equal(first, again) {
		t.Error("two texts are not spared")
	}
	b.frame(style.Light, "three")
	b.frame(style.Light, "three")
	if n := b.Kept(); n != 4 {
		t.Errorf("%d objects are kept, not 4", n)
	}
}
