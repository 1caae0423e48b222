package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Quiet is a word beside what it names, in small muted type; what does not fit
// is cut with an ellipsis.
type Quiet struct {
	widget.BaseWidget
	Whole
	words string
	text  *canvas.Text
}

// NewQuiet returns quiet words.
func NewQuiet(s string) *Quiet {
	q := &Quiet{words: s, text: Text(s, style.SmallSize, false, nil)}
	q.Of = q
	q.ExtendBaseWidget(q)
	return q
}

// Set changes the words.
func (q *Quiet) Set(s string) {
	if s == q.words {
		return
	}
	q.words = s
	q.Refresh()
}

// Resize implements [fyne.CanvasObject].
func (q *Quiet) Resize(s fyne.Size) {
	q.BaseWidget.Resize(s)
	q.dress()
}

// Refresh implements [fyne.CanvasObject].
func (q *Quiet) Refresh() {
	q.dress()
	q.BaseWidget.Refresh()
}

// MinSize implements [fyne.CanvasObject]: the height of a line, and a little
// width, as the words can be cut.
func (q *Quiet) MinSize() fyne.Size {
	return fyne.NewSize(64, fyne.MeasureText("A", style.SmallSize, fyne.TextStyle{}).Height+2*style.Unit)
}

func (q *Quiet) dress() {
	q.text.Text, q.text.Color = q.words, style.Now().Muted
	if w := q.Size().Width; w > 0 {
		q.text.Text = Shorten(q.words, style.SmallSize, fyne.TextStyle{}, w)
		q.Whole.Words = WholeOf([2]string{q.text.Text, q.words})
	}
}

// CreateRenderer implements [fyne.Widget].
func (q *Quiet) CreateRenderer() fyne.WidgetRenderer {
	q.dress()
	return widget.NewSimpleRenderer(q.text)
}
