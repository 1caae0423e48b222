package record

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// few is a handful of words of which one is chosen, at most four beside each other:
// by a click, the arrows, or the digit that stands before a word.
type few struct {
	widget.BaseWidget
	OnKey func(fyne.KeyName) // hears of the keys that it has no use for

	words   []string
	chosen  int // −1 for none
	over    int // the word under the pointer, −1 for none
	focused bool
}

var (
	_ fyne.Focusable     = (*few)(nil)
	_ fyne.Tappable      = (*few)(nil)
	_ fyne.Accessible    = (*few)(nil)
	_ desktop.Hoverable  = (*few)(nil)
	_ desktop.Cursorable = (*few)(nil)
)

// The measures of the words, in pixels.
const (
	fewAcross = 4 // words beside each other
	fewHigh   = 30
	fewLeast  = 120
	fewSide   = 10
	fewDigit  = 14 // from a digit to its word
)

func newFew(words []string, chosen int) *few {
	f := &few{words: words, chosen: chosen, over: -1}
	f.ExtendBaseWidget(f)
	return f
}

func (f *few) choose(i int) {
	if i >= 0 && i < len(f.words) {
		f.chosen = i
		f.Refresh()
	}
}

func (f *few) across() int { return min(len(f.words), fewAcross) }

func (f *few) rows() int { return (len(f.words) + fewAcross - 1) / fewAcross }

// MinSize implements [fyne.CanvasObject].
func (f *few) MinSize() fyne.Size {
	return fyne.NewSize(float32(f.across()*fewLeast), float32(f.rows()*fewHigh))
}

// cell is the width of a word's place.
func (f *few) cell() float32 { return f.Size().Width / fewAcross }

// at is the word at a place, −1 where there is none.
func (f *few) at(p fyne.Position) int {
	column, row := int(p.X/max(f.cell(), 1)), int(p.Y/fewHigh)
	if i := row*fewAcross + column; p.X >= 0 && p.Y >= 0 && column < f.across() && i < len(f.words) {
		return i
	}
	return -1
}

// Tapped implements [fyne.Tappable].
func (f *few) Tapped(e *fyne.PointEvent) { f.choose(f.at(e.Position)) }

// MouseIn implements [desktop.Hoverable].
func (f *few) MouseIn(e *desktop.MouseEvent) { f.hover(f.at(e.Position)) }

// MouseMoved implements [desktop.Hoverable].
func (f *few) MouseMoved(e *desktop.MouseEvent) { f.hover(f.at(e.Position)) }

// MouseOut implements [desktop.Hoverable].
func (f *few) MouseOut() { f.hover(-1) }

func (f *few) hover(i int) {
	if f.over != i {
		f.over = i
		f.Refresh()
	}
}

// Cursor implements [desktop.Cursorable].
func (f *few) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements [fyne.Focusable].
func (f *few) FocusGained() { f.focus(true) }

// FocusLost implements [fyne.Focusable].
func (f *few) FocusLost() { f.focus(false) }

func (f *few) focus(has bool) {
	f.focused = has
	f.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (f *few) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		f.choose(max(f.chosen-1, 0))
	case fyne.KeyRight:
		f.choose(min(f.chosen+1, len(f.words)-1))
	case fyne.KeyUp:
		f.choose(f.chosen - fewAcross)
	case fyne.KeyDown:
		f.choose(f.chosen + fewAcross)
	default:
		f.OnKey(e.Name)
	}
}

// TypedRune implements [fyne.Focusable].
func (f *few) TypedRune(r rune) { f.choose(int(r - '1')) }

// AccessibilityLabel implements [fyne.Accessible].
func (f *few) AccessibilityLabel() string {
	if f.chosen < 0 {
		return "nothing chosen"
	}
	return f.words[f.chosen]
}

// AccessibilityRole implements [fyne.Accessible].
func (f *few) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (f *few) CreateRenderer() fyne.WidgetRenderer {
	b := &parts.Brush{}
	return parts.NewDrawn(f, func(fyne.Size) []fyne.CanvasObject {
		b.Begin(style.Now())
		f.draw(b)
		return b.Objects
	})
}

func (f *few) draw(b *parts.Brush) {
	p, wide := b.Palette, f.cell()
	frame := b.Rect(p.Surface, 0, 0, wide*float32(f.across()), float32(f.rows()*fewHigh))
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = p.Line, 1, style.Corner
	if f.focused {
		frame.StrokeColor, frame.StrokeWidth = p.Accent, 2
	}
	for i, words := range f.words {
		x, y := float32(i%fewAcross)*wide, float32(i/fewAcross*fewHigh)
		ink := p.Muted
		switch i {
		case f.chosen:
			b.Rect(p.AccentFill, x+3, y+3, wide-6, fewHigh-6).CornerRadius = style.Corner
			ink = p.Accent
		case f.over:
			b.Rect(p.Side, x+3, y+3, wide-6, fewHigh-6).CornerRadius = style.Corner
			ink = p.Ink
		}
		b.InLine(b.Text(parts.Lettering{Words: strconv.Itoa(i + 1), Size: style.SmallSize, Ink: p.Muted}), x+fewSide, y, fewHigh)
		b.InLine(b.Text(parts.Lettering{Words: words, Size: style.TextSize, Bold: i == f.chosen, Ink: ink}), x+fewSide+fewDigit, y, fewHigh)
	}
}
