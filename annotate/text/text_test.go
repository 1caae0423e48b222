package text

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mixed holds what offsets go wrong on: emoji joined by ZWJ, combining marks,
// several scripts, no-break space, and a zero-width no-break space.
const mixed = "A 👨🏻‍🚒 and 🇺🇦 in Zażółć, Київ, Ελλάδα, 東京 and القاهرة; e\u0323\u0301 no\u00a0break \ufeff end\nsecond line."

func TestCanonical(t *testing.T) {
	for name, c := range map[string]struct {
		in, want string
		err      error
	}{
		"plain":            {"one\n", "one\n", nil},
		"crlf":             {"one\r\ntwo\rthree", "one\ntwo\nthree", nil},
		"byte order mark":  {"\ufeffone\ufeff", "one\ufeff", nil},
		"decomposed":       {"cafe\u0301", "café", nil},
		"blank ends":       {"\n\n  one\n \n", "\n\n  one\n \n", nil},
		"inner blank":      {"one\n\n\ntwo", "one\n\n\ntwo", nil},
		"latin-1":          {"caf\xe9", "", ErrNotUTF8},
		"utf-16":           {"\xff\xfeo\x00n\x00", "", ErrNUL},
		"nul":              {"one\x00two", "", ErrNUL},
		"empty":            {"", "", ErrEmpty},
		"only white space": {" \n\t\u00a0\r\n", "", ErrEmpty},
		"only a mark":      {"\ufeff", "", ErrEmpty},
		"only invisible":   {"\u200b\u200d", "", ErrEmpty},
	} {
		got, err := Canonical([]byte(c.in))
		if got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: got %q, %v; want %q, %v", name, got, err, c.want, c.err)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add([]byte("\ufeffone\r\ntwo\x00"))
	f.Add([]byte(mixed))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := Canonical(b)
		if err != nil {
			return
		}
		if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsAny(s, "\r\x00") || s == "" {
			t.Fatalf("%q became %q", b, s)
		}
		if again, err := Canonical([]byte(s)); again != s || err != nil {
			t.Fatalf("%q is not canonical: %q, %v", s, again, err)
		}
	})
}

// checkOffsets holds the table against counting from the start.
func checkOffsets(t *testing.T, s string) {
	t.Helper()
	o := NewOffsets(s)
	runes := []rune(s)
	if o.Len() != len(runes) || o.UTF16Len() != len(utf16.Encode(runes)) {
		t.Fatalf("%q: lengths %d, %d", s, o.Len(), o.UTF16Len())
	}
	b, u := 0, 0
	for p := 0; p <= len(runes); p++ {
		if o.Byte(p) != b || o.UTF16(p) != u {
			t.Fatalf("%q: point %d is byte %d, unit %d; want %d, %d", s, p, o.Byte(p), o.UTF16(p), b, u)
		}
		if got, err := o.FromByte(b); got != p || err != nil {
			t.Fatalf("%q: byte %d is point %d (%v), want %d", s, b, got, err, p)
		}
		if got, err := o.FromUTF16(u); got != p || err != nil {
			t.Fatalf("%q: unit %d is point %d (%v), want %d", s, u, got, err, p)
		}
		if p == len(runes) {
			break
		}
		for inside := 1; inside < utf8.RuneLen(runes[p]); inside++ {
			if _, err := o.FromByte(b + inside); !errors.Is(err, ErrOffset) {
				t.Fatalf("%q: byte %d lies inside a character", s, b+inside)
			}
		}
		b += utf8.RuneLen(runes[p])
		u += utf16.RuneLen(runes[p])
		if runes[p] > 0xFFFF {
			if _, err := o.FromUTF16(u - 1); !errors.Is(err, ErrOffset) {
				t.Fatalf("%q: unit %d lies inside a character", s, u-1)
			}
		}
	}
	for _, bad := range []int{-1, len(s) + 1} {
		if _, err := o.FromByte(bad); !errors.Is(err, ErrOffset) {
			t.Fatalf("byte %d of %q passed", bad, s)
		}
	}
	if _, err := o.FromUTF16(u + 1); !errors.Is(err, ErrOffset) {
		t.Fatalf("unit %d of %q passed", u+1, s)
	}
}

func TestOffsets(t *testing.T) {
	for _, s := range []string{"", "a", "plain", mixed, strings.Repeat("é", 200), strings.Repeat("x", 63) + "🙂" + strings.Repeat("y", 70)} {
		checkOffsets(t, s)
	}
	o := NewOffsets(mixed)
	if got := o.Slice(0, o.Len()); got != mixed {
		t.Errorf("slice of all is %q", got)
	}
	if got := o.Slice(5, 3); got != "" {
		t.Errorf("slice backwards is %q", got)
	}
}

// Texts about as long as the blocks and pages in which characters are
// counted, with their first character of more than a byte in any of them.
func TestOffsetsOfPages(t *testing.T) {
	for _, unit := range []string{"x", "é", "—", "🙂", "aé—🙂"} {
		for _, size := range []int{block - 1, block, block + 1, 3*block + 7} {
			for _, ascii := range []int{0, size / 3, size - len(unit)} {
				checkOffsets(t, strings.Repeat("a", ascii)+strings.Repeat(unit, (size-ascii)/len(unit)))
			}
		}
	}
	for _, size := range []int{page - 1, page, page + 1} {
		checkOffsets(t, strings.Repeat("a", page+size-4)+"🙂")
		checkOffsets(t, strings.Repeat("🙂", size/4)+strings.Repeat("a", page))
	}
	checkOffsets(t, mixture(rand.New(rand.NewPCG(6, 6)), page))
}

func TestTablesAreSmall(t *testing.T) {
	for _, unit := range []string{"a", "news—", "é", "中", "🙂", "🙂abc"} {
		o := NewOffsets(strings.Repeat(unit, 1_000_000/len(unit)))
		bytes := 8*(len(o.lines)+len(o.points.pages)+len(o.astral.pages)+len(o.graphemes)) + 2*(len(o.points.blocks)+len(o.astral.blocks)) + 4*len(o.blocks)
		if unit == "a" && bytes > 1000 || bytes > len(o.text)/8 {
			t.Errorf("tables of %d bytes %q take %d", len(o.text), unit, bytes)
		}
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add(mixed)
	f.Fuzz(func(t *testing.T, s string) {
		if utf8.ValidString(s) {
			checkOffsets(t, s)
		}
	})
}

func TestGraphemes(t *testing.T) {
	o := NewOffsets(mixed)
	for p := 0; p <= o.Len(); p++ {
		start, end := o.Grapheme(p)
		if start > p || (end <= p && p < o.Len()) {
			t.Fatalf("grapheme at %d is %d–%d", p, start, end)
		}
		if !o.IsBoundary(start) || !o.IsBoundary(end) {
			t.Fatalf("%d–%d does not lie on boundaries", start, end)
		}
	}
	if s, e := o.Grapheme(4); o.Slice(s, e) != "👨🏻‍🚒" {
		t.Errorf("firefighter is %q", o.Slice(s, e))
	}
	if s, e := o.Snap(4, 5); o.Slice(s, e) != "👨🏻‍🚒" {
		t.Errorf("snapped to %q", o.Slice(s, e))
	}
	if s, e := o.Snap(0, 1); s != 0 || e != 1 {
		t.Errorf("a letter snapped to %d–%d", s, e)
	}
	if p := o.PrevGrapheme(6); p != 2 {
		t.Errorf("before the firefighter is %d", p)
	}
}

func TestWordsAndSentences(t *testing.T) {
	const s = "Mr. Peskov didn't comment. “We expect it,” he said in Washington D.C. on Friday. J. Smith met Gen. Lee at 6.30 p.m. by the U.S. embassy!  No one spoke?\nNext line. Kyiv’s mayor."
	o := NewOffsets(s)
	find := func(part string) int { p, _ := o.FromByte(strings.Index(s, part)); return p }
	for part, want := range map[string]string{"didn": "didn't", "Peskov": "Peskov", "Kyiv": "Kyiv’s", "!": "!"} {
		a, b := o.Word(find(part))
		if got := o.Slice(a, b); got != want {
			t.Errorf("word at %q is %q, want %q", part, got, want)
		}
	}
	for part, want := range map[string]string{
		"Mr.":      "Mr. Peskov didn't comment.",
		"comment.": "Mr. Peskov didn't comment.",
		"expect":   "“We expect it,” he said in Washington D.C. on Friday.",
		"Lee":      "J. Smith met Gen. Lee at 6.30 p.m. by the U.S. embassy!",
		"spoke":    "No one spoke?",
		"Next":     "Next line.",
		"mayor":    "Kyiv’s mayor.",
	} {
		a, b := o.Sentence(find(part))
		if got := o.Slice(a, b); got != want {
			t.Errorf("sentence at %q is %q, want %q", part, got, want)
		}
	}
	var stops []string
	for p := 0; p < o.Len(); {
		q := o.NextWord(p)
		if q <= p {
			t.Fatalf("stuck at %d", p)
		}
		stops = append(stops, o.Slice(p, q))
		p = q
	}
	if got := strings.Join(stops[:4], "|"); got != "Mr|. Peskov| didn't| comment" {
		t.Errorf("words by Ctrl+Right: %s", got)
	}
	for p := o.Len(); p > 0; {
		q := o.PrevWord(p)
		if q >= p {
			t.Fatalf("stuck at %d", p)
		}
		p = q
	}
}

// Texts of scripts in which graphemes run long cost no more than others: each
// place is looked at once, not all that lies before it. Were it otherwise,
// this would not end within the tests' time limit.
func TestLongGraphemes(t *testing.T) {
	for name, s := range map[string]string{
		"marks":      "e" + strings.Repeat("\u0301", 200_000),
		"flags":      strings.Repeat("🇺🇦", 100_000),
		"joined":     strings.Repeat("👨\u200d", 100_000) + "👨",
		"devanagari": strings.Repeat("क्ष", 70_000),
		"chinese":    strings.Repeat("基辅电力设施", 50_000),
	} {
		o := NewOffsets(s)
		n := 0
		for p := 0; p <= o.Len(); p++ {
			if o.IsBoundary(p) {
				n++
			}
		}
		if n < 2 {
			t.Errorf("%s: %d boundaries", name, n)
		}
	}
}
