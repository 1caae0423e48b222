package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
)

// Highlights returns so many annotations of a text, spread evenly over it and
// in the order of their beginnings, then ends: of 3 to 25 words each, of the
// three verdicts by turns. Every fifth begins inside the one before it.
//
// As many to a word in the beginning of a text are the same as there in the
// whole.
func Highlights(s string, n int) []annotate.Annotation {
	words := wordsOf(s)
	out := make([]annotate.Annotation, 0, n)
	before := annotate.Span{}
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), uint64(vocabularySize)))
		room := len(words) / n
		at := i * room
		length := 3 + r.IntN(23)
		if i%5 == 4 && before.Len() > 1 {
			at = before.Start + 1 + r.IntN(before.Len()-1)
		} else {
			at += r.IntN(max(room-length-1, 1))
		}
		before = annotate.Span{Start: at, End: min(at+length, len(words))}
		first, last := words[before.Start], words[before.End-1]
		out = append(out, annotate.Annotation{
			ID:    annotate.ID(fmt.Sprintf("%08x-0000-4000-8000-%012x", i, at)),
			Start: first.start, End: last.end, Quote: s[first.from:last.to],
			Verdict: annotate.Verdicts[i%len(annotate.Verdicts)],
		})
	}
	return out
}

// word is where a word with its signs lies: start and end in code points,
// from and to in bytes.
type word struct{ start, end, from, to int }

func wordsOf(s string) []word {
	var out []word
	point, at := 0, 0
	for field := range strings.FieldsSeq(s) {
		from := at + strings.Index(s[at:], field)
		w := word{start: point + utf8.RuneCountInString(s[at:from]), from: from, to: from + len(field)}
		w.end = w.start + utf8.RuneCountInString(field)
		if field != "—" {
			out = append(out, w)
		}
		point, at = w.end, w.to
	}
	return out
}
