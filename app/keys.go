package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// keys lists the keys, in the order in which they are needed.
var keys = []parts.Hint{
	{Keys: []string{"1", "2", "3"}, Does: "tag the selection as confirmed, disputed, unconfirmed; or change the highlight in hand"},
	{Keys: []string{"Enter"}, Does: "choose the claim of the highlight; type to pick or make one, Enter"},
	{Keys: []string{"S"}, Does: "select the sentence"},
	{Keys: []string{"Shift", "arrows"}, Does: "select; with Ctrl by words"},
	{Keys: []string{"N", "P"}, Does: "next and previous highlight"},
	{Keys: []string{"O"}, Does: "the next of the highlights that overlap"},
	{Keys: []string{"[", "]"}, Does: "move the ends of the highlight out by a word; { } move them in"},
	{Keys: []string{"Delete"}, Does: "remove the highlight"},
	{Keys: []string{"Ctrl", "M"}, Does: "write a note on the highlight"},
	{Keys: []string{"Ctrl", "J"}, Does: "decide the claim; Ctrl Enter records the decision"},
	{Keys: []string{"Esc"}, Does: "let go of what is selected; cancel"},
	{Keys: []string{"Menu"}, Does: "all that can be done here; or Shift F10"},
	{Keys: []string{"Ctrl", "Z"}, Does: "undo; with Shift redo"},
	{Keys: []string{"Ctrl", "T"}, Does: "the project as it stood at a moment, and back to now"},
	{Keys: []string{"Ctrl", "F"}, Does: "find in the article; F3 the next, with Shift the one before"},
	{Keys: []string{"Ctrl", "L"}, Does: "filter articles; Ctrl K claims"},
	{Keys: []string{"Ctrl", "PgDn"}, Does: "next article; Ctrl PgUp the one before"},
	{Keys: []string{"Ctrl", "D"}, Does: "add articles; or drop them on the window"},
	{Keys: []string{"Ctrl", "I"}, Does: "correct the article’s details"},
	{Keys: []string{"Ctrl", "1"}, Does: "Read; Ctrl 2 Compare, Ctrl 3 Overview"},
	{Keys: []string{"Ctrl", "E"}, Does: "compare the article with another, as wholes"},
	{Keys: []string{"B"}, Does: "in Compare: make the passage the baseline; Enter opens it, Esc comes back"},
	{Keys: []string{"V"}, Does: "in Compare: inline, side by side, table; P against the one before, M the menu"},
	{Keys: []string{"="}, Does: "in Compare: the words in hand are the same (Tab takes the next change in hand)"},
	{Keys: []string{"Ctrl", "P"}, Does: "pack for a colleague; Ctrl R write a report"},
	{Keys: []string{"Ctrl", "+"}, Does: "larger type; Ctrl − smaller, Ctrl 0 normal"},
}

// keysDialog lists the keys.
func (w *window) keysDialog() {
	list := &keyList{}
	list.ExtendBaseWidget(list)
	w.dialogs.Look("Keys", keysWide, list)
}

// The measures of the list of keys, in pixels.
const (
	keysWide   = 1120
	keysColumn = 520 // the least width of a column
	keysApart  = 20  // two columns
	keyCaps    = 128 // the caps, before what they do
	keyLead    = 20
	keyGap     = 10 // between two rows
)

// keyList shows the keys, in two columns where there is room.
type keyList struct{ widget.BaseWidget }

// MinSize implements [fyne.CanvasObject]: the height is that for its width.
func (l *keyList) MinSize() fyne.Size {
	_, high := l.draw(l.Size().Width)
	return fyne.NewSize(keysColumn, high)
}

// draw sets the rows, as many in the left column as in the right.
func (l *keyList) draw(wide float32) (os []fyne.CanvasObject, high float32) {
	columns := 1
	if wide >= 2*keysColumn {
		columns = 2
	}
	column := (wide - float32(columns-1)*keysApart) / float32(columns)
	each := (len(keys) + columns - 1) / columns
	var y float32
	for i, k := range keys {
		x := float32(i/each) * (column + keysApart)
		if i%each == 0 {
			y = 0
		}
		caps := parts.Hints([]parts.Hint{{Keys: k.Keys}}, 0, keyCaps, keyLead)
		for _, o := range caps {
			o.Move(o.Position().AddXY(x, y))
		}
		os = append(os, caps...)
		for _, line := range parts.Wrap(k.Does, style.TextSize, fyne.TextStyle{}, max(column-keyCaps-style.Panel, 64), 4) {
			os = append(os, parts.InLine(parts.Text(line, style.TextSize, false, style.Now().Ink), x+keyCaps+style.Panel, y, keyLead))
			y += keyLead
		}
		y += keyGap
		high = max(high, y)
	}
	return os, high - keyGap
}

// CreateRenderer implements [fyne.Widget].
func (l *keyList) CreateRenderer() fyne.WidgetRenderer {
	return parts.NewDrawn(l, func(size fyne.Size) []fyne.CanvasObject {
		os, _ := l.draw(size.Width)
		return os
	})
}
