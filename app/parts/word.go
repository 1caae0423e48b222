package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// Word is a quiet button: a word that does something.
type Word struct {
	widget.BaseWidget
	Hover
	text  *canvas.Text
	onTap func()
}

// NewWord returns a word that calls onTap.
func NewWord(s string, onTap func()) *Word {
	w := &Word{text: Text(s, style.TextSize, false, nil), onTap: onTap}
	w.OnHover = w.Refresh
	w.ExtendBaseWidget(w)
	return w
}

// Tapped implements [fyne.Tappable].
func (w *Word) Tapped(*fyne.PointEvent) { w.onTap() }

func (w *Word) dress() {
	w.text.Color = style.Now().Muted
	if w.Over {
		w.text.Color = style.Now().Accent
	}
}

// Refresh implements [fyne.CanvasObject].
func (w *Word) Refresh() {
	w.dress()
	w.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (w *Word) CreateRenderer() fyne.WidgetRenderer {
	w.dress()
	return widget.NewSimpleRenderer(container.NewCenter(Inset(w.text, 4, 8, 4, 8)))
}
