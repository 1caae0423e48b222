package collate

import (
	"strings"
	"unicode/utf8"

	"claimtrace/annotate/reading"
)

// place is a position in one text.
type place struct{ point, byte int }

// beginOf and endOf are the places where a token begins and ends.
func beginOf(l *reading.Lexeme) place { return place{int(l.Start), int(l.From)} }
func endOf(l *reading.Lexeme) place   { return place{int(l.End), int(l.To)} }

// laid is an edit with the places it covers.
type laid struct {
	a, endA, b, endB place
	kind             Kind
	apart            bool
	otherDay         bool // the same words for another day
}

// layout turns items into edits that cover both texts, and shares out the
// space between the tokens.
type layout struct {
	*comparison
	a, b     place // how far the texts are covered
	out      []laid
	otherDay bool // what comes next is the same words for another day
}

// edits lays out the items of the comparison of both texts.
func (c *comparison) edits(items []item) []Edit {
	return c.editsWithin(items, place{}, place{}, textEnd(c.base), textEnd(c.text))
}

// editsWithin lays out items so that they cover both texts between two places.
func (c *comparison) editsWithin(items []item, a, b, endA, endB place) []Edit {
	l := layout{comparison: c, a: a, b: b, out: c.laid[:0]}
	changes := c.changes[:0]
	for _, it := range items {
		if it.kind != "" {
			changes = append(changes, it)
			continue
		}
		l.region(changes, beginOf(&c.a[it.a0]), beginOf(&c.b[it.b0]))
		changes = changes[:0]
		l.emit(endOf(&c.a[it.a1-1]), endOf(&c.b[it.b1-1]), "", false)
	}
	l.region(changes, endA, endB)
	c.laid, c.changes = l.out, changes
	edits := make([]Edit, len(l.out))
	for i, e := range l.out {
		edits[i] = Edit{l.op(e), e.a.point, e.endA.point, e.b.point, e.endB.point, e.kind}
	}
	return edits
}

func textEnd(s string) place { return place{utf8.RuneCountInString(s), len(s)} }

// region lays out the changes between two equal tokens, up to the places where
// the second begins. Space that is the same on both sides at the edges of the
// region stays equal; the rest goes with the changes, or is one of its own.
func (l *layout) region(changes []item, endA, endB place) {
	firstA, lastA := edges(l.comparison.a, changes, func(it item) (int, int) { return it.a0, it.a1 }, l.a, endA)
	firstB, lastB := edges(l.comparison.b, changes, func(it item) (int, int) { return it.b0, it.b1 }, l.b, endB)
	lead := commonStart(l.base[l.a.byte:firstA.byte], l.text[l.b.byte:firstB.byte])
	leadA, leadB := l.a.add(lead), l.b.add(lead)
	if lastA.byte < leadA.byte {
		lastA = leadA
	}
	if lastB.byte < leadB.byte {
		lastB = leadB
	}
	tail := commonEnd(l.base[lastA.byte:endA.byte], l.text[lastB.byte:endB.byte])
	stopA, stopB := endA.sub(tail), endB.sub(tail)
	l.emit(leadA, leadB, "", false)
	for i, it := range changes {
		if i > 0 {
			l.between(it, changes[i-1].kind)
		}
		toA, toB := l.a, l.b
		if it.a1 > it.a0 {
			toA = endOf(&l.comparison.a[it.a1-1])
		}
		if it.b1 > it.b0 {
			toB = endOf(&l.comparison.b[it.b1-1])
		}
		if i == len(changes)-1 && (!it.apart || it.a1 > it.a0) {
			toA = stopA
		}
		if i == len(changes)-1 && (!it.apart || it.b1 > it.b0) {
			toB = stopB
		}
		l.otherDay = it.a1 == it.a0+1 && it.b1 == it.b0+1 && otherDay(&l.comparison.a[it.a0], &l.comparison.b[it.b0])
		l.emit(toA, toB, it.kind, it.apart)
		l.otherDay = false
	}
	l.emit(stopA, stopB, KindPunctuation, false)
	l.emit(endA, endB, "", false)
}

// between lays out the space before a change that stands on both sides: it
// stays equal where both have the same, else it goes with the change before.
func (l *layout) between(it item, before Kind) {
	if it.a1 == it.a0 || it.b1 == it.b0 {
		return
	}
	l.emit(beginOf(&l.comparison.a[it.a0]), beginOf(&l.comparison.b[it.b0]), before, false)
}

// edges gives where the first token of the changes on one side begins and
// where the last ends; without tokens, the end and the beginning of the region.
func edges(ls []reading.Lexeme, changes []item, side func(item) (int, int), start, end place) (first, last place) {
	first, last = end, start
	found := false
	for _, it := range changes {
		from, to := side(it)
		if from == to {
			continue
		}
		if !found {
			first, found = beginOf(&ls[from]), true
		}
		last = endOf(&ls[to-1])
	}
	return first, last
}

// emit covers both texts up to the given places with an edit of a kind, ""
// for equal, and joins it to the one before where that is due.
func (l *layout) emit(endA, endB place, kind Kind, apart bool) {
	if endA == l.a && endB == l.b {
		return
	}
	e := laid{l.a, endA, l.b, endB, kind, apart, l.otherDay}
	if l.op(e) == Equal {
		e.kind = ""
	}
	l.a, l.b = endA, endB
	if n := len(l.out); n > 0 && l.joins(l.out[n-1], e) {
		before := l.out[n-1]
		l.out = l.out[:n-1]
		l.a, l.b = before.a, before.b
		l.emit(endA, endB, heavier(before.kind, e.kind), false)
		return
	}
	l.out = append(l.out, e)
}

// joins reports whether two neighbouring edits are one: two of a kind, or an
// insert and a delete, which together are a replace, unless they are paragraphs.
func (l *layout) joins(before, e laid) bool {
	if before.apart || e.apart {
		return false
	}
	x, y := l.op(before), l.op(e)
	return before.kind == e.kind || x == Insert && y == Delete || x == Delete && y == Insert
}

func (l *layout) op(e laid) Op {
	switch {
	case e.a == e.endA:
		return Insert
	case e.b == e.endB:
		return Delete
	case l.base[e.a.byte:e.endA.byte] == l.text[e.b.byte:e.endB.byte] && !e.otherDay:
		return Equal
	}
	return Replace
}

func (p place) add(s string) place {
	return place{p.point + utf8.RuneCountInString(s), p.byte + len(s)}
}

func (p place) sub(s string) place {
	return place{p.point - utf8.RuneCountInString(s), p.byte - len(s)}
}

// commonStart is the longest common beginning in whole characters.
func commonStart(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) {
		_, size := utf8.DecodeRuneInString(a[n:])
		if !strings.HasPrefix(b[n:], a[n:n+size]) {
			break
		}
		n += size
	}
	return a[:n]
}

// commonEnd is the longest common end in whole characters.
func commonEnd(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) {
		_, size := utf8.DecodeLastRuneInString(a[:len(a)-n])
		if !strings.HasSuffix(b[:len(b)-n], a[len(a)-n-size:len(a)-n]) {
			break
		}
		n += size
	}
	return a[len(a)-n:]
}
