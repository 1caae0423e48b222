package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// newList makes the list of what is in a folder.
func (c *chooser) newList() *parts.List[*fileLine] {
	l := parts.NewList(c.newLine, func(i int, r *fileLine) { r.set(c.listing.Entries[i]) }, func(int, float32) float32 { return lineHigh })
	l.Tight = true
	l.Aimed = !c.saving // when saving, Enter in the field writes what is typed
	l.OnTap = func(i int, x float32) {
		c.k.canvas.Focus(l)
		c.tap(i, x)
	}
	l.OnTop = func() { c.k.canvas.Focus(c.field) }
	l.OnWalk, l.OnKey, l.OnRune, l.OnShortcut = func(int) { c.walked() }, c.key, c.typed, c.shortcut
	return l
}

// tap enters a folder, and chooses a file. A second click in quick succession
// confirms the file; on a folder it is dropped, as it was meant for the line that
// is gone.
func (c *chooser) tap(i int, x float32) {
	now, delay := c.now(), fyne.CurrentApp().Driver().DoubleTapDelay()
	twice := now.Sub(c.tappedAt) <= delay
	again := twice && i == c.tapped
	if twice && c.tapped < 0 {
		return
	}
	c.tapped, c.tappedAt = i, now
	c.stayHere()
	switch e := c.listing.Entries[i]; {
	case c.picks.Many && x < lineSide+boxSize+lineSide && c.picks.Takes(e):
		c.list.Point(i)
		c.picks.Toggle(e)
		c.changed()
	case e.Enters():
		c.tapped = -1
		c.leaveFor(e.Path)
	case again:
		c.picks.Add(e)
		c.changed()
		c.press()
	default:
		c.list.Point(i)
		c.picks.Toggle(e)
		c.changed()
	}
}

// leaveFor goes where a line leads. When saving, the name goes along.
func (c *chooser) leaveFor(place string) {
	if _, tail := folder.Split(c.field.Text); c.saving && tail != "" {
		c.name = tail
	}
	c.enter(place)
}

// takeList gives the keyboard to the list, on one of its lines.
func (c *chooser) takeList() {
	c.k.canvas.Focus(c.list)
	if c.len() == 0 {
		return
	}
	if c.list.At() < 0 {
		c.list.Point(c.list.Begin)
	}
	c.walked()
}

func (c *chooser) len() int { return len(c.listing.Entries) }

// put shows a place in the list.
func (c *chooser) put(l folder.Listing, at int) {
	c.listing = l
	c.list.Begin = 0
	if e := l.Entries; len(e) > 1 && e[0].Kind == folder.Parent {
		c.list.Begin = 1
	}
	c.list.SetLen(len(l.Entries))
	c.list.Top()
	c.list.Point(at)
}

// walked chooses the file that a key led to, where one is to be opened; when
// saving it does not, as that would take the name away.
func (c *chooser) walked() {
	if c.saving || c.picks.Many {
		return
	}
	c.stayHere()
	c.picks.Clear()
	c.picks.Add(c.listing.Entries[c.list.At()])
	c.changed()
}

func (c *chooser) key(k fyne.KeyName) bool {
	at := c.list.At()
	switch {
	case k == fyne.KeyBackspace:
		if up, ok := folder.Above(c.listing.Place); ok {
			c.leaveFor(up)
		}
	case k == fyne.KeySpace && at >= 0:
		c.stayHere()
		c.picks.Toggle(c.listing.Entries[at])
		c.changed()
	case k == fyne.KeyReturn || k == fyne.KeyEnter:
		c.enterLine()
	default:
		return c.Key(k)
	}
	return true
}

// enterLine is Enter on a line: it enters a folder; on a file it confirms what is
// chosen or, where nothing is, that file. On no line, as when a folder has just
// been entered, it presses the button.
func (c *chooser) enterLine() {
	if c.list.At() < 0 {
		c.press()
		return
	}
	e := c.listing.Entries[c.list.At()]
	if e.Enters() {
		c.leaveFor(e.Path)
		return
	}
	if c.stayHere(); c.saving || len(c.picks.List(c.listing)) == 0 {
		c.picks.Add(e)
		c.changed()
	}
	c.press()
}

// typed goes to the next name that begins with a letter.
func (c *chooser) typed(r rune) {
	n := c.len()
	for step := 1; step <= n; step++ {
		i := (max(c.list.At(), 0) + step) % n
		if e := c.listing.Entries[i]; r != ' ' && e.Kind != folder.Parent && folder.Begins(e.Name, string(r)) {
			c.list.Point(i)
			c.walked()
			return
		}
	}
}

func (c *chooser) shortcut(sc fyne.Shortcut) bool {
	if c.Shortcut(sc) {
		return true
	}
	_, all := sc.(*fyne.ShortcutSelectAll)
	if all {
		c.all()
	}
	return all
}

// chooserFace is what is on the chooser's sheet, in the colours of the theme.
type chooserFace struct {
	widget.BaseWidget
	c    *chooser
	body fyne.CanvasObject
}

// Refresh implements [fyne.CanvasObject].
func (f *chooserFace) Refresh() {
	f.dress()
	f.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (f *chooserFace) CreateRenderer() fyne.WidgetRenderer {
	f.dress()
	return widget.NewSimpleRenderer(f.body)
}

func (f *chooserFace) dress() {
	p := style.Now()
	f.c.summary.Color, f.c.frame.FillColor = p.Muted, p.Page
}
