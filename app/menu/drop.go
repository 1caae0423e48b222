package menu

import (
	"image/color"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of an open menu, in pixels.
const (
	rowHigh   = 26
	rowSide   = 28 // before the words, where the tick stands
	rowGap    = 36 // between the words and the key
	rowEnd    = 14
	arrowSize = 16 // of the signs in a row
	dropEdge  = 5  // above the first row and below the last
	lineHigh  = 9  // of a line between groups
	leastWide = 180
	whyLead   = 18 // of the lines that say why something cannot be chosen
	whyEdge   = 4  // around them
	whyMost   = 4  // of them
	whyWide   = 300
	moreHigh  = 16 // above the first row and below the last, where there are more
	pageRows  = 8
)

// Item is a row of an open menu.
type Item struct {
	Words  string
	End    string // at the end of the row, in small type: the key that does the same, or what else tells rows apart
	Why    string // it cannot be chosen
	Ticked bool
	First  bool   // a line stands above it
	Do     func() // it was chosen

	inner    []Item // a menu in the menu; nil for none
	shortcut fyne.Shortcut
}

// panel is one open list: a menu, or a menu in it. Where all its rows have no
// room some of them are shown, from one on.
type panel struct {
	items  []Item
	at     fyne.Position
	size   fyne.Size
	marked int     // −1 for none
	why    float32 // the height of the room below where it is said why a row cannot be chosen; 0 where all can
	parent int     // the row of the panel before it that opened it
	more   bool
	from   int // the first row that is shown
}

func newPanel(items []Item, room fyne.Size) *panel {
	p := &panel{items: items, marked: -1}
	wide, high := float32(leastWide), float32(2*dropEdge)
	for _, x := range items {
		wide = max(wide, rowSide+parts.Text(x.Words, style.TextSize, false, nil).MinSize().Width+rowGap+x.endWide()+rowEnd)
		high += rowHigh
		if x.First {
			high += lineHigh
		}
	}
	if slices.ContainsFunc(items, func(x Item) bool { return x.Why != "" }) {
		wide = max(wide, whyWide)
	}
	wide = min(wide, room.Width)
	for _, x := range items {
		if x.Why != "" {
			p.why = max(p.why, float32(len(reason(x.Why, wide)))*whyLead+whyEdge)
		}
	}
	room.Height -= p.why
	if p.more = high > room.Height; p.more {
		high = room.Height
	}
	p.size = fyne.NewSize(wide, high)
	return p
}

// reason wraps why a row cannot be chosen.
func reason(why string, wide float32) []string {
	return parts.Wrap(parts.Capital(why), style.SmallSize, fyne.TextStyle{}, wide-2*rowEnd, whyMost)
}

// endWide is the width of what stands at the right of a row.
func (x Item) endWide() float32 {
	if x.inner != nil {
		return arrowSize
	}
	return parts.Text(x.End, style.SmallSize, false, nil).MinSize().Width
}

// edge is what is free above the first row and below the last.
func (p *panel) edge() float32 {
	if p.more {
		return moreHigh
	}
	return dropEdge
}

// top is where a row begins; it is shown if it lies within the edges.
func (p *panel) top(row int) float32 {
	y := p.edge()
	for i := p.from; i < row; i++ {
		if y += rowHigh; p.items[i+1].First {
			y += lineHigh
		}
	}
	if p.items[p.from].First {
		y += lineHigh
	}
	return y
}

func (p *panel) shows(row int) bool {
	return row >= p.from && p.top(row)+rowHigh <= p.size.Height-p.edge()
}

// row is the row at a height, −1 where there is none.
func (p *panel) row(y float32) int {
	for i := range p.items {
		if p.shows(i) {
			if top := p.top(i); y >= top && y < top+rowHigh {
				return i
			}
		}
	}
	return -1
}

// reveal shows a row.
func (p *panel) reveal(row int) {
	if row < p.from {
		p.from = max(row, 0)
	}
	for p.from < row && !p.shows(row) {
		p.from++
	}
}

// scroll shows other rows, so many further down.
func (p *panel) scroll(by int) {
	for ; by > 0 && p.from < len(p.items)-1 && !p.shows(len(p.items)-1); by-- {
		p.from++
	}
	p.from = max(p.from+min(by, 0), 0)
}

func (p *panel) has(at fyne.Position) bool {
	return at.X >= p.at.X && at.Y >= p.at.Y && at.X < p.at.X+p.size.Width && at.Y < p.at.Y+p.size.Height
}

// step marks the next row, or the one before.
func (p *panel) step(by int) {
	n := len(p.items)
	if p.marked < 0 && by < 0 {
		p.marked = n
	}
	p.mark((p.marked + by + n) % n)
}

func (p *panel) mark(row int) {
	p.marked = row
	p.reveal(row)
}

// Drop is an open menu, above all else. A click beside it or Escape closes it.
type Drop struct {
	widget.BaseWidget
	canvas fyne.Canvas
	panels []*panel
	// turn, if not nil, is asked for the menu beside this one; at tells of the
	// pointer outside.
	turn    func(by int)
	outside func(at fyne.Position) (used bool)
	onClose func()
	closed  bool
}

var (
	_ fyne.Focusable    = (*Drop)(nil)
	_ fyne.Tappable     = (*Drop)(nil)
	_ fyne.Scrollable   = (*Drop)(nil)
	_ desktop.Hoverable = (*Drop)(nil)
)

// drop shows items with the corner at a place, moved where it would leave the
// window.
func drop(c fyne.Canvas, items []Item, at fyne.Position, byKey bool) *Drop {
	d := &Drop{canvas: c}
	p := newPanel(items, room(c))
	p.at = within(c, at, p)
	if byKey {
		p.marked = 0
	}
	d.panels = []*panel{p}
	d.ExtendBaseWidget(d)
	c.Overlays().Add(d)
	d.Resize(c.Size())
	c.Focus(d)
	return d
}

// within moves a panel into the window.
func within(c fyne.Canvas, at fyne.Position, p *panel) fyne.Position {
	size, room := p.size, c.Size()
	size.Height += p.why
	return fyne.NewPos(max(min(at.X, room.Width-size.Width-style.Unit), 0), max(min(at.Y, room.Height-size.Height-style.Unit), 0))
}

// room is what a panel may take of a window.
func room(c fyne.Canvas) fyne.Size { return c.Size().SubtractWidthHeight(2*style.Unit, 2*style.Unit) }

// Offer opens a context menu with its corner at a place of an object, if that has
// been drawn.
func Offer(of fyne.CanvasObject, at fyne.Position, items ...Item) { show(of, at, items, false) }

// Choose opens a menu in which one of several is chosen: the one that is ticked is
// marked, or the first.
func Choose(of fyne.CanvasObject, at fyne.Position, items ...Item) {
	if d := show(of, at, items, true); d != nil {
		d.panels[0].mark(max(slices.IndexFunc(items, func(x Item) bool { return x.Ticked }), 0))
		d.Refresh()
	}
}

func show(of fyne.CanvasObject, at fyne.Position, items []Item, byKey bool) *Drop {
	c := fyne.CurrentApp().Driver().CanvasForObject(of)
	if c == nil || len(items) == 0 {
		return nil
	}
	return drop(c, items, at.Add(fyne.CurrentApp().Driver().AbsolutePositionForObject(of)), byKey)
}

// Context opens a context menu of those of some commands that can be done, at a
// place of the window; none where nothing can.
func (t *Table) Context(c fyne.Canvas, at fyne.Position, ids ...string) {
	if items := t.context(ids); len(items) > 0 {
		drop(c, items, at, false)
	}
}

// close takes the menu away. The keyboard goes back to where it was.
func (d *Drop) close() {
	if d.closed {
		return
	}
	d.closed = true
	d.canvas.Overlays().Remove(d)
	if d.onClose != nil {
		d.onClose()
	}
}

// choose takes the marked row of the last panel.
func (d *Drop) choose() {
	p := d.panels[len(d.panels)-1]
	if p.marked < 0 {
		return
	}
	switch x := p.items[p.marked]; {
	case x.Why != "":
	case x.inner != nil:
		d.enter(true)
	default:
		d.close()
		x.Do()
	}
}

// enter opens the menu in the marked row.
func (d *Drop) enter(byKey bool) {
	p := d.panels[len(d.panels)-1]
	if p.marked < 0 || p.items[p.marked].inner == nil || p.items[p.marked].Why != "" {
		return
	}
	in := newPanel(p.items[p.marked].inner, room(d.canvas))
	in.at = within(d.canvas, fyne.NewPos(p.at.X+p.size.Width-style.Unit, p.at.Y+p.top(p.marked)-dropEdge), in)
	in.parent = p.marked
	if byKey {
		in.marked = 0
	}
	d.panels = append(d.panels, in)
	d.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (d *Drop) TypedKey(e *fyne.KeyEvent) {
	p := d.panels[len(d.panels)-1]
	switch e.Name {
	case fyne.KeyDown:
		p.step(1)
	case fyne.KeyUp:
		p.step(-1)
	case fyne.KeyHome:
		p.mark(0)
	case fyne.KeyEnd:
		p.mark(len(p.items) - 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		d.choose()
		return
	case fyne.KeyPageDown:
		p.mark(min(max(p.marked, 0)+pageRows, len(p.items)-1))
	case fyne.KeyPageUp:
		p.mark(max(p.marked-pageRows, 0))
	case fyne.KeyRight:
		if p.marked >= 0 && p.items[p.marked].inner != nil {
			d.enter(true)
		} else if d.turn != nil {
			d.turn(1)
		}
		return
	case fyne.KeyLeft:
		if len(d.panels) > 1 {
			d.panels = d.panels[:len(d.panels)-1]
		} else if d.turn != nil {
			d.turn(-1)
			return
		}
	case fyne.KeyEscape:
		if len(d.panels) == 1 {
			d.close()
			return
		}
		d.panels = d.panels[:len(d.panels)-1]
	case fyne.KeyF10, desktop.KeyMenu:
		d.close()
		return
	}
	d.Refresh()
}

// TypedRune implements [fyne.Focusable]: a letter marks the next row that begins
// with it, a space chooses. Its key comes before it: what closes the menu by that
// would leave the character to the page.
func (d *Drop) TypedRune(r rune) {
	p := d.panels[len(d.panels)-1]
	if r == ' ' {
		d.choose()
		return
	}
	for i := range p.items {
		at := (max(p.marked, -1) + 1 + i) % len(p.items)
		if first, _ := utf8.DecodeRuneInString(p.items[at].Words); unicode.ToLower(first) == unicode.ToLower(r) {
			p.mark(at)
			d.Refresh()
			return
		}
	}
}

// FocusGained implements [fyne.Focusable].
func (d *Drop) FocusGained() {}

// FocusLost implements [fyne.Focusable].
func (d *Drop) FocusLost() {}

// AcceptsTab implements [fyne.Tabbable]: there is nowhere else to go.
func (d *Drop) AcceptsTab() bool { return true }

// Tapped implements [fyne.Tappable].
func (d *Drop) Tapped(e *fyne.PointEvent) { d.press(e.Position) }

// TappedSecondary implements [fyne.SecondaryTappable].
func (d *Drop) TappedSecondary(e *fyne.PointEvent) { d.press(e.Position) }

func (d *Drop) press(at fyne.Position) {
	for i := len(d.panels) - 1; i >= 0; i-- {
		if d.panels[i].has(at) {
			d.point(at)
			if p := d.panels[len(d.panels)-1]; i == len(d.panels)-1 && p.row(at.Y-p.at.Y) >= 0 {
				d.choose()
			}
			return
		}
	}
	if d.outside == nil || !d.outside(at) {
		d.close()
	}
}

// MouseIn implements [desktop.Hoverable].
func (d *Drop) MouseIn(e *desktop.MouseEvent) { d.point(e.Position) }

// MouseMoved implements [desktop.Hoverable].
func (d *Drop) MouseMoved(e *desktop.MouseEvent) { d.point(e.Position) }

// MouseOut implements [desktop.Hoverable].
func (d *Drop) MouseOut() {}

// point marks the row under the pointer, and opens the menu in it.
func (d *Drop) point(at fyne.Position) {
	for i := len(d.panels) - 1; i >= 0; i-- {
		p := d.panels[i]
		if !p.has(at) {
			continue
		}
		row := p.row(at.Y - p.at.Y)
		open := i+1 < len(d.panels) && d.panels[i+1].parent == row
		if row < 0 || row == p.marked && (open || p.items[row].inner == nil) {
			return
		}
		p.marked = row
		d.panels = d.panels[:i+1]
		d.enter(false)
		d.Refresh()
		return
	}
	if d.outside != nil {
		d.outside(at)
	}
}

// Scrolled implements [fyne.Scrollable].
func (d *Drop) Scrolled(e *fyne.ScrollEvent) {
	p := d.panels[len(d.panels)-1]
	by := 1
	if e.Scrolled.DY > 0 {
		by = -1
	}
	p.scroll(by)
	d.Refresh()
}

// AccessibilityLabel implements [fyne.Accessible].
func (d *Drop) AccessibilityLabel() string {
	p := d.panels[len(d.panels)-1]
	if p.marked < 0 {
		return "menu"
	}
	x := p.items[p.marked]
	said := []string{x.Words}
	if x.End != "" {
		said = append(said, x.End)
	}
	if x.Why != "" {
		said = append(said, "not now: "+x.Why)
	}
	return strings.Join(said, ", ")
}

// AccessibilityRole implements [fyne.Accessible].
func (d *Drop) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize implements [fyne.CanvasObject].
func (d *Drop) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

// CreateRenderer implements [fyne.Widget].
func (d *Drop) CreateRenderer() fyne.WidgetRenderer { return parts.NewDrawn(d, d.draw) }

func (d *Drop) draw(fyne.Size) (os []fyne.CanvasObject) {
	for _, p := range d.panels {
		os = append(os, p.draw()...)
	}
	return os
}

func (p *panel) draw() (os []fyne.CanvasObject) {
	colours := style.Now()
	wide, high := p.size.Width, p.size.Height
	if p.marked >= 0 && p.items[p.marked].Why != "" {
		high += p.why
	}
	add := func(list ...fyne.CanvasObject) { os = append(os, list...) }
	add(parts.Place(&canvas.Rectangle{FillColor: color.NRGBA{A: 0x14}, CornerRadius: style.Corner + 2}, -1, 2, wide+2, high+1))
	add(parts.Place(&canvas.Rectangle{FillColor: colours.Raised, StrokeColor: colours.Line, StrokeWidth: 1, CornerRadius: style.Corner}, 0, 0, wide, high))
	said := ""
	if p.marked >= 0 {
		said = p.items[p.marked].Why
	}
	for i, x := range p.items {
		if !p.shows(i) {
			continue
		}
		y := p.top(i)
		ink, quiet := colours.Ink, colours.Muted
		if x.Why != "" {
			ink, quiet = colours.Faint, colours.Faint
		}
		if x.First {
			add(parts.Place(canvas.NewRectangle(colours.Line), 10, y-lineHigh/2-1, wide-20, 1))
		}
		if i == p.marked {
			fill := colours.AccentFill
			if said != "" {
				fill = colours.Side
			} else {
				quiet = ink
			}
			add(parts.Place(&canvas.Rectangle{FillColor: fill, CornerRadius: 5}, dropEdge, y, wide-2*dropEdge, rowHigh))
		}
		if x.Ticked {
			add(parts.Place(&canvas.Image{Resource: parts.Tick(colours.Accent)}, 8, y+(rowHigh-arrowSize)/2, arrowSize, arrowSize))
		}
		add(parts.InLine(parts.Text(x.seen(wide), style.TextSize, false, ink), rowSide, y, rowHigh))
		switch left := wide - rowEnd - x.endWide(); {
		case x.inner != nil:
			add(parts.Place(&canvas.Image{Resource: parts.Later(quiet)}, left, y+(rowHigh-arrowSize)/2, arrowSize, arrowSize))
		case x.End != "":
			add(parts.InLine(parts.Text(x.End, style.SmallSize, false, quiet), left, y, rowHigh))
		}
	}
	if p.more {
		p.arrows(add, colours)
	}
	if said != "" {
		y := high - p.why - dropEdge + whyEdge
		add(parts.Place(canvas.NewRectangle(colours.Line), 10, y-2, wide-20, 1))
		for i, line := range reason(said, wide) {
			add(parts.InLine(parts.Text(line, style.SmallSize, false, colours.Muted), rowEnd, y+float32(i)*whyLead, whyLead))
		}
	}
	for _, o := range os {
		o.Move(o.Position().Add(p.at))
	}
	return os
}

// seen is what a width has room for of a row's words.
func (x Item) seen(wide float32) string {
	return parts.Shorten(x.Words, style.TextSize, fyne.TextStyle{}, wide-rowSide-rowEnd-x.endWide())
}

// arrows tell that there are more rows above and below.
func (p *panel) arrows(add func(...fyne.CanvasObject), colours *style.Palette) {
	arrow := func(sign func(color.NRGBA) fyne.Resource, there bool, y float32) {
		if there {
			add(parts.Place(&canvas.Image{Resource: sign(colours.Muted)}, (p.size.Width-moreHigh)/2, y, moreHigh, moreHigh))
		}
	}
	arrow(parts.Up, p.from > 0, 0)
	arrow(parts.Down, !p.shows(len(p.items)-1), p.size.Height-moreHigh)
}
