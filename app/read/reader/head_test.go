package reader

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/annotate/text"
	"claimtrace/app/style"
)

// A line of a headline is one text; words of a script that runs from right to
// left, and those around them, stay texts of their own.
func TestHeadline(t *testing.T) {
	p := open(t, dispatch)
	for title, want := range map[string][]string{
		"Putin to spare Kyiv": {"Putin to spare Kyiv"},
		"Putin to spare Kyiv for a week of deep cold, Trump says": {"Putin to spare Kyiv for a week of deep cold,", "Trump says"},
		"Said שלום in Kyiv":                                       {"Said", "\u202eשלום\u202c", "in Kyiv"},
	} {
		p.Open(Article{Title: title, Text: text.NewOffsets(dispatch)})
		var got []string
		end := map[float32]float32{}
		for _, o := range p.head.draw(fyne.Position{}, style.Light) {
			x, ok := o.(*canvas.Text)
			if !ok || x.TextSize != style.HeadSize {
				continue
			}
			got = append(got, x.Text)
			at := x.Position()
			if at.X < end[at.Y] {
				t.Errorf("%q begins before the words to its left end", x.Text)
			}
			end[at.Y] = at.X + x.Size().Width
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q is drawn as %q", title, got)
		}
	}
}
