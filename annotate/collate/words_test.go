package collate

import (
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"claimtrace/annotate/reading/samples"
)

func kindSet(edits []Edit) map[Kind]bool {
	kinds := map[Kind]bool{}
	for _, e := range edits {
		if e.Op != Equal {
			kinds[e.Kind] = true
		}
	}
	return kinds
}

// checkWords checks all that DiffWords promises of any two texts.
func checkWords(t *testing.T, base, text string) {
	t.Helper()
	edits, moves := Options{}.DiffWords(base, text)
	checkEdits(t, base, text, edits)
	if want := kindSet(Diff(base, text)); !maps.Equal(kindSet(edits), want) {
		t.Fatalf("%q, %q: %v, but a diff tells %v", base, text, kindSet(edits), want)
	}
	a, b := []rune(base), []rune(text)
	for _, m := range moves {
		if m.Witness != 0 || m.To != 1 || m.Start >= m.End || m.ToStart >= m.ToEnd || m.End > len(a) || m.ToEnd > len(b) {
			t.Fatalf("%q, %q: %+v", base, text, m)
		}
		from, to := strings.Fields(string(a[m.Start:m.End])), strings.Fields(string(b[m.ToStart:m.ToEnd]))
		if len(from) != len(to) {
			t.Fatalf("%q, %q: %q stands for %q", base, text, from, to)
		}
	}
}

func TestDiffWordsKeepsWhatADiffTells(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	for range 20_000 {
		checkWords(t, samples.Soup(rng), samples.Soup(rng))
	}
}

func TestDiffWordsOfNews(t *testing.T) {
	for _, p := range newsPairs(t) {
		checkWords(t, p[0], p[1])
	}
}

// words writes what DiffWords tells: "a [b>c] d", and behind a bar the words that stand elsewhere.
func words(base, text string) string {
	edits, moves := Options{}.DiffWords(base, text)
	a, b := []rune(base), []rune(text)
	var s strings.Builder
	for _, e := range edits {
		from, to := string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End])
		if e.Op == Equal {
			s.WriteString(from)
			continue
		}
		s.WriteString("[" + from + ">" + to + "]")
	}
	for i, m := range moves {
		if i == 0 {
			s.WriteString(" |")
		}
		s.WriteString(" " + string(a[m.Start:m.End]) + ">" + string(b[m.ToStart:m.ToEnd]))
	}
	return s.String()
}

func TestDiffWords(t *testing.T) {
	for _, c := range []struct{ base, text, want string }{
		// Clauses that change places; what is not replaced is gone here and new there.
		{"The king opened the fair on Friday.", "On Friday the fair was opened by the king.",
			"[The king opened the fair >][on>On] Friday[> the fair was opened by the king]. | The king>the king opened>opened the fair>the fair"},
		// Forms and senses of words.
		{"The firm will construct a dam.", "The company announced the construction of a dam.",
			"The [firm>company] [will>announced the] [construct>construction][> of] a dam."},
		// Like beside like.
		{"The blaze destroyed 40 houses near the old harbour.", "Some 60 homes by the harbour were ruined in the fire.",
			"[>Some 60 homes by ][The>the][ blaze destroyed 40 houses near the old>] harbour[> were ruined in the fire]." +
				" | The>the blaze>fire destroyed>ruined 40>60 houses>homes near>by the>the"},
		// What joins two that change places.
		{"Talks on trade and fishing failed.", "Talks on fishing and trade failed.",
			"Talks on [trade and >]fishing [>and trade ]failed. | trade>trade and>and"},
		// What is left between two pairs.
		{"He called on Bergen to pay.", "He urged Bergen to pay.",
			"He [called on>urged] Bergen to pay."},
		{"It rained.", "It rained.", "It rained."},
		{"", "It rained.", "[>It rained.]"},
	} {
		if got := words(c.base, c.text); got != c.want {
			t.Errorf("%q, %q\ngot  %s\nwant %s", c.base, c.text, got, c.want)
		}
	}
}
