//go:build bench

package collate_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/sergi/go-diff/diffmatchpatch"

	"claimtrace/annotate/collate"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// wordDiff compares texts with go-diff in word mode and nothing beside: a rune
// for each distinct word between spaces, no time limit.
type wordDiff struct {
	runes  map[string]rune
	engine *diffmatchpatch.DiffMatchPatch
}

func newWordDiff() *wordDiff {
	engine := diffmatchpatch.New()
	engine.DiffTimeout = 0
	return &wordDiff{map[string]rune{}, engine}
}

func (d *wordDiff) read(text string) []rune {
	words := strings.Fields(text)
	out := make([]rune, len(words))
	for i, w := range words {
		r, ok := d.runes[w]
		if !ok {
			r = rune(0xE000 + len(d.runes))
			d.runes[w] = r
		}
		out[i] = r
	}
	return out
}

func (d *wordDiff) diff(a, b []rune) { d.engine.DiffMainRunes(a, b, false) }

// edited changes a share of the words of a text, half of them for others, and
// leaves paragraphs as they are.
func edited(rng *rand.Rand, text string, share float64) string {
	others := strings.Fields(corpus.Text(rng.Uint64(), 2000))
	paragraphs := strings.Split(text, "\n\n")
	for i, p := range paragraphs {
		var out []string
		for _, w := range strings.Fields(p) {
			if rng.Float64() >= share {
				out = append(out, w)
				continue
			}
			other := others[rng.IntN(len(others))]
			switch rng.IntN(4) {
			case 0: // left out
			case 1:
				out = append(out, w, other)
			default:
				out = append(out, other)
			}
		}
		paragraphs[i] = strings.Join(out, " ")
	}
	return strings.Join(paragraphs, "\n\n")
}

const peer = "go-diff in word mode, bare"

func TestBenchPair(t *testing.T) {
	const turns = 200
	rng := rand.New(rand.NewPCG(1, 2))
	base := strings.ReplaceAll(corpus.Text(1, 200), "\n\n", " ")
	text := edited(rng, base, 0.1)
	ours, theirs := ratio.Medians(
		func() float64 {
			return ratio.Milliseconds(func() {
				for range turns {
					collate.Diff(base, text)
				}
			}) / turns
		},
		func() float64 {
			return ratio.Milliseconds(func() {
				for range turns {
					d := newWordDiff()
					d.diff(d.read(base), d.read(text))
				}
			}) / turns
		},
	)
	ratio.Record(t, ratio.Row{Name: "collate.pair", Peer: peer, Unit: "ms", Most: 3}, ours, theirs, "two passages of 200 words, a tenth changed")
}

func TestBenchTables(t *testing.T) {
	for _, c := range []struct {
		name  string
		words int
	}{{"collate.table", 30}, {"collate.table-long", 200}} {
		rng := rand.New(rand.NewPCG(3, uint64(c.words)))
		base := strings.ReplaceAll(corpus.Text(2, c.words), "\n\n", " ")
		witnesses := make([]string, 50)
		for i := range witnesses {
			witnesses[i] = edited(rng, base, 0.2)
		}
		ours, theirs := ratio.Medians(
			func() float64 { return ratio.Milliseconds(func() { collate.Collate(witnesses) }) },
			func() float64 {
				return ratio.Milliseconds(func() {
					d := newWordDiff()
					read := make([][]rune, len(witnesses))
					for i, w := range witnesses {
						read[i] = d.read(w)
						for _, other := range read[:i] {
							d.diff(other, read[i])
						}
					}
				})
			},
		)
		ratio.Record(t, ratio.Row{Name: c.name, Peer: peer + ", of all 1,225 pairs", Unit: "ms", Most: 1.5}, ours, theirs, "each witness a fifth changed")
	}
}

func TestBenchArticle(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	base := corpus.Text(3, 16_600) // 100 kB
	text := edited(rng, base, 0.2)
	ours, theirs := ratio.Medians(
		func() float64 {
			return ratio.Milliseconds(func() { collate.DiffArticles(base, text, collate.Options{}) })
		},
		func() float64 {
			return ratio.Milliseconds(func() {
				d := newWordDiff()
				d.diff(d.read(base), d.read(text))
			})
		},
	)
	ratio.Record(t, ratio.Row{Name: "collate.article", Peer: peer, Unit: "ms", Most: 0.5}, ours, theirs)
}
