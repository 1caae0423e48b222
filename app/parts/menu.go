package parts

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Choice returns an item of a menu in which some are chosen.
func Choice(words string, chosen bool, choose func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(words, choose)
	i.Checked = chosen
	return i
}

// ShowMenu opens a menu at a place of an object, if that has been drawn.
func ShowMenu(o fyne.CanvasObject, at fyne.Position, items ...*fyne.MenuItem) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil {
		widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), c, at, o)
	}
}
