package collate

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// A diff keeps the order of both texts and joins what reads better as one change. Which word of one stands for which of the
// other is more than that, as a person finds it who draws a line from word to word (Sultan et al. 2014): what is
// alike is paired wherever it stands, like beside like and the more so the more of its neighbours are alike; then function
// words whose neighbours are paired; then what is left between two pairs on both sides.

// WordPair is a word of the base and the word of the text that stands for it, in code points. A word may
// be in several pairs.
type WordPair struct {
	BaseStart, BaseEnd int
	Start, End         int
}

// mostCells bounds the pairs of words that are weighed; of longer texts only the diff is told.
const mostCells = 160_000

// pairing pairs the words of two texts.
type pairing struct {
	c        *comparison
	a, b     []wordAt
	like     []float32 // of a[i] and b[j], at i*len(b)+j: from 0 to 1
	inA, inB []int     // the place of what is paired, else -1
	more     []match   // pairs beside those
	scored   []scored
}

// wordAt is a token that is a word, with what pairing asks of it.
type wordAt struct {
	*reading.Lexeme
	token    int
	low      string
	stem     string
	lemma    string
	synonyms []int32
	stands   []int32
	opens    bool // a sign stands before it, or nothing
	closes   bool // a sign stands behind it, or nothing
	function bool
}

// scored is a pair that may be made.
type scored struct {
	match
	score float32
}

func wordsOf(ls []reading.Lexeme) []wordAt {
	var out []wordAt
	for i := range ls {
		l := &ls[i]
		if !l.IsWord() {
			continue
		}
		w := wordAt{Lexeme: l, token: i, low: strings.ToLower(l.Text)}
		w.stands = reading.Stands(w.low)
		w.function = l.Role == reading.Function || w.stands != nil || l.Has(reading.IsNo)
		w.stem = reading.Stem(w.low)
		if !w.function {
			w.lemma = reading.Lemma(w.low)
			w.synonyms = reading.Synonyms(w.lemma)
		}
		w.opens = i == 0 || !ls[i-1].IsWord()
		w.closes = i+1 == len(ls) || !ls[i+1].IsWord()
		out = append(out, w)
	}
	return out
}

// What two words have in common, from 0 to 1.
const (
	likeSame    = 1
	likeStem    = 0.9
	likeSense   = 0.8
	likeDerived = 0.8
	likeBegins  = 0.6
	likeMeasure = 0.6 // amounts of one unit, dates
	likeAmount  = 0.5
	likeForm    = 0.7 // forms of one function word: "has", "have"
	likeStands  = 0.4
	sureLike    = likeSense // words so much alike are paired wherever they stand
)

// likeness tells how much two words have in common.
func likeness(x, y *wordAt) float32 {
	switch {
	case x.ID == y.ID, x.low == y.low:
		return likeSame
	case x.function != y.function:
		return 0
	case x.function:
		switch {
		case x.stem == y.stem:
			return likeForm
		case shareOne(x.stands, y.stands):
			return likeStands
		}
		return 0
	case exact(x.Role) || exact(y.Role):
		switch {
		case x.Role != y.Role:
			return 0
		case x.Role == reading.Dated && shareWord(x.low, y.low):
			return likeSense // "early on Saturday", "Saturday morning"
		case x.Role != reading.Quantified:
			return likeMeasure
		case reading.SameValue(x.Key, y.Key):
			return likeStem
		}
		sort, unit := reading.MeasureOf(x.Key)
		other, otherUnit := reading.MeasureOf(y.Key)
		switch {
		case unit == otherUnit:
			return likeMeasure
		case sort == other:
			return likeAmount
		}
		return 0
	case x.lemma == y.lemma, reading.Demonym(x.Key, y.Key), reading.Demonym(y.Key, x.Key):
		return likeStem
	case x.Role != reading.Named && y.Role != reading.Named && shareOne(x.synonyms, y.synonyms):
		return likeSense
	case x.stem == y.stem:
		return likeDerived
	case beginsLike(x.stem, y.stem), partLike(x.low, y.stem), partLike(y.low, x.stem):
		return likeBegins
	}
	return 0
}

func shareOne(x, y []int32) bool {
	for _, g := range x {
		if slices.Contains(y, g) {
			return true
		}
	}
	return false
}

func shareWord(x, y string) bool {
	for word := range strings.FieldsSeq(x) {
		if slices.Contains(strings.Fields(y), word) {
			return true
		}
	}
	return false
}

// beginsLike reports two stems of which most is the same.
func beginsLike(x, y string) bool {
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n >= stem && 3*n >= 2*max(len(x), len(y))
}

// partLike reports a compound that has a word of this stem: "state-owned", "state".
func partLike(compound, stem string) bool {
	if !strings.Contains(compound, "-") || len(stem) < 3 {
		return false
	}
	for part := range strings.SplitSeq(compound, "-") {
		if reading.Stem(part) == stem {
			return true
		}
	}
	return false
}

// newPairing weighs the words of a comparison; nil if there are too many.
func newPairing(c *comparison) *pairing {
	p := &pairing{c: c, a: wordsOf(c.a), b: wordsOf(c.b)}
	if len(p.a) == 0 || len(p.b) == 0 || len(p.a)*len(p.b) > mostCells {
		return nil
	}
	p.like = make([]float32, len(p.a)*len(p.b))
	for i := range p.a {
		for j := range p.b {
			p.like[i*len(p.b)+j] = likeness(&p.a[i], &p.b[j])
		}
	}
	p.inA, p.inB = slices.Repeat([]int{-1}, len(p.a)), slices.Repeat([]int{-1}, len(p.b))
	return p
}

func (p *pairing) likeOf(i, j int) float32 { return p.like[i*len(p.b)+j] }

func (p *pairing) free(i, j int) bool { return p.inA[i] < 0 && p.inB[j] < 0 }

func (p *pairing) join(i, j int) { p.inA[i], p.inB[j] = j, i }

// joinEqual pairs the words of equal edits: first those of substance, then the function words that do not lead to what has
// its counterpart elsewhere.
func (p *pairing) joinEqual(edits []Edit, function bool) {
	i, j := 0, 0
	for _, e := range edits {
		for i < len(p.a) && int(p.a[i].Start) < e.BaseStart {
			i++
		}
		for j < len(p.b) && int(p.b[j].Start) < e.Start {
			j++
		}
		if e.Op != Equal {
			continue
		}
		for i < len(p.a) && j < len(p.b) && int(p.a[i].End) <= e.BaseEnd && int(p.b[j].End) <= e.End {
			if p.a[i].ID == p.b[j].ID && p.a[i].function == function && p.free(i, j) && !(function && p.partedBy(i, j)) {
				p.join(i, j)
			}
			i, j = i+1, j+1
		}
	}
}

// partedBy reports whether two function words lead to words of which one has its counterpart elsewhere.
func (p *pairing) partedBy(i, j int) bool {
	x, y := leadsTo(p.a, i), leadsTo(p.b, j)
	return x >= 0 && y >= 0 && p.inA[x] != y && (p.inA[x] >= 0 || p.inB[y] >= 0)
}

// around is how many words on either side of two words are looked at.
const around = 3

// context tells, from 0 to 1, how many of the words around a[i] have one like them around b[j].
func (p *pairing) context(i, j int) float32 {
	found, all := float32(0), float32(0)
	for k := max(0, i-around); k <= min(len(p.a)-1, i+around); k++ {
		if k == i {
			continue
		}
		weight := float32(1)
		if p.a[k].function {
			weight = 0.3
		}
		all += weight
		if mate := p.inA[k]; mate >= 0 {
			if mate >= j-around && mate <= j+around {
				found += weight
			}
			continue
		}
		best := float32(0)
		for l := max(0, j-around); l <= min(len(p.b)-1, j+around); l++ {
			if l != j && p.inB[l] < 0 {
				best = max(best, p.likeOf(k, l))
			}
		}
		if best >= sureLike {
			found += weight * best
		}
	}
	if all == 0 {
		return 0
	}
	return found / all
}

// joinLike pairs words of substance that are at least so much alike, the most alike first, among equals those whose
// neighbours are and that stand in like places.
func (p *pairing) joinLike(least, leastContext float32) {
	p.scored = p.scored[:0]
	for i := range p.a {
		if p.inA[i] >= 0 || p.a[i].function {
			continue
		}
		for j := range p.b {
			like := p.likeOf(i, j)
			if like < least || p.inB[j] >= 0 || p.b[j].function {
				continue
			}
			context := p.context(i, j)
			if context < leastContext {
				continue
			}
			away := float32(i)/float32(len(p.a)) - float32(j)/float32(len(p.b))
			p.scored = append(p.scored, scored{match{i, j}, like + 0.5*context - 0.1*max(away, -away)})
		}
	}
	slices.SortStableFunc(p.scored, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	for _, s := range p.scored {
		if p.free(s.a, s.b) {
			p.join(s.a, s.b)
		}
	}
}

// reach is how far, in words, the word is to which a function word leads.
const reach = 3

// leadsTo gives the next word of substance, -1 for none near.
func leadsTo(ws []wordAt, i int) int {
	for k := i + 1; k < len(ws) && k <= i+reach && !ws[k].opens; k++ {
		if !ws[k].function {
			return k
		}
	}
	return -1
}

// supports tells how far the neighbours of two words are paired with each other.
func (p *pairing) supports(i, j int) (n float32) {
	if i > 0 && j > 0 && p.inA[i-1] == j-1 || p.a[i].opens && p.b[j].opens {
		n++
	}
	if i+1 < len(p.a) && j+1 < len(p.b) && p.inA[i+1] == j+1 || p.a[i].closes && p.b[j].closes {
		n++
	}
	if n == 0 && i > 0 && j > 0 && i+1 < len(p.a) && j+1 < len(p.b) && p.inA[i-1] == j+1 && p.inA[i+1] == j-1 {
		return 2 // what it joins has changed places: "trade and investment"
	}
	for k := i + 1; k < len(p.a) && k <= i+reach && !p.a[k].opens; k++ {
		if mate := p.inA[k]; mate > j && mate <= j+reach && !p.a[k].function {
			n += 0.8
			break
		}
		if !p.a[k].function && p.inA[k] >= 0 {
			break
		}
	}
	return n
}

// joinFunction pairs function words that are at least so much alike and whose neighbours are paired, those first of which
// most are.
func (p *pairing) joinFunction(least, support float32) bool {
	p.scored = p.scored[:0]
	for i := range p.a {
		if p.inA[i] >= 0 || !p.a[i].function {
			continue
		}
		for j := range p.b {
			like := p.likeOf(i, j)
			if like < least || p.inB[j] >= 0 {
				continue
			}
			if n := p.supports(i, j); n >= support {
				p.scored = append(p.scored, scored{match{i, j}, like + n})
			}
		}
	}
	slices.SortStableFunc(p.scored, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	any := false
	for _, s := range p.scored {
		if p.free(s.a, s.b) {
			p.join(s.a, s.b)
			any = true
		}
	}
	return any
}

// joinBetween pairs the few words that are left on both sides between two pairs, or a pair and the end of a clause.
func (p *pairing) joinBetween() bool {
	any := false
	for i := 0; i < len(p.a); {
		if p.inA[i] >= 0 {
			i++
			continue
		}
		end := i + 1
		for end < len(p.a) && p.inA[end] < 0 && !p.a[end].opens {
			end++
		}
		if from, to, ok := p.facing(i, end); ok && p.fits(i, end, from, to) {
			first := i
			switch {
			case !hasFunction(p.b[from:to]):
				first = afterFunction(p.a, i, end)
			case !hasFunction(p.a[i:end]):
				from = afterFunction(p.b, from, to)
			}
			for x := first; x < end; x++ {
				for y := from; y < to; y++ {
					p.more = append(p.more, match{x, y})
					p.inA[x], p.inB[y] = y, x
				}
			}
			any = true
		}
		i = end
	}
	return any
}

func hasFunction(ws []wordAt) bool {
	return slices.ContainsFunc(ws, func(w wordAt) bool { return w.function })
}

// afterFunction passes over the function words before one of substance.
func afterFunction(ws []wordAt, from, to int) int {
	for k := from; k < to; k++ {
		if !ws[k].function {
			return k
		}
	}
	return from
}

// facing gives the words of b between what is paired with the word before a[i:end] and with that behind it.
func (p *pairing) facing(i, end int) (from, to int, ok bool) {
	left, right := -1, -1
	if i > 0 && !p.a[i].opens {
		left = p.inA[i-1]
		if left < 0 {
			return 0, 0, false
		}
	}
	if end < len(p.a) && !p.a[end].opens {
		right = p.inA[end]
		if right < 0 {
			return 0, 0, false
		}
	}
	switch {
	case left < 0 && right < 0:
		return 0, 0, false
	case left >= 0 && right >= 0:
		if left >= right {
			return 0, 0, false
		}
		from, to = left+1, right
		for k := from; k <= right; k++ {
			if p.b[k].opens {
				return 0, 0, false
			}
		}
	case left >= 0:
		from, to = left+1, left+1
		for to < len(p.b) && !p.b[to].opens && p.inB[to] < 0 {
			to++
		}
		if to < len(p.b) && !p.b[to].opens {
			return 0, 0, false
		}
	default:
		from, to = right, right
		for from > 0 && !p.b[from].opens && p.inB[from-1] < 0 {
			from--
		}
		if !p.b[from].opens {
			return 0, 0, false
		}
	}
	for k := from; k < to; k++ {
		if p.inB[k] >= 0 {
			return 0, 0, false
		}
	}
	return from, to, from < to
}

// fits reports whether the words of two stretches may stand for each other.
func (p *pairing) fits(i, end, from, to int) bool {
	count := func(ws []wordAt) (n int) {
		for k := range ws {
			n += len(bitsOf(ws[k].Lexeme))
		}
		return n
	}
	if count(p.a[i:end])*count(p.b[from:to]) > mostTold {
		return false
	}
	substance := func(ws []wordAt) bool {
		return slices.ContainsFunc(ws, func(w wordAt) bool { return !w.function })
	}
	return substance(p.a[i:end]) == substance(p.b[from:to])
}

// joinParticles pairs the particle behind a verb with what the verb is paired with, where nothing follows there that could be
// its own: "called on", "urged".
func (p *pairing) joinParticles() {
	particle := func(ws []wordAt, in []int, i, mate int, other []wordAt) bool {
		w := &ws[i]
		if in[i] < 0 && !w.opens && w.low == en.To && ws[i-1].low == en.According && mate >= 0 {
			return true
		}
		if in[i] >= 0 || w.opens || !w.Has(reading.IsParticle) || mate < 0 || other[mate].function || other[mate].ID == ws[i-1].ID {
			return false
		}
		if i+1 == len(ws) || ws[i+1].opens {
			return mate+1 == len(other) || other[mate+1].opens
		}
		return mate+1 < len(other) && in[i+1] == mate+1
	}
	for i := 1; i < len(p.a); i++ {
		if particle(p.a, p.inA, i, p.inA[i-1], p.b) {
			p.more = append(p.more, match{i, p.inA[i-1]}, match{i - 1, p.inA[i-1]})
			p.inA[i] = p.inA[i-1]
		}
	}
	for j := 1; j < len(p.b); j++ {
		if particle(p.b, p.inB, j, p.inB[j-1], p.a) {
			p.more = append(p.more, match{p.inB[j-1], j}, match{p.inB[j-1], j - 1})
			p.inB[j] = p.inB[j-1]
		}
	}
}

func byPlace(x, y match) int { return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b)) }

// pairs gives all pairs of words, cut at white space within tokens of several.
func (p *pairing) pairs() []WordPair {
	var out []WordPair
	all := p.more
	slices.SortFunc(all, byPlace)
	all = slices.Compact(all)
	for i, j := range p.inA {
		if j >= 0 && p.inB[j] == i && !slices.Contains(all, match{i, j}) {
			all = append(all, match{i, j})
		}
	}
	slices.SortFunc(all, byPlace)
	for _, m := range all {
		out = p.appendWithin(out, p.a[m.a].Lexeme, p.b[m.b].Lexeme)
	}
	return out
}

// bit is a word within a token, in code points.
type bit struct {
	low        string
	start, end int
}

func bitsOf(l *reading.Lexeme) []bit {
	var out []bit
	at := int(l.Start)
	for i, field := range strings.Fields(l.Text) {
		if i > 0 {
			at++
		}
		n := utf8.RuneCountInString(field)
		if strings.ContainsFunc(field, func(r rune) bool { return !unicode.IsPunct(r) }) {
			out = append(out, bit{strings.ToLower(field), at, at + n})
		}
		at += n
	}
	return out
}

// appendWithin pairs the words of two tokens: those that are the same, else each with each.
func (p *pairing) appendWithin(out []WordPair, x, y *reading.Lexeme) []WordPair {
	add := func(a, b bit) { out = append(out, WordPair{a.start, a.end, b.start, b.end}) }
	inX, inY := bitsOf(x), bitsOf(y)
	var restX, restY []bit
	for _, a := range inX {
		k := slices.IndexFunc(inY, func(b bit) bool { return b.low == a.low })
		if k < 0 {
			restX = append(restX, a)
			continue
		}
		add(a, inY[k])
		inY = slices.Delete(inY, k, k+1)
	}
	restY = inY
	if len(restX)*len(restY) > mostTold {
		return out
	}
	for _, a := range restX {
		for _, b := range restY {
			add(a, b)
		}
	}
	return out
}

// wordPairs pairs the words of the comparison, of which the diff is given.
func (c *comparison) wordPairs(edits []Edit) []WordPair {
	p := newPairing(c)
	if p == nil {
		return nil
	}
	p.joinEqual(edits, false)
	p.joinLike(sureLike, 0)
	p.joinEqual(edits, true)
	p.joinLike(likeAmount, 0.15)
	for range around {
		again := p.joinFunction(likeForm, 0.8)
		again = p.joinFunction(likeStands, 1) || again
		again = p.joinBetween() || again
		if !again {
			break
		}
	}
	p.joinParticles()
	return p.pairs()
}
