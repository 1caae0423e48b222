package compare

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/collate"
)

// tenWide measures every character as ten pixels wide.
func tenWide(w word, r run) (width, space float32) {
	width = tens(w.text)
	if w.label {
		width += labelBefore
		if w.after {
			width += labelAfter
		}
	}
	if w.spaced {
		space = 10
	}
	return width, space
}

// wrapped is a wording in lines of a width.
func wrapped(w wording, width float32) *flow {
	f := newFlow(w)
	f.begin(width)
	f.extend(tenWide, forever)
	return f
}

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
			f := wrapped(wording{runs: test.runs}, test.width)
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
		width := float32(60 + random.IntN(400))
		f := wrapped(wording{runs: runs}, width)
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
	f := wrapped(wording{runs: []run{
		{text: "a week"},
		{text: ", he claimed", tone: fresh, kind: collate.KindHedge, named: true},
		{text: "now", spaced: true},
		{text: ",", tone: quiet, kind: collate.KindPunctuation},
	}}, 1000)
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

// Set step by step, with any budget, the lines are those set in one go.
func TestFlowStepByStep(t *testing.T) {
	w := wording{runs: []run{{text: strings.Repeat("one two three four five, six ", 40)}, {text: "seven", tone: fresh, kind: collate.KindDate, named: true, spaced: true}}}
	want := wrapped(w, 333)
	for stop := range 5 {
		f, steps := newFlow(w), 0
		f.begin(333)
		for !f.done() {
			left := stop
			f.extend(tenWide, func() bool { left--; return left >= 0 })
			if steps++; steps > 1000 {
				t.Fatal("it never ends")
			}
			if f.height() < len(f.lines) {
				t.Fatalf("%d lines of %d", len(f.lines), f.height())
			}
		}
		if !slices.Equal(f.lines, want.lines) || !slices.Equal(f.words, want.words) {
			t.Errorf("with a budget of %d it is set otherwise", stop)
		}
	}
	// In another width the words are broken anew, and not measured again.
	want.begin(200)
	want.extend(func(word, run) (float32, float32) { t.Error("measured again"); return 0, 0 }, forever)
	if got := wrapped(w, 200); !slices.Equal(got.lines, want.lines) {
		t.Errorf("in another width: %v, want %v", want.lines, got.lines)
	}
}

// What runs from right to left begins at the right; the words that are struck
// do not decide it.
func TestFlowFromRightToLeft(t *testing.T) {
	const hebrew = "ראש העיר סגר"
	seen := func(f *flow, i int) string {
		words := slices.Clone(f.line(i))
		slices.SortFunc(words, func(a, b word) int { return int(a.x - b.x) })
		var out []string
		for _, w := range words {
			out = append(out, w.text)
		}
		return strings.Join(out, " ")
	}
	f := wrapped(plain(hebrew), 1000)
	last := f.words[0]
	if !f.rtl || last.x+last.width != 1000 || f.words[2].x >= f.words[1].x {
		t.Errorf("set from right to left: %+v", f.words)
	}
	f = wrapped(wording{runs: []run{{text: hebrew, tone: gone}, {text: "closes the bridge", spaced: true}}}, 1000)
	if f.rtl || f.words[len(f.words)-1].x < f.words[0].x || f.words[0].x < f.words[2].x {
		t.Errorf("struck words decide the direction: %s", seen(f, 0))
	}
	f = wrapped(wording{runs: []run{{text: "the bridge", tone: gone}, {text: hebrew, spaced: true}}}, 1000)
	if !f.rtl {
		t.Errorf("words that stand do not decide the direction: %s", seen(f, 0))
	}
	// Numbers within run from left to right, as one.
	f = wrapped(plain("סגר 47 גשרים"), 1000)
	if f.words[1].text != "47" || f.words[1].x >= f.words[0].x || f.words[1].x <= f.words[2].x {
		t.Errorf("a number among them: %+v", f.words)
	}
}

func joined(runs []run) string {
	var b strings.Builder
	for i, r := range runs {
		if r.spaced && i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(r.text)
	}
	return b.String()
}
