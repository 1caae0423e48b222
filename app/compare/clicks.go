package compare

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/menu"
)

// tap implements owner.
func (v *View) tap(r *row, at fyne.Position) {
	pick := r.pickAt(at)
	switch {
	case v.Telling():
		v.tapFacts(r, pick, at)
	case r.i < 0:
	case pick >= 0: // words that differ are taken in hand
		v.Hand.take(r.i, pick)
	default:
		v.open(r.i)
	}
}

// tapFacts takes the cell under the pointer in hand; where it is that already, and
// above the columns, it opens the article.
func (v *View) tapFacts(r *row, pick int, at fyne.Position) {
	cells, ok := r.body.(*factCells)
	switch {
	case pick < 0:
	case !ok:
		v.Hand.take(max(v.Hand.row, 0), pick)
		v.openPassage()
	case r.i == v.Hand.row && pick == v.Hand.pick:
		v.Hand.value = cells.valueAt(pick, r.within(at))
		v.openWords()
	default:
		v.Hand.take(r.i, pick)
		v.Hand.takeValue(cells.valueAt(pick, r.within(at)))
	}
}

// open chooses a row and asks for its article. What is in hand there stays so,
// for when one comes back.
func (v *View) open(i int) {
	pick := -1
	if i == v.Hand.row {
		pick = v.Hand.pick
	}
	v.Hand.take(i, pick)
	if v.pair != nil {
		v.openPair(i)
	} else {
		v.openPassage()
	}
}

// openPair asks for the article of a paragraph: the one that is compared, save
// where only the baseline has it.
func (v *View) openPair(i int) {
	pairs := v.articles()
	if v.OnPlace == nil || pairs == nil || i < 0 || i >= len(pairs.Pairs) {
		return
	}
	if p := pairs.Pairs[i]; p.In&trace.InOther > 0 {
		v.OnPlace(v.pair.other.ID, p.Start[1])
	} else {
		v.OnPlace(v.pair.base.ID, p.Start[0])
	}
}

// openPassage asks for the article of the passage in hand.
func (v *View) openPassage() {
	if id := v.Hand.Chosen(); id != "" && v.OnOpen != nil {
		v.OnOpen(id)
	}
}

// openWords asks for the words of the value in hand in their article; where there
// are none, for the passage.
func (v *View) openWords() {
	f, ok := v.Hand.Fact()
	if !ok {
		return
	}
	if i := max(f.Value, 0); i < len(f.Values) && f.Values[i].Start < f.Values[i].End && v.OnWords != nil {
		v.OnWords(f.Passage, annotate.Span{Start: f.Values[i].Start, End: f.Values[i].End})
		return
	}
	v.openPassage()
}

// correct asks for what the cell in hand says in truth.
func (v *View) correct() {
	if f, ok := v.Hand.Fact(); ok && v.OnCorrect != nil {
		v.OnCorrect(f)
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
	if pick < 0 && r.i == v.Hand.row {
		pick = v.Hand.pick
	}
	v.Hand.take(r.i, pick)
	items := []menu.Item{{Words: "Open the article here", End: "Enter", Do: func() { v.open(r.i) }}}
	if v.Several() {
		items = append(items, v.baseItems(r.i)...)
	}
	if v.Hand.Moved() {
		items = append(items, menu.Item{Words: "Go to where it stands in the other article", End: "M", Do: v.Hand.Follow})
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

// factMenu offers what can be done with a cell, or with a source above its column.
func (v *View) factMenu(b *band, pick int, at fyne.Position) {
	r := b.row
	if pick < 0 {
		return
	}
	var items []menu.Item
	if cells, ok := r.body.(*factCells); ok {
		v.Hand.take(r.i, pick)
		v.Hand.takeValue(cells.valueAt(pick, r.within(at)))
		items = []menu.Item{{Words: "Open the words", End: "Enter", Do: v.openWords}, {Words: "Correct what was read…", End: "C", Do: v.correct}}
	} else {
		v.Hand.take(max(v.Hand.row, 0), pick)
		items = []menu.Item{{Words: "Open the article here", End: "Enter", Do: v.openPassage}}
	}
	base := v.baseItems(pick)
	base[0].First = true
	menu.Offer(b, at, append(items, base...)...)
}

// baseItems offer to compare with a witness, or each with the one before.
func (v *View) baseItems(i int) []menu.Item {
	base := menu.Item{Words: "Make this the baseline", End: "B", Do: func() { v.setBase(i) }}
	if v.scene.job.isBase(i) {
		base.Why = "it is the baseline already"
	}
	return []menu.Item{base, {Words: "Compare each with the one before", End: "P", Ticked: v.before, Do: func() { v.SetBefore(!v.before) }}}
}
