package foreign

import (
	"context"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/carry"
	"claimtrace/annotate/text"
)

const (
	// mostPlaces is how many places of the same words are looked at.
	mostPlaces = 1000
	// around is how many bytes of letters on either side tell one such place from another, and
	// asGood how many fewer of them may be the same at a place that is as good.
	around, asGood = 64, 8
	// leastLike is how much a place must be like a passage of other words, as [carry.Find] has it.
	leastLike = 0.75
	// longCompared is up to how many bytes texts are compared for such a place.
	longCompared = 2 << 20
)

// spelled is the letters and digits of a text, in small and without what different ways to
// write them add: ligatures, accents, hyphens and space.
type spelled struct {
	letters string
	at      []int32 // of each byte: the code point of the text that it was made of
}

func spell(s string) spelled {
	var letters strings.Builder
	var at []int32
	i := int32(-1)
	for _, r := range s {
		i++
		forms := string(r)
		if r >= utf8.RuneSelf {
			forms = norm.NFKD.String(forms)
		}
		for _, f := range forms {
			if !unicode.IsLetter(f) && !unicode.IsDigit(f) {
				continue
			}
			n, _ := letters.WriteRune(unicode.ToLower(f))
			for range n {
				at = append(at, i)
			}
		}
	}
	return spelled{letters.String(), at}
}

// within are the letters of a span: from one to another, the end exclusive.
func (w spelled) within(s annotate.Span) (from, to int) {
	from, _ = slices.BinarySearch(w.at, int32(s.Start))
	to, _ = slices.BinarySearch(w.at, int32(s.End))
	return from, to
}

// span is where letters from one to another stand in the text.
func (w spelled) span(from, to int) annotate.Span {
	return annotate.Span{Start: int(w.at[from]), End: int(w.at[to-1]) + 1}
}

// standsIn finds the place of a passage of an article in the text that was read from the
// article's original. Where both have the same letters it is known; else its words are
// looked for, and where they are not there what is like them.
func standsIn(article string, passage annotate.Span, read string) (annotate.Span, bool) {
	a, b := side{spell(article), text.NewOffsets(article)}, side{spell(read), text.NewOffsets(read)}
	from, to := a.within(passage)
	if from >= to || passage.Start < 0 || passage.End > a.Len() {
		return annotate.Span{}, false
	}
	at, ok := from, true
	if a.letters != b.letters {
		at, ok = sameWords(a, b, from, to)
	}
	if ok {
		return widened(a, b, passage, a.span(from, to), b.span(at, at+to-from)), true
	}
	if len(article) > longCompared || len(read) > longCompared {
		return annotate.Span{}, false
	}
	found, err := carry.Find(context.Background(), a.Offsets, b.Offsets, []carry.Passage{{Span: passage}}, nil)
	if err != nil || found[0].State != carry.Fuzzy || found[0].Score < leastLike {
		return annotate.Span{}, false
	}
	return found[0].Candidates[0].Span, true
}

// side is one of two texts.
type side struct {
	spelled
	*text.Offsets
}

// widened adds to the place of the letters of a passage the signs around them that are the
// passage's, too.
func widened(a, b side, passage, was, is annotate.Span) annotate.Span {
	for was.Start > passage.Start && is.Start > 0 && a.Slice(was.Start-1, was.Start) == b.Slice(is.Start-1, is.Start) {
		was.Start, is.Start = was.Start-1, is.Start-1
	}
	for was.End < passage.End && is.End < b.Len() && a.Slice(was.End, was.End+1) == b.Slice(is.End, is.End+1) {
		was.End, is.End = was.End+1, is.End+1
	}
	return is
}

// sameWords finds the letters of a passage among those of the other text. Of several
// places it is one with the same letters around it; of several of these that which has as
// many such places before it, or which is as far down the text.
func sameWords(a, b side, from, to int) (at int, ok bool) {
	want, here := a.letters[from:to], a.span(from, to)
	begins, ends := a.parts(here.Start), a.parts(here.End)
	then, now := a.places(want, begins, ends), b.places(want, begins, ends)
	alike := make([]int, len(now))
	for i, k := range now {
		alike[i] = shared(a.letters[:from], b.letters[:k], true) + shared(a.letters[to:], b.letters[k+len(want):], false)
	}
	nearest := math.Inf(1)
	for i, k := range now {
		if alike[i] < slices.Max(alike)-asGood {
			continue
		}
		off := math.Abs(float64(k)/float64(len(b.letters)) - float64(from)/float64(len(a.letters)))
		if len(then) == len(now) && then[i] == from {
			off = 0
		}
		if off < nearest {
			at, nearest = k, off
		}
	}
	return at, len(now) > 0
}

// places are where some letters stand, at most [mostPlaces]; where a word is to begin with
// them, or to end, those where one does.
func (x side) places(want string, begins, ends bool) (list []int) {
	for from := 0; len(list) < mostPlaces; {
		i := strings.Index(x.letters[from:], want)
		if i < 0 {
			break
		}
		i += from
		if s := x.span(i, i+len(want)); (!begins || x.parts(s.Start)) && (!ends || x.parts(s.End)) {
			list = append(list, i)
		}
		_, size := utf8.DecodeRuneInString(x.letters[i:])
		from = i + size
	}
	return list
}

// shared counts the bytes of letters that two texts have in common, at their ends or at their
// beginnings.
func shared(a, b string, atEnds bool) (n int) {
	for n < min(len(a), len(b), around) && (atEnds && a[len(a)-1-n] == b[len(b)-1-n] || !atEnds && a[n] == b[n]) {
		n++
	}
	return n
}

// parts tells whether a word begins or ends at a place: there are no letters on both
// sides of it.
func (x side) parts(point int) bool {
	is := func(at int, kinds ...*unicode.RangeTable) bool {
		r, _ := utf8.DecodeRuneInString(x.Slice(max(at, 0), min(at+1, x.Len())))
		return at >= 0 && at < x.Len() && unicode.In(r, kinds...)
	}
	for is(point, unicode.M) {
		point++
	}
	return !is(point-1, unicode.L, unicode.Nd, unicode.M) || !is(point, unicode.L, unicode.Nd)
}
