package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"claimtrace/annotate/reading"
)

// DiffWords is [Options.Diff] for programs that ask which word stands for which. A replace is cut into smaller ones, each
// of its kind, and what stays the same in it is an equal edit: for a person too many, but here each
// pair of words has an edit of its own. The moves, from witness 0 to 1, pair the words that stand in another place, or that no edit can pair,
// word by word.
func (o Options) DiffWords(base, text string) ([]Edit, []Move) {
	c := newComparison(base, text, o)
	defer c.free()
	c.items = c.appendItems(c.items[:0], 0, len(c.a), 0, len(c.b))
	edits := c.edits(c.items)
	pairs := c.wordPairs(edits)
	f := finer{c: c, a: []rune(base), b: []rune(text), pairs: pairs}
	for _, e := range edits {
		if e.Op != Equal {
			f.kinds = append(f.kinds, e.Kind)
		}
	}
	for _, e := range edits {
		f.add(e)
	}
	return f.edits, f.moves()
}

// paired reports whether a code point belongs to a word that has a counterpart.
func (f *finer) paired(at int, base bool) bool {
	return slices.ContainsFunc(f.pairs, func(p WordPair) bool {
		if base {
			return p.BaseStart <= at && at < p.BaseEnd
		}
		return p.Start <= at && at < p.End
	})
}

// finer cuts edits by pairs of words.
type finer struct {
	c     *comparison
	a, b  []rune
	pairs []WordPair
	kinds []Kind // that the diff tells: no others are told
	edits []Edit
}

// add cuts an edit and adds what it gives.
func (f *finer) add(e Edit) {
	switch {
	case e.Op == Replace && slices.Equal(f.a[e.BaseStart:e.BaseEnd], f.b[e.Start:e.End]): // the same words for another day
		f.edits = append(f.edits, e)
		return
	case e.Op != Replace, e.Kind == KindSpelling, e.Kind == KindPunctuation:
		f.put(e)
		return
	}
	var within []WordPair
	for _, p := range f.pairs {
		if p.BaseStart >= e.BaseStart && p.BaseEnd <= e.BaseEnd && p.Start >= e.Start && p.End <= e.End {
			within = append(within, p)
		}
	}
	blocks := rising(blocksOf(within))
	first := len(f.edits)
	a, b := e.BaseStart, e.Start
	for _, k := range blocks {
		f.between(a, k.BaseStart, b, k.Start, e.Kind)
		f.put(Edit{Replace, k.BaseStart, k.BaseEnd, k.Start, k.End, e.Kind})
		a, b = k.BaseEnd, k.End
	}
	f.between(a, e.BaseEnd, b, e.End, e.Kind)
	f.name(f.edits[first:], e.Kind)
}

// name gives what an edit of a kind was cut into the kinds of its parts, as far as the diff tells those kinds; one at least
// keeps the kind of the whole.
func (f *finer) name(edits []Edit, kind Kind) {
	kinds, kept := make([]Kind, len(edits)), false
	for i, e := range edits {
		if e.Op == Equal {
			continue
		}
		kinds[i] = f.kindOf(e)
		if !slices.Contains(f.kinds, kinds[i]) {
			kinds[i] = kind
		}
		kept = kept || kinds[i] == kind
	}
	for i := range edits {
		if kept {
			edits[i].Kind = kinds[i]
		}
	}
}

// kindOf is the kind of an edit by itself, "" where it holds no token.
func (f *finer) kindOf(e Edit) Kind {
	a0, a1 := tokensWithin(f.c.a, e.BaseStart, e.BaseEnd)
	b0, b1 := tokensWithin(f.c.b, e.Start, e.End)
	switch {
	case a0 < a1 && b0 < b1:
		return kindOfSource(f.c.a, a0, a1, f.c.b, b0, b1)
	case a0 < a1:
		return kindOfStretch(f.c.a, a0, a1)
	case b0 < b1:
		return kindOfStretch(f.c.b, b0, b1)
	}
	return ""
}

// tokensWithin gives the tokens that begin between two code points.
func tokensWithin(ls []reading.Lexeme, start, end int) (from, to int) {
	at := func(point int) int {
		i, _ := slices.BinarySearchFunc(ls, point, func(l reading.Lexeme, point int) int { return int(l.Start) - point })
		return i
	}
	return at(start), at(end)
}

// between adds what stands between two pairs: the space that both have, and the rest.
func (f *finer) between(a, endA, b, endB int, kind Kind) {
	lead := 0
	for a+lead < endA && b+lead < endB && f.a[a+lead] == f.b[b+lead] && unicode.IsSpace(f.a[a+lead]) {
		lead++
	}
	f.put(Edit{Equal, a, a + lead, b, b + lead, ""})
	a, b = a+lead, b+lead
	tail := 0
	for endA-tail > a && endB-tail > b && f.a[endA-tail-1] == f.b[endB-tail-1] && unicode.IsSpace(f.a[endA-tail-1]) {
		tail++
	}
	f.rest(Edit{Replace, a, endA - tail, b, endB - tail, kind})
	f.put(Edit{Equal, endA - tail, endA, endB - tail, endB, ""})
}

// rest adds a replace in which no words are paired. A word that has its counterpart elsewhere is not replaced: it is gone from
// here, or new.
func (f *finer) rest(e Edit) {
	first, end := f.unpaired(e.BaseStart, e.BaseEnd, true)
	from, to := f.unpaired(e.Start, e.End, false)
	if first == e.BaseStart && end == e.BaseEnd && from == e.Start && to == e.End {
		f.put(e)
		return
	}
	f.put(Edit{Delete, e.BaseStart, first, e.Start, e.Start, e.Kind})
	f.put(Edit{Insert, first, first, e.Start, from, e.Kind})
	f.put(Edit{Replace, first, end, from, to, e.Kind})
	f.put(Edit{Delete, end, e.BaseEnd, to, to, e.Kind})
	f.put(Edit{Insert, e.BaseEnd, e.BaseEnd, to, e.End, e.Kind})
}

// unpaired gives the longest run of words without a counterpart, with the space around it.
func (f *finer) unpaired(start, end int, base bool) (first, last int) {
	first, last = start, start
	from := start
	for i := start; i <= end; i++ {
		if i < end && !f.paired(i, base) {
			continue
		}
		if i-from > last-first {
			first, last = from, i
		}
		from = i + 1
	}
	return first, last
}

// put adds an edit, by its right name, to the one before if both are equal.
func (f *finer) put(e Edit) {
	old, now := f.a[e.BaseStart:e.BaseEnd], f.b[e.Start:e.End]
	switch {
	case len(old)+len(now) == 0:
		return
	case len(old) == 0:
		e.Op = Insert
	case len(now) == 0:
		e.Op = Delete
	case slices.Equal(old, now):
		e.Op, e.Kind = Equal, ""
	default:
		e.Op = Replace
	}
	if n := len(f.edits); n > 0 {
		last := &f.edits[n-1]
		if last.Op == e.Op && last.Kind == e.Kind && e.Op != Replace {
			last.BaseEnd, last.End = e.BaseEnd, e.End
			return
		}
	}
	f.edits = append(f.edits, e)
}

// block is pairs that have words in common, from the first word to the last.
type block struct {
	WordPair
	pairs int
}

// blocksOf joins the pairs that have words in common.
func blocksOf(pairs []WordPair) []block {
	var out []block
	for _, p := range pairs {
		k := block{p, 1}
		for i := 0; i < len(out); i++ {
			o := out[i]
			if k.BaseStart < o.BaseEnd && o.BaseStart < k.BaseEnd || k.Start < o.End && o.Start < k.End {
				k = block{WordPair{min(k.BaseStart, o.BaseStart), max(k.BaseEnd, o.BaseEnd), min(k.Start, o.Start), max(k.End, o.End)}, k.pairs + o.pairs}
				out = slices.Delete(out, i, i+1)
				i = -1
			}
		}
		out = append(out, k)
	}
	slices.SortFunc(out, func(x, y block) int {
		return cmp.Or(cmp.Compare(x.BaseStart, y.BaseStart), cmp.Compare(x.Start, y.Start))
	})
	return out
}

// rising keeps the blocks that keep their order on both sides, as many pairs as can be.
func rising(blocks []block) []block {
	best, from := make([]int, len(blocks)), make([]int, len(blocks))
	last := -1
	for i, k := range blocks {
		best[i], from[i] = k.pairs, -1
		for j := range i {
			if blocks[j].BaseEnd <= k.BaseStart && blocks[j].End <= k.Start && best[j]+k.pairs > best[i] {
				best[i], from[i] = best[j]+k.pairs, j
			}
		}
		if last < 0 || best[i] > best[last] {
			last = i
		}
	}
	var out []block
	for i := last; i >= 0; i = from[i] {
		out = append(out, blocks[i])
	}
	slices.Reverse(out)
	return out
}

// mostTold is how many pairs a replace tells: each of its words with each.
const mostTold = 6

// tells reports whether an edit tells a pair.
func (f *finer) tells(e Edit, p WordPair) bool {
	if p.BaseStart < e.BaseStart || p.BaseEnd > e.BaseEnd || p.Start < e.Start || p.End > e.End {
		return false
	}
	if e.Op == Equal {
		return p.BaseStart-e.BaseStart == p.Start-e.Start
	}
	return e.Op == Replace && wordCount(f.a[e.BaseStart:e.BaseEnd])*wordCount(f.b[e.Start:e.End]) <= mostTold
}

func wordCount(text []rune) int { return len(strings.Fields(string(text))) }

// moves gives the pairs that no edit tells; neighbours that are the same words are one.
func (f *finer) moves() []Move {
	var out []Move
	for _, p := range f.pairs {
		if slices.ContainsFunc(f.edits, func(e Edit) bool { return f.tells(e, p) }) {
			continue
		}
		if n := len(out); n > 0 {
			last := &out[n-1]
			if p.BaseStart == last.End+1 && p.Start == last.ToEnd+1 &&
				strings.EqualFold(string(f.a[last.Start:p.BaseEnd]), string(f.b[last.ToStart:p.End])) {
				last.End, last.ToEnd = p.BaseEnd, p.End
				continue
			}
		}
		out = append(out, Move{0, p.BaseStart, p.BaseEnd, 1, p.Start, p.End})
	}
	return out
}
