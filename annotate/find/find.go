// Package find finds words in the text of an article as a person means them:
// whatever the spelling ("Kiev" finds "Kyiv"), case, accents and signs, and
// across line ends and soft hyphens.
package find

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// chunk is how many bytes of a text are folded at a time: few enough to stay
// in the processor's cache, and to be done within a millisecond.
const chunk = 32 << 10

// Within returns the places of a text at which a query stands, in code
// points, in order and not overlapping; of several that begin at one place the
// longest. They cut through no grapheme and neither begin nor end with white space.
//
// A query is found in the middle of a word too. Case, diacritics, ligatures
// and the shapes of quotation marks, apostrophes and dashes make no difference;
// a run of white space counts as one space, soft hyphens and other invisible
// characters as nothing. White space at an end of the query asks for white
// space there, or the end of the text. A word of the query is also found in
// its other spellings, [reading.Alternatives], and those as whole words only.
//
// A query of nothing but white space and invisible characters is found
// nowhere. The error is that of the context, which is asked every millisecond
// or so. Beside the places found, the memory needed does not depend on the
// length of the text.
func Within(ctx context.Context, o *text.Offsets, query string) ([]annotate.Span, error) {
	return within(ctx, o, query, chunk)
}

// within folds so many bytes at a time.
func within(ctx context.Context, o *text.Offsets, query string, step int) ([]annotate.Span, error) {
	s := search{o: o, pattern: newPattern(query), window: window{text: o.Text()}}
	if len(s.parts) == 0 {
		return nil, ctx.Err()
	}
	step = max(step, s.longest)
	for at := 0; ; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.widen(step)
		if s.read == len(s.text) {
			s.scan(at, len(s.bytes))
			return s.found, nil
		}
		// What begins farther on may reach the end of the window or beyond, and
		// what follows it is asked for too.
		if limit := len(s.bytes) - s.longest; limit > at {
			at = s.scan(at, limit)
			done := max(at-utf8.UTFMax, 0) // and what stands before
			s.leave(done)
			at -= done
		}
	}
}

// search is one search under way.
type search struct {
	o *text.Offsets
	pattern
	window
	ends, more []int // where the parts so far may end
	next       []int // where each needle is found next

	found          []annotate.Span
	counted, point int // one place of the text, in bytes and in code points
}

// scan finds the places that begin from one folded byte to another and returns
// where to go on.
func (s *search) scan(from, to int) int {
	s.next = append(s.next[:0], make([]int, len(s.needles))...)
	for i := range s.next {
		s.next[i] = -1
	}
	for from < to {
		first := to
		for i, needle := range s.needles {
			if s.next[i] < from {
				s.next[i] = to
				if k := bytes.Index(s.bytes[from:min(to-1+len(needle), len(s.bytes))], needle); k >= 0 {
					s.next[i] = from + k
				}
			}
			first = min(first, s.next[i])
		}
		if first == to {
			break
		}
		from = first + 1
		if end := s.match(first); end > 0 {
			s.note(first, end)
			from = end
		}
	}
	return max(from, to)
}

// match returns where the longest place that begins at a folded byte ends, 0
// if none does.
func (s *search) match(start int) int {
	if s.before && start > 0 && s.bytes[start-1] != ' ' {
		return 0
	}
	s.ends = append(s.ends[:0], start)
	for _, forms := range s.parts {
		s.more = s.more[:0]
		for _, at := range s.ends {
			for _, f := range forms {
				if s.stands(f, at) {
					s.more = append(s.more, at+len(f.folded))
				}
			}
		}
		s.ends, s.more = s.more, s.ends
	}
	longest := 0
	for _, end := range s.ends {
		if !s.after || end == len(s.bytes) || s.bytes[end] == ' ' {
			longest = max(longest, end)
		}
	}
	return longest
}

// stands tells whether a form stands at a folded byte.
func (s *search) stands(f form, at int) bool {
	end := at + len(f.folded)
	switch {
	case end > len(s.bytes) || string(s.bytes[at:end]) != f.folded:
		return false
	case f.variant && !s.whole(at, end):
		return false
	case f.capitals:
		from, to := s.source(at, end)
		return !strings.ContainsFunc(s.text[from:to], unicode.IsLower)
	}
	return true
}

// enough is how many bytes of a text tell how many places the rest will have:
// to find room for them bit by bit takes longer than to find them.
const enough = 1 << 20

// note adds a place to those found, unless it is one character with the last:
// the second s of ß.
func (s *search) note(start, end int) {
	from, to := s.source(start, end)
	if from < s.counted {
		return
	}
	var span annotate.Span
	span.Start = s.point + utf8.RuneCountInString(s.text[s.counted:from])
	span.End = span.Start + utf8.RuneCountInString(s.text[from:to])
	s.counted, s.point = to, span.End
	span.Start, span.End = s.o.Snap(span.Start, span.End)
	n := len(s.found)
	if n > 0 && s.found[n-1].End > span.Start {
		return
	}
	if n == cap(s.found) && to > enough {
		s.found = slices.Grow(s.found, 1+n/8+int(float64(n)/float64(to)*float64(len(s.text)-to)))
	}
	s.found = append(s.found, span)
}
