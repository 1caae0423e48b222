package choose

import (
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/style"
)

// list shows the folder. Only the lines in view are alive; it has the
// keyboard as a whole.
type list struct {
	widget.List
	s       *sheet
	at      int // the line that the keyboard is on, -1 if none
	focused bool

	now      func() time.Time
	tapped   int // the line of the last click
	tappedAt time.Time
}

var (
	_ fyne.Focusable    = (*list)(nil)
	_ fyne.Shortcutable = (*list)(nil)
)

func newList(s *sheet) *list {
	l := &list{s: s, at: -1, now: time.Now}
	l.Length = func() int { return len(s.listing.entries) }
	l.CreateItem = func() fyne.CanvasObject { return newRow(l) }
	l.UpdateItem = func(i widget.ListItemID, o fyne.CanvasObject) { o.(*row).set(i) }
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// tight is the theme of the list, whose lines touch and whose edges throw no
// shadow on them.
type tight struct{ fyne.Theme }

func (t tight) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameShadow:
		return color.Transparent
	case theme.ColorNameSelection:
		return style.Now().Surface
	}
	return t.Theme.Color(n, v)
}

func (t tight) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNamePadding {
		return 0
	}
	return t.Theme.Size(n)
}

// tap is a click on a line: it enters a folder, and chooses a file. A second
// one in quick succession confirms the file; on a folder it is dropped, as it
// was meant for the line that is gone.
func (l *list) tap(i int, onBox bool) {
	if i >= len(l.s.listing.entries) {
		return
	}
	l.s.canvas.Focus(l)
	now, delay := l.now(), fyne.CurrentApp().Driver().DoubleTapDelay()
	twice := now.Sub(l.tappedAt) <= delay
	again := twice && i == l.tapped
	if twice && l.tapped < 0 {
		return
	}
	l.tapped, l.tappedAt = i, now
	switch e := l.s.listing.entries[i]; {
	case onBox && l.s.picks.takes(e):
		l.point(i)
		l.s.picks.toggle(e)
		l.s.changed()
	case e.enters():
		l.tapped = -1
		l.enter(e)
	case again:
		l.s.picks.add(e)
		l.s.changed()
		l.s.press()
	default:
		l.point(i)
		l.s.picks.toggle(e)
		l.s.changed()
	}
}

// enter goes where an entry leads. When saving, the name goes along.
func (l *list) enter(e entry) {
	if _, tail := split(l.s.field.Text); l.s.saving && tail != "" {
		l.s.name = tail
	}
	l.s.enter(e.path)
}

// point puts the keyboard on a line and brings it into view.
func (l *list) point(i int) {
	l.at = i
	if i >= 0 {
		l.ScrollTo(i)
	}
	l.s.paint()
	l.Refresh()
}

// first is the first line after the parent whose name begins so, -1 if none.
func (l *list) first(typed string) int {
	for i, e := range l.s.listing.entries {
		if e.kind != parent && begins(e.name, typed) {
			return i
		}
	}
	return -1
}

// take gives the keyboard to the list.
func (l *list) take() {
	l.s.canvas.Focus(l)
	if l.at < 0 {
		l.move(0)
		return
	}
	l.moveTo(l.at)
}

// move goes so many lines down, from above the first where it was on none.
func (l *list) move(by int) {
	if l.at < 0 {
		l.at, by = 0, max(by-1, 0)
		if e := l.s.listing.entries; len(e) > 1 && e[0].kind == parent {
			l.at = 1
		}
	}
	l.moveTo(l.at + by)
}

// moveTo goes to a line. Where one file is to be opened, going there chooses
// it; when saving it does not, as it would take the name away.
func (l *list) moveTo(i int) {
	n := len(l.s.listing.entries)
	if n == 0 {
		return
	}
	l.point(min(max(i, 0), n-1))
	if l.s.saving || l.s.picks.many {
		return
	}
	l.s.picks.clear()
	l.s.picks.add(l.s.listing.entries[l.at])
	l.s.changed()
}

// page is how many lines are in view.
func (l *list) page() int { return max(int(l.Size().Height/rowHeight)-1, 1) }

// FocusGained implements [fyne.Focusable].
func (l *list) FocusGained() { l.focus(true) }

// FocusLost implements [fyne.Focusable].
func (l *list) FocusLost() { l.focus(false) }

func (l *list) focus(on bool) {
	l.focused = on
	l.s.paint()
	l.Refresh()
}

// TypedKey implements [fyne.Focusable].
func (l *list) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape:
		l.s.escape()
	case fyne.KeyUp:
		if l.at <= 0 {
			l.s.canvas.Focus(l.s.field)
			return
		}
		l.move(-1)
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyPageUp:
		l.move(-l.page())
	case fyne.KeyPageDown:
		l.move(l.page())
	case fyne.KeyHome:
		l.moveTo(0)
	case fyne.KeyEnd:
		l.moveTo(len(l.s.listing.entries) - 1)
	case fyne.KeyBackspace:
		if up, ok := above(l.s.listing.place); ok {
			l.enter(entry{kind: parent, path: up})
		}
	case fyne.KeySpace:
		if l.at >= 0 {
			l.s.picks.toggle(l.s.listing.entries[l.at])
			l.s.changed()
		}
	case fyne.KeyReturn, fyne.KeyEnter:
		l.submit()
	}
}

// submit is Enter on a line: it enters a folder; on a file it confirms what is
// chosen or, where nothing is, that file. On no line, as when a folder has just
// been entered, it presses the button.
func (l *list) submit() {
	if l.at < 0 {
		l.s.press()
		return
	}
	e := l.s.listing.entries[l.at]
	if e.enters() {
		l.enter(e)
		return
	}
	if l.s.saving || len(l.s.picks.list(l.s.listing)) == 0 {
		l.s.picks.add(e)
		l.s.changed()
	}
	l.s.press()
}

// TypedRune implements [fyne.Focusable]: a letter goes to the next name that
// begins with it.
func (l *list) TypedRune(r rune) {
	n := len(l.s.listing.entries)
	for step := 1; step <= n; step++ {
		i := (max(l.at, 0) + step) % n
		if e := l.s.listing.entries[i]; r != ' ' && e.kind != parent && begins(e.name, string(r)) {
			l.moveTo(i)
			return
		}
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (l *list) TypedShortcut(sc fyne.Shortcut) {
	if _, ok := sc.(*fyne.ShortcutSelectAll); ok {
		l.s.all()
	}
}
