package trace

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"claimtrace/annotate/collate"
)

// spell writes pairs so that they can be read in a table: a line each, what
// the base has before the bar and the other behind it, changed words in
// brackets, and of moved paragraphs where the other one is.
func spell(a *Articles) string {
	var lines []string
	for _, p := range a.Pairs {
		var left, right strings.Builder
		for _, e := range p.Edits {
			old, now := a.Words(e)
			if e.Op == collate.Equal {
				left.WriteString(old + " ")
				right.WriteString(now + " ")
				continue
			}
			if old != "" {
				left.WriteString("[" + old + "] ")
			}
			if now != "" {
				right.WriteString("[" + now + "] ")
			}
		}
		if p.In&InBase == 0 {
			left.Reset()
		}
		if p.In&InOther == 0 {
			right.Reset()
		}
		line := strings.TrimSpace(left.String()) + " | " + strings.TrimSpace(right.String())
		if p.Moved >= 0 {
			line += fmt.Sprint(" @", p.Moved)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

const (
	first  = "The ferry left the harbour at dawn with forty cars on board."
	second = "Its captain had asked twice for another pilot before he sailed."
	third  = "Nobody on the quay heard the horn that night, said the harbour master."
	fourth = "An inquiry opens on Monday in the old customs house."
)

func TestArticlesPairParagraphs(t *testing.T) {
	all := func(ps ...string) string { return strings.Join(ps, "\n\n") }
	same := func(p string) string { return p + " | " + p }
	tests := []struct {
		name        string
		base, other string
		want        string
	}{
		{"nothing", "", "", ""},
		{"the same", all(first, second), all(first, second), same(first) + "\n" + same(second)},
		{"other space between paragraphs", first + "\n" + second, "\n\n" + first + "\n\n\n" + second + "\n", same(first) + "\n" + same(second)},
		{"a word", all(first, second), all(strings.Replace(first, "forty", "fifty", 1), second),
			"The ferry left the harbour at dawn with [forty] cars on board. | The ferry left the harbour at dawn with [fifty] cars on board.\n" + same(second)},
		{"one left out", all(first, second, third), all(first, third), same(first) + "\n[" + second + "] | \n" + same(third)},
		{"one added at the end", all(first), all(first, fourth), same(first) + "\n | [" + fourth + "]"},
		{"one moved and changed", all(first, second, third, fourth), all(second, third, strings.Replace(first, "dawn", "noon", 1), fourth),
			"The ferry left the harbour at [dawn] with forty cars on board. |  @3\n" + same(second) + "\n" + same(third) +
				"\n | The ferry left the harbour at [noon] with forty cars on board. @0\n" + same(fourth)},
		{"nothing in common", first, "Geese crossed a frozen lake.", "[" + first + "] | \n | [Geese crossed a frozen lake.]"},
		{"only one has a text", "", first, " | [" + first + "]"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := spell(CompareArticles(Article{Text: tt.base}, Article{Text: tt.other}, collate.Options{})); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// The pairs hold every word of both articles once and in order, however these
// differ; paragraphs that moved are told on both sides.
func TestArticlesHoldEveryWord(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	pool := []string{first, second, third, fourth, "Snow.", "“No,” she said; “not a word.”", "12,000 people live there.\nMost of them fish."}
	ends := []string{"\n", "\n\n", "\n \n", "\r\n"}
	article := func() string {
		var b strings.Builder
		for range random.IntN(7) {
			p := pool[random.IntN(len(pool))]
			if random.IntN(3) == 0 {
				p = strings.Replace(p, "the", "that", 1)
			}
			b.WriteString(p + ends[random.IntN(len(ends))])
		}
		return b.String()
	}
	for range 2000 {
		base, other := article(), article()
		a := CompareArticles(Article{Text: base}, Article{Text: other}, collate.Options{})
		var left, right strings.Builder
		for i, p := range a.Pairs {
			if p.In == 0 {
				t.Fatalf("pair %d of\n%q\n%q is empty", i, base, other)
			}
			if p.Moved >= 0 && a.Pairs[p.Moved].Moved != i {
				t.Fatalf("pair %d moved to %d, which moved to %d", i, p.Moved, a.Pairs[p.Moved].Moved)
			}
			for _, e := range p.Edits {
				old, now := a.Words(e)
				if p.In&InBase > 0 {
					left.WriteString(old)
				}
				if p.In&InOther > 0 {
					right.WriteString(now)
				}
			}
		}
		for side, want := range [...]string{base, other} {
			got := [...]string{left.String(), right.String()}[side]
			if bare(got) != bare(want) {
				t.Fatalf("side %d of\n%q\n%q holds\n%q", side, base, other, got)
			}
		}
	}
}

func bare(s string) string { return strings.Join(strings.Fields(s), "") }

func TestArticlesInWords(t *testing.T) {
	all := func(ps ...string) string { return strings.Join(ps, "\n") }
	for _, tt := range []struct{ base, other, want string }{
		{"", "", "Both articles are empty."},
		{first, first, "Both articles have the same text."},
		{all(first, second), all(first, second) + "\n", "2 paragraphs the same."},
		{all(first, second, third, fourth), all(second, strings.Replace(third, "horn", "bell", 1), first, "A goose was seen."),
			"1 paragraph the same, 1 changed, 1 moved, 1 left out, 1 added."},
		{first, "Geese.", "The articles have no paragraph in common."},
	} {
		a := CompareArticles(Article{Text: tt.base}, Article{Text: tt.other}, collate.Options{})
		if got := a.Summary().String(); got != tt.want {
			t.Errorf("%q against %q: %s, want %s", tt.other, tt.base, got, tt.want)
		}
	}
}
