// Package anchor finds a quoted passage in a text.
//
// A passage is remembered by its exact words and up to [Context] code points
// on each side: the quote selector of the W3C Web Annotation model. Its place
// is never guessed: where the words occur twice, or not at all, that is said.
package anchor

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
)

// Context is how many code points are remembered on each side of a quote.
const Context = 32

// Errors of [Find] and [Check], wrapped with the particulars.
var (
	ErrMissing   = errors.New("the quote does not occur in the article")
	ErrAmbiguous = errors.New("the quote occurs more than once in the article")
	ErrSpan      = errors.New("the span lies outside the article")
	ErrEmpty     = errors.New("the span holds no text")
	ErrGrapheme  = errors.New("the span cuts through a character")
)

// Selector is a passage by its words: the exact quote and what stands around
// it.
type Selector struct{ Exact, Prefix, Suffix string }

// Select returns the selector of a span, which must be one that [Check]
// accepts.
func Select(o *text.Offsets, s annotate.Span) Selector {
	return Selector{
		Exact:  o.Slice(s.Start, s.End),
		Prefix: o.Slice(max(s.Start-Context, 0), s.Start),
		Suffix: o.Slice(s.End, min(s.End+Context, o.Len())),
	}
}

// Check tells whether a span can be annotated: inside the text ([ErrSpan]),
// not empty nor white space alone ([ErrEmpty]), and cut at the borders of
// graphemes ([ErrGrapheme]).
func Check(o *text.Offsets, s annotate.Span) error {
	switch {
	case s.Start < 0 || s.End > o.Len() || s.Start > s.End:
		return fmt.Errorf("%w: %d to %d of %d characters", ErrSpan, s.Start, s.End, o.Len())
	case strings.TrimSpace(o.Slice(s.Start, s.End)) == "":
		return fmt.Errorf("%w: %d to %d", ErrEmpty, s.Start, s.End)
	case !o.IsBoundary(s.Start):
		return fmt.Errorf("%w: it begins at %d, inside one", ErrGrapheme, s.Start)
	case !o.IsBoundary(s.End):
		return fmt.Errorf("%w: it ends at %d, inside one", ErrGrapheme, s.End)
	}
	return nil
}

// All returns every place at which the words occur, overlapping ones
// included, in order; none for a quote that is empty or not UTF-8.
func All(o *text.Offsets, exact string) []annotate.Span {
	if exact == "" || !utf8.ValidString(exact) {
		return nil
	}
	var spans []annotate.Span
	length := utf8.RuneCountInString(exact)
	for from := 0; ; {
		i := strings.Index(o.Text()[from:], exact)
		if i < 0 {
			return spans
		}
		start, _ := o.FromByte(from + i) // valid UTF-8 is never found inside a character
		spans = append(spans, annotate.Span{Start: start, End: start + length})
		_, size := utf8.DecodeRuneInString(o.Text()[from+i:])
		from += i + size
	}
}

// Find returns the one place of the quote. Where it occurs more than once,
// start tells which if it is not negative; else the error wraps
// [ErrAmbiguous] and names the places. Where it does not occur, or not at
// start, the error wraps [ErrMissing].
func Find(o *text.Offsets, exact string, start int) (annotate.Span, error) {
	spans := All(o, exact)
	if start >= 0 {
		for _, s := range spans {
			if s.Start == start {
				return s, nil
			}
		}
		return annotate.Span{}, fmt.Errorf("%w at %d: %s", ErrMissing, start, annotate.Quoted(short(exact)))
	}
	switch len(spans) {
	case 0:
		return annotate.Span{}, fmt.Errorf("%w: %s", ErrMissing, annotate.Quoted(short(exact)))
	case 1:
		return spans[0], nil
	}
	places := make([]string, min(len(spans), 8))
	for i := range places {
		places[i] = fmt.Sprint(spans[i].Start)
	}
	if len(spans) > len(places) {
		places = append(places, "…")
	}
	return annotate.Span{}, fmt.Errorf("%w, at %s: %s", ErrAmbiguous, strings.Join(places, ", "), annotate.Quoted(short(exact)))
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
