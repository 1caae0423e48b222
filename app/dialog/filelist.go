package dialog

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/dialog/folder"
	"claimtrace/app/style"
)

var _ rows = (*chooser)(nil)

func (c *chooser) len() int { return len(c.listing.Entries) }

func (c *chooser) describe(i int) string {
	e := c.listing.Entries[i]
	name := folder.Plain(e.Name)
	switch e.Kind {
	case folder.Parent:
		return "up to " + name
	case folder.Drive:
		return "drive " + name
	case folder.Folder:
		return "folder " + name
	}
	name += ", " + folder.SizeWord(e.Size) + ", " + folder.DateWord(e.Modified, c.now())
	if c.picks.Has(e) {
		name += ", chosen"
	}
	return name
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
		c.list.point(i)
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
		c.list.point(i)
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

// takeList gives the keyboard to the list.
func (c *chooser) takeList() {
	c.k.canvas.Focus(c.list)
	if c.list.at < 0 {
		c.list.walk(0)
		return
	}
	c.list.walkTo(c.list.at)
}

func (c *chooser) first() int {
	if e := c.listing.Entries; len(e) > 1 && e[0].Kind == folder.Parent {
		return 1
	}
	return 0
}

// walked chooses the file that a key led to, where one is to be opened; when
// saving it does not, as that would take the name away.
func (c *chooser) walked() {
	if c.saving || c.picks.Many {
		return
	}
	c.stayHere()
	c.picks.Clear()
	c.picks.Add(c.listing.Entries[c.list.at])
	c.changed()
}

// pointed shows by the frame that the list has the keyboard but none of its
// lines.
func (c *chooser) pointed() {
	p := style.Now()
	c.summary.Color = p.Muted
	c.frame.FillColor, c.frame.StrokeColor = p.Page, p.Page
	if c.list.focused && c.list.at < 0 {
		c.frame.StrokeColor = p.Accent
	}
	c.frame.Refresh()
}

func (c *chooser) key(k fyne.KeyName) bool {
	at := c.list.at
	switch {
	case k == fyne.KeyUp && at <= 0:
		c.k.canvas.Focus(c.field)
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
		return false
	}
	return true
}

// enterLine is Enter on a line: it enters a folder; on a file it confirms what is
// chosen or, where nothing is, that file. On no line, as when a folder has just
// been entered, it presses the button.
func (c *chooser) enterLine() {
	if c.list.at < 0 {
		c.press()
		return
	}
	e := c.listing.Entries[c.list.at]
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
		i := (max(c.list.at, 0) + step) % n
		if e := c.listing.Entries[i]; r != ' ' && e.Kind != folder.Parent && folder.Begins(e.Name, string(r)) {
			c.list.walkTo(i)
			return
		}
	}
}

func (c *chooser) shortcut(sc fyne.Shortcut) {
	if _, ok := sc.(*fyne.ShortcutSelectAll); ok {
		c.all()
	}
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

// chooserFace is what is on the chooser's sheet, in the colours of the theme.
type chooserFace struct {
	widget.BaseWidget
	c    *chooser
	body fyne.CanvasObject
}

// Refresh implements [fyne.CanvasObject].
func (f *chooserFace) Refresh() {
	f.c.pointed()
	f.BaseWidget.Refresh()
}

// CreateRenderer implements [fyne.Widget].
func (f *chooserFace) CreateRenderer() fyne.WidgetRenderer {
	f.c.pointed()
	return widget.NewSimpleRenderer(f.body)
}
