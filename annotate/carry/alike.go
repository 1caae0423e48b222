package carry

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/reading"
)

const (
	// leastScore is what a candidate has at least.
	leastScore = 0.5
	// near is how much less the second candidate may have to be as good as the first, and
	// worthTelling how much less others that are told of.
	near, worthTelling = 0.1, 0.25
	// What the score is made of: the words of the passage, those around it, and that the order
	// of the two texts leads there.
	worthWords, worthAround, worthOrder = 0.7, 0.2, 0.1
	// wordsAround is how many words on either side are compared, aroundKept what is read for it,
	// in code points.
	wordsAround, aroundKept = 8, 80
	// commonWord is at how many places a word may stand to lead to a passage.
	commonWord = 256
	// mostLooked is how many regions of the text are looked at closely.
	mostLooked = 8
)

// likely finds what is like a passage, by the words of the text.
type likely struct {
	*finder
	words  []reading.Lexeme // of the text, without punctuation
	places [][]int32        // by the number of a key: where it stands in words
	wanted []wanted
	rows   []uint16 // of the table in which words are paired
}

// wanted is the words of a passage, and those around it.
type wanted struct {
	whole, head, tail []reading.Lexeme // the passage; or, of a long one, its ends
	before, after     []reading.Lexeme
	lead, trail       string // what stands in the passage before its first word and after its last
}

// likely reads the text and the words of the passages that have no sure place.
func (f *finder) likely(passages []Passage, unsure []int, same *reading.Variants) *likely {
	const each = 4
	texts := make([]string, 1, 1+each*len(unsure))
	texts[0] = f.text.Text()
	long := make([]bool, len(unsure))
	for k, i := range unsure {
		p := passages[i]
		quote, prefix, suffix := p.Quote, p.Prefix, p.Suffix
		long[k] = utf8.RuneCountInString(quote) < p.End-p.Start
		if f.old != nil {
			quote = f.old.Slice(p.Start, p.End)
			prefix = f.old.Slice(max(p.Start-aroundKept, 0), p.Start)
			suffix = f.old.Slice(p.End, min(p.End+aroundKept, f.old.Len()))
			kept := annotate.ShortQuote(quote)
			long[k] = len(kept) < len(quote)
			quote = kept
		}
		tail := ""
		if long[k] {
			quote, tail = halves(quote)
		}
		texts = append(texts, quote, tail, prefix, suffix)
	}
	v := reading.NewVocabulary(len(texts[0]) / 20)
	v.Reset(same)
	read := v.Read(texts...)
	l := &likely{finder: f, words: onlyWords(read[0]), places: make([][]int32, v.Keys())}
	for i := range l.words {
		id := l.words[i].ID
		l.places[id] = append(l.places[id], int32(i))
	}
	for k := range unsure {
		at := 1 + each*k
		quote, tail := onlyWords(read[at]), onlyWords(read[at+1])
		w := wanted{before: last(onlyWords(read[at+2]), wordsAround), after: first(onlyWords(read[at+3]), wordsAround)}
		if len(quote) > 0 {
			w.lead = texts[at][:quote[0].From]
		}
		if long[k] {
			w.head, w.tail = quote, tail
			if len(tail) > 0 {
				w.trail = texts[at+1][tail[len(tail)-1].To:]
			}
		} else {
			w.whole = quote
			if len(quote) > 0 {
				w.trail = texts[at][quote[len(quote)-1].To:]
			}
		}
		l.wanted = append(l.wanted, w)
	}
	return l
}

func onlyWords(ls []reading.Lexeme) []reading.Lexeme {
	return slices.DeleteFunc(slices.Clone(ls), func(l reading.Lexeme) bool { return !l.IsWord() })
}

func first(ls []reading.Lexeme, n int) []reading.Lexeme { return ls[:min(n, len(ls))] }
func last(ls []reading.Lexeme, n int) []reading.Lexeme  { return ls[max(len(ls)-n, 0):] }

// stretch is words of the text from one to another, the end exclusive.
type stretch struct{ from, to int }

// find looks for a passage: the k-th of those that are wanted.
func (l *likely) find(k int, p Passage) Found {
	w := &l.wanted[k]
	var candidates []Candidate
	add := func(c Candidate, ok bool) {
		if ok && c.Score >= leastScore {
			candidates = append(candidates, c)
		}
	}
	inOrder, ok := l.mapped(p.Span)
	if ok {
		add(l.rate(w, inOrder, l.within(inOrder)))
	}
	for _, s := range l.regions(w) {
		add(l.candidate(w, s))
	}
	if l.old != nil { // that the order leads there tells for a place
		// Of two that share words, the one in order has all that stands for the passage; the other
		// leaves out what was put for its first or last words.
		if ok && len(candidates) > 0 && candidates[0].Span == inOrder {
			whole := candidates[0]
			candidates = slices.DeleteFunc(candidates, func(c Candidate) bool {
				return c.Span != whole.Span && c.Start >= whole.Start && c.End <= whole.End && c.Score < whole.Score+near
			})
		}
		for i := range candidates {
			c := &candidates[i]
			c.Score *= worthWords + worthAround
			if ok && 2*shared(c.Span, inOrder) > c.End-c.Start {
				c.Score += worthOrder
			}
		}
	}
	slices.SortStableFunc(candidates, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(distance(a.Start, p.Start), distance(b.Start, p.Start)))
	})
	var apart []Candidate
	for _, c := range candidates {
		c.Score = math.Round(c.Score*100) / 100
		if c.Score >= max(leastScore, candidates[0].Score-worthTelling) && len(apart) < mostCandidates &&
			!slices.ContainsFunc(apart, func(a Candidate) bool { return shared(a.Span, c.Span) > 0 }) {
			c.Score = min(c.Score, 0.99)
			apart = append(apart, c)
		}
	}
	switch {
	case len(apart) == 0:
		return Found{State: Lost}
	case len(apart) > 1 && apart[1].Score > apart[0].Score-near:
		return Found{State: Ambiguous, Score: apart[0].Score, Candidates: apart}
	}
	return Found{State: Fuzzy, Score: apart[0].Score, Candidates: apart}
}

// mapped is what stands in the place of a stretch of the old text by the order of both.
func (f *finder) mapped(s annotate.Span) (annotate.Span, bool) {
	if f.old == nil {
		return s, false
	}
	to := annotate.Span{Start: -1}
	moved := false
	for i := f.pieceAt(s.Start); i < len(f.pieces) && f.pieces[i].BaseStart < s.End; i++ {
		p := f.pieces[i]
		from, end := p.Start, p.End
		if p.Start == p.End {
			continue
		}
		if p.BaseEnd-p.BaseStart == p.End-p.Start && f.text.Slice(p.Start, p.End) == f.old.Slice(p.BaseStart, p.BaseEnd) {
			from += max(s.Start-p.BaseStart, 0)
			end -= max(p.BaseEnd-s.End, 0)
		}
		if to.Start < 0 {
			to.Start, moved = from, p.moved
		} else if p.moved != moved || end < to.End {
			break // it goes on elsewhere
		}
		to.End = end
	}
	if to.Start < 0 || to.End-to.Start > 2*(s.End-s.Start)+aroundKept {
		return to, false
	}
	to.Start, to.End = f.text.Trim(to.Start, to.End)
	return f.stands(to)
}

// shared is how many code points two places have in common.
func shared(a, b annotate.Span) int { return max(min(a.End, b.End)-max(a.Start, b.Start), 0) }

// within are the words that stand in a place of the text.
func (l *likely) within(s annotate.Span) stretch {
	byEnd := func(w reading.Lexeme, at int) int { return cmp.Compare(int(w.End), at+1) }
	byStart := func(w reading.Lexeme, at int) int { return cmp.Compare(int(w.Start), at) }
	from, _ := slices.BinarySearchFunc(l.words, s.Start, byEnd)
	to, _ := slices.BinarySearchFunc(l.words, s.End, byStart)
	return stretch{from, max(from, to)}
}

// regions are the parts of the text that have most of the words of a passage in their order.
func (l *likely) regions(w *wanted) []stretch {
	if w.head == nil {
		return l.around(w.whole)
	}
	var both []stretch
	tails := l.around(w.tail)
	for _, h := range l.around(w.head) {
		for _, t := range tails {
			if t.from >= h.to && t.to-h.from < 20*(len(w.head)+len(w.tail)) {
				both = append(both, stretch{h.from, t.to})
				break
			}
		}
	}
	return both
}

// around are the stretches of the text that are most like some words.
func (l *likely) around(words []reading.Lexeme) []stretch {
	if len(words) == 0 {
		return nil
	}
	width := max(len(words)/2, 4)
	light := func(w reading.Lexeme) bool { return w.Role == reading.Function || len(l.places[w.ID]) > commonWord }
	telling := slices.ContainsFunc(words, func(w reading.Lexeme) bool { return !light(w) })
	votes := map[int]int{}
	for i := range words {
		at := l.places[words[i].ID]
		if telling && light(words[i]) { // these lead only to a passage that has no others
			continue
		}
		for _, j := range at[:min(len(at), commonWord)] {
			d := (int(j) - i + len(words)) / width // never below 0
			votes[d]++
		}
	}
	diagonals := make([]int, 0, len(votes))
	for d := range votes {
		diagonals = append(diagonals, d)
	}
	slices.SortFunc(diagonals, func(a, b int) int { return cmp.Or(cmp.Compare(votes[b], votes[a]), cmp.Compare(a, b)) })
	var out []stretch
	for _, d := range diagonals[:min(len(diagonals), mostLooked)] {
		from := d*width - len(words)
		region := stretch{max(from-width, 0), min(from+len(words)+2*width, len(l.words))}
		if s, ok := l.best(words, region); ok {
			out = append(out, s)
		}
	}
	return out
}

// best is the stretch of a region that is most like some words.
func (l *likely) best(words []reading.Lexeme, region stretch) (stretch, bool) {
	if region.from >= region.to {
		return stretch{}, false
	}
	within := l.words[region.from:region.to]
	pairs := l.pair(words, within)
	var first, last pair
	most := 0.0
	for i := range pairs {
		for j := i; j < len(pairs); j++ {
			if s := 2 * float64(j-i+1) / float64(len(words)+pairs[j].b-pairs[i].b+1); s > most {
				most, first, last = s, pairs[i], pairs[j]
			}
		}
	}
	// A word at either end may have been paired with one farther off.
	for first.a > 0 && first.b > 0 && words[first.a-1].ID == within[first.b-1].ID {
		first.a, first.b = first.a-1, first.b-1
	}
	for last.a+1 < len(words) && last.b+1 < len(within) && words[last.a+1].ID == within[last.b+1].ID {
		last.a, last.b = last.a+1, last.b+1
	}
	return stretch{region.from + first.b, region.from + last.b + 1}, most > 0
}

// pair is two words that are the same.
type pair struct{ a, b int }

// pair gives a longest sequence of words that both have in that order.
func (l *likely) pair(a, b []reading.Lexeme) []pair {
	wide := len(b) + 1
	if n := (len(a) + 1) * wide; n > len(l.rows) {
		l.rows = make([]uint16, n)
	}
	rows := l.rows[:(len(a)+1)*wide]
	clear(rows[len(a)*wide:])
	for i := len(a) - 1; i >= 0; i-- {
		rows[i*wide+len(b)] = 0
		for j := len(b) - 1; j >= 0; j-- {
			if a[i].ID == b[j].ID {
				rows[i*wide+j] = rows[(i+1)*wide+j+1] + 1
			} else {
				rows[i*wide+j] = max(rows[(i+1)*wide+j], rows[i*wide+j+1])
			}
		}
	}
	var pairs []pair
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].ID == b[j].ID:
			pairs = append(pairs, pair{i, j})
			i, j = i+1, j+1
		case rows[(i+1)*wide+j] >= rows[i*wide+j+1]:
			i++
		default:
			j++
		}
	}
	return pairs
}

// mostPaired bounds the words that are paired one with another; of more the first are taken.
const mostPaired = 400

// likeness is the share of words that two stretches have in common, in their order (Dice 1945).
func (l *likely) likeness(a, b []reading.Lexeme) float64 {
	a, b = first(a, mostPaired), first(b, mostPaired)
	if len(a)+len(b) == 0 {
		return 1
	}
	return 2 * float64(len(l.pair(a, b))) / float64(len(a)+len(b))
}

// candidate is the place of some words of the text, with what the passage has around its own.
func (l *likely) candidate(w *wanted, s stretch) (Candidate, bool) {
	if s.from >= s.to {
		return Candidate{}, false
	}
	from, to := int(l.words[s.from].From), int(l.words[s.to-1].To)
	place := annotate.Span{Start: int(l.words[s.from].Start), End: int(l.words[s.to-1].End)}
	if strings.HasSuffix(l.text.Text()[:from], w.lead) {
		place.Start -= utf8.RuneCountInString(w.lead)
	}
	if strings.HasPrefix(l.text.Text()[to:], w.trail) {
		place.End += utf8.RuneCountInString(w.trail)
	}
	return l.rate(w, place, s)
}

// rate tells how much a place is like the passage, its words and those around them.
func (l *likely) rate(w *wanted, place annotate.Span, s stretch) (Candidate, bool) {
	place, ok := l.stands(place)
	if !ok {
		return Candidate{}, false
	}
	words := l.words[s.from:s.to]
	same := l.likeness(w.whole, words)
	if w.head != nil {
		same = (l.likeness(w.head, first(words, len(w.head))) + l.likeness(w.tail, last(words, len(w.tail)))) / 2
	}
	if len(w.before)+len(w.after) == 0 { // what stood around is not known
		return Candidate{place, same}, true
	}
	around := (l.likeness(w.before, last(l.words[:s.from], len(w.before))) + l.likeness(w.after, first(l.words[s.to:], len(w.after)))) / 2
	return Candidate{place, (worthWords*same + worthAround*around) / (worthWords + worthAround)}, true
}
