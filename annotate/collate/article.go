package collate

import (
	"cmp"
	"slices"
)

// ArticleDiff tells how one whole article differs from another: two versions
// of a page, or the reports of two outlets.
type ArticleDiff struct {
	// Edits lead from the base to the text as those of [Diff] do: they cover both
	// without a gap, in order, and rebuild the text exactly. But a paragraph that is
	// removed or added, or both because it moved, is one edit of KindWording and never
	// joined with its neighbours, so that an insert can stand next to a delete.
	Edits []Edit
	Moves []ParagraphMove // in the order of the base
}

// ParagraphMove is a paragraph that both articles have, in another order
// among the others.
type ParagraphMove struct {
	Removed, Added int    // the edits, by their place in Edits, that take it out and put it in
	Edits          []Edit // how its words changed, from the base's paragraph to the text's; offsets of the whole articles
}

// DiffArticles compares whole articles. Paragraphs are matched first, by the
// words that they share; words are compared within matched paragraphs only. A
// line is a paragraph, unless the lines of an article look as if a typewriter had
// broken them; then a blank line ends one. What [Diff] says of its texts holds here too.
func DiffArticles(base, text string, o Options) ArticleDiff {
	c := newComparison(base, text, o)
	defer c.free()
	pa, pb := c.paragraphs(base, c.a), c.paragraphs(text, c.b)
	inPlace, moved := c.newMatcher(pa, pb).match()

	items := c.items[:0]
	for _, s := range paragraphSteps(pa, pb, inPlace) {
		if s.inPlace {
			items = c.appendItems(items, s.a0, s.a1, s.b0, s.b1)
		} else {
			items = append(items, item{s.a0, s.a1, s.b0, s.b1, KindWording, false, true})
		}
	}
	d := ArticleDiff{Edits: c.edits(items)}
	c.items = items
	for _, m := range moved {
		a, b := pa[m.a], pb[m.b]
		d.Moves = append(d.Moves, ParagraphMove{
			Removed: editAt(d.Edits, func(e Edit) int { return e.BaseEnd }, int(c.a[a.from].Start)),
			Added:   editAt(d.Edits, func(e Edit) int { return e.End }, int(c.b[b.from].Start)),
			Edits: c.editsWithin(c.appendItems(nil, a.from, a.to, b.from, b.to),
				beginOf(&c.a[a.from]), beginOf(&c.b[b.from]), endOf(&c.a[a.to-1]), endOf(&c.b[b.to-1])),
		})
	}
	return d
}

// editAt finds the first edit that reaches beyond a code point.
func editAt(edits []Edit, end func(Edit) int, point int) int {
	i, _ := slices.BinarySearchFunc(edits, point+1, func(e Edit, p int) int { return cmp.Compare(end(e), p) })
	return i
}

// paragraphStep is a paragraph, or two that are matched in place, in tokens.
type paragraphStep struct {
	a0, a1, b0, b1 int
	inPlace        bool
}

// paragraphSteps puts the paragraphs of both articles in one order: between two
// that are matched in place first what the base has, then what the text has.
func paragraphSteps(pa, pb []paragraph, inPlace []match) []paragraphStep {
	var steps []paragraphStep
	a, b, tokenA, tokenB := 0, 0, 0, 0
	for _, m := range append(inPlace, match{len(pa), len(pb)}) {
		for ; a < m.a; a++ {
			steps = append(steps, paragraphStep{pa[a].from, pa[a].to, tokenB, tokenB, false})
			tokenA = pa[a].to
		}
		for ; b < m.b; b++ {
			steps = append(steps, paragraphStep{tokenA, tokenA, pb[b].from, pb[b].to, false})
			tokenB = pb[b].to
		}
		if m.a < len(pa) {
			steps = append(steps, paragraphStep{pa[a].from, pa[a].to, pb[b].from, pb[b].to, true})
			tokenA, tokenB = pa[a].to, pb[b].to
			a, b = a+1, b+1
		}
	}
	return steps
}
