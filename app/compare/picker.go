package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The widths of the picker, in pixels.
const (
	pickerMost  = 420
	pickerLeast = 150
)

// newPicker is the button that names the baseline and opens the menu of all
// passages to choose another.
func newPicker(v *View) *parts.Button {
	k := parts.NewButton(parts.Pill, "", v.baselines)
	k.Menu, k.OnKey = true, v.other
	return k
}

// against names what the passages are compared with now, in a room of at most so
// many pixels for the picker.
func (v *View) against(room float32) string {
	v.picker.Most, v.picker.Hint = min(room, pickerMost), ""
	if v.before {
		return "Against the one before"
	}
	w := v.witnesses[v.base]
	v.picker.Hint = "Against " + trace.Outlet(w) + ": “" + trace.OneLine(w.Quote) + "”"
	words := "Against " + trace.Name(v.witnesses, v.base)
	if v.picker.Cuts(words) { // a few letters of a passage tell nothing
		words = "Against " + trace.Outlet(v.witnesses[v.base])
	}
	return words
}

// baselines shows the menu of baselines below the picker.
func (v *View) baselines() {
	items := []menu.Item{{Words: "The one before", Ticked: v.before, Do: func() { v.SetBefore(true) }}}
	for i, w := range v.witnesses {
		items = append(items, menu.Item{Words: trace.Name(v.witnesses, i), End: style.ShortTime(w.In.Published),
			Ticked: i == v.base && !v.before, First: i == 0, Do: func() { v.setBase(i) }})
	}
	menu.Choose(v.picker, fyne.NewPos(0, parts.SmallHigh+style.Unit), items...)
}
