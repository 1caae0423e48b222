package store

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/reading"
	"claimtrace/store/read"
)

// Claims that are worded otherwise are offered where most of their words are the same,
// or some, and two persons have tagged the same passages for one and the other. What
// one denies, or puts another figure to, is another claim.
const (
	leastWords   = 3   // in common, of words alone
	leastBoth    = 2   // in common, beside passages
	nearWords    = 0.6 // of all words of both, of words alone
	nearBoth     = 0.2 // beside passages
	mostOfWord   = 64  // claims of which one word is kept: what very many have tells nothing
	mostCompared = 4   // claims of which the passages are looked at
)

// wordsShared says how many words two have in common; sharedPassages how many passages.
func wordsShared(n int) Likeness { return Likeness(counted(n, "word shared", "words shared")) }

func sharedPassages(n int) Likeness {
	return Likeness(counted(n, "passage in common", "passages in common"))
}

// SameNames is what speaks for two claims that name the same.
const SameNames Likeness = "same names"

func counted(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}

// stated is what a statement says, as far as its words tell: each of the lists in
// order and without doubles.
type stated struct {
	of                    Alike
	words, names, figures []string // names and figures are among the words
	denies                bool
}

// sayings finds claims that are worded otherwise and may say the same.
type sayings struct {
	*likening
	vocabulary *reading.Vocabulary
	list       []stated
	by         map[string][]int // those in which a word stands, by it
}

func newSayings(x *likening) *sayings {
	return &sayings{likening: x, vocabulary: reading.NewVocabulary(64), by: map[string][]int{}}
}

func (y *sayings) read(of Alike) (s stated) {
	s.of = of
	y.vocabulary.Reset(nil)
	for _, l := range y.vocabulary.Read(of.NameA)[0] {
		switch l.Role {
		case reading.Negating:
			s.denies = !s.denies
			continue
		case reading.Function, reading.Marking, reading.Quoting, reading.Bounding:
			continue
		}
		word := strings.Clone(reading.Stem(l.Key))
		s.words = append(s.words, word)
		switch l.Role {
		case reading.Named:
			s.names = append(s.names, word)
		case reading.Quantified, reading.Dated:
			s.figures = append(s.figures, word)
		}
	}
	for _, list := range []*[]string{&s.words, &s.names, &s.figures} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	return s
}

// offer offers a claim with the earlier one that is nearest to it, if any is near, and
// keeps it for those that follow. What did not come is before all that came, and so is
// kept alone.
func (y *sayings) offer(of Alike) error {
	s := y.read(of)
	if y.among == nil || y.among[Ref{Kind: annotate.KindClaim, ID: of.A}] {
		if err := y.offerNearest(s); err != nil {
			return err
		}
	}
	for _, w := range s.words {
		if len(y.by[w]) < mostOfWord {
			y.by[w] = append(y.by[w], len(y.list))
		}
	}
	y.list = append(y.list, s)
	return nil
}

func (y *sayings) offerNearest(s stated) error {
	shared := map[int]int{}
	for _, w := range s.words {
		for _, i := range y.by[w] {
			shared[i]++
		}
	}
	type candidate struct {
		i, words int
		share    float64
	}
	var near []candidate
	for i, n := range shared {
		other := &y.list[i]
		c := candidate{i, n, float64(n) / float64(len(s.words)+len(other.words)-n)}
		if n < leastBoth || c.share < nearBoth || s.denies != other.denies || !y.mayJoin(s.of, other.of) ||
			len(s.figures) > 0 && len(other.figures) > 0 && common(s.figures, other.figures) == 0 {
			continue
		}
		near = append(near, c)
	}
	slices.SortFunc(near, func(a, b candidate) int { return cmp.Or(cmp.Compare(b.share, a.share), cmp.Compare(a.i, b.i)) })
	for _, c := range near[:min(len(near), mostCompared)] {
		other := y.list[c.i]
		passages, err := y.sharedPassages(s.of.A, other.of.A)
		if err != nil {
			return err
		}
		if passages == 0 && (c.words < leastWords || c.share < nearWords) {
			continue
		}
		y.likening.offer(other.of, s.of, wordsShared(c.words))
		if len(s.names) > 0 && slices.Equal(s.names, other.names) {
			y.likening.offer(other.of, s.of, SameNames)
		}
		if passages > 0 {
			y.likening.offer(other.of, s.of, sharedPassages(passages))
		}
		return nil
	}
	return nil
}

// mostShared is how many passages that two claims share are counted.
const mostShared = 9

// sharedPassages counts the passages of two claims, one person's for one and another's
// for the other, that share words; of very many not all are looked at.
func (y *sayings) sharedPassages(a, b annotate.ID) (n int, err error) {
	var of [2][]annotate.Annotation
	for i, id := range []annotate.ID{a, b} {
		if of[i], err = y.src.TiedTo(id); err != nil {
			return 0, err
		}
		of[i] = append(of[i], y.held[id]...)
	}
	for _, m := range of[0] {
		if n < mostShared && slices.ContainsFunc(of[1], func(o annotate.Annotation) bool {
			return m.Article == o.Article && m.Start < o.End && o.Start < m.End && m.Reviewer != o.Reviewer
		}) {
			n++
		}
	}
	return n, nil
}

// mayJoin tells whether two claims may be offered: they are not joined, and nobody
// holds them apart.
func (y *sayings) mayJoin(a, b Alike) bool {
	return (y.group[a.A] == "" || y.group[a.A] != y.group[b.A]) && !y.apart[annotate.JoinID(annotate.KindClaim, a.A, b.A)]
}

// common counts what two lists in order have in common.
func common(a, b []string) (n int) {
	for _, s := range a {
		if _, in := slices.BinarySearch(b, s); in {
			n++
		}
	}
	return n
}

// offerSayings offers claims that are worded otherwise, those that were here before what
// came.
func (x *likening) offerSayings(ctx context.Context, claims []read.Stated) error {
	y := newSayings(x)
	for i, c := range claims {
		if i%256 == 0 && ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := y.offer(Alike{Kind: annotate.KindClaim, A: c.ID, NameA: c.Statement}); err != nil {
			return err
		}
	}
	return nil
}
