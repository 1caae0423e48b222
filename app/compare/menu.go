package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
)

// tap implements owner: a click on words that differ takes them in hand, any other
// opens the article.
func (v *View) tap(r *row, at fyne.Position) {
	pick := r.pickAt(at)
	switch {
	case v.Telling():
		v.tapFacts(r, pick, at)
	case r.i < 0:
	case pick >= 0:
		v.mark(r.i, pick)
	default:
		v.open(r.i)
	}
}

// menu implements owner.
func (v *View) menu(b *band, at fyne.Position) {
	switch pick := b.row.pickAt(at); {
	case v.Telling():
		v.factMenu(b, pick, at)
	case b.row.i >= 0:
		v.passageMenu(b, pick, at)
	}
}

// passageMenu offers what can be done with a row, and with the change in it that
// lies under the pointer, at a place of the row.
func (v *View) passageMenu(b *band, pick int, at fyne.Position) {
	r := b.row
	if pick < 0 && r.i == v.chosen {
		pick = v.pick
	}
	v.mark(r.i, pick)
	items := []menu.Item{{Words: "Open the article here", End: "Enter", Do: func() { v.open(r.i) }}}
	if v.Several() {
		base := menu.Item{Words: "Make this the baseline", End: "B", Do: func() { v.setBase(r.i) }}
		if v.scene.job.isBase(r.i) {
			base.Why = "it is the baseline already"
		}
		items = append(items, base, menu.Item{Words: "Compare each with the one before", End: "P", Ticked: v.before, Do: func() { v.SetBefore(!v.before) }})
	}
	if v.Moved() {
		items = append(items, menu.Item{Words: "Go to where it stands in the other article", End: "M", Do: v.Follow})
	}
	if pick >= 0 {
		same := menu.Item{Words: "These are the same", End: "=", First: true, Do: v.Equate}
		if a, b, ok := r.body.change(pick).alike(); ok {
			same.Words = "“" + trace.Beginning(a, 4) + "” and “" + trace.Beginning(b, 4) + "” are the same"
		} else {
			same.Why = "words left out or added, numbers and contraries are never the same"
		}
		items = append(items, same)
	}
	menu.Offer(b, at, items...)
}
