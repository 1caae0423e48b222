package collate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"claimtrace/annotate/reading/samples"
)

// The paragraphs of a small article, in two versions each.
var (
	storm   = "The storm reached the coast before dawn and tore roofs from forty houses in the old harbour."
	storm2  = "The storm reached the coast before dawn and tore roofs from sixty houses in the old harbour."
	mayor   = "Mayor Anna Lind told reporters that every school in the district would stay shut until Monday."
	mayor2  = "Mayor Anna Lind said that every school in the district could stay shut until Monday."
	ferries = "Ferries to the islands were cancelled, and two fishing boats are still missing."
	trains  = "Commuters waited for hours because a fallen pine had blocked the railway line."
)

func article(paragraphs ...string) string { return strings.Join(paragraphs, "\n\n") + "\n" }

// drawnArticle writes the changes of an article as marked does, and its moves.
func drawnArticle(base, text string) []string {
	a, b := []rune(base), []rune(text)
	d := DiffArticles(base, text, Options{})
	var out []string
	note := func(e Edit) string {
		return fmt.Sprintf("%s %q>%q %s", e.Op, string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End]), e.Kind)
	}
	moves := map[int]bool{}
	for _, m := range d.Moves {
		moves[m.Removed], moves[m.Added] = true, true
	}
	for i, e := range d.Edits {
		if e.Op != Equal && !moves[i] {
			out = append(out, note(e))
		}
	}
	for _, m := range d.Moves {
		out = append(out, "moved "+strings.Fields(string(a[d.Edits[m.Removed].BaseStart:]))[0])
		for _, e := range m.Edits {
			if e.Op != Equal {
				out = append(out, "  "+note(e))
			}
		}
	}
	return out
}

func TestDiffArticles(t *testing.T) {
	for name, c := range map[string]struct {
		base, text string
		want       []string
	}{
		"the same": {article(storm, mayor), article(storm, mayor), nil},
		"nothing":  {"", "", nil},
		"words within paragraphs": {
			article(storm, mayor, ferries), article(storm2, mayor2, ferries),
			[]string{`replace "forty">"sixty" number`, `replace "told reporters">"said" attribution`, `replace "would">"could" hedge`},
		},
		"added": {article(storm, ferries), article(storm, trains, ferries), []string{
			fmt.Sprintf("insert %q>%q wording", "", trains+"\n\n")}},
		"removed": {article(storm, trains, ferries), article(storm, ferries), []string{
			fmt.Sprintf("delete %q>%q wording", trains+"\n\n", "")}},
		"moved": {
			article(storm, mayor, ferries, trains), article(storm, ferries, trains, mayor),
			[]string{"moved Mayor"},
		},
		"moved and changed": {
			article(storm, mayor, ferries, trains), article(mayor2, storm, ferries, trains),
			[]string{"moved Mayor", `  replace "told reporters">"said" attribution`, `  replace "would">"could" hedge`},
		},
		"one in the place of another": {
			article(storm, "Nobody was hurt.", ferries), article(storm, "Schools reopen soon.", ferries),
			[]string{`delete "Nobody was hurt.">"" wording`, `insert "">"Schools reopen soon." wording`},
		},
		"lines broken in other places": {
			article("The storm reached the coast before dawn\nand tore roofs from forty houses.", trains),
			article("The storm reached the coast\nbefore dawn and tore roofs from forty\nhouses.", trains),
			[]string{`replace " ">"\n" punctuation`, `replace "\n">" " punctuation`, `replace " ">"\n" punctuation`},
		},
		"one paragraph each, hardly alike": {"Rain fell.", "Snow fell.", []string{`replace "Rain">"Snow" wording`}},
	} {
		if got := drawnArticle(c.base, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s\ngot  %s\nwant %s", name, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
		}
		checkArticle(t, c.base, c.text)
	}
}

// checkArticle checks all that DiffArticles promises of any two texts.
func checkArticle(t *testing.T, base, text string) {
	t.Helper()
	d := DiffArticles(base, text, Options{})
	checkEdits(t, base, text, d.Edits)
	used := map[int]bool{}
	for _, m := range d.Moves {
		out, in := d.Edits[m.Removed], d.Edits[m.Added]
		if out.Op != Delete || in.Op != Insert || used[m.Removed] || used[m.Added] {
			t.Fatalf("%q, %q: moved by %+v and %+v", base, text, out, in)
		}
		used[m.Removed], used[m.Added] = true, true
		first := m.Edits[0]
		end, endText := checkSpan(t, base, text, m.Edits, first.BaseStart, first.Start)
		if first.BaseStart < out.BaseStart || end > out.BaseEnd || first.Start < in.Start || endText > in.End {
			t.Fatalf("%q, %q: a move beyond %+v and %+v: %+v", base, text, out, in, m.Edits)
		}
	}
}

// Articles of known paragraphs: whatever is shuffled, dropped and rewritten, the
// edits rebuild the text, and a paragraph that both have is never told as removed and added.
func TestDiffArticlesOfShuffled(t *testing.T) {
	rng := rand.New(rand.NewPCG(21, 22))
	for range 400 {
		n := 2 + rng.IntN(12)
		var a, b []string
		for i := range n {
			p := fmt.Sprintf("%s The %sx boat of %sx sank near the %sx mill.", report(rng), inLetters(i+30), inLetters(i+90), inLetters(i+200))
			if rng.IntN(8) > 0 {
				a = append(a, p)
			}
			switch rng.IntN(8) {
			case 0:
			case 1:
				b = append(b, strings.Replace(p, " sank ", " was lost ", 1))
			default:
				b = append(b, p)
			}
		}
		if rng.IntN(2) == 0 {
			i := rng.IntN(len(b) + 1)
			b = append(b[i:], b[:i]...)
		}
		base, text := strings.Join(a, "\n"), strings.Join(b, "\n\n")
		checkArticle(t, base, text)
		d := DiffArticles(base, text, Options{})
		for i := range n {
			boat := fmt.Sprintf(" %sx boat", inLetters(i+30))
			if strings.Contains(base, boat) && strings.Contains(text, boat) && !isEqual(base, d, boat) {
				t.Fatalf("%q is not found again\n%s\n\n%s", boat, base, text)
			}
		}
	}
}

// isEqual reports whether a phrase of the base is told as equal, in place or moved.
func isEqual(base string, d ArticleDiff, phrase string) bool {
	a := []rune(base)
	holds := func(edits []Edit) bool {
		return slices.ContainsFunc(edits, func(e Edit) bool {
			return e.Op == Equal && strings.Contains(string(a[e.BaseStart:e.BaseEnd]), phrase)
		})
	}
	return holds(d.Edits) || slices.ContainsFunc(d.Moves, func(m ParagraphMove) bool { return holds(m.Edits) })
}

func TestDiffArticlesOfSoup(t *testing.T) {
	rng := rand.New(rand.NewPCG(23, 24))
	soups := func() string {
		var parts []string
		for range rng.IntN(6) {
			parts = append(parts, samples.Soup(rng))
		}
		return strings.Join(parts, []string{"\n", "\n\n", " \n \n "}[rng.IntN(3)])
	}
	for range 3000 {
		base := soups()
		checkArticle(t, base, soups())
		checkArticle(t, base, mutated(rng, base))
	}
}

func FuzzDiffArticles(f *testing.F) {
	f.Add(article(storm, mayor, ferries), article(ferries, mayor2))
	f.Add("a\xff\n\nb", "b\n\n\xfea\n")
	f.Fuzz(func(t *testing.T, base, text string) { checkArticle(t, base, text) })
}
