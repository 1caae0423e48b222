package menu

import (
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the bar, in pixels.
const (
	barHigh  = 30
	barSide  = 6
	titlePad = 10
)

// Bar is the menu bar of systems that have none of their own. A click on a title
// opens its menu, F10 the first, Alt with its first letter any.
type Bar struct {
	widget.BaseWidget
	table *Table
	drop  *Drop
	on    int // the title of the open menu, or under the pointer; −1 for none
}

var (
	_ fyne.Tappable     = (*Bar)(nil)
	_ desktop.Hoverable = (*Bar)(nil)
)

// NewBar returns the bar of a table.
func NewBar(t *Table) *Bar {
	b := &Bar{table: t, on: -1}
	b.ExtendBaseWidget(b)
	return b
}

// Open opens the menu of a title by the keyboard, with its first row marked.
func (b *Bar) Open(title int) { b.open(title, true) }

// Letters are the keys that open each menu.
func (b *Bar) Letters() (keys []Key) {
	for _, title := range b.table.Menus {
		first, _ := utf8.DecodeRuneInString(title)
		keys = append(keys, Key{Name: fyne.KeyName(unicode.ToUpper(first)), Held: fyne.KeyModifierAlt})
	}
	return keys
}

func (b *Bar) open(title int, byKey bool) {
	c := fyne.CurrentApp().Driver().CanvasForObject(b)
	if c == nil || b.drop == nil && c.Overlays().Top() != nil {
		return // a sheet is above the page
	}
	if b.drop != nil {
		b.drop.close()
	}
	x, _ := b.title(title)
	corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
	d := drop(c, b.table.items(b.table.Menus[title]), corner.AddXY(x, barHigh-2), byKey)
	d.turn = func(by int) {
		n := len(b.table.Menus)
		b.open((title+by+n)%n, true)
	}
	d.outside = func(at fyne.Position) bool {
		over := b.at(at.Subtract(corner))
		if over >= 0 && over != title {
			b.open(over, false)
			return true
		}
		return false
	}
	d.onClose = func() { b.drop = nil; b.mark(-1) }
	b.drop = d
	b.mark(title)
}

func (b *Bar) mark(title int) {
	if b.on != title {
		b.on = title
		b.Refresh()
	}
}

// title is where a title begins, and how wide it is.
func (b *Bar) title(i int) (x, wide float32) {
	x = barSide
	for at, s := range b.table.Menus {
		wide = parts.Text(s, style.TextSize, false, nil).MinSize().Width + 2*titlePad
		if at == i {
			break
		}
		x += wide
	}
	return x, wide
}

// at is the title at a place of the bar, −1 where there is none.
func (b *Bar) at(p fyne.Position) int {
	if p.Y < 0 || p.Y >= barHigh {
		return -1
	}
	for i := range b.table.Menus {
		if x, wide := b.title(i); p.X >= x && p.X < x+wide {
			return i
		}
	}
	return -1
}

// Tapped implements [fyne.Tappable].
func (b *Bar) Tapped(e *fyne.PointEvent) {
	if i := b.at(e.Position); i >= 0 {
		b.open(i, false)
	}
}

// MouseIn implements [desktop.Hoverable].
func (b *Bar) MouseIn(e *desktop.MouseEvent) { b.mark(b.at(e.Position)) }

// MouseMoved implements [desktop.Hoverable].
func (b *Bar) MouseMoved(e *desktop.MouseEvent) { b.mark(b.at(e.Position)) }

// MouseOut implements [desktop.Hoverable].
func (b *Bar) MouseOut() {
	if b.drop == nil {
		b.mark(-1)
	}
}

// AccessibilityLabel implements [fyne.Accessible].
func (b *Bar) AccessibilityLabel() string { return "menu bar" }

// AccessibilityRole implements [fyne.Accessible].
func (b *Bar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize implements [fyne.CanvasObject].
func (b *Bar) MinSize() fyne.Size {
	x, wide := b.title(len(b.table.Menus) - 1)
	return fyne.NewSize(x+wide+barSide, barHigh)
}

// CreateRenderer implements [fyne.Widget].
func (b *Bar) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(b, b.draw) }

func (b *Bar) draw(fyne.Size) (os []fyne.CanvasObject) {
	p := style.Now()
	for i, s := range b.table.Menus {
		x, wide := b.title(i)
		if i == b.on {
			fill := p.Side
			if b.drop != nil {
				fill = p.AccentFill
			}
			os = append(os, parts.Place(&canvas.Rectangle{FillColor: fill, CornerRadius: 6}, x, 3, wide, barHigh-6))
		}
		os = append(os, parts.InLine(parts.Text(s, style.TextSize, false, p.Ink), x+titlePad, 0, barHigh))
		// the letter that opens it with Alt
		first, _ := utf8.DecodeRuneInString(s)
		letter := parts.Text(string(first), style.TextSize, false, p.Ink).MinSize()
		os = append(os, parts.Place(canvas.NewRectangle(p.Muted), x+titlePad, (barHigh+letter.Height)/2-3, letter.Width, 1))
	}
	return os
}
