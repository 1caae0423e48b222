package collate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// longWitness is a text of so many words, of which few come often.
func longWitness(rng *rand.Rand, words int) string {
	var b strings.Builder
	for i := range words {
		switch rng.IntN(12) {
		case 0, 1, 2:
			b.WriteString("the ")
		case 3:
			fmt.Fprintf(&b, "%d ", rng.IntN(900))
		case 4:
			b.WriteString("said, ")
		case 5:
			b.WriteString("Bergen. ")
		default:
			b.WriteString("w" + inLetters(26+rng.IntN(4000)) + " ")
		}
		if i%80 == 79 {
			b.WriteString("\n\n")
		}
	}
	return b.String()
}

func fewWordsAtRandom(rng *rand.Rand, words int) string {
	var b strings.Builder
	for range words {
		b.WriteString([]string{"the ", "said ", "Bergen ", "w" + inLetters(30) + " ", "47 "}[rng.IntN(5)])
	}
	return b.String()
}

func TestWitnessOf50000Words(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	long := longWitness(rng, 50_000)
	changed := strings.Replace(strings.Replace(long, " Bergen", " Narvik", 200), "said", "claimed", 100)
	for name, other := range map[string]string{
		"empty":                  "",
		"short":                  "The storm killed 47 people in Bergen, the mayor said.",
		"changed":                changed,
		"another as long":        longWitness(rng, 50_000),
		"no word in common":      strings.Repeat("uno dos tres ", 17_000),
		"one word over and over": strings.Repeat("the ", 50_000),
	} {
		t.Run(name, func(t *testing.T) {
			checkDiff(t, long, other)
			witnesses := []string{other, long, "The mayor said 47."}
			checkTable(t, witnesses, Collate(witnesses))
		})
	}
	checkArticle(t, long, changed)
	checkDiff(t, fewWordsAtRandom(rng, 50_000), fewWordsAtRandom(rng, 20_000))
	kinds := map[Kind]int{}
	for _, e := range Diff(long, changed) {
		kinds[e.Kind]++
	}
	if kinds[KindName]+kinds[KindAttribution] < 190 || kinds[KindHedge] < 90 {
		t.Errorf("300 changes in 50,000 words are told as %v", kinds)
	}
}

func TestHundredWitnesses(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	group := make([]string, 100)
	for i := range group {
		group[i] = report(rng)
	}
	checkOrder(t, rng, group)
	same := slices.Repeat([]string{group[0]}, 100)
	tab := Collate(same)
	checkTable(t, same, tab)
	if len(tab.Columns) != 1 || tab.Columns[0].Kind != "" || len(tab.Moves) != 0 {
		t.Errorf("identical witnesses: %s", drawn(tab))
	}
}

// Scripts of two directions stand beside each other, and each stays whole.
func TestDirections(t *testing.T) {
	for _, c := range []struct{ base, text, want string }{
		{"The train arrived.", "وصل القطار.", "[The train arrived>وصل القطار wording]."},
		{"قتل 47 شخصا", "قتل ٧٤ شخصا", "قتل [47>٧٤ number] شخصا"},
		{"Shells hit בית לחם on Friday.", "Shells hit בית לחם on Sunday.", "Shells hit בית לחם on [Friday>Sunday date]."},
		{"הרכבת הגיעה", "הרכבת לא הגיעה", "הרכבת [>לא  wording]הגיעה"},
	} {
		if got := marked(c.base, c.text); got != c.want {
			t.Errorf("%q, %q\ngot  %s\nwant %s", c.base, c.text, got, c.want)
		}
		witnesses := []string{c.base, c.text, ""}
		checkTable(t, witnesses, Collate(witnesses))
		checkArticle(t, c.base, c.text)
	}
}

// What is hardly text at all.
func TestOddities(t *testing.T) {
	odd := []string{
		"", " ", "\n\n\n", "\x00", "\xff\xfe", "“", "”", "'", "...", "1", "-", "$", "1,2,3.4.5", "\u200d", "\u0301", "\u202eabc",
		strings.Repeat("“", 400), strings.Repeat("a'", 400), strings.Repeat("-1", 400), strings.Repeat("1.", 400),
		strings.Repeat("no ", 400), strings.Repeat("May ", 400), strings.Repeat("one hundred ", 300), strings.Repeat("9", 600),
		strings.Repeat("\n", 600), strings.Repeat("A.", 400), strings.Repeat("\u0301", 400),
	}
	for _, a := range odd {
		for _, b := range odd {
			checkDiff(t, a, b)
			checkArticle(t, a, b)
		}
		witnesses := []string{a, "", a + " " + a, "The storm killed 47 people."}
		checkTable(t, witnesses, Collate(witnesses))
	}
}
