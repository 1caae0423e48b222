package carry

import (
	"cmp"
	"index/suffixarray"
	"slices"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
)

const (
	// farSentence is how far a sentence is followed on either side of a passage, in code points.
	farSentence = 400
	// leastKnown is how many code points a passage with its neighbourhood has at least: where
	// its paragraph has less, what stands before and after the paragraph belongs to it.
	leastKnown = 48
	// mostPlaces is how many places of the same words are looked at.
	mostPlaces = 64
)

// piece is a stretch of the old text and what stands in its place in the new one.
type piece struct {
	collate.Edit
	moved bool // within a paragraph that has another place among the others
}

// align keeps how the old text leads to the new one.
func (f *finder) align(d collate.ArticleDiff) {
	elsewhere := make(map[int][]collate.Edit, len(d.Moves))
	for _, m := range d.Moves {
		elsewhere[m.Removed] = m.Edits
	}
	for i, e := range d.Edits {
		within, moved := elsewhere[i]
		if !moved {
			within = []collate.Edit{e}
		}
		for _, e := range within {
			if e.BaseStart < e.BaseEnd {
				f.pieces = append(f.pieces, piece{e, moved})
			}
		}
	}
}

// pieceAt is the first piece that ends after a point of the old text.
func (f *finder) pieceAt(point int) int {
	i, _ := slices.BinarySearchFunc(f.pieces, point+1, func(p piece, at int) int { return cmp.Compare(p.BaseEnd, at) })
	return i
}

// aligned is where a stretch of the old text stands in the new one to the letter, by the order
// of all that both have.
func (f *finder) aligned(start, end int) (annotate.Span, bool) {
	i := f.pieceAt(start)
	if i == len(f.pieces) || f.pieces[i].moved || f.pieces[i].Op != collate.Equal || f.pieces[i].BaseStart > start {
		return annotate.Span{}, false
	}
	by := f.pieces[i].Start - f.pieces[i].BaseStart
	s := annotate.Span{Start: start + by, End: end + by}
	return s, s.End <= f.text.Len() && f.text.Slice(s.Start, s.End) == f.old.Slice(start, end)
}

// neighbourhood is the passage with its sentence, or what is next to it if that is more, within
// its paragraph.
func neighbourhood(o *text.Offsets, s annotate.Span) annotate.Span {
	first, _ := o.Paragraph(s.Start)
	_, last := o.Paragraph(s.End - 1)
	from, _ := o.Sentence(s.Start)
	_, to := o.Sentence(s.End - 1)
	n := annotate.Span{
		Start: max(min(max(from, s.Start-farSentence), s.Start-anchor.Context), first),
		End:   min(max(min(to, s.End+farSentence), s.End+anchor.Context), last),
	}
	n.Start, n.End = min(n.Start, s.Start), max(n.End, s.End) // where a passage begins or ends with a line end
	if n.End-n.Start < leastKnown {
		n.Start, n.End = max(n.Start-anchor.Context, 0), min(n.End+anchor.Context, o.Len())
	}
	return n
}

// sure finds a passage of which words and neighbourhood stand in the new text to the letter.
// The state is empty where they do not.
func (f *finder) sure(p Passage) Found {
	if f.old == nil {
		return f.quoted(p)
	}
	n := neighbourhood(f.old, p.Span)
	words := f.old.Slice(n.Start, n.End)
	now := all(f.text, f.places, words)
	if len(now) == 0 {
		return Found{}
	}
	then := all(f.old, f.before, words)
	at, inPlace := f.aligned(n.Start, n.End)
	passageAt := func(start int) annotate.Span {
		start += p.Start - n.Start
		return annotate.Span{Start: start, End: start + p.End - p.Start}
	}
	if len(then) == 1 && len(now) == 1 {
		state := Moved
		if inPlace && at.Start == now[0] {
			state = Exact
		}
		return f.one(state, passageAt(now[0]))
	}
	if inPlace && f.inOrder(then, now, n.End-n.Start) {
		return f.one(Exact, passageAt(at.Start))
	}
	if inPlace { // the likeliest first
		slices.SortStableFunc(now, func(a, b int) int { return cmp.Compare(distance(a, at.Start), distance(b, at.Start)) })
	}
	return f.several(now, passageAt)
}

// inOrder tells whether each place at which a stretch stood is aligned with one at which it
// stands, so that none came and none went.
func (f *finder) inOrder(then, now []int, length int) bool {
	if len(then) != len(now) || len(then) >= mostPlaces {
		return false
	}
	for i, start := range then {
		if s, ok := f.aligned(start, start+length); !ok || s.Start != now[i] {
			return false
		}
	}
	return true
}

// quoted finds a passage by the words that are kept of it.
func (f *finder) quoted(p Passage) Found {
	head, tail := p.Quote, ""
	length := utf8.RuneCountInString(p.Quote)
	if length < p.End-p.Start { // the middle of a long one is not kept
		head, tail = halves(p.Quote)
		length = p.End - p.Start
	}
	if p.Quote == "" || utf8.RuneCountInString(p.Prefix+p.Quote+p.Suffix) < leastKnown {
		return Found{}
	}
	lead := utf8.RuneCountInString(p.Prefix)
	var now []int
	if tail == "" {
		now = all(f.text, f.places, p.Prefix+head+p.Suffix)
	} else {
		after := length - utf8.RuneCountInString(tail)
		tails := all(f.text, f.places, tail+p.Suffix)
		for _, at := range all(f.text, f.places, p.Prefix+head) {
			if slices.Contains(tails, at+lead+after) {
				now = append(now, at)
			}
		}
	}
	passageAt := func(start int) annotate.Span { return annotate.Span{Start: start + lead, End: start + lead + length} }
	switch {
	case len(now) == 0:
		return Found{}
	case len(now) > 1:
		slices.SortStableFunc(now, func(a, b int) int {
			return cmp.Compare(distance(a+lead, p.Start), distance(b+lead, p.Start))
		})
		return f.several(now, passageAt)
	case now[0]+lead == p.Start:
		return f.one(Exact, passageAt(now[0]))
	}
	return f.one(Moved, passageAt(now[0]))
}

// one is a passage with a sure place.
func (f *finder) one(state State, s annotate.Span) Found {
	if s2, ok := f.stands(s); !ok || s2 != s {
		return Found{}
	}
	return Found{State: state, Score: 1, Candidates: []Candidate{{s, 1}}}
}

// several is a passage whose words stand, or stood, at several places.
func (f *finder) several(starts []int, passageAt func(start int) annotate.Span) Found {
	found := Found{State: Ambiguous, Score: 1}
	for _, start := range starts {
		if s, ok := f.stands(passageAt(start)); ok && len(found.Candidates) < mostCandidates {
			found.Candidates = append(found.Candidates, Candidate{s, 1})
		}
	}
	if len(found.Candidates) == 0 {
		return Found{}
	}
	return found
}

// all are the places of some words, at most [mostPlaces], in their order, in code points.
func all(o *text.Offsets, index *suffixarray.Index, words string) []int {
	if words == "" {
		return nil
	}
	at := index.Lookup([]byte(words), mostPlaces)
	slices.Sort(at)
	for i, b := range at {
		at[i], _ = o.FromByte(b) // valid UTF-8 is never found inside a character
	}
	return at
}

// halves are the two parts of a quote of which the middle is not kept.
func halves(quote string) (head, tail string) {
	n := utf8.RuneCountInString(quote) / 2
	for i := range quote {
		if n == 0 {
			return quote[:i], quote[i:]
		}
		n--
	}
	return quote, ""
}

func distance(a, b int) int { return max(a-b, b-a) }
