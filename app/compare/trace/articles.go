package trace

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
)

// Article is a whole article that is compared with another.
type Article struct {
	ID        annotate.ID
	Outlet    string
	Title     string
	Published annotate.Publication
	Text      string
}

// Name is what to call the article where one line must do.
func (a Article) Name() string {
	if a.Outlet != "" {
		return OneLine(a.Outlet)
	}
	return OneLine(a.Title)
}

// Articles are two whole articles, paragraph beside paragraph.
type Articles struct {
	Base, Other Article
	Pairs       []Pair
	base, other []rune
}

// Pair is a paragraph of each article that correspond, or one that has no
// counterpart there.
type Pair struct {
	Edits []collate.Edit // within the pair; offsets are code points of the articles
	In    Sides
	Moved int          // the pair in which the same paragraph stands in the other article; −1 where it did not move
	Start [2]int       // code points at which the paragraphs begin in the base and the other
	place [2]paragraph // that the pair is made of
}

// Sides tells which of two articles has something.
type Sides uint8

// The sides.
const (
	InBase Sides = 1 << iota
	InOther
	InBoth = InBase | InOther
)

// Changed tells whether the words of the pair differ, other than by spaces.
func (p Pair) Changed() bool {
	for _, e := range p.Edits {
		if e.Op != collate.Equal {
			return true
		}
	}
	return false
}

// CompareArticles compares two articles. For articles of 100 kB it takes some
// twenty milliseconds.
func CompareArticles(base, other Article, o collate.Options) *Articles {
	o = o.At(reading.Place{Published: base.Published}, reading.Place{Published: other.Published})
	diff := collate.DiffArticles(base.Text, other.Text, o)
	a := &Articles{Base: base, Other: other, base: []rune(base.Text), other: []rune(other.Text)}
	p := pairing{a: a, starts: [2][]int{paragraphStarts(base.Text), paragraphStarts(other.Text)}, rows: map[int]int{}}
	for i, e := range diff.Edits {
		p.add(i, e)
	}
	p.flush()
	for _, m := range diff.Moves {
		from, ok := p.rows[m.Removed]
		to, also := p.rows[m.Added]
		if ok && also && a.Pairs[from].In == InBase && a.Pairs[to].In == InOther {
			a.Pairs[from].Moved, a.Pairs[to].Moved = to, from
			a.Pairs[from].Edits, a.Pairs[to].Edits = m.Edits, m.Edits
		}
	}
	return a
}

// Words returns what an edit takes out and puts in, each in one line.
func (a *Articles) Words(e collate.Edit) (old, now string) {
	return OneLine(string(a.base[e.BaseStart:e.BaseEnd])), OneLine(string(a.other[e.Start:e.End]))
}

// Runes returns the two texts in code points.
func (a *Articles) Runes() (base, other []rune) { return a.base, a.other }

// Counts counts the changes of words by kind, without paragraphs that only
// one article has.
func (a *Articles) Counts() Counts {
	c := Counts{}
	for _, p := range a.Pairs {
		if p.In != InBoth && (p.Moved < 0 || p.In == InOther) {
			continue // it has no counterpart, or is counted with it
		}
		for _, e := range p.Edits {
			if old, now := a.Words(e); e.Op != collate.Equal && old+now != "" {
				c[e.Kind]++
			}
		}
	}
	return c
}

// Summary tells in words how the articles differ, paragraph by paragraph.
func (a *Articles) Summary() Prose {
	var p Prose
	switch {
	case len(a.Pairs) == 0:
		p.say("Both articles are empty.")
		return p
	case a.Base.Text == a.Other.Text:
		p.say("Both articles have the same text.")
		return p
	}
	var same, changed, moved, out, in int
	for _, pair := range a.Pairs {
		switch {
		case pair.In == InBase && pair.Moved >= 0:
			moved++
		case pair.In == InBase:
			out++
		case pair.In == InOther && pair.Moved < 0:
			in++
		case pair.In == InBoth && pair.Changed():
			changed++
		case pair.In == InBoth:
			same++
		}
	}
	if same+changed+moved == 0 {
		p.say("The articles have no paragraph in common.")
		return p
	}
	var said []string
	for _, n := range []struct {
		n     int
		words string
	}{{same, "the same"}, {changed, "changed"}, {moved, "moved"}, {out, "left out"}, {in, "added"}} {
		if n.n > 0 {
			said = append(said, Count(n.n, "paragraph")+" "+n.words)
		}
	}
	// Only the first names what is counted.
	for i := range said[1:] {
		said[i+1] = strings.Replace(strings.Replace(said[i+1], " paragraphs", "", 1), " paragraph", "", 1)
	}
	p.say(strings.Join(said, ", ") + ".")
	return p
}

// pairing cuts edits at the ends of paragraphs and puts them into pairs.
type pairing struct {
	a      *Articles
	starts [2][]int // code points at which the paragraphs of both articles begin
	now    Pair
	begun  bool
	last   collate.Op
	rows   map[int]int // the pair of each edit that is one whole
}

// paragraph is one of an article, counted from 1; 0 is none.
type paragraph int

// paragraphAt is the paragraph that a code point belongs to.
func (p *pairing) paragraphAt(side, point int) paragraph {
	starts := p.starts[side]
	low, high := 0, len(starts)
	for low < high {
		if mid := (low + high) / 2; starts[mid] <= point {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return paragraph(low)
}

// cut is where the paragraph of a code point ends, or an edit that ends
// before.
func (p *pairing) cut(side, point, end int) int {
	if n := int(p.paragraphAt(side, point)); n < len(p.starts[side]) {
		return min(end, p.starts[side][n])
	}
	return end
}

// add puts an edit into the pairs that it belongs to.
func (p *pairing) add(i int, e collate.Edit) {
	for e.BaseStart < e.BaseEnd || e.Start < e.End {
		part := e
		part.BaseEnd, part.End = p.cut(0, e.BaseStart, e.BaseEnd), p.cut(1, e.Start, e.End)
		if e.Op == collate.Equal { // both sides have the same length
			n := min(part.BaseEnd-part.BaseStart, part.End-part.Start)
			part.BaseEnd, part.End = part.BaseStart+n, part.Start+n
		}
		e.BaseStart, e.Start = part.BaseEnd, part.End
		p.append(i, part)
	}
}

// append puts a part of an edit, which lies in one paragraph of each side, into
// a pair.
func (p *pairing) append(i int, e collate.Edit) {
	base, other := p.a.base[e.BaseStart:e.BaseEnd], p.a.other[e.Start:e.End]
	var at [2]paragraph
	if !blank(base) {
		at[0] = p.paragraphAt(0, e.BaseStart)
	}
	if !blank(other) {
		at[1] = p.paragraphAt(1, e.Start)
	}
	switch {
	case at == [2]paragraph{}:
		if e.Op == collate.Equal && p.begun { // the space between words
			p.now.Edits = append(p.now.Edits, e)
		}
		return
	case at[0] == 0 && len(base) == 0:
		e.Op = collate.Insert
	case at[1] == 0 && len(other) == 0:
		e.Op = collate.Delete
	}
	whole := e.Op == collate.Insert && p.last == collate.Delete || e.Op == collate.Delete && p.last == collate.Insert
	for side, n := range at {
		if was := p.now.place[side]; n > 0 && was > 0 && was != n {
			whole = true
		}
	}
	if p.begun && whole {
		p.flush()
	}
	if !p.begun {
		p.begun = true
		p.now = Pair{Moved: -1, Start: [2]int{e.BaseStart, e.Start}}
	}
	for side, n := range at {
		if n > 0 {
			if p.now.place[side] == 0 {
				p.now.Start[side] = [2]int{e.BaseStart, e.Start}[side]
			}
			p.now.place[side] = n
			p.now.In |= 1 << side
		}
	}
	p.now.Edits = append(p.now.Edits, e)
	p.last = e.Op
	p.rows[i] = len(p.a.Pairs)
}

// flush ends a pair.
func (p *pairing) flush() {
	if p.begun {
		p.a.Pairs = append(p.a.Pairs, p.a.parted(p.now)...)
	}
	p.begun, p.last = false, ""
}

// parted returns a pair as it is; one with next to nothing in common as two
// paragraphs without a counterpart.
func (a *Articles) parted(p Pair) []Pair {
	if p.In != InBoth {
		return []Pair{p}
	}
	kept, base, other := 0, 0, 0
	for _, e := range p.Edits {
		old, now := a.Words(e)
		if figures(e, old, now) {
			return []Pair{p}
		}
		n := countWords(old)
		if base, other = base+n, other+countWords(now); e.Op == collate.Equal || VoiceOf(e.Kind) == Silent {
			kept += n
		}
	}
	if kept*fairShare >= min(base, other) {
		return []Pair{p}
	}
	from, to := p.Edits[0], p.Edits[len(p.Edits)-1]
	out, in := p, p
	out.In, out.Edits = InBase, []collate.Edit{{Op: collate.Delete, Kind: collate.KindWording,
		BaseStart: from.BaseStart, BaseEnd: to.BaseEnd, Start: from.Start, End: from.Start}}
	in.In, in.Edits = InOther, []collate.Edit{{Op: collate.Insert, Kind: collate.KindWording,
		BaseStart: to.BaseEnd, BaseEnd: to.BaseEnd, Start: from.Start, End: to.End}}
	return []Pair{out, in}
}

func blank(runes []rune) bool {
	for _, r := range runes {
		if !unicode.IsSpace(r) {
			return false
		}
	}
	return true
}

// brokenAt is the length, in code points, up to which the lines of a text look
// as if a typewriter had broken them: then only a blank line ends a paragraph.
const brokenAt = 100

// paragraphStarts lists the code points at which the paragraphs of a text
// begin.
func paragraphStarts(text string) []int {
	broken, blanks := true, false
	for line := range strings.Lines(text) {
		blanks = blanks || strings.TrimSpace(line) == ""
		broken = broken && utf8.RuneCountInString(strings.TrimSpace(line)) <= brokenAt
	}
	broken = broken && blanks
	var starts []int
	point, fresh := 0, true
	for line := range strings.Lines(text) {
		empty := strings.TrimSpace(line) == ""
		if !empty && fresh {
			starts = append(starts, point)
		}
		fresh = empty || !broken
		point += utf8.RuneCountInString(line)
	}
	return starts
}
