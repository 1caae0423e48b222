package compare

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/collate"
)

// tens measures every character as ten pixels wide.
func tens(s string) float32 { return 10 * float32(utf8.RuneCountInString(s)) }

// set lines as a test can read them; labels in brackets.
func linesOf(f *flow) []string {
	var out []string
	for i := range f.lines {
		var b strings.Builder
		for k, w := range f.line(i) {
			if w.space > 0 && k > 0 {
				b.WriteString(" ")
			}
			if w.label {
				b.WriteString("[" + w.text + "]")
			} else {
				b.WriteString(w.text)
			}
		}
		out = append(out, b.String())
	}
	return out
}

func TestFlowWraps(t *testing.T) {
	number := func(s string) run {
		return run{text: s, tone: fresh, kind: collate.KindNumber, spaced: true, named: true}
	}
	tests := []struct {
		name  string
		runs  []run
		width float32
		want  []string
	}{
		{"nothing", nil, 100, nil},
		{"words", []run{{text: "one two three"}}, 80, []string{"one two", "three"}},
		{"a label stays with its words, a sign with its label",
			[]run{{text: "at least"}, number("24"), {text: ", he said"}}, 110, []string{"at least", "24[number],", "he said"}},
		{"a break between runs", []run{{text: "one two"}, {text: "three", tone: gone, spaced: true}}, 80, []string{"one two", "three"}},
		{"no break where runs meet without a space", []run{{text: "so many"}, {text: "’s", tone: fresh}}, 80, []string{"so", "many’s"}},
		{"a word longer than the line is cut",
			[]run{{text: strings.Repeat("x", 50)}}, 300, []string{strings.Repeat("x", 24), strings.Repeat("x", 26)}},
		{"a word wider than the line stands alone", []run{{text: "a wonderful b"}}, 50, []string{"a", "wonderful", "b"}},
		{"no space in front of a line", []run{{text: "aa"}, {text: "bb", spaced: true}}, 20, []string{"aa", "bb"}},
		{"words of a script without spaces", []run{{text: "停火一周停火一周"}}, 50, []string{"停火一周停", "火一周"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := newFlow(wording{runs: test.runs}, tens, tens)
			f.wrap(test.width)
			if got := linesOf(f); strings.Join(got, "|") != strings.Join(test.want, "|") {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Every word is set once, in order, no two meet, and a line is wider than the
// column only where nothing could be done about it.
func TestFlowKeepsToItsColumn(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []string{"a", "bb", "ccc", "dddd", ",", "”", "“", "30", "—", "’s", "https://example.org/a/very/long/address", "é"}
	for range 500 {
		var runs []run
		for range 1 + random.IntN(6) {
			var words []string
			for range 1 + random.IntN(8) {
				words = append(words, letters[random.IntN(len(letters))])
			}
			runs = append(runs, run{text: strings.Join(words, " "), tone: tone(random.IntN(4)), kind: collate.KindDate,
				spaced: random.IntN(2) == 0, named: random.IntN(2) == 0})
		}
		f := newFlow(wording{runs: runs}, tens, tens)
		width := float32(60 + random.IntN(400))
		f.wrap(width)
		var got strings.Builder
		for i := range f.lines {
			var x float32
			for k, w := range f.line(i) {
				if w.x < x || k == 0 && w.x != 0 {
					t.Fatalf("%q stands at %v, after %v", w.text, w.x, x)
				}
				x = w.x + w.width
				if x > width && k > 0 && !w.glued {
					t.Fatalf("%q reaches to %v of %v", w.text, x, width)
				}
				if !w.label {
					got.WriteString(w.text)
				}
			}
		}
		if want := strings.ReplaceAll(joined(runs), " ", ""); strings.ReplaceAll(got.String(), " ", "") != want {
			t.Fatalf("got %q, want %q", got.String(), want)
		}
	}
}

func TestStrips(t *testing.T) {
	f := newFlow(wording{runs: []run{
		{text: "a week"},
		{text: ", he claimed", tone: fresh, kind: collate.KindHedge, named: true},
		{text: "now", spaced: true},
		{text: ",", tone: quiet, kind: collate.KindPunctuation},
	}}, tens, tens)
	f.wrap(1000)
	want := []strip{{0, 0, 60}, {1, 80, 180}, {2, 0, 0}, {3, 0, 0}}
	label := float32(labelBefore + 50 + labelAfter)
	want[2].left, want[2].right = 190+label, 220+label
	want[3].left, want[3].right = 220+label, 230+label
	got := f.strips(0)
	if len(got) != len(want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("strip %d: got %v, want %v (the comma that clings to “week” stays bare)", i, got[i], want[i])
		}
	}
}
