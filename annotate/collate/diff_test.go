package collate

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate/reading/samples"
)

// marked writes a comparison with its changes in brackets: "a [b>c number] d".
func marked(base, text string) string {
	a, b := []rune(base), []rune(text)
	var s strings.Builder
	for _, e := range Diff(base, text) {
		from, to := string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End])
		if e.Op == Equal {
			s.WriteString(from)
			continue
		}
		s.WriteString("[" + from + ">" + to + " " + string(e.Kind) + "]")
	}
	return s.String()
}

func TestDiff(t *testing.T) {
	for _, c := range []struct{ base, text, want string }{
		{"", "", ""},
		{"", "It rained.", "[>It rained. wording]"},
		{"It rained.", "", "[It rained.> wording]"},
		{" ", "\n", "[ >\n punctuation]"},
		{"a b", "a  b", "a [>  punctuation]b"},
		// Space goes with what it belongs to, and stays equal where it can.
		{"A red car.", "A car.", "A [red > wording]car."},
		{"A car", "A car stopped", "A car[> stopped wording]"},
		{"A car stopped.", "A car.", "A car[ stopped> wording]."},
		{"A car, he said.", "A car.", "A car[, he said> attribution]."},
		// Numbers and names are whole, never cut into digits or letters.
		{"Kyiv counted 47 dead.", "Kiev counted 74 dead.", "[Kyiv>Kiev spelling] counted [47>74 number] dead."},
		{"the village of Lipna", "the village of Lipno", "the village of [Lipna>Lipno name]"},
		{"Anna Lind spoke", "Marta Berg spoke", "[Anna Lind>Marta Berg name] spoke"},
		// Words are aligned before punctuation.
		{"Rain, wind, hail.", "Rain; wind; hail!", "Rain[,>; punctuation] wind[,>; punctuation] hail[.>! punctuation]"},
		// A rewritten passage is one change, not one for each chance word in it.
		{"The crew put out the fire in the old mill before noon.", "The crew left the river to the frightened cows before noon.",
			"The crew [put out the fire in the old mill>left the river to the frightened cows wording] before noon."},
		// What a chance pair kept apart is found again.
		{"Prices may drop to 3 euros soon.", "Prices are expected to drop below 2 euros soon.",
			"Prices [may>are expected to hedge] drop [to 3 euros>below 2 euros number] soon."},
		// Beside a change of a name or a date the small words stay.
		{"He met a nurse in Bergen on Monday.", "He met a nurse in Narvik on Sunday.",
			"He met a nurse in [Bergen>Narvik name] on [Monday>Sunday date]."},
		{"The minister said it on Monday.", "The mayor told reporters it was so.",
			"The [minister said>mayor told reporters attribution] it [on Monday>was so date]."},
		// A clause that is added keeps a kind of its own.
		{"The dam held for one week.", "The dam held until March first, but did not save the mill.",
			"The dam held [for one week>until March first, date][> but did not save the mill negation]."},
		{"The queen had left.", "The palace announced on Friday that the queen had left.",
			"The [>palace announced attribution][> on Friday that the  date]queen had left."},
		{"The judge left.", "The judge left the old court on Monday.", "The judge left[> the old court on Monday date]."},
		{"The judge left.", "The judge left the old stone court of Bergen on Monday.",
			"The judge left[> the old stone court of Bergen wording][> on Monday date]."},
		{"He left. ", "He left, adding: “I never lie.”", "He left[.>, punctuation][> adding: attribution][ > “I never lie.” quotation]"},
		// Scripts.
		{"وصل القطار يوم الجمعة", "وصل القطار يوم السبت", "وصل القطار يوم [الجمعة>السبت wording]"},
		{"火车周五到达", "火车周六到达", "火车周[五>六 wording]到达"},
		{"Der Zug fuhr 🚂!", "Der Zug fuhr 🚒!", "Der Zug fuhr [🚂>🚒 wording]!"},
	} {
		if got := marked(c.base, c.text); got != c.want {
			t.Errorf("%q, %q\ngot  %s\nwant %s", c.base, c.text, got, c.want)
		}
	}
}

// checkDiff checks all that Diff promises of any two texts.
func checkDiff(t *testing.T, base, text string) {
	t.Helper()
	edits := Diff(base, text)
	checkEdits(t, base, text, edits)
	for i := range len(edits) - 1 {
		x, y := edits[i].Op, edits[i+1].Op
		if x == Insert && y == Delete || x == Delete && y == Insert {
			t.Fatalf("%q, %q: %s next to %s", base, text, x, y)
		}
	}
}

// checkEdits checks that edits lead from one text to the other.
func checkEdits(t *testing.T, base, text string, edits []Edit) {
	t.Helper()
	if at, to := checkSpan(t, base, text, edits, 0, 0); at != utf8.RuneCountInString(base) || to != utf8.RuneCountInString(text) {
		t.Fatalf("%q, %q: covered up to %d and %d", base, text, at, to)
	}
}

// checkSpan checks that edits lead from a part of one text that begins at a
// code point to a part of the other, and returns where the parts end.
func checkSpan(t *testing.T, base, text string, edits []Edit, at, to int) (end, endText int) {
	t.Helper()
	a, b := []rune(base), []rune(text)
	start := to
	var rebuilt []rune
	valid := utf8.ValidString(base) && utf8.ValidString(text)
	for i, e := range edits {
		if e.BaseStart != at || e.Start != to || e.BaseEnd > len(a) || e.End > len(b) {
			t.Fatalf("%q, %q: edit %d %+v after %d, %d", base, text, i, e, at, to)
		}
		from, into := string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End])
		var right bool
		switch e.Op {
		case Equal:
			right = from == into && from != "" && e.Kind == ""
			rebuilt = append(rebuilt, a[e.BaseStart:e.BaseEnd]...)
		case Insert:
			right = from == "" && into != "" && e.Kind != ""
		case Delete:
			right = from != "" && into == "" && e.Kind != ""
		case Replace:
			right = from != "" && into != "" && e.Kind != "" && (from != into || !valid)
		}
		if !right {
			t.Fatalf("%q, %q: edit %d %+v from %q to %q", base, text, i, e, from, into)
		}
		if e.Op == Insert || e.Op == Replace {
			rebuilt = append(rebuilt, b[e.Start:e.End]...)
		}
		if i > 0 && edits[i-1].Op == Equal && e.Op == Equal {
			t.Fatalf("%q, %q: equal next to equal", base, text)
		}
		at, to = e.BaseEnd, e.End
	}
	if string(rebuilt) != string(b[start:to]) {
		t.Fatalf("%q, %q: rebuilt %q", base, text, string(rebuilt))
	}
	return at, to
}

func TestDiffRebuilds(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 6000 {
		base := samples.Soup(rng)
		checkDiff(t, base, base)
		checkDiff(t, base, samples.Soup(rng))
		checkDiff(t, base, mutated(rng, base))
	}
}

// mutated changes a few places of a text.
func mutated(rng *rand.Rand, text string) string {
	points := []rune(text)
	for range 1 + rng.IntN(4) {
		i := rng.IntN(len(points) + 1)
		j := min(len(points), i+rng.IntN(8))
		points = append(points[:i:i], append([]rune(samples.Soup(rng)), points[j:]...)...)
	}
	return string(points)
}

func FuzzDiff(f *testing.F) {
	for _, p := range kindPairs[:20] {
		f.Add(p.base, p.text)
	}
	f.Add("a\xff", "a\xfe")
	f.Add("e\u0301 \u0301", "é\u200d\n")
	f.Fuzz(func(t *testing.T, base, text string) { checkDiff(t, base, text) })
}

// Two numbers that differ are never held equal, in whatever form and place.
func TestNumbersNeverVanish(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	forms := []func(int) string{strconv.Itoa, samples.WithCommas, samples.InWords}
	frames := []string{"killed %s people", "cost %s euros", "rose %s percent", "a %s-day siege", "fell to minus %s degrees", "at least %s of them", "the %s dead"}
	for range 4000 {
		n := 2 + rng.IntN(2998)
		m := 2 + rng.IntN(2998)
		frame := frames[rng.IntN(len(frames))]
		x, y := forms[rng.IntN(len(forms))](n), forms[rng.IntN(len(forms))](m)
		base := "Officials said it " + strings.Replace(frame, "%s", x, 1) + " in Bergen."
		text := "The mayor said it " + strings.Replace(frame, "%s", y, 1) + " in Narvik."
		number := strings.Contains(kindsOf(Diff(base, text)), "number")
		if number != (n != m) {
			t.Fatalf("%s\n%s\n%s", base, text, marked(base, text))
		}
		for _, c := range Collate([]string{base, text}).Columns {
			number = number || c.Kind == KindNumber
			if c.Kind == "" && c.Cells[0].Text != c.Cells[1].Text {
				t.Fatalf("%v", c)
			}
		}
		if number != (n != m) {
			t.Fatalf("%s\n%s\n%s", base, text, drawn(Collate([]string{base, text})))
		}
	}
}

// A text is equal to itself in one edit, and two texts of different words share nothing.
func TestDiffExtremes(t *testing.T) {
	long := strings.Repeat("The river rose again last night. ", 3000)
	if got := Diff(long, long); len(got) != 1 || got[0].Op != Equal {
		t.Errorf("a text against itself: %d edits", len(got))
	}
	if got := Diff("alpha beta gamma", "uno dos tres"); len(got) != 1 || got[0].Op != Replace {
		t.Errorf("nothing in common: %+v", got)
	}
}

// Texts beyond the exact limit are still covered, and changes still found.
func TestDiffOfLongTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var a, b []string
	for i := range maxExact {
		w := "word" + inLetters(i)
		a = append(a, w, "the")
		if rng.IntN(50) == 0 {
			w = "other" + inLetters(rng.IntN(1000))
		}
		b = append(b, w, "the")
	}
	base, text := strings.Join(a, " "), strings.Join(b, " ")
	checkDiff(t, base, text)
	same := 0
	for _, e := range Diff(base, text) {
		if e.Op == Equal {
			same += e.End - e.Start
		}
	}
	if whole := utf8.RuneCountInString(text); same < whole*9/10 {
		t.Errorf("%d of %d characters equal", same, whole)
	}
}

func inLetters(n int) string {
	s := ""
	for ok := true; ok; ok = n > 0 {
		s += string(rune('a' + n%26))
		n /= 26
	}
	return s
}
