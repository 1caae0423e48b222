package dialog

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

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
// arrows on it; then is told which. What is typed goes to the next row that has it
// in its words.
func (k *Kit) Choose(title, confirm string, from []Choice, then func(i int)) {
	s := k.Sheet(title, chooseWide, nil)
	list := parts.NewList(newChoiceRow, func(i int, r *choiceRow) { r.set(from[i]) }, func(int, float32) float32 { return choiceHigh })
	take := func() {
		s.Close()
		then(list.At())
	}
	list.Aimed = true
	list.OnTap = func(i int, _ float32) {
		list.Point(i)
		take()
	}
	list.OnKey, list.OnShortcut = s.Key, s.Shortcut
	sought := typeahead{from: from}
	list.OnRune = func(r rune) {
		if i := sought.next(r, list.At()); i >= 0 {
			list.Point(i)
		}
	}
	list.SetLen(len(from))
	s.body = list
	s.High = float32(min(len(from), choiceMost)) * (choiceHigh + parts.RowGap)
	s.Hints = []parts.Hint{{Keys: []string{"Up", "Down"}, Does: "choose"}, {Keys: []string{"A…Z"}, Does: "find"}, {Keys: []string{"Enter"}, Does: confirm}, {Keys: []string{"Esc"}, Does: "close"}}
	s.Button("Cancel", s.Close)
	s.Strong(confirm, take)
	s.Show(list)
}

// typeahead is what was typed to find a row, as long as one walks by nothing else.
type typeahead struct {
	from  []Choice
	typed string
	at    int // the row that it led to
}

// next is the row for another character: that which the list is at, or the next
// behind it that has all that was typed; −1 where none has it, and what is typed
// after that begins anew.
func (a *typeahead) next(r rune, at int) int {
	if at != a.at {
		a.typed = ""
	}
	a.typed += strings.ToLower(string(r))
	for i := range a.from {
		k := (at + i) % len(a.from)
		if strings.Contains(strings.ToLower(a.from[k].Name+" "+a.from[k].More), a.typed) {
			a.at = k
			return k
		}
	}
	a.typed = ""
	return -1
}

// choiceRow is a row of a list to choose from: the name above what more is said.
type choiceRow struct {
	widget.BaseWidget
	c     Choice
	whole string // what of it is cut, whole
}

func newChoiceRow() *choiceRow {
	r := &choiceRow{}
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) set(c Choice) {
	if c != r.c {
		r.c = c
		r.Refresh()
	}
}

// Whole is what the row shows cut.
func (r *choiceRow) Whole() string { return r.whole }

// MinSize implements [fyne.CanvasObject].
func (r *choiceRow) MinSize() fyne.Size { return fyne.NewSize(120, choiceHigh) }

// AccessibilityLabel implements [fyne.Accessible].
func (r *choiceRow) AccessibilityLabel() string { return r.c.Name + ", " + r.c.More }

// AccessibilityRole implements [fyne.Accessible].
func (r *choiceRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements [fyne.Widget].
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(r, func(size fyne.Size) []fyne.CanvasObject {
		p, room := style.Now(), max(size.Width-2*style.Panel, 0)
		name := parts.Shorten(r.c.Name, style.TextSize, fyne.TextStyle{Bold: true}, room)
		more := parts.Shorten(r.c.More, style.SmallSize, fyne.TextStyle{}, room)
		r.whole = parts.WholeOf([2]string{name, r.c.Name}, [2]string{more, r.c.More})
		return []fyne.CanvasObject{
			parts.InLine(parts.Text(name, style.TextSize, true, p.Ink), style.Panel, 5, 20),
			parts.InLine(parts.Text(more, style.SmallSize, false, p.Muted), style.Panel, 25, 18),
		}
	})
}
