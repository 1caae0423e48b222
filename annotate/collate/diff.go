package collate

import "claimtrace/annotate/reading"

// Op tells what an edit does to the base.
type Op string

const (
	Equal   Op = "equal"
	Insert  Op = "insert"
	Delete  Op = "delete"
	Replace Op = "replace"
)

// Edit is one step from a base to a text. Offsets are code points, half-open;
// for an insert the base's span is empty, for a delete the text's.
type Edit struct {
	Op                 Op
	BaseStart, BaseEnd int
	Start, End         int
	Kind               Kind // empty for Equal
}

// Diff compares a text with a base, word by word. The edits cover both without
// a gap, in order, spaces included: the base's spans of equal edits and the
// text's spans of inserts and replaces, one after the other, are the text. What
// an equal edit covers is the same on both sides to the letter; variants
// that say the same are a replace of kind spelling or punctuation. An insert
// never stands next to a delete.
//
// Both texts should be valid UTF-8 in NFC; an invalid byte counts as one code
// point. Words are aligned exactly as long as stretches without a word of their
// own have at most 12,000 words in common, counted on both sides; longer ones
// are cut in the middle first, and only their pairing suffers.
func Diff(base, text string) []Edit { return Options{}.Diff(base, text) }

// Diff is [Diff] with these options.
func (o Options) Diff(base, text string) []Edit {
	c := newComparison(base, text, o)
	defer c.free()
	c.items = c.appendItems(c.items[:0], 0, len(c.a), 0, len(c.b))
	return c.edits(c.items)
}

// item is a step of the comparison in tokens: a[a0:a1] becomes b[b0:b1]. It has
// the kind "" if the tokens, and the space between them, are the same to the letter.
type item struct {
	a0, a1, b0, b1 int
	kind           Kind
	tied           bool // tokens with equal keys: no change of substance reaches across
	apart          bool // of a paragraph without counterpart: never joined with its neighbours
}

// appendItems adds the comparison of a[a0:a1] with b[b0:b1] in order: first what
// corresponds, then, when it is known what is left, the rest between.
func (c *comparison) appendItems(items []item, a0, a1, b0, b1 int) []item {
	c.ties = c.appendTies(c.ties[:0], a0, a1, b0, b1)
	c.markCarried(c.ties, a0, a1, b0, b1)
	c.settleCeasing(c.ties, a0, a1, b0, b1)
	start := len(items)
	a, b, block := a0, b0, start
	for _, t := range append(c.ties, item{a0: a1, a1: a1, b0: b1, b1: b1, tied: true}) {
		items = c.appendRest(items, a, t.a0, b, t.b0)
		if t.tied {
			items = joinItems(items, c.absorb(items[block:]))
		}
		items = append(items, t)
		if t.tied {
			block = len(items)
		}
		a, b = t.a1, t.b1
	}
	return c.joinGlued(items[:len(items)-1], start)
}

// joinGlued makes one change, in the items from start on, of what is written as
// one word: "will" and "won't", whose two words are a variant and a negation, and
// two scores, "3-1" and "2-0", of which the sign is the same.
func (c *comparison) joinGlued(items []item, start int) []item {
	out := items[:start]
	for i := start; i < len(items); i++ {
		it := items[i]
		if n := len(out); n > start && i+1 < len(items) && it.kind == "" &&
			out[n-1].kind == KindNumber && items[i+1].kind == KindNumber && c.signWithin(it, items[i+1]) {
			out[n-1].a1, out[n-1].b1 = items[i+1].a1, items[i+1].b1
			i++
			continue
		}
		if i+1 < len(items) && it.kind == KindSpelling && items[i+1].kind == KindNegation &&
			(glued(c.a, it.a1, items[i+1].a1) || glued(c.b, it.b1, items[i+1].b1)) {
			it = items[i+1]
			it.a0, it.b0 = items[i].a0, items[i].b0
			i++
		}
		out = append(out, it)
	}
	return out
}

// signWithin reports whether an item is one sign that touches what is before
// and behind it in both texts.
func (c *comparison) signWithin(it, next item) bool {
	return it.a1-it.a0 == 1 && it.a0 > 0 && it.b0 > 0 && (!c.a[it.a0].IsWord() || c.a[it.a0].Role == reading.Bounding) &&
		glued(c.a, it.a0, it.a1) && glued(c.b, it.b0, it.b1) && glued(c.a, it.a1, next.a1) && glued(c.b, it.b1, next.b1)
}

// glued reports whether token i, before token end, touches the one before.
func glued(ls []reading.Lexeme, i, end int) bool { return i < end && ls[i].Start == ls[i-1].End }

// appendTies pairs what corresponds: equal tokens, and between them number with
// number, date with date, name with name.
func (c *comparison) appendTies(ties []item, a0, a1, b0, b1 int) []item {
	pairs := c.align(a0, a1, b0, b1)
	a, b := a0, b0
	for _, m := range append(pairs, match{a1, b1}) {
		if a < m.a && b < m.b {
			ties = c.appendLike(ties, a, m.a, b, m.b)
		}
		if m.a < a1 {
			ties = c.appendPair(ties, m.a, m.b)
		}
		a, b = m.a+1, m.b+1
	}
	return ties
}

// appendLike pairs what is alike in a stretch in which no tokens are equal.
func (c *comparison) appendLike(ties []item, a0, a1, b0, b1 int) []item {
	for _, m := range c.counterparts(a0, a1, b0, b1) {
		ties = append(ties, c.replaced(m.a, m.b))
	}
	return ties
}

// appendPair adds two tokens with the same key, to the item before if both are
// the same to the letter.
func (c *comparison) appendPair(ties []item, a, b int) []item {
	it := c.pair(a, b)
	if n := len(ties); n > 0 && it.kind == "" {
		if last := &ties[n-1]; last.kind == "" && last.tied && last.a1 == a && last.b1 == b &&
			c.base[c.a[a-1].To:c.a[a].From] == c.text[c.b[b-1].To:c.b[b].From] {
			last.a1, last.b1 = a+1, b+1
			return ties
		}
	}
	return append(ties, it)
}

// pair is the item of two tokens with the same key.
func (c *comparison) pair(a, b int) item {
	it := item{a, a + 1, b, b + 1, "", true, false}
	if c.a[a].Text != c.b[b].Text {
		it.kind = kindOfVariant(&c.a[a])
	}
	return it
}

// replaced is the item of two tokens of one role with different keys.
func (c *comparison) replaced(a, b int) item {
	if c.a[a].ID == c.b[b].ID {
		it := c.pair(a, b)
		it.tied = false
		return it
	}
	return item{a, a + 1, b, b + 1, kindOfCounterparts(c.a, a, c.b, b), false, false}
}

// appendRest resolves a stretch without counterparts. Equal tokens at its
// ends, left over where a chance match was given up, are paired again.
func (c *comparison) appendRest(items []item, a0, a1, b0, b1 int) []item {
	for a0 < a1 && b0 < b1 && c.a[a0].ID == c.b[b0].ID {
		it := c.pair(a0, b0)
		it.tied = false
		items = append(items, it)
		a0, b0 = a0+1, b0+1
	}
	endA := a1
	for a0 < a1 && b0 < b1 && c.a[a1-1].ID == c.b[b1-1].ID {
		a1, b1 = a1-1, b1-1
	}
	switch {
	case a0 < a1 && b0 < b1:
		items = c.appendRewrite(items, a0, a1, b0, b1)
	case a0 < a1 || b0 < b1:
		items = c.appendOneSided(items, a0, a1, b0, b1)
	}
	for ; a1 < endA; a1, b1 = a1+1, b1+1 {
		it := c.pair(a1, b1)
		it.tied = false
		items = append(items, it)
	}
	return items
}

// absorb gives changes of function words alone to the change of substance
// beside them, the one after them first: "the Kremlin" for "Berlin" is one
// change. The same goes for names beside a change of name or source:
// "Vladimir Putin" for "Russia".
func (c *comparison) absorb(items []item) []item {
	for i := range items { // the first name of another source goes with the other name
		it := &items[i]
		if (it.a0 == it.a1 || it.b0 == it.b1) && it.kind == KindAttribution &&
			(i > 0 && items[i-1].kind == KindName || i+1 < len(items) && items[i+1].kind == KindName) {
			if _, withNames := c.onlyLight(it); withNames {
				it.kind = KindName
			}
		}
	}
	for i := range items {
		it := &items[i]
		oneSided := it.a0 == it.a1 || it.b0 == it.b1
		if oneSided && it.kind == KindSpelling && i+1 < len(items) {
			switch light, _ := c.onlyLight(it); items[i+1].kind {
			case KindName, KindAttribution:
				it.kind = items[i+1].kind // the title of another person
			case KindDate, KindWording:
				if light {
					it.kind = items[i+1].kind // the "on" of another day
				}
			}
		}
		light, withNames := c.onlyLight(it)
		if it.kind != KindWording && it.kind != KindName {
			continue
		}
		for _, k := range [...]int{i + 1, i - 1} {
			if k < 0 || k >= len(items) || weight(items[k].kind) <= weight(KindWording) {
				continue
			}
			if k < i && c.startsWithAuxiliary(it) {
				continue // it belongs to the verb behind it
			}
			if light || withNames && (items[k].kind == KindName || items[k].kind == KindAttribution) {
				it.kind = items[k].kind
				break
			}
		}
	}
	return items
}

// startsWithAuxiliary reports whether the item adds or drops "has" and the like.
func (c *comparison) startsWithAuxiliary(it *item) bool {
	return it.a0 == it.a1 && c.b[it.b0].Has(reading.IsAuxiliary) || it.b0 == it.b1 && c.a[it.a0].Has(reading.IsAuxiliary)
}

// onlyLight reports whether the item changes function words only (light), and
// whether it changes nothing beyond those and names.
func (c *comparison) onlyLight(it *item) (light, withNames bool) {
	light, withNames = true, true
	for _, ls := range [...][]reading.Lexeme{c.a[it.a0:it.a1], c.b[it.b0:it.b1]} {
		for i := range ls {
			light = light && ls[i].Role == reading.Function
			withNames = withNames && (ls[i].Role == reading.Function || ls[i].Role == reading.Named)
		}
	}
	return light, withNames
}

// joinItems makes one of neighbouring changes of one kind in the last items of
// a list, and returns the list.
func joinItems(all, last []item) []item {
	out := last[:0]
	for _, it := range last {
		if n := len(out); n > 0 && it.kind != "" && out[n-1].kind == it.kind {
			out[n-1].a1, out[n-1].b1 = it.a1, it.b1
			continue
		}
		out = append(out, it)
	}
	return all[:len(all)-len(last)+len(out)]
}
