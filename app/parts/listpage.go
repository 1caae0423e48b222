package parts

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// listPage is what is scrolled: the rows in the window.
type listPage struct {
	widget.BaseWidget
	list interface {
		size() fyne.Size
		tap(at fyne.Position)
		menuAt(y float32, at fyne.Position)
		hover(y float32)
		tell(e *desktop.MouseEvent)
		point()
		forget()
	}
	under   *canvas.Rectangle // behind the row under the pointer
	ring    *canvas.Rectangle // around the row of the keyboard
	objects []fyne.CanvasObject
}

var _ desktop.Hoverable = (*listPage)(nil)

func newListPage[R fyne.CanvasObject](l *List[R]) *listPage {
	p := &listPage{list: l, under: &canvas.Rectangle{CornerRadius: style.Corner}, ring: &canvas.Rectangle{CornerRadius: style.Corner, StrokeWidth: 2}}
	p.under.Hide()
	p.ring.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// MinSize implements [fyne.CanvasObject].
func (p *listPage) MinSize() fyne.Size { return p.list.size() }

// Tapped implements [fyne.Tappable].
func (p *listPage) Tapped(e *fyne.PointEvent) { p.list.tap(e.Position) }

// TappedSecondary implements [fyne.SecondaryTappable].
func (p *listPage) TappedSecondary(e *fyne.PointEvent) {
	p.list.menuAt(e.Position.Y, e.AbsolutePosition)
}

// MouseIn implements [desktop.Hoverable].
func (p *listPage) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (p *listPage) MouseMoved(e *desktop.MouseEvent) {
	p.list.hover(e.Position.Y)
	p.list.tell(e)
}

// MouseOut implements [desktop.Hoverable].
func (p *listPage) MouseOut() {
	p.list.hover(-1)
	Untell(p)
}

// CreateRenderer implements [fyne.Widget].
func (p *listPage) CreateRenderer() fyne.WidgetRenderer { return &listView{p} }

type listView struct{ p *listPage }

func (v *listView) Destroy()                     {}
func (v *listView) Layout(fyne.Size)             {}
func (v *listView) MinSize() fyne.Size           { return v.p.MinSize() }
func (v *listView) Objects() []fyne.CanvasObject { return v.p.objects }

// Refresh draws all rows anew, as for another theme. Those that are free have
// not heard of it, and would show what they showed.
func (v *listView) Refresh() {
	v.p.list.forget()
	for _, o := range v.p.objects {
		o.Refresh()
	}
	v.p.list.point()
}

func (l *List[R]) choose(i int) {
	if i >= 0 && i < l.Len() && l.OnChoose != nil {
		l.at = i
		l.OnChoose(i)
	}
}

// doubleClick is how soon the second click of two follows the first.
const doubleClick = 500 * time.Millisecond

// tap is a click on the page. Fyne would hold the first of two back until it
// knows that no second one follows.
func (l *List[R]) tap(place fyne.Position) {
	i, at := l.rowAt(place.Y), l.now()
	if i < l.Len() && l.OnTap != nil {
		l.OnTap(i, place.X)
		return
	}
	again := i == l.click && at.Sub(l.clicked) < doubleClick
	l.click, l.clicked = i, at
	if l.choose(i); again && i < l.Len() && l.OnOpen != nil {
		l.clicked = time.Time{}
		l.OnOpen(i)
	}
}

func (l *List[R]) menuAt(y float32, at fyne.Position) { l.menu(l.rowAt(y), at) }

// menu takes a row in hand and asks for its menu.
func (l *List[R]) menu(i int, at fyne.Position) {
	if i < 0 || i >= l.Len() || l.OnMenu == nil {
		return
	}
	l.choose(i)
	l.OnMenu(i, at)
}

// tell has the row under the pointer told whole, where that is one that says what
// of it is cut.
func (l *List[R]) tell(e *desktop.MouseEvent) {
	words := ""
	if row, ok := l.shown[l.over]; ok {
		if cut, ok := any(row).(interface{ Whole() string }); ok {
			words = cut.Whole()
		}
	}
	Tell(l.page, e, words)
}

// hover hears of the pointer; negative when it has left.
func (l *List[R]) hover(y float32) {
	if l.pointer = -1; y >= 0 {
		l.pointer = y - l.scroll.Offset.Y
	}
	if over := l.pointedAt(); over != l.over {
		l.over = over
		l.point()
	}
}

// pointedAt is the row under the pointer, −1 if none is.
func (l *List[R]) pointedAt() int {
	if l.pointer < 0 {
		return -1
	}
	return l.rowAt(l.scroll.Offset.Y + l.pointer)
}

// menuHere asks for the menu of the row that the keyboard is at, below it.
func (l *List[R]) menuHere() {
	if l.at >= 0 && l.at < l.Len() {
		corner := fyne.CurrentApp().Driver().AbsolutePositionForObject(l.scroll)
		l.menu(l.at, corner.AddXY(2*style.Panel, l.tops[l.at]+l.sizeOf(l.at).Height-l.scroll.Offset.Y))
	}
}

// wheel is how much faster the wheel turns the list than Fyne's scroller.
const wheel = 4

// listScroll is what scrolls a list.
type listScroll struct{ container.Scroll }

func newListScroll(page fyne.CanvasObject) *listScroll {
	s := &listScroll{container.Scroll{Direction: container.ScrollVerticalOnly, Content: page}}
	s.ExtendBaseWidget(s)
	return s
}

// Scrolled implements [fyne.Scrollable].
func (s *listScroll) Scrolled(e *fyne.ScrollEvent) {
	e.Scrolled.DX, e.Scrolled.DY = wheel*e.Scrolled.DX, wheel*e.Scrolled.DY
	s.Scroll.Scrolled(e)
}

// FocusGained implements [fyne.Focusable].
func (l *List[R]) FocusGained() { l.focus(true) }

// FocusLost implements [fyne.Focusable].
func (l *List[R]) FocusLost() { l.focus(false) }

func (l *List[R]) focus(has bool) {
	l.focused = has
	l.point()
}

// TypedRune implements [fyne.Focusable].
func (l *List[R]) TypedRune(r rune) {
	if l.OnRune != nil {
		l.OnRune(r)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (l *List[R]) TypedShortcut(s fyne.Shortcut) {
	if l.OnShortcut != nil && l.OnShortcut(s) {
		return
	}
	if window, ok := fyne.CurrentApp().Driver().CanvasForObject(l).(fyne.Shortcutable); ok {
		window.TypedShortcut(s)
	}
}

// walk goes so many rows down, from above the first one where it was at none.
func (l *List[R]) walk(by int) {
	from := l.at
	if from < 0 {
		from, by = l.Begin, max(by-1, 0)
	}
	l.walkTo(from + by)
}

func (l *List[R]) walkTo(i int) {
	if l.Len() == 0 {
		return
	}
	if l.Point(max(i, 0)); l.OnWalk != nil {
		l.OnWalk(l.at)
	}
}

// rows is how many rows lie between that of the keyboard and one so far from it.
func (l *List[R]) rows(far float32) int {
	at := max(l.at, 0)
	return l.rowAt(l.tops[at]+far) - at
}

// TypedKey implements [fyne.Focusable].
func (l *List[R]) TypedKey(e *fyne.KeyEvent) {
	switch high := l.scroll.Size().Height; e.Name {
	case fyne.KeyUp:
		if l.at <= 0 && l.OnTop != nil {
			l.OnTop()
			return
		}
		l.walk(-1)
	case fyne.KeyDown:
		l.walk(1)
	case fyne.KeyPageUp:
		l.walk(min(l.rows(-high), -1))
	case fyne.KeyPageDown:
		l.walk(max(l.rows(high), 1))
	case fyne.KeyHome:
		l.walkTo(0)
	case fyne.KeyEnd:
		l.walkTo(l.Len() - 1)
	case desktop.KeyMenu:
		l.menuHere()
	default:
		l.other(e.Name)
	}
}

// other hears of the keys that do not walk.
func (l *List[R]) other(k fyne.KeyName) {
	switch k {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if l.OnChoose != nil {
			l.choose(l.at)
			return
		}
	case fyne.KeyF10:
		if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			l.menuHere()
			return
		}
	}
	if l.OnKey != nil {
		l.OnKey(k)
	}
}
