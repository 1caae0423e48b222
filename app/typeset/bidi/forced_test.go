package bidi

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
	ucd "golang.org/x/text/unicode/bidi"
)

// drawn is what a renderer shows of a string: runs of one direction and one
// face (here one for Hebrew, Arabic, N’Ko and all else each), set in the
// order of the string; a run from right to left has its brackets mirrored.
// Last is the face of the last run.
func drawn(s string) (shown string, last int) {
	p := newText([]rune(s))
	p.resolve()
	type run struct {
		odd  bool
		face int
	}
	var now run
	var parts []string
	var text []rune
	flush := func() {
		part := string(text)
		if now.odd {
			part = turned(part)
		}
		parts, text = append(parts, part), nil
	}
	for i, r := range p.runes {
		next := run{p.levels[i]%2 == 1, now.face}
		switch c := p.class[i]; {
		case unicode.Is(unicode.Cf, r) && next.odd != now.odd:
			next.face = 0 // nothing else asks for a face
		case unicode.Is(unicode.Cf, r), c == ucd.NSM:
		case r >= 0x7c0 && r < 0x800:
			next.face = 3
		case c == ucd.R:
			next.face = 1
		case c == ucd.AL || c == ucd.AN:
			next.face = 2
		default:
			next.face = 0
		}
		if next != now && len(text) > 0 {
			flush()
		}
		now, text = next, append(text, r)
	}
	flush()
	return shownOnly(strings.Join(parts, "")), now.face
}

func turned(s string) string {
	var out []string
	for it := graphemes.FromString(s); it.Next(); {
		g := []rune(it.Value())
		if p, _ := ucd.LookupRune(g[0]); p.IsBracket() {
			g[0] = counterpart(g[0])
		}
		out = append(out, string(g))
	}
	slices.Reverse(out)
	return strings.Join(out, "")
}

// shownOnly leaves out what takes no room.
func shownOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) || classOf(r) == ucd.BN {
			return -1
		}
		return r
	}, s)
}

func TestForced(t *testing.T) {
	for _, c := range []struct {
		piece string
		level uint8
		want  string
	}{
		{"", 0, ""},
		{"", 1, ""},
		{"abc", 0, "abc"},
		{"(a).", 2, "(a)."},
		{"ABC", 1, "CBA"},
		{"NOP", 1, "PON"},
		{"ABC.", 1, ".CBA"},
		{"(ABC).", 1, ".(CBA)"},
		{"(", 1, ")"},
		{"...", 3, "..."},
		{"[N(OP)]", 1, "[(PO)N]"},
		{"AB-CD", 1, "DC-BA"},
		{"ABNO", 1, "ONBA"},
		{"N\u0640O\u061f", 1, "\u061fO\u0640N"},
		{"A\u07ca\u07cbB", 1, "B\u07cb\u07caA"}, // N’Ko in Hebrew
		{"A\u0301B\u0302.", 1, ".B\u0302A\u0301"},
		{"12", 2, "12"},
		{"56", 2, "56"},
		{"b56", 2, "b56"},
		{"abc", 1, "cba"}, // under an override
		{"12", 1, "21"},
		{"ABC", 2, "ABC"},
		{"(AB)", 2, "(AB)"},
		{"\u202bA\u202cB\u2069!", 1, "!BA"},
		{"(!\u202a.", 1, ".!)"},
		{"\u202eA5\u2067b", 2, "A5b"},
		{"\u202cAB", 2, "AB"},
		{"\U0001f468\u200d\U0001f469!", 1, "!\U0001f468\U0001f469"},
		{"\U0001f44d\U0001f3fd?", 1, "?\U0001f44d\U0001f3fd"},
	} {
		piece, want := string(scripted(c.piece)), string(scripted(c.want))
		forced := Forced(piece, c.level)
		got, face := drawn(forced)
		if got != want {
			t.Errorf("%+q at level %d is drawn as %+q, want %+q", c.piece, c.level, got, want)
		}
		if face != 0 {
			t.Errorf("%+q at level %d does not end in the main face", c.piece, c.level)
		}
		if c.level%2 == 0 && !has(piece, letters|1<<ucd.AN) && forced != piece {
			t.Errorf("%+q at level %d: %+q", c.piece, c.level, forced)
		}
	}
}

// Letters that join stay together, else they would not be shaped.
func TestForcedKeepsLetters(t *testing.T) {
	for _, s := range []string{"سلام", "ســلام", "مُحَمَّد", "نمی\u200cخواهم", "שָׁלוֹם"} {
		if got := Forced("("+s+")!", 1); !strings.Contains(got, s) {
			t.Errorf("%s became %+q", s, got)
		}
	}
}

// The renderer by itself goes wrong where a piece is not of letters alone.
func TestDrawnAsItIs(t *testing.T) {
	for _, c := range []struct{ piece, want string }{
		{"ABC", "CBA"},
		{"ABC.", "CBA."},
		{"AB,C)", "BA,C)"},
	} {
		if got, _ := drawn(string(scripted(c.piece))); got != string(scripted(c.want)) {
			t.Errorf("%s is drawn as %+q, want %s", c.piece, got, c.want)
		}
	}
}

func FuzzForced(f *testing.F) {
	for _, s := range []string{"(אב)", "שלום.", "«نص»", "ab", "\u0301א", "א\u200dב", "👍🏽!", "\u202eא", "١٢", "\u200fa"} {
		for level := range uint8(3) {
			f.Add(s, level)
		}
	}
	f.Fuzz(func(t *testing.T, s string, level uint8) {
		// A piece holds no white space, and no character that ends a paragraph.
		piece := strings.Map(func(r rune) rune {
			if classes(1<<ucd.WS | 1<<ucd.S | 1<<ucd.B).has(classOf(r)) {
				return -1
			}
			return r
		}, strings.ToValidUTF8(s, ""))
		if level%2 == 0 && !has(piece, letters|1<<ucd.AN|directing) {
			if Forced(piece, level) != piece {
				t.Fatalf("%+q was changed", piece)
			}
			return
		}
		want := shownOnly(piece)
		if level%2 == 1 {
			want = turned(strings.Map(directionless, piece))
			want = shownOnly(want)
		}
		if got, _ := drawn(Forced(piece, level)); got != want {
			t.Fatalf("%+q at level %d is drawn as %+q, want %+q", piece, level, got, want)
		}
	})
}
