// Package carry finds the passages of an article again in another version of it.
//
// Nothing is guessed: a passage whose words and neighbourhood stand there once, as they stood
// once before, has a sure place. Of any other it is said how far it is like what stands there,
// and where else it may be; a person decides.
//
// sure.go looks for what stands there to the letter; alike.go for what is like it. How both texts
// stand to each other tells [claimtrace/annotate/collate].
package carry

import (
	"context"
	"index/suffixarray"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
)

// State tells how sure the place of a passage is.
type State string

const (
	Exact     State = "exact"     // the same words among the same, where they stood
	Moved     State = "moved"     // the same words among the same, elsewhere
	Fuzzy     State = "fuzzy"     // other words, or among others
	Ambiguous State = "ambiguous" // several places are as good
	Lost      State = "lost"      // nothing is like it
)

// Sure tells whether the place is that of the passage without doubt.
func (s State) Sure() bool { return s == Exact || s == Moved }

// Passage is what is to be found.
type Passage struct {
	annotate.Span // in the text that it was made in, in code points
	// Quote and what stands around it, as the log keeps them ([annotate.ShortQuote],
	// [anchor.Context]). They are read where that text is not here.
	Quote, Prefix, Suffix string
}

// Candidate is a place in the new text at which the passage may stand.
type Candidate struct {
	annotate.Span
	Score float64 // from 0, nothing is the same, to 1
}

// Found is what became of a passage.
type Found struct {
	State      State
	Score      float64     // of the first candidate; 0 where there is none
	Candidates []Candidate // the best first, at most eight; one where the place is sure, none where it is lost
}

// mostCandidates is how many places are told of one passage.
const mostCandidates = 8

// Find looks for passages of the old text in the new one; old is nil where it is not here. It
// tells of each, in their order, what became of it. The error is that of a context that ends.
func Find(ctx context.Context, old, text *text.Offsets, passages []Passage, same *reading.Variants) ([]Found, error) {
	all := make([]Found, len(passages))
	if len(passages) == 0 {
		return all, ctx.Err()
	}
	f := &finder{old: old, text: text, places: suffixarray.New([]byte(text.Text()))}
	if old != nil {
		f.before = suffixarray.New([]byte(old.Text()))
		f.align(collate.DiffArticles(old.Text(), text.Text(), collate.Options{Variants: same}))
	}
	var unsure []int
	for i, p := range passages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if old != nil && (p.Start < 0 || p.Start >= p.End || p.End > old.Len()) {
			all[i] = Found{State: Lost}
			continue
		}
		if all[i] = f.sure(p); all[i].State == "" {
			unsure = append(unsure, i)
		}
	}
	if len(unsure) == 0 {
		return all, nil
	}
	l := f.likely(passages, unsure, same)
	for k, i := range unsure {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		all[i] = l.find(k, passages[i])
	}
	return all, nil
}

// finder looks for passages in one text.
type finder struct {
	old, text      *text.Offsets
	before, places *suffixarray.Index // of all that stands in old, and in text
	pieces         []piece            // how old leads to text, in the order of old
}

// stands makes a place that can be annotated of one that was found; ok is false where there is
// none, as where it holds no words.
func (f *finder) stands(s annotate.Span) (_ annotate.Span, ok bool) {
	s.Start, s.End = max(s.Start, 0), min(s.End, f.text.Len())
	if s.Start >= s.End {
		return s, false
	}
	s.Start, s.End = f.text.Snap(s.Start, s.End)
	return s, anchor.Check(f.text, s) == nil
}
