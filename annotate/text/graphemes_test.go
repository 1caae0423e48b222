package text

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

// checkBoundaries holds every boundary against those found from the start.
func checkBoundaries(t *testing.T, s string) {
	t.Helper()
	o, m := NewOffsets(s), newModel(s)
	for p, want := range m.boundary {
		if o.IsBoundary(p) != want {
			t.Fatalf("place %d of %d, between %+q and %+q: boundary is %v", p, o.Len(), o.Slice(p-8, p), o.Slice(p, p+8), !want)
		}
	}
}

func TestGraphemesAgree(t *testing.T) {
	for seed := range uint64(300) {
		checkBoundaries(t, mixture(rand.New(rand.NewPCG(seed, 1)), 3*chunk))
	}
	checkBoundaries(t, strings.Repeat("line\r\n", chunk))
}

// Every character of Unicode, in the company of those that have rules.
func TestGraphemesOfAllCharacters(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	var b strings.Builder
	for c := rune(1); c <= utf8.MaxRune; c++ {
		if utf8.ValidRune(c) {
			b.WriteRune(c)
			if r.IntN(2) == 0 {
				b.WriteString(signs[r.IntN(len(signs))])
			}
		}
	}
	checkBoundaries(t, b.String())
}

// A boundary that is called certain is one in every company, and ordinary
// text of every script has one close by.
func TestCertain(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	sample := func() string { return signs[r.IntN(len(signs))] }
	for range 200_000 {
		before, a, b := sample()+sample()+sample(), sample(), sample()
		if o := NewOffsets(a + b); !o.certain(len(a)) {
			continue
		}
		if s := before + a + b; !newModel(s).boundary[utf8.RuneCountInString(before+a)] {
			t.Fatalf("%+q: no boundary before %+q", s, b)
		}
	}
	for name, s := range map[string]string{
		"Thai": "รัฐมนตรีกล่าวว่าไม่มีใครเห็นจดหมาย", "Hindi": "मंत्री ने कहा कि किसी ने पत्र नहीं देखा", "Korean": "장관은아무도편지를보지못했다고말했다",
		"Chinese": "部长说没有人见过这封信", "Japanese": "大臣はだれも手紙を見ていないと述べた", "Arabic": "قال الوزير إن أحدا لم ير الرسالة", "Tamil": "அமைச்சர் கடிதத்தை யாரும் பார்க்கவில்லை என்றார்",
	} {
		o := NewOffsets(s)
		for from := 1; from+8 < o.Len(); from++ {
			if !o.anyCertain(o.Byte(from), o.Byte(from+8)) {
				t.Errorf("%s: no certain boundary from %d on", name, from)
			}
		}
	}
}

// Where nothing is certain for long, graphemes are cut at multiples of chunk,
// or behind the sign there that hung on the one before, and nowhere else; and
// whoever asks from wherever hears the same.
func TestGraphemesWithoutEnd(t *testing.T) {
	for name, unit := range map[string]string{"marks": "\u0301", "joined": "\U0001f469\u200d", "jamo": "\u1100", "conjuncts": "\u0915\u094d", "prepended": "\u0600"} {
		s := "beginning é" + strings.Repeat(unit, 50_000) + " end"
		forward, backward := NewOffsets(s), NewOffsets(s)
		found := make([]bool, forward.Len()+1)
		for p := forward.Len(); p >= 0; p-- {
			found[p] = backward.IsBoundary(p)
		}
		for p := range found {
			if forward.IsBoundary(p) != found[p] {
				t.Fatalf("%s: place %d depends on the order", name, p)
			}
			if inside := p > 13 && p < forward.Len()-6; inside && found[p] && p%chunk > 1 {
				t.Fatalf("%s: cut at %d", name, p)
			} else if inside && !found[p] && p%chunk == 0 && p > chunk && p < forward.Len()-chunk {
				t.Fatalf("%s: not cut at %d", name, p)
			}
		}
		if alone := NewOffsets(s); alone.IsBoundary(20*chunk+100) || !alone.IsBoundary(20*chunk) {
			t.Errorf("%s: a place asked alone differs", name)
		}
	}
	for _, before := range []string{"", "x"} {
		s := before + strings.Repeat("🇺🇦", 2*chunk)
		o := NewOffsets(s)
		for p := len(before); p < chunk; p++ {
			if o.IsBoundary(p) != ((p-len(before))%2 == 0) {
				t.Fatalf("a flag is cut at %d", p)
			}
		}
		for p := chunk; p < o.Len()-chunk; p++ {
			if start, end := o.Grapheme(p); end-start > 2 {
				t.Fatalf("flags at %d stick together", p)
			}
		}
	}
	// As long as a grapheme can be without being cut, wherever it begins.
	for before := range chunk {
		s := strings.Repeat("x", before) + "y" + strings.Repeat("\u0301", chunk-1) + "z"
		if start, end := NewOffsets(s).Grapheme(before + chunk/2); start != before || end != before+chunk {
			t.Fatalf("a grapheme of %d after %d is %d–%d", chunk, before, start, end)
		}
	}
}

func TestGraphemesAskedAtOnce(t *testing.T) {
	s := mixture(rand.New(rand.NewPCG(9, 9)), 20*chunk)
	o, m := NewOffsets(s), newModel(s)
	var asking sync.WaitGroup
	for seed := range uint64(8) {
		asking.Go(func() {
			r := rand.New(rand.NewPCG(seed, 9))
			for range 20 * chunk {
				if p := r.IntN(o.Len() + 1); o.IsBoundary(p) != m.boundary[p] {
					t.Errorf("place %d: boundary is %v", p, !m.boundary[p])
				}
			}
		})
	}
	asking.Wait()
}

// The text lies across the edge of a chunk, where boundaries are looked for
// from the chunk before.
func FuzzGraphemes(f *testing.F) {
	f.Add(mixed, 5)
	f.Add("क\u094d\u0301ष\u093f👩🏽\u200d🚒🇺🇦🇺\u0600\u1100\u1161\u11a8\r\n \u0301", 3)
	f.Fuzz(func(t *testing.T, s string, at int) {
		n := utf8.RuneCountInString(s)
		if !utf8.ValidString(s) || n >= chunk || at < 0 || at > n {
			return
		}
		checkBoundaries(t, strings.Repeat("x", chunk-at)+s+strings.Repeat("y", 2*chunk))
	})
}
