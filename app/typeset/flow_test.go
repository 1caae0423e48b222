package typeset

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/text"
)

// The room around labels, in pixels.
const before, after = 4, 3

// tens measures every character as ten pixels wide.
func tens(w Word) float32 {
	wide := 10 * float32(len([]rune(letters(w.Text))))
	switch {
	case w.Roomy:
		return wide + before + after
	case w.Label:
		return wide + before
	}
	return wide
}

func forever() bool { return true }

// flowed are runs in lines of a width.
func flowed(runs []Run, width float32) *Flow {
	f := NewFlow(runs)
	f.Begin(width)
	f.Extend(tens, forever)
	return f
}

// set is what stands on a line, from left to right; labels in brackets.
func set(f *Flow, line int) string {
	var b strings.Builder
	end := float32(-1)
	for _, w := range f.Line(line) {
		if end >= 0 && w.X > end {
			b.WriteString(" ")
		}
		if end = w.X + w.Wide; w.Label {
			b.WriteString("[" + w.Text + "]")
		} else {
			b.WriteString(letters(w.Text))
		}
	}
	return b.String()
}

func allSet(f *Flow) string {
	var out []string
	for i := range f.Lines() {
		out = append(out, set(f, i))
	}
	return strings.Join(out, "|")
}

func TestFlowWraps(t *testing.T) {
	for name, c := range map[string]struct {
		runs  []Run
		width float32
		want  string
	}{
		"nothing": {nil, 100, ""},
		"words":   {[]Run{{Text: "one two three"}}, 80, "one two|three"},
		"a label stays with its words, a sign with its label": {
			[]Run{{Text: "at least"}, {Text: "24", Label: "number", Spaced: true}, {Text: ", he said"}}, 110, "at least|24[number],|he said"},
		"a line can begin behind a label":                {[]Run{{Text: "24", Label: "number"}, {Text: "now", Spaced: true}}, 110, "24[number]|now"},
		"a break between runs":                           {[]Run{{Text: "one two"}, {Text: "three", Spaced: true}}, 80, "one two|three"},
		"no break where runs meet without a space":       {[]Run{{Text: "so many"}, {Text: "’s"}}, 80, "so|many’s"},
		"nor where a sign forbids it":                    {[]Run{{Text: "so ("}, {Text: "many)", Spaced: true}}, 80, "so|( many)"},
		"a word longer than the line is cut":             {[]Run{{Text: strings.Repeat("x", 50)}}, 300, strings.Repeat("x", 24) + "|" + strings.Repeat("x", 26)},
		"a word wider than the line is parted":           {[]Run{{Text: "a wonderful b"}}, 60, "a|wonder|ful b"},
		"between graphemes":                              {[]Run{{Text: "ne\u0301e\u0301e\u0301"}}, 40, "ne\u0301|e\u0301e\u0301"},
		"its label stays at its end":                     {[]Run{{Text: "wonderful", Label: "a"}, {Text: "b", Spaced: true}}, 60, "wonder|ful[a]|b"},
		"no space in front of a line":                    {[]Run{{Text: "aa"}, {Text: "bb", Spaced: true}}, 20, "aa|bb"},
		"words of a script without spaces":               {[]Run{{Text: "停火一周停火一周"}}, 50, "停火一周停|火一周"},
		"a hyphen where a line ends at a soft one":       {[]Run{{Text: "cease\u00adfire"}, {Text: "holds", Spaced: true}}, 80, "cease-|fire|holds"},
		"a hyphen within a line is one where it is hard": {[]Run{{Text: "one-week"}}, 60, "one-|week"},
	} {
		if got := allSet(flowed(c.runs, c.width)); got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

// someRuns are random words of random runs.
func someRuns(random *rand.Rand, letters []string, label string) []Run {
	var runs []Run
	for range 1 + random.IntN(6) {
		var words []string
		for range 1 + random.IntN(8) {
			words = append(words, letters[random.IntN(len(letters))])
		}
		r := Run{Text: strings.Join(words, " "), Struck: random.IntN(4) == 0, Spaced: random.IntN(2) == 0}
		if random.IntN(2) == 0 {
			r.Label = label
		}
		runs = append(runs, r)
	}
	return runs
}

func joined(runs []Run) string {
	var b strings.Builder
	for i, r := range runs {
		if r.Spaced && i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(r.Text)
	}
	return b.String()
}

// Every word is set once, in order, no two meet, and no line is wider than the
// column, whatever columns there were before.
func TestFlowKeepsToItsColumn(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	some := []string{"a", "bb", "ccc", "dddd", ",", "”", "“", "30", "—", "’s", "https://example.org/a/very/long/address", "é"}
	for range 500 {
		runs := someRuns(random, some, "date")
		width := float32(60 + random.IntN(400))
		f := flowed(runs, float32(30+random.IntN(400)))
		f.Begin(width)
		f.Extend(tens, forever)
		if got, want := allSet(f), allSet(flowed(runs, width)); got != want {
			t.Fatalf("set again %q, at once %q", got, want)
		}
		if got, want := f.Again().Words(), NewFlow(runs).Words(); got != want {
			t.Fatalf("once more there are %d words, of %d", got, want)
		}
		var got strings.Builder
		for i := range f.Lines() {
			var x float32
			for k, w := range f.Line(i) {
				if w.X < x || k == 0 && w.X != 0 {
					t.Fatalf("%q stands at %v, after %v", w.Text, w.X, x)
				}
				x = w.X + w.Wide
				if x > width {
					t.Fatalf("%q reaches to %v of %v", w.Text, x, width)
				}
				if !w.Label {
					got.WriteString(strings.ReplaceAll(w.Text, " ", ""))
				}
			}
		}
		if want := strings.ReplaceAll(joined(runs), " ", ""); got.String() != want {
			t.Fatalf("got %q, want %q", got.String(), want)
		}
	}
}

// Words of several runs stand where they would as the words of one text.
func TestFlowIsSetLikeAText(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	some := []string{"a", "bb", "one-week", "(", "“dddd”,", "30", "—", "停火", "cease\u00adfire", "Київ"}
	for range 300 {
		runs := someRuns(random, some, "")
		for i := range runs {
			runs[i].Spaced = true
		}
		l := New(text.NewOffsets(joined(runs)), tenth)
		width := float32(120 + random.IntN(400))
		l.Wrap(Metrics{Width: width, Lead: 20})
		want := strings.Join(rows(l), "|")
		if got := allSet(flowed(runs, width)); got != want {
			t.Fatalf("%+v\nas a flow %q\nas a text %q", runs, got, want)
		}
	}
}

func TestStripsOfRuns(t *testing.T) {
	f := flowed([]Run{{Text: "a week"}, {Text: ", he claimed", Label: "hedge"}, {Text: "now", Spaced: true}, {Text: ","}}, 1000)
	const label = before + 50 + after
	want := []RunStrip{{0, Strip{0, 60}}, {1, Strip{80, 180}}, {2, Strip{190 + label, 220 + label}}, {3, Strip{220 + label, 230 + label}}}
	if got := f.Strips(0); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v (the comma that clings to “week” stays bare)", got, want)
	}
	if first, last := f.Runs(0); first != 0 || last != 3 {
		t.Errorf("the line holds the runs %d to %d", first, last)
	}
}

// Set step by step, with any budget, the lines are those set in one go.
func TestFlowStepByStep(t *testing.T) {
	runs := []Run{{Text: strings.Repeat("one two three four five, six ", 40) + "x"}, {Text: "seven", Label: "date", Spaced: true}}
	want := flowed(runs, 333)
	for stop := range 5 {
		f, steps := NewFlow(runs), 0
		f.Begin(333)
		for !f.Done() {
			left := stop
			f.Extend(tens, func() bool { left--; return left >= 0 })
			if steps++; steps > 1000 {
				t.Fatal("it never ends")
			}
			if f.Height() < f.Lines() {
				t.Fatalf("%d lines of %d", f.Lines(), f.Height())
			}
		}
		if !slices.Equal(f.lines, want.lines) || !slices.Equal(f.words, want.words) {
			t.Errorf("with a budget of %d it is set otherwise", stop)
		}
	}
	// In another width the words are broken anew, and not measured again.
	want.Begin(200)
	want.Extend(func(Word) float32 { t.Error("measured again"); return 0 }, forever)
	if got := flowed(runs, 200); !slices.Equal(got.lines, want.lines) {
		t.Errorf("in another width: %v, want %v", want.lines, got.lines)
	}
}

// What runs from right to left begins at the right; the words that are struck
// do not decide it.
func TestFlowFromRightToLeft(t *testing.T) {
	const hebrew = "ראש העיר סגר"
	f := flowed([]Run{{Text: hebrew}}, 1000)
	line := f.Line(0)
	if last := line[2]; !f.RTL() || last.X+last.Wide != 1000 || set(f, 0) != "סגר העיר ראש" {
		t.Errorf("set from right to left: %+v", line)
	}
	for _, c := range []struct {
		runs []Run
		rtl  bool
		want string
	}{
		{[]Run{{Text: hebrew, Struck: true}, {Text: "closes it", Spaced: true}}, false, "סגר העיר ראש closes it"},
		{[]Run{{Text: "the bridge", Struck: true}, {Text: hebrew, Spaced: true}}, true, "סגר העיר ראש the bridge"},
		{[]Run{{Text: "סגר 47 גשרים"}}, true, "גשרים 47 סגר"},
	} {
		if f := flowed(c.runs, 1000); f.RTL() != c.rtl || set(f, 0) != c.want {
			t.Errorf("%v: from right to left %v, %q; want %q", c.runs, f.RTL(), set(f, 0), c.want)
		}
	}
}
