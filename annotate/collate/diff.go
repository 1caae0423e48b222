package collate

import (
	"slices"
	"strings"
	"unicode/utf8"
)

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
// point. Two texts that share more than 20,000 words, counted on both sides, are
// cut at words that each has once; parts that stay longer come out as replaced.
func Diff(base, text string) []Edit {
	c := newComparison(base, text)
	return c.edits(c.items())
}

// comparison holds the two sides of a diff: a is the base.
type comparison struct {
	base, text string
	a, b       []lexeme
}

func newComparison(base, text string) comparison {
	sides := analyseAll([]string{base, text})
	return comparison{base: base, text: text, a: sides[0], b: sides[1]}
}

// item is a step of the comparison in tokens: a[a0:a1] becomes b[b0:b1]. It has
// the kind "" if the tokens are the same to the letter.
type item struct {
	a0, a1, b0, b1 int
	kind           Kind
}

// items lists the comparison in order.
func (c comparison) items() []item {
	var items []item
	a, b := 0, 0
	for _, m := range align(c.a, c.b) {
		items = append(items, c.block(a, m.a, b, m.b)...)
		items = append(items, c.pair(m.a, m.b))
		a, b = m.a+1, m.b+1
	}
	return append(items, c.block(a, len(c.a), b, len(c.b))...)
}

// pair is the item of two tokens with the same key.
func (c comparison) pair(a, b int) item {
	it := item{a, a + 1, b, b + 1, ""}
	if c.a[a].Text != c.b[b].Text {
		it.kind = kindOfVariant(c.a[a])
	}
	return it
}

// block resolves a stretch in which no tokens are equal: typed tokens are
// paired with their like, number with number, and the rest divided by kind.
func (c comparison) block(a0, a1, b0, b1 int) []item {
	if shortForm(c.a[a0:a1], c.b[b0:b1]) || shortForm(c.b[b0:b1], c.a[a0:a1]) {
		return []item{{a0, a1, b0, b1, KindSpelling}}
	}
	var items []item
	a, b := a0, b0
	for _, m := range c.counterparts(a0, a1, b0, b1) {
		items = append(items, c.rest(a, m.a, b, m.b)...)
		items = append(items, c.replaced(m.a, m.b))
		a, b = m.a+1, m.b+1
	}
	items = append(items, c.rest(a, a1, b, b1)...)
	return joinItems(c.absorb(items))
}

// shortForm reports whether one token is made of the initials of a name of
// several words: "WHO" for "World Health Organization".
func shortForm(long, short []lexeme) bool {
	if len(short) != 1 || len(long) < 2 || len(long) > longestName || !isAcronym(short[0].Text) {
		return false
	}
	initials := ""
	for _, l := range long {
		switch l.role {
		case named:
			r, _ := utf8.DecodeRuneInString(l.Text)
			initials += string(r)
		case function, marking:
		default:
			return false
		}
	}
	return initials == strings.ReplaceAll(short[0].Text, ".", "")
}

// replaced is the item of two tokens of one role with different keys.
func (c comparison) replaced(a, b int) item {
	if c.a[a].key == c.b[b].key {
		return c.pair(a, b)
	}
	kind := kindOfPair(c.a[a], c.b[b])
	if kind == KindName && (isSource(c.a, a, a+1) || isSource(c.b, b, b+1)) {
		kind = KindAttribution
	}
	return item{a, a + 1, b, b + 1, kind}
}

// rest resolves a stretch without counterparts. Equal tokens at its ends,
// left over where a chance match was given up, are paired again.
func (c comparison) rest(a0, a1, b0, b1 int) []item {
	var items, tail []item // tail is in reverse
	for a0 < a1 && b0 < b1 && c.a[a0].key == c.b[b0].key {
		items = append(items, c.pair(a0, b0))
		a0, b0 = a0+1, b0+1
	}
	for a0 < a1 && b0 < b1 && c.a[a1-1].key == c.b[b1-1].key {
		a1, b1 = a1-1, b1-1
		tail = append(tail, c.pair(a1, b1))
	}
	if a0 < a1 && b0 < b1 {
		items = append(items, c.rewrite(a0, a1, b0, b1)...)
	} else {
		items = append(items, c.oneSided(a0, a1, b0, b1)...)
	}
	slices.Reverse(tail)
	return append(items, tail...)
}

// absorb gives changes of function words alone to the change of substance
// beside them, the one after them first: "the Kremlin" for "Berlin" is one
// change. The same goes for names beside a change of name or source:
// "Vladimir Putin" for "Russia".
func (c comparison) absorb(items []item) []item {
	for i, it := range items {
		if it.kind != KindWording && it.kind != KindName {
			continue
		}
		light, withNames := c.onlyLight(it)
		for _, k := range [...]int{i + 1, i - 1} {
			if k < 0 || k >= len(items) || weight[items[k].kind] <= weight[KindWording] {
				continue
			}
			if light || withNames && (items[k].kind == KindName || items[k].kind == KindAttribution) {
				items[i].kind = items[k].kind
				break
			}
		}
	}
	return items
}

// onlyLight reports whether the item changes function words only (light), and
// whether it changes nothing beyond those and names.
func (c comparison) onlyLight(it item) (light, withNames bool) {
	light, withNames = true, true
	for _, ls := range [][]lexeme{c.a[it.a0:it.a1], c.b[it.b0:it.b1]} {
		for _, l := range ls {
			light = light && l.role == function
			withNames = withNames && (l.role == function || l.role == named)
		}
	}
	return light, withNames
}

// joinItems makes one of neighbouring changes of one kind.
func joinItems(in []item) []item {
	out := in[:0]
	for _, it := range in {
		if n := len(out); n > 0 && it.kind != "" && out[n-1].kind == it.kind {
			out[n-1].a1, out[n-1].b1 = it.a1, it.b1
			continue
		}
		out = append(out, it)
	}
	return out
}
