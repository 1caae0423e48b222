package dialog

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of a list to choose from, in pixels.
const (
	choiceHigh = 50
	choiceMost = 8 // rows that are seen at once
	chooseWide = 640
)

// Choice is one thing of a list to choose from.
type Choice struct {
	Name string
	More string // below the name, in small type
}

// Choose asks for one of several things. A click takes it, or Enter with the
// arrows on it; then is told which.
func (k *Kit) Choose(title, confirm string, from []Choice, then func(i int)) {
	c := &choices{from: from}
	s := k.Sheet(title, chooseWide, nil)
	c.list = newList(s, c, choiceHigh, style.Unit)
	c.list.at = 0
	c.take = func() {
		s.Close()
		then(c.list.at)
	}
	s.body = c.list
	s.High = float32(min(len(from), choiceMost)) * (choiceHigh + style.Unit)
	s.Hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "choose"}, {Keys: []string{"Enter"}, Does: confirm}, {Keys: []string{"Esc"}, Does: "close"}}
	s.Button("Cancel", s.Close)
	s.Strong(confirm, c.take)
	s.Show(c.list)
}

// choices are the rows of a list of things, of which the one with the keyboard
// is taken.
type choices struct {
	from []Choice
	list *list
	take func()
}

func (c *choices) len() int              { return len(c.from) }
func (c *choices) describe(i int) string { return c.from[i].Name + ", " + c.from[i].More }

func (c *choices) tap(i int, _ float32) {
	c.list.point(i)
	c.take()
}

func (c *choices) first() int             { return 0 }
func (c *choices) walked()                {}
func (c *choices) pointed()               {}
func (c *choices) key(fyne.KeyName) bool  { return false }
func (c *choices) typed(rune)             {}
func (c *choices) shortcut(fyne.Shortcut) {}

func (c *choices) fresh() line {
	return &choiceLine{c: c, back: &canvas.Rectangle{CornerRadius: style.Corner},
		bar:  &canvas.Rectangle{TopLeftCornerRadius: style.Corner, BottomLeftCornerRadius: style.Corner},
		name: parts.Text("", style.TextSize, true, nil), more: parts.Text("", style.SmallSize, false, nil)}
}

// choiceLine is a row: the name above what more is said.
type choiceLine struct {
	c          *choices
	back, bar  *canvas.Rectangle
	name, more *canvas.Text
}

func (l *choiceLine) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{l.back, l.bar, l.name, l.more}
}

func (l *choiceLine) draw(i int, size fyne.Size) {
	p, here := style.Now(), l.c.list.at == i
	l.back.Hidden, l.back.FillColor = !here, p.Side
	parts.Place(l.back, 0, 0, size.Width, size.Height)
	l.bar.Hidden, l.bar.FillColor = !here || !l.c.list.focused, p.Accent
	parts.Place(l.bar, 0, 0, 3, size.Height)
	room := max(size.Width-2*style.Panel, 0)
	parts.Say(l.name, parts.Shorten(l.c.from[i].Name, style.TextSize, fyne.TextStyle{Bold: true}, room), true)
	l.name.Color = p.Ink
	l.more.Text, l.more.Color = parts.Shorten(l.c.from[i].More, style.SmallSize, fyne.TextStyle{}, room), p.Muted
	parts.InLine(l.name, style.Panel, 5, 20)
	parts.InLine(l.more, style.Panel, 25, 18)
}
