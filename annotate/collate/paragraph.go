package collate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate/reading"
)

// paragraph is a stretch of tokens with its words as a sorted bag.
type paragraph struct {
	from, to int
	bag      []int32
	weight   int // of the bag
	content  int // words that are no function words
}

// wrapped is how many code points the lines of a text have at most that looks
// as if they were broken to fit a page.
const wrapped = 100

// paragraphs divides the tokens of a text. No token is cut, though a line may end within it.
func (c *comparison) paragraphs(text string, ls []reading.Lexeme) []paragraph {
	blankEnds := endsAtBlank(text)
	var out []paragraph
	start := 0
	for i := 1; i <= len(ls); i++ {
		if i < len(ls) && (!ls[i].Line || blankEnds && strings.Count(text[ls[i-1].To:ls[i].From], "\n") < 2) {
			continue
		}
		if i > start {
			out = append(out, c.paragraph(ls, start, i))
			start = i
		}
	}
	return out
}

// endsAtBlank reports whether only a blank line ends a paragraph of a text:
// there are some, and no line is long.
func endsAtBlank(text string) bool {
	blank := false
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			blank = true
		} else if len(line) > wrapped && utf8.RuneCountInString(line) > wrapped {
			return false
		}
	}
	return blank
}

func (c *comparison) paragraph(ls []reading.Lexeme, from, to int) paragraph {
	p := paragraph{from: from, to: to, bag: make([]int32, 0, to-from)}
	for i := from; i < to; i++ {
		if !ls[i].IsWord() {
			continue
		}
		p.bag = append(p.bag, ls[i].ID)
		if !c.light[ls[i].ID] {
			p.content++
		}
	}
	slices.Sort(p.bag)
	return p
}

// matcher knows what each word is worth when paragraphs are compared.
type matcher struct {
	pa, pb []paragraph
	worth  []int // by id: more for a word that few paragraphs have
	light  []bool
}

// mostWorth is what a word counts that one paragraph has, divided by the
// number of those that have it; a function word counts 1.
const mostWorth = 24

func (c *comparison) newMatcher(pa, pb []paragraph) *matcher {
	m := &matcher{pa: pa, pb: pb, worth: make([]int, c.Keys()), light: c.light}
	for _, ps := range [...][]paragraph{pa, pb} {
		for i := range ps {
			for k, id := range ps[i].bag {
				if k == 0 || ps[i].bag[k-1] != id {
					m.worth[id]++
				}
			}
		}
	}
	for id, n := range m.worth {
		if n > 0 {
			m.worth[id] = max(1, mostWorth/n)
		}
		if c.light[id] {
			m.worth[id] = 1
		}
	}
	for _, ps := range [...][]paragraph{pa, pb} {
		for i := range ps {
			for _, id := range ps[i].bag {
				ps[i].weight += m.worth[id]
			}
		}
	}
	return m
}

// likeness is the share of words that paragraphs a and b have in common (Dice
// 1945), by worth, 0 to 1. Two without words are alike.
func (m *matcher) likeness(a, b int) float64 {
	p, q := &m.pa[a], &m.pb[b]
	if p.weight+q.weight == 0 {
		return 1
	}
	common := 0
	for i, j := 0, 0; i < len(p.bag) && j < len(q.bag); {
		switch x, y := p.bag[i], q.bag[j]; {
		case x < y:
			i++
		case x > y:
			j++
		default:
			common += m.worth[x]
			i, j = i+1, j+1
		}
	}
	return 2 * float64(common) / float64(p.weight+q.weight)
}

// pair is two paragraphs with how alike they are. Their value grows with the
// square of it, so that two that are half alike are worth less than one that is the same.
func (m *matcher) pair(a, b int) likePair {
	like := m.likeness(a, b)
	return likePair{match{a, b}, like, like * like * float64(m.pa[a].weight+m.pb[b].weight+1)}
}
