package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// draw makes the objects of one line of the quote: what lies behind the
// words, the words, and the strokes through and under them.
func (r *row) draw(i int, p *style.Palette) []fyne.CanvasObject {
	runs := r.view.wordings[r.i].runs
	top := r.quoteTop + float32(i)*style.ReadLead
	const left = bleed + sideWide
	var out []fyne.CanvasObject
	put := func(o fyne.CanvasObject, x, y float32, size fyne.Size) {
		o.Move(fyne.NewPos(left+x, y))
		o.Resize(size)
		out = append(out, o)
	}
	strips := r.flow.strips(i)
	for _, s := range strips {
		if fill, ok := p.ChangeFill(string(runs[s.run].kind)); ok && runs[s.run].tone == fresh {
			rect := &canvas.Rectangle{FillColor: fill, CornerRadius: style.Mark}
			put(rect, s.left-fillSide, top+fillTop, fyne.NewSize(s.right-s.left+2*fillSide, fillHigh))
		}
	}
	for _, w := range r.flow.line(i) {
		if w.label {
			t := parts.Text(w.text, labelSize, true, p.Muted)
			put(t, w.x+labelBefore, top+r.label, t.MinSize())
			continue
		}
		t := &canvas.Text{Text: w.text, TextSize: style.ReadSize, FontSource: style.Serif, Color: p.Ink}
		switch runs[w.run].tone {
		case gone:
			t.Color = p.Faint
		case quiet:
			t.Color = p.Muted
		}
		put(t, w.x, top+r.baseline-r.read, t.MinSize())
	}
	for _, s := range strips {
		switch runs[s.run].tone {
		case gone:
			put(canvas.NewRectangle(p.Faint), s.left, top+r.baseline-5.5, fyne.NewSize(s.right-s.left, 1.25))
		case quiet:
			put(dashes(p.Faint, 1, 2), s.left, top+r.baseline+4, fyne.NewSize(s.right-s.left, 1))
		}
	}
	return out
}
