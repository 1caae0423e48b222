package record

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// choice is a row of the verdicts, and of none, of which one is chosen.
type choice struct {
	widget.BaseWidget
	open    string // what none is called
	chosen  annotate.Verdict
	focused bool
	over    int // the one with the pointer on it, -1 for none
	choose  func(annotate.Verdict)
	onClick func() // one was chosen by a click
	onKey   func(fyne.KeyName)
	onRune  func(rune)
}

var (
	_ fyne.Focusable     = (*choice)(nil)
	_ fyne.Tappable      = (*choice)(nil)
	_ fyne.Accessible    = (*choice)(nil)
	_ desktop.Hoverable  = (*choice)(nil)
	_ desktop.Cursorable = (*choice)(nil)
)

// choices lists what can be chosen, from left to right.
var choices = append(append([]annotate.Verdict{}, annotate.Verdicts[:]...), "")

const choiceHigh = 56

func newChoice(stands annotate.Verdict, choose func(annotate.Verdict)) *choice {
	c := &choice{open: "Open", chosen: stands, over: -1, choose: choose}
	if stands != "" {
		c.open = "Reopen"
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *choice) set(v annotate.Verdict) {
	c.chosen = v
	c.Refresh()
}

// label is what one is called, and the key that chooses it.
func (c *choice) label(i int) (name, key string) {
	if v := string(choices[i]); v != "" {
		return parts.Capital(v), string(rune('1' + i))
	}
	return c.open, "0"
}

// MinSize implements [fyne.CanvasObject].
func (c *choice) MinSize() fyne.Size { return fyne.NewSize(4*112, choiceHigh) }

func (c *choice) index(x float32) int {
	return min(max(int(x/(c.Size().Width+style.Gap)*float32(len(choices))), 0), len(choices)-1)
}

// Tapped implements [fyne.Tappable].
func (c *choice) Tapped(e *fyne.PointEvent) {
	parts.Focus(c)
	c.choose(choices[c.index(e.Position.X)])
	c.onClick()
}

// MouseIn implements [desktop.Hoverable].
func (c *choice) MouseIn(e *desktop.MouseEvent) { c.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (c *choice) MouseMoved(e *desktop.MouseEvent) {
	if i := c.index(e.Position.X); i != c.over {
		c.over = i
		c.Refresh()
	}
}

// MouseOut implements [desktop.Hoverable].
func (c *choice) MouseOut() {
	c.over = -1
	c.Refresh()
}

// Cursor implements [desktop.Cursorable].
func (c *choice) Cursor() desktop.Cursor { return desktop.PointerCursor }

// FocusGained implements [fyne.Focusable].
func (c *choice) FocusGained() {
	c.focused = true
	c.Refresh()
}

// FocusLost implements [fyne.Focusable].
func (c *choice) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune implements [fyne.Focusable].
func (c *choice) TypedRune(r rune) { c.onRune(r) }

// TypedKey implements [fyne.Focusable].
func (c *choice) TypedKey(e *fyne.KeyEvent) {
	now := 0
	for i, v := range choices {
		if v == c.chosen {
			now = i
		}
	}
	switch e.Name {
	case fyne.KeyLeft:
		c.choose(choices[max(now-1, 0)])
	case fyne.KeyRight:
		c.choose(choices[min(now+1, len(choices)-1)])
	default:
		c.onKey(e.Name)
	}
}

// AccessibilityLabel implements [fyne.Accessible].
func (c *choice) AccessibilityLabel() string {
	if c.chosen == "" {
		return "The claim is open"
	}
	return "The claim is " + string(c.chosen)
}

// AccessibilityRole implements [fyne.Accessible].
func (c *choice) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (c *choice) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(c, c.draw) }

func (c *choice) draw(size fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	n := float32(len(choices))
	wide := (size.Width - (n-1)*style.Gap) / n
	for i, v := range choices {
		x := float32(i) * (wide + style.Gap)
		back := &canvas.Rectangle{FillColor: p.Surface, StrokeColor: p.Line, StrokeWidth: 1, CornerRadius: style.Corner - 2}
		if i == c.over {
			back.FillColor = p.Side
		}
		name, key := c.label(i)
		ink, chosen := p.Ink, v == c.chosen
		if chosen {
			back.FillColor, back.StrokeColor, ink = p.VerdictFill(v), p.VerdictInk(v), p.VerdictInk(v)
			if v == "" {
				back.FillColor, back.StrokeColor, ink = p.Side, p.Muted, p.Ink
			}
			if c.focused {
				back.StrokeWidth = 2
			}
		}
		os = append(os, parts.Place(back, x, 0, wide, size.Height))
		if v != "" {
			const high = 18
			os = append(os, parts.Stamp(&fyne.Container{}, parts.Sign(v), x+(wide-high)/2, 8, high))
		} else {
			const high = 11
			circle := &canvas.Circle{FillColor: back.FillColor, StrokeColor: p.Muted, StrokeWidth: 1.5}
			os = append(os, parts.Place(circle, x+(wide-high)/2, 12, high, high))
		}
		word, digit := parts.Text(name, style.SmallSize, chosen, ink), parts.Text(key, style.SmallSize, false, p.Muted)
		left := x + (wide-word.MinSize().Width-5-digit.MinSize().Width)/2
		os = append(os, parts.InLine(word, left, 29, 20), parts.InLine(digit, left+word.MinSize().Width+5, 29, 20))
	}
	return os
}
