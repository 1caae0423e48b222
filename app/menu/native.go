package menu

import (
	"strings"

	"fyne.io/fyne/v2"
)

// Native makes the menus of a system that has a bar of its own.
func (t *Table) Native() *fyne.MainMenu {
	m := &fyne.MainMenu{}
	for _, title := range t.Menus {
		m.Items = append(m.Items, t.native(title))
	}
	return m
}

func (t *Table) native(title string) *fyne.Menu {
	m := fyne.NewMenu(title[strings.LastIndex(title, "/")+1:])
	for _, x := range t.items(title) {
		if x.First {
			m.Items = append(m.Items, fyne.NewMenuItemSeparator())
		}
		if x.inner != nil {
			i := fyne.NewMenuItem(x.Words, nil)
			i.ChildMenu = t.native(title + "/" + x.Words)
			m.Items = append(m.Items, i)
			continue
		}
		// One that cannot be done stays to be chosen: the status line says why.
		i := fyne.NewMenuItem(x.Words, x.Do)
		i.Checked, i.Shortcut = x.Ticked, x.shortcut
		m.Items = append(m.Items, i)
	}
	return m
}
