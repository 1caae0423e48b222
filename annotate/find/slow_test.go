package find

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/reading"
	"claimtrace/annotate/text"
)

// slow is [Within] at its plainest: the whole text folded, every place tried.
func slow(o *text.Offsets, query string) []annotate.Span {
	source := []rune(o.Text())
	var folded []rune
	var from []int // code points
	for i, r := range source {
		for _, c := range reading.FoldRune(r) {
			if n := len(folded); c != ' ' || n == 0 || folded[n-1] != ' ' {
				folded, from = append(folded, c), append(from, i)
			}
		}
	}
	letter := func(i int) bool { return i >= 0 && i < len(folded) && isLetter(folded[i]) }
	space := func(i int) bool { return i < 0 || i == len(folded) || folded[i] == ' ' }
	stands := func(f form, at int) int {
		want := []rune(f.folded)
		end := at + len(want)
		if end > len(folded) || !slices.Equal(folded[at:end], want) {
			return -1
		}
		if f.variant && (letter(at-1) && letter(at) || letter(end) && (letter(end-1) || folded[end-1] == '.')) ||
			f.capitals && slices.ContainsFunc(source[from[at]:from[end-1]+1], unicode.IsLower) {
			return -1
		}
		return end
	}
	p := newPattern(query)
	var longest func(at int, parts [][]form) int
	longest = func(at int, parts [][]form) int {
		if len(parts) == 0 {
			if p.after && !space(at) {
				return -1
			}
			return at
		}
		most := -1
		for _, f := range parts[0] {
			if end := stands(f, at); end >= 0 {
				most = max(most, longest(end, parts[1:]))
			}
		}
		return most
	}
	var spans []annotate.Span
	used := 0
	for at := 0; at < len(folded) && len(p.parts) > 0; {
		end := -1
		if !p.before || space(at-1) {
			end = longest(at, p.parts)
		}
		if end < 0 {
			at++
			continue
		}
		if from[at] >= used {
			used = from[end-1] + 1
			var s annotate.Span
			s.Start, s.End = o.Snap(from[at], used)
			if n := len(spans); n == 0 || spans[n-1].End <= s.Start {
				spans = append(spans, s)
			}
		}
		at = end
	}
	return spans
}

// check holds a search, in steps of so many bytes, against the slow one and
// against what is true of all.
func check(t *testing.T, s, query string, step int) (found int) {
	t.Helper()
	o := text.NewOffsets(s)
	got, err := within(context.Background(), o, query, step)
	if want := slow(o, query); err != nil || !slices.Equal(got, want) {
		t.Fatalf("%q in %q, %d bytes at a time: %v (%v), want %v", query, s, step, got, err, want)
	}
	last := 0
	for _, span := range got {
		if span.Start < last || span.Len() <= 0 || span.End > o.Len() || !o.IsBoundary(span.Start) || !o.IsBoundary(span.End) {
			t.Fatalf("%q in %q: %v is no place after %d", query, s, span, last)
		}
		last = span.End
	}
	return len(got)
}

// pieces of random texts and queries.
var pieces = []string{
	"Kyiv", "Kiev", "KYIV", "kie", "Zelensky", "Zelenskyy", "Zelenskiy", "said", "US", "us", "U.S.", "USA", "USSR", "UN", "U.N.",
	"favour", "favor", "Mr", "Mr.", "e-mail", "email", "organise", "organize", "Valerii", "a", "s", "f", "i", "x",
	" ", " ", " ", " ", "\n", "\n\n", "\u00a0", "  ", "\u2009", ".", ",", "-", "–", "—", "'", "’", "\"", "“", "…", "²", "½",
	"ß", "ẞ", "ﬁ", "ﬃ", "İ", "ı", "ǅ", "ς", "σ", "Σ", "ΐ", "ᾳ", "é", "e\u0323\u0301", "Å", "ø", "æ", "K",
	"\u00ad", "\u200b", "\u200d", "\ufeff", "\u0301", "\ufe0f", "👩‍👩‍👧", "👍🏽", "🇺🇦", "🇺", "कि", "क", "が", "か", "\u3099", "한", "ᄒ", "ﷺ", "مُ", "أ", "שָ", "≠", "\u0338", "=",
}

func random(r *rand.Rand, most int) string {
	var b strings.Builder
	for range r.IntN(most) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	return norm.NFC.String(b.String())
}

func TestLikeSlow(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 6000 {
		s := random(r, 40)
		query := random(r, 5)
		if points := []rune(s); len(points) > 0 && r.IntN(3) > 0 { // one that is there
			from := r.IntN(len(points))
			query = string(points[from:min(from+1+r.IntN(12), len(points))])
			if r.IntN(2) == 0 {
				query = strings.ToUpper(query)
			}
		}
		found += check(t, s, query, 1+r.IntN(50))
	}
	if found < 3000 {
		t.Errorf("only %d places were found at all", found)
	}
}

func FuzzWithin(f *testing.F) {
	f.Add("Straße nach Ky\u00adiv, e\u0323\u0301 ﬁn", "STRASSE", 3)
	f.Add("Zelenskyy said the US (U.S.) and USA", "zelensky  said", 1)
	f.Add("a \n b — c … ﷺ", " A ", 7)
	f.Fuzz(func(t *testing.T, s, query string, step int) {
		if len(s) > 2000 || len(query) > 200 {
			return
		}
		check(t, norm.NFC.String(strings.ToValidUTF8(s, "\ufffd")), query, min(max(step, 1), 4096))
	})
}

// Every code point folds to what folds to itself, and to the same as its like
// in another case, by Unicode's full case folding too.
func TestFoldRune(t *testing.T) {
	all := func(s string) string {
		var b strings.Builder
		for _, r := range norm.NFC.String(s) {
			b.WriteString(reading.FoldRune(r))
		}
		return b.String()
	}
	fold := cases.Fold()
	for r := rune(0); r < 0x20000; r++ { // beyond are ideographs
		s := string(r)
		if !unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) ||
			unicode.In(r, unicode.Han, unicode.Hangul) || norm.NFC.String(s) != s {
			continue // without case, or in no article
		}
		want := reading.FoldRune(r)
		likes := []string{want, strings.ToUpper(s), strings.ToLower(s), strings.ToTitle(s)}
		if !strings.Contains(norm.NFD.String(s), "\u0345") { // the iota below a letter is an accent here
			likes = append(likes, fold.String(s))
		}
		for _, like := range likes {
			if got := all(like); got != want {
				t.Errorf("%U folds to %q, %q to %q", r, want, like, got)
			}
		}
		if p := pageOf(r)[r&0xff]; p.size != tooLong && string(p.bytes[:p.size]) != want {
			t.Errorf("%U folds to %q, in its page to %q", r, want, p.bytes[:p.size])
		}
	}
}
