package compare

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
)

// menu offers what can be done with a row, and with the change in it that
// lies under the pointer.
func (v *View) menu(r *row, pick int, at fyne.Position) {
	c := fyne.CurrentApp().Driver().CanvasForObject(v)
	if c == nil {
		return
	}
	if pick < 0 && r.i == v.chosen {
		pick = v.pick
	}
	v.mark(r.i, pick)
	open := fyne.NewMenuItem("Open the article here (Enter)", func() { v.open(r.i) })
	menu := fyne.NewMenu("", open)
	if v.Several() {
		base := fyne.NewMenuItem("Make this the baseline (B)", func() { v.setBase(r.i) })
		base.Disabled = v.isBase(r.i)
		before := parts.Choice("Compare each with the one before (P)", v.before, func() { v.SetBefore(!v.before) })
		menu.Items = append(menu.Items, base, before)
	}
	if v.Moved() {
		menu.Items = append(menu.Items, fyne.NewMenuItem("Go to where it stands in the other article (M)", v.Follow))
	}
	if pick >= 0 {
		a, b, ok := r.body.change(pick).alike()
		words := "These are the same (=)"
		if ok {
			words = "“" + trace.Beginning(a, 4) + "” and “" + trace.Beginning(b, 4) + "” are the same (=)"
		}
		same := fyne.NewMenuItem(words, v.Equate)
		same.Disabled = !ok
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), same)
	}
	widget.ShowPopUpMenuAtPosition(menu, c, at)
}
