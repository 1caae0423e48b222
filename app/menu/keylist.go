package menu

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The measures of the list of keys, in pixels.
const (
	keysColumn = 520 // the least width of a column
	keysCaps   = 150 // the caps, before what they do
	keysLead   = 20
	keysGap    = 8  // between two rows
	keysTitle  = 26 // a title, and
	keysAbove  = 10 // what is above it
	keysApart  = 24 // between two columns
	keysEnd    = 16 // at the right, for what scrolls the list
)

// Hints lists keys that are no commands: their caps, written with "+" between
// them, and what they do, by turns.
func Hints(words ...string) (list []parts.Hint) {
	for i := 0; i+1 < len(words); i += 2 {
		list = append(list, parts.Hint{Keys: strings.Split(words[i], "+"), Does: words[i+1]})
	}
	return list
}

// KeyList shows all keys by section, in two columns where there is room.
type KeyList struct {
	widget.BaseWidget
	sections []Section
}

// NewKeys returns the list.
func NewKeys(sections []Section) *KeyList {
	l := &KeyList{sections: sections}
	l.ExtendBaseWidget(l)
	return l
}

// MinSize implements [fyne.CanvasObject]: the height is that for its width.
func (l *KeyList) MinSize() fyne.Size {
	_, high := l.draw(l.Size().Width)
	return fyne.NewSize(keysColumn, high)
}

// draw sets the sections, none of them parted, the columns about as high as one
// another.
func (l *KeyList) draw(wide float32) (os []fyne.CanvasObject, high float32) {
	columns := 1
	if wide -= keysEnd; wide >= 2*keysColumn {
		columns = 2
	}
	column := (wide - float32(columns-1)*keysApart) / float32(columns)
	type block struct {
		objects []fyne.CanvasObject
		high    float32
	}
	var blocks []block
	total := float32(0)
	for _, s := range l.sections {
		objects, high := s.draw(column)
		blocks = append(blocks, block{objects, high})
		total += high
	}
	x, y := float32(0), float32(0)
	for _, b := range blocks {
		if columns == 2 && x == 0 && y > 0 && y+b.high/2 > total/2 {
			x, y = column+keysApart, 0
		}
		for _, o := range b.objects {
			o.Move(o.Position().AddXY(x, y))
		}
		os = append(os, b.objects...)
		y += b.high
		high = max(high, y)
	}
	return os, high
}

func (s Section) draw(wide float32) (os []fyne.CanvasObject, y float32) {
	p := style.Now()
	y = keysAbove
	os = append(os, parts.InLine(parts.Text(strings.ToUpper(s.Title), style.SmallSize, true, p.Muted), 0, y, keysTitle))
	y += keysTitle
	for _, k := range s.Keys {
		caps := parts.Hints([]parts.Hint{{Keys: k.Keys}}, 0, keysCaps, keysLead)
		for _, o := range caps {
			o.Move(o.Position().AddXY(0, y))
		}
		os = append(os, caps...)
		for _, line := range parts.Wrap(parts.Capital(k.Does), style.TextSize, fyne.TextStyle{}, max(wide-keysCaps-style.Panel, 64), 4) {
			os = append(os, parts.InLine(parts.Text(line, style.TextSize, false, p.Ink), keysCaps+style.Panel, y, keysLead))
			y += keysLead
		}
		y += keysGap
	}
	return os, y
}

// CreateRenderer implements [fyne.Widget].
func (l *KeyList) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		os, _ := l.draw(size.Width)
		return os
	})
}
