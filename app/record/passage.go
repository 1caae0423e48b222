package record

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
	"claimtrace/store"
)

// passage is one passage of a claim, with a box to check.
type passage struct {
	widget.BaseWidget
	w            store.Witness
	checked, off bool
	whole        string // what of it is cut, whole
}

// The measures of a passage's row, in pixels.
const (
	passageHigh = 52
	passageText = 64
)

func newPassage() *passage {
	r := &passage{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *passage) set(w store.Witness, checked, off bool) {
	r.w, r.checked, r.off = w, checked, off
	r.Refresh()
}

// outlet is what the source is called.
func (r *passage) outlet() string {
	if r.w.In.Outlet != "" {
		return r.w.In.Outlet
	}
	return r.w.In.Name()
}

// Whole is what the row shows cut.
func (r *passage) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *passage) MinSize() fyne.Size { return fyne.NewSize(200, passageHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *passage) AccessibilityLabel() string {
	s := r.outlet() + ", " + style.ShortTime(r.w.In.Published) + ", " + string(r.w.Verdict) + ": " + brief.quoted(r.w.Quote)
	if r.checked {
		return "Shows it: " + s
	}
	return s
}

// AccessibilityRole implements [fyne.Accessible].
func (r *passage) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *passage) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(r, r.draw) }

func (r *passage) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	loud, quiet := p.Ink, p.Muted
	if r.off {
		loud, quiet = p.Muted, p.Muted
	}
	const x, y = style.Gap, (passageHigh - parts.BoxSize) / 2
	os = append(os, parts.Box(r.checked, r.off, x, y)...)
	os = append(os, parts.Stamp(&fyne.Container{}, parts.Disc(r.w.Verdict), x+parts.BoxSize+10, y, 18))
	room := size.Width - passageText - style.Panel
	when := parts.Text(style.ShortTime(r.w.In.Published), style.SmallSize, false, quiet)
	outlet := parts.Text(parts.Shorten(r.outlet(), style.SmallSize, fyne.TextStyle{Bold: true}, max(room-when.MinSize().Width-style.Panel, 40)), style.SmallSize, true, loud)
	os = append(os, parts.InLine(outlet, passageText, 6, 20), parts.InLine(when, passageText+outlet.MinSize().Width+style.Gap, 6, 20))
	quote := &canvas.Text{TextSize: style.TextSize, TextStyle: fyne.TextStyle{Italic: true}, Color: loud}
	words := inMarks(parts.OneLine(r.w.Quote))
	if style.FaceSerif.For(words) != nil {
		quote.FontSource = style.SerifItalic
	}
	quote.Text = parts.WrapBy(words, func(s string) float32 {
		quote.Text = s
		return quote.MinSize().Width
	}, max(room, 64), 1)[0]
	r.whole = parts.WholeOf([2]string{outlet.Text, r.outlet()}, [2]string{quote.Text, words})
	return append(os, parts.InLine(quote, passageText, 26, 20))
}
