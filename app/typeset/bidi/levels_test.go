package bidi

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	ucd "golang.org/x/text/unicode/bidi"
)

// scripted turns the letters of a test into those of other scripts: A to M
// become Hebrew, N to Z Arabic, 5 to 9 Arabic digits. So a case is read in the
// order in which it is written.
func scripted(s string) []rune {
	return []rune(strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'M':
			return r - 'A' + 'א'
		case 'N' <= r && r <= 'Z':
			return r - 'N' + 'ب'
		case '5' <= r && r <= '9':
			return r - '0' + '٠'
		}
		return r
	}, s))
}

// seen puts the characters of a paragraph that stands on one line in the order
// in which they are seen, those that take no room left out.
func seen(paragraph []rune) string {
	levels, _ := Levels(paragraph)
	if levels == nil {
		levels = make([]uint8, len(paragraph))
	}
	var s strings.Builder
	for _, i := range Order(levels) {
		if r := paragraph[i]; !unicode.Is(unicode.Cf, r) && classOf(r) != ucd.B {
			s.WriteRune(r)
		}
	}
	return s.String()
}

// Expected orders do not mirror brackets: ")b(" is (b) read from the right.
var cases = []struct {
	rule, text, seen string
	rtl              bool
}{
	{"no text", "", "", false},
	{"P2 left to right", "abc", "abc", false},
	{"P2 right to left", "ABC", "CBA", true},
	{"P2 Arabic", "NOP", "PON", true},
	{"P2 no letter", "1, 2.", "1, 2.", false},
	{"P2 neutrals first", "... ABC", "CBA ...", true},
	{"P2 number first", "12 A", "A 12", true},
	{"P2 isolate skipped", "\u2067ABC\u2069 abc", "CBA abc", false},
	{"P2 open isolate skipped", "\u2067ABC a", "a CBA", false},
	{"P2 embedding not skipped", "\u202aA\u202c b", "A b", true},
	{"P1 separator", "a \u2067B\u2029C d", "a BC d", false},
	{"P1 separator ends an isolate", "a \u20681, 2\u2029B", "a 1, 2B", false},
	{"P2 separator ends an isolate", "\u2067A\u2029b\u2069 C", "Ab C", false},
	{"P1 separator ends overrides", "a\u202ebc\u2029de", "acbde", false},
	{"X2 embedded right to left", "a \u202bB c\u202c d", "a c B d", false},
	{"X3 embedded left to right", "A \u202ab C\u202c D", "D b C A", true},
	{"X2 X3 nested", "a \u202bB \u202ac D\u202c E\u202c f", "a E c D B f", false},
	{"X4 override", "a \u202ebcd\u202c e", "a dcb e", false},
	{"X5 override", "A \u202dBCD\u202c E", "E BCD A", true},
	{"X4 override of all classes", "a \u202e(1)\u202c b", "a )1( b", false},
	{"X5a isolate", "a \u2067B, c\u2069 d", "a c ,B d", false},
	{"X5b isolate", "A \u2066b, C.\u2069 D", "D b, C. A", true},
	{"X5c first strong is left to right", "A \u2068b, C\u2069 D", "D b, C A", true},
	{"X5c first strong is right to left", "a \u2068B, c\u2069 d", "a c ,B d", false},
	{"X5c without a letter", "A \u20681, 2\u2069 D", "D 1, 2 A", true},
	{"X5c skips isolates within", "a \u2068\u2067B\u2069 c, D\u2069 e", "a B c, D e", false},
	{"X5c skips open isolates within", "a \u2068\u2067B c, D", "a D ,c B", false},
	{"X5a isolates nested", "x \u2067AB \u2066c++\u2069 DE\u2069 y", "x ED c++ BA y", false},
	{"X5b override stays outside", "a \u202e\u2066bc\u2069de\u202c f", "a edbc f", false},
	{"X6a ends embeddings", "a \u2067B \u202ac\u2069 d", "a c B d", false},
	{"X6a without isolate", "a \u2069B c", "a B c", false},
	{"X6a takes the override", "A \u202e\u202db\u202c\u2069\u202dc\u202c\u202c D", "D cb A", true},
	{"X7 ends no isolate", "a \u2067B\u202c c\u2069 d", "a c B d", false},
	{"X7 without embedding", "a \u202cB c", "a B c", false},
	{"X9 takes no part", "a B\u00ad,\u200b C d", "a C ,B d", false},
	{"X10 sequence over an isolate", "a B \u2066c\u2069 D e", "a D c B e", false},
	{"X10 embedding before", "a \u202bB\u202c(C) d", "a )C(B d", false},
	{"X10 embedding after", "a B, \u202bC\u202c d", "a C ,B d", false},
	{"X10 open isolate", "A b \u2066C", "C b A", true},
	{"X10 isolate is neutral to a number", "A \u2066b\u2069 1", "1 b A", true},
	{"W1 mark on a letter", "a B\u0301C d", "a C\u0301B d", false},
	{"W1 mark after an isolate", "a \u2067B\u2069\u0301 C", "a B\u0301 C", false},
	{"W2 after Hebrew", "A 1-2", "1-2 A", true},
	{"W2 after Arabic", "N 1-2", "2-1 N", true},
	{"W2 amount after Arabic", "N $1", "1$ N", true},
	{"W2 Hebrew between", "N A 1-2", "1-2 A N", true},
	{"W3 Arabic among Hebrew", "a N, B c", "a B ,N c", false},
	{"W4 comma", "A 1,2", "1,2 A", true},
	{"W4 two commas", "A 1,,2", "2,,1 A", true},
	{"W4 plus", "A 1+2", "1+2 A", true},
	{"W4 comma of Arabic digits", "A 5,6", "5,6 A", true},
	{"W4 plus of Arabic digits", "A 5+6", "6+5 A", true},
	{"W4 digits of two kinds", "A 1,5", "5,1 A", true},
	{"W5 before", "A $1", "$1 A", true},
	{"W5 after", "A 1$%", "1$% A", true},
	{"W5 Arabic digits", "A 5%", "%5 A", true},
	{"W6 sign before a number", "A -1", "1- A", true},
	{"W7 number after a left-to-right letter", "A b 1-2", "b 1-2 A", true},
	{"W7 number at the beginning", "a \u20671 b\u2069", "a b 1", false},
	{"N0 direction of the text around", "abc (DEF) g", "abc (FED) g", false},
	{"N0 direction of what stands before", "a AB (CD) E f", "a E )DC( BA f", false},
	{"N0 in Hebrew", "A (b) C", "C )b( A", true},
	{"N0 in Hebrew after English", "ABC abc (def) GHI", "IHG abc (def) CBA", true},
	{"N0 both inside", "a (B c) D", "a (B c) D", false},
	{"N0 both inside, after Hebrew", "a B (c D) E", "a B (c D) E", false},
	{"N0 nested", "a [B (c) D] E", "a [B (c) D] E", false},
	{"N0 nested, the outer first", "a B ([C] d) E", "a B ([C] d) E", false},
	{"N0 crossing", "a (B [C) D] E", "a (C[ B) E ]D", false},
	{"N0 without a pair", "A (b", "b( A", true},
	{"N0 number inside", "a (5) B", "a (5) B", false},
	{"N0 number inside after Hebrew", "a B (1)", "a )1( B", false},
	{"N0 nothing inside", "a B () C", "a C )( B", false},
	{"N0 equivalent brackets", "a \u2329B\u3009 C", "a \u2329B\u3009 C", false},
	{"N0 mark on a bracket", "a B (C)\u0301.", "a \u0301)C( B.", false},
	{"N0 no bracket under an override", "A \u202aB [C\u202c\u202dd]\u202c E", "E C[ Bd] A", true},
	{"N1 between Hebrew", "a B, C d", "a C ,B d", false},
	{"N1 between English", "A b, c D", "D b, c A", true},
	{"N1 numbers count as Hebrew", "a B 1, C d", "a C ,1 B d", false},
	{"N2 between both", "a B, c", "a B, c", false},
	{"N2 at the end", "abc ABC.", "abc CBA.", false},
	{"N2 at the end of Hebrew", "ABC abc.", ".abc CBA", true},
	{"I1 Arabic digits after Latin", "a5B", "aB5", false},
	{"I2 Latin and digits in Hebrew", "A b5 C", "C b5 A", true},
	{"L1 tab", "a B \tC", "a B \tC", false},
	{"L1 tab in Hebrew", "A b \tc", "c\t b A", true},
	{"L1 end", "a B ", "a B ", false},
	{"L1 end of Hebrew", "A b  ", "  b A", true},
	{"L1 end with a format character", "a \u202bB \u202c", "a B ", false},
	{"right-to-left mark", "a B!\u200f c", "a !B c", false},
	{"left-to-right mark", "A b!\u200e", "b! A", true},
	{"Arabic letter mark", "\u061c1-2", "2-1", true},
	{"beyond the first plane", "a \U00010900, \U0001e900 b", "a \U0001e900 ,\U00010900 b", false},
	{"emoji", "A \U0001f600 B", "B \U0001f600 A", true},
}

func TestLevels(t *testing.T) {
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			paragraph := scripted(c.text)
			if got, want := seen(paragraph), string(scripted(c.seen)); got != want {
				levels, _ := Levels(paragraph)
				t.Errorf("seen %+q, want %+q; levels %v", got, want, levels)
			}
			if _, rtl := Levels(paragraph); rtl != c.rtl {
				t.Errorf("right to left: %v", rtl)
			}
		})
	}
}

func TestLevelsOfEachCharacter(t *testing.T) {
	for _, c := range []struct {
		text string
		want []uint8
	}{
		{"abc 1", nil},
		{"a\u2067\u2069\u202a\u202c", nil}, // nothing in them
		{"a 56", []uint8{0, 0, 2, 2}},
		{"a \u2066b\u2069 c", []uint8{0, 0, 0, 2, 0, 0, 0}},
		{"a B 1", []uint8{0, 0, 1, 1, 2}},
		{"A b 1", []uint8{1, 1, 2, 2, 2}},
		{"A 1 b", []uint8{1, 1, 2, 1, 2}},
		{"a\u202bB\u00adC\u202c d", []uint8{0, 0, 1, 1, 1, 1, 0, 0}},
		{"A \u2067B c\u2069.", []uint8{1, 1, 1, 3, 3, 4, 1, 1}},
		{"a \u202e\u2067b\u2069\u202c c", []uint8{0, 0, 0, 1, 4, 1, 1, 0, 0}},
	} {
		if got, _ := Levels(scripted(c.text)); !slices.Equal(got, c.want) || (got == nil) != (c.want == nil) {
			t.Errorf("%+q: %v, want %v", c.text, got, c.want)
		}
	}
}

func TestDeepNesting(t *testing.T) {
	const inside = 130 // 63 of them have a level: 1, 3, … 125
	for _, c := range []struct {
		name, begin, end string
	}{{"embeddings", "\u202b", "\u202c"}, {"isolates", "\u2067", "\u2069"}} {
		s := "a" + strings.Repeat(c.begin, inside) + "Ab" + strings.Repeat(c.end+"A", inside)
		levels, _ := Levels(scripted(s))
		if a, b := levels[inside+1], levels[inside+2]; a != 125 || b != 126 {
			t.Errorf("%s: levels %d and %d inside all", c.name, a, b)
		}
		for k := range inside {
			want := uint8(max(2*min(inside-1-k, 63)-1, 1))
			if got := levels[inside+4+2*k]; got != want {
				t.Errorf("%s: level %d after %d ends, want %d", c.name, got, k+1, want)
			}
		}
	}
}

// What is too deep has no effect, but its ends are counted.
func TestTooDeep(t *testing.T) {
	const (
		lre, rle, pdf = "\u202a", "\u202b", "\u202c"
		lri, rli, pdi = "\u2066", "\u2067", "\u2069"
	)
	deep := strings.Repeat(rle, 63)
	for _, c := range []struct {
		name, text string
		last       uint8
	}{
		{"deepest", deep + "b", 126},
		{"a lower level that would do, after one too deep", strings.Repeat(lre, 63) + rle + "b", 124},
		{"the same of isolates", strings.Repeat(lri, 63) + rli + "b", 124},
		{"embedding in an isolate too deep", deep + rli + rle + pdi + pdf + "b", 124},
		{"end of an embedding in an isolate too deep", deep + rli + pdf + pdi + pdf + "b", 124},
		{"isolate ends embeddings too deep", rli + deep + pdi + rle + "b", 2},
	} {
		levels, _ := Levels(scripted("a" + c.text))
		if got := levels[len(levels)-1]; got != c.last {
			t.Errorf("%s: level %d, want %d", c.name, got, c.last)
		}
	}
}

func TestManyBrackets(t *testing.T) {
	for n, paired := range map[int]bool{1: true, 63: true, 64: false} {
		s := scripted("a" + strings.Repeat("(", n) + "B" + strings.Repeat(")", n) + "C")
		levels, _ := Levels(s)
		if got := levels[len(s)-2] == 0; got != paired {
			t.Errorf("%d brackets: paired %v", n, got)
		}
	}
}

// anyText makes a text of the characters that the rules know.
func anyText(rng *rand.Rand, set []rune) []rune {
	s := make([]rune, rng.IntN(40))
	for i := range s {
		s[i] = set[rng.IntN(len(set))]
	}
	return s
}

// Within a first strong isolate everything is as in a paragraph of its own,
// one or two levels higher.
func TestIsolateIsAParagraph(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	set := scripted("abAABNO12567,+$%.()[]! \u0301\u00ad\u200f\u200e")
	for range 5000 {
		inner := append(anyText(rng, set), 'a') // a letter, for L1 changes spaces at the end
		own, rtl := Levels(inner)
		if own == nil {
			own = make([]uint8, len(inner))
		}
		up := uint8(2)
		if rtl {
			up = 0
		}
		levels, _ := Levels(append(append([]rune("x \u2068"), inner...), []rune("\u2069 y")...))
		for i := range inner {
			if removed.has(classOf(inner[i])) {
				continue
			}
			if got, want := levels[3+i], own[i]+up; got != want {
				t.Fatalf("%+q: level %d of character %d within the isolate, %d without", string(inner), got, i, want)
			}
		}
	}
}

func TestLeftToRightMissesNothing(t *testing.T) {
	turning := letters | initiators | 1<<ucd.AN | 1<<ucd.LRE | 1<<ucd.RLE | 1<<ucd.LRO | 1<<ucd.RLO
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if turning.has(classOf(r)) && leftToRight([]rune{r}) {
			t.Errorf("%U was not seen", r)
		}
	}
}

func TestCounterpart(t *testing.T) {
	pairs := 0
	for r := rune(0); r <= unicode.MaxRune; r++ {
		p, _ := ucd.LookupRune(r)
		if !p.IsBracket() {
			continue
		}
		pairs++
		other, _ := ucd.LookupRune(counterpart(r))
		if counterpart(counterpart(r)) != r || !other.IsBracket() || other.IsOpeningBracket() == p.IsOpeningBracket() {
			t.Errorf("%U and %U", r, counterpart(r))
		}
	}
	if pairs < 120 {
		t.Errorf("%d brackets", pairs)
	}
}

func FuzzLevels(f *testing.F) {
	for _, c := range cases {
		f.Add(string(scripted(c.text)))
	}
	f.Add(strings.Repeat("\u2067\u202e(", 70) + "א")
	f.Fuzz(func(t *testing.T, s string) {
		paragraph := []rune(s)
		levels, rtl := Levels(paragraph)
		if levels == nil {
			if rtl {
				t.Fatal("right to left without levels")
			}
			return
		}
		if len(levels) != len(paragraph) || slices.Max(levels) == 0 || slices.Max(levels) > maxDepth+1 {
			t.Fatalf("levels %v of %d characters", levels, len(paragraph))
		}
		plain := !strings.ContainsAny(s, "\u202d\u202e")
		for i, r := range paragraph {
			switch c := classOf(r); {
			case plain && (c == ucd.L && levels[i]%2 == 1 || letters.has(c) && levels[i]%2 == 0):
				t.Fatalf("%+q: letter %d at level %d", s, i, levels[i])
			case (c == ucd.B || c == ucd.S) && levels[i] != 0 != rtl:
				t.Fatalf("%+q: separator %d at level %d", s, i, levels[i])
			}
		}
		permutation(t, Order(levels))
	})
}

func BenchmarkLevels(b *testing.B) {
	for _, c := range []struct{ name, sentence string }{
		{"Latin", "The minister said – “in his own words” – nothing. "},
		{"Hebrew", "השר אמר (ב־12 במאי) \"לא כלום\" ל־BBC, ותו לא היום."},
	} {
		paragraph := []rune(strings.Repeat(c.sentence, 8))
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Levels(paragraph)
			}
			b.ReportMetric(float64(len(paragraph)), "characters")
		})
	}
}
