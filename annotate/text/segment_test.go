package text

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkSegments holds every answer at a place against those from the start.
func checkSegments(t *testing.T, o *Offsets, m *model, p int) {
	t.Helper()
	for name, ask := range map[string][2]func(int) (int, int){
		"paragraph": {o.Paragraph, m.paragraph}, "grapheme": {o.Grapheme, m.grapheme}, "word": {o.Word, m.word}, "sentence": {o.Sentence, m.sentence},
	} {
		a, b := ask[0](p)
		if start, end := ask[1](p); a != start || b != end {
			t.Fatalf("%s at %d is %d–%d %+q, want %d–%d %+q", name, p, a, b, o.Slice(a, b), start, end, o.Slice(start, end))
		}
	}
	if got, want := o.NextWord(p), m.nextWord(p); got != want {
		t.Fatalf("the word after %d ends at %d, want %d: %+q", p, got, want, o.Slice(p, want))
	}
	if got, want := o.PrevWord(p), m.prevWord(p); got != want {
		t.Fatalf("the word before %d begins at %d, want %d: %+q", p, got, want, o.Slice(want, p))
	}
	end := min(p+3, o.Len())
	a, b := o.Trim(p, end)
	if start, end := m.trim(p, end); a != start || b != end {
		t.Fatalf("%d–%d trimmed is %d–%d, want %d–%d", p, p+3, a, b, start, end)
	}
}

func TestSegmentsAgree(t *testing.T) {
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 2))
		s := strings.ReplaceAll(mixture(r, 1+r.IntN(200)), "\r", "")
		o, m := NewOffsets(s), newModel(s)
		for p := 0; p <= o.Len(); p++ {
			checkSegments(t, o, m, p)
		}
	}
	s := news(20_000, "\n")
	o, m := NewOffsets(s), newModel(s)
	for p := 0; p <= o.Len(); p += 7 {
		checkSegments(t, o, m, p)
	}
}

// Of a paragraph as long as an article, words and sentences are the same as
// if it had been read from its start.
func TestLongParagraph(t *testing.T) {
	english := news(100_000, "")
	for name, s := range map[string]string{
		"english": english, "in the middle": "Title\n\n" + english + "\nNext line.\n",
		"cyrillic":      strings.Repeat("Міністр сказала, що ніхто не бачив листа. «Ми просили двічі», — додала вона! Посадовці ген. Іванова не відповіли? ", 300),
		"chinese":       strings.Repeat("部长告诉记者，周五之前没有人见过这封信。“我们问了两次，”她说。港口官员没有回答周一早上发出的问题！", 500),
		"no full stops": strings.Repeat("one two three’s 4.5 e-mail ", 1000),
	} {
		o, m := NewOffsets(s), newModel(s)
		r := rand.New(rand.NewPCG(7, 7))
		for range 300 {
			p := r.IntN(o.Len() + 1)
			if name != "no full stops" {
				checkSegments(t, o, m, p)
			} else if a, b := o.Word(p); p < o.Len() {
				if start, end := m.word(p); a != start || b != end {
					t.Fatalf("%s: word at %d is %d–%d, want %d–%d", name, p, a, b, start, end)
				}
			}
		}
	}
}

// A plain end of a sentence, found in whatever part of a text, is one of the
// whole text.
func TestPlainEnd(t *testing.T) {
	parts := strings.Fields("a B 7 one Two gov Gen U.S Jan etc three. Four. gov. Gen. U.S. etc. who? What! . ? ) “ ” , : - … 部长 。 ー é́  ")
	found := 0
	for seed := range uint64(20_000) {
		r := rand.New(rand.NewPCG(seed, 3))
		var b strings.Builder
		for range 30 {
			b.WriteString(parts[r.IntN(len(parts))])
			if r.IntN(3) > 0 {
				b.WriteByte(' ')
			}
		}
		o, m := NewOffsets(b.String()), newModel(b.String())
		first := r.IntN(o.Len())
		last := first + r.IntN(o.Len()-first)
		for _, to := range o.sentences(first, last) {
			if to < last && plainEnd(o.Slice(first, to), o.Slice(to, last)) {
				found++
				if i := after(m.sentences, to-1); m.sentences[i][1] != to {
					t.Fatalf("%q: no sentence ends at %d, seen from %q", b.String(), to, o.Slice(first, last))
				}
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d plain ends", found)
	}
	for _, c := range []struct {
		before, after string
		want          bool
	}{
		{"he left. ", "She", true}, {"he left? ", "Émile", true}, {"部长说。", "她", true},
		{"he left. ", "“She", false}, {"apt. ", "Lee", false}, {"Boeing 777. ", "She", false}, {"at X? ", "She", false}, {"he left.” ", "She", false},
	} {
		if got := plainEnd(c.before, c.after); got != c.want {
			t.Errorf("between %q and %q: %v", c.before, c.after, got)
		}
	}
}

// Where a paragraph gives no hold, it is cut, and all places of a part say
// that they belong to it.
func TestParagraphWithoutHold(t *testing.T) {
	for name, unit := range map[string]string{
		"letters": "letters", "spaces": "  ", "stop and spaces": ".                                ", "dashes": "—", "Thai": "ไม่มีใครเห็น", "Chinese": "没有人", "Katakana": "カタカナ",
		"marks": "\u0301", "flags": "🇺🇦", "joined": "\U0001f469\u200d", "initials": "J. ", "questions": "A?", "numbers": "3.", "formats": "a\u00ad", "mid": "a:\u0308",
	} {
		s := "é. " + strings.Repeat(unit, 4*cell/utf8.RuneCountInString(unit))
		o := NewOffsets(s)
		for what, ask := range map[string]func(int) (int, int){"word": o.Word, "sentence": func(p int) (start, end int) {
			start, end = o.stretch(p, o.cutAtSentence)
			for start, end = range o.sentences(start, end) {
				if end > p {
					break
				}
			}
			return start, end
		}} {
			for edge := cell; edge < o.Len(); edge += cell { // near which a cut lies
				next, _ := ask(edge - 60)
				for next < min(edge+60, o.Len()) {
					start, end := ask(next)
					if start != next || end <= start || end-start >= 2*cell+chunk || !o.IsBoundary(end) {
						t.Fatalf("%s: the %s after %d is %d–%d", name, what, next, start, end)
					}
					if a, b := ask(end - 1); a != start || b != end {
						t.Fatalf("%s: %s %d–%d is %d–%d from its end", name, what, start, end, a, b)
					}
					next = end
				}
			}
		}
		for p, steps := 0, 0; p < o.Len(); steps++ {
			q := o.NextWord(p)
			if q <= p || q > o.Len() || !o.IsBoundary(q) || q-p > reach+2*cell {
				t.Fatalf("%s: from %d to the next word at %d", name, p, q)
			}
			if p = q; steps == 50 {
				break
			}
		}
		for p, steps := o.Len(), 0; p > 0; steps++ {
			q := o.PrevWord(p)
			if q >= p || q < 0 || !o.IsBoundary(q) || p-q > reach+2*cell {
				t.Fatalf("%s: from %d to the word before at %d", name, p, q)
			}
			if p = q; steps == 50 {
				break
			}
		}
	}
}

func TestParagraphs(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 40 {
		var b strings.Builder
		for range 1 + r.IntN(20) {
			b.WriteString(strings.Repeat([]string{"", "x", "éx", "基辅"}[r.IntN(4)], r.IntN([]int{2, 1000, 1024, 30_000}[r.IntN(4)])))
			b.WriteString(strings.Repeat("\n", r.IntN(3)))
		}
		o := NewOffsets(b.String())
		for range 300 {
			p := r.IntN(o.Len() + 1)
			at := o.Byte(p)
			from, to := strings.LastIndexByte(o.text[:at], '\n')+1, len(o.text)
			if i := strings.IndexByte(o.text[at:], '\n'); i >= 0 {
				to = at + i
			}
			if start, end := o.Paragraph(p); o.Byte(start) != from || o.Byte(end) != to {
				t.Fatalf("paragraph at byte %d is %d–%d, want %d–%d", at, o.Byte(start), o.Byte(end), from, to)
			}
		}
	}
}

func FuzzSegments(f *testing.F) {
	f.Add(mixed, 3)
	f.Fuzz(func(t *testing.T, s string, p int) {
		s, err := Canonical([]byte(s))
		if err != nil {
			return
		}
		o := NewOffsets(s)
		if p < 0 || p > o.Len() {
			return
		}
		for name, cut := range map[string]func(int) (int, int){"word": o.Word, "sentence": o.Sentence, "grapheme": o.Grapheme, "paragraph": o.Paragraph} {
			a, b := cut(p)
			if a < 0 || b < a || b > o.Len() || !o.IsBoundary(a) || !o.IsBoundary(b) {
				t.Fatalf("%s at %d of %q is %d–%d", name, p, s, a, b)
			}
		}
		if p < o.Len() && (o.NextWord(p) <= p || o.NextGrapheme(p) <= p) || p > 0 && (o.PrevWord(p) >= p || o.PrevGrapheme(p) >= p) {
			t.Fatalf("stuck at %d of %q", p, s)
		}
		if o.Len() < chunk { // no more than that is cut other than from the start
			checkSegments(t, o, newModel(s), p)
		}
	})
}
