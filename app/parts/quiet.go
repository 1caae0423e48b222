package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Quiet is words beside what they name, in small muted type; what does not fit is cut
// with an ellipsis.
type Quiet struct {
	widget.BaseWidget
	Whole
	Most  int // lines; 0 is one
	words string
}

// NewQuiet returns quiet words.
func NewQuiet(s string) *Quiet {
	q := &Quiet{words: s}
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

// Words is what it says, whole.
func (q *Quiet) Words() string { return q.words }

const quietLead = 17 // line to line, in pixels

// lines are the words as they are shown in a width.
func (q *Quiet) lines(wide float32) []string {
	if q.Most > 1 {
		return Wrap(q.words, style.SmallSize, fyne.TextStyle{}, max(wide, 40), q.Most)
	}
	return []string{Shorten(q.words, style.SmallSize, fyne.TextStyle{}, wide)}
}

// MinSize implements [fyne.CanvasObject]: the height of its lines, and a little
// width, as the words can be cut.
func (q *Quiet) MinSize() fyne.Size {
	high := fyne.MeasureText("A", style.SmallSize, fyne.TextStyle{}).Height + 2*style.Unit
	if q.Most > 1 && q.Size().Width > 0 {
		high += float32(len(q.lines(q.Size().Width))-1) * quietLead
	}
	return fyne.NewSize(64, high)
}

// CreateRenderer implements [fyne.Widget].
func (q *Quiet) CreateRenderer() fyne.WidgetRenderer {
	return NewDrawn(q, func(size fyne.Size) (os []fyne.CanvasObject) {
		if size.Width <= 0 {
			return nil
		}
		lines := q.lines(size.Width)
		q.Whole.Words = WholeOf([2]string{lines[0], q.words})
		if q.Most > 1 {
			q.Whole.Words = WholeOf(Lines(lines, q.words))
		}
		y := (size.Height - float32(len(lines))*quietLead) / 2
		for _, s := range lines {
			os = append(os, InLine(Text(s, style.SmallSize, false, style.Now().Muted), 0, y, quietLead))
			y += quietLead
		}
		return os
	})
}
