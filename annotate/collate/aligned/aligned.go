// Package aligned holds paraphrases of news that people aligned word by word, and counts how much of that a
// comparison finds. It serves tests and measurements.
package aligned

import (
	_ "embed"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate/collate"
)

//go:embed words.txt
var words string

// Pair is two wordings with the words of A that stand for words of B.
type Pair struct {
	A, B    string
	HeldOut bool // not to be looked at while the alignment is tuned
	Words   Set
}

// Set is a set of pairs of words, each by its place among the words of its text.
type Set map[[2]int]struct{}

// Pairs reads the pairs; words.txt tells at its beginning how they are written.
func Pairs() ([]Pair, error) {
	var pairs []Pair
	heldOut, first := false, ""
	for i, line := range strings.Split(words, "\n") {
		switch {
		case strings.HasPrefix(line, "## held out"):
			heldOut = true
		case line == "" || strings.HasPrefix(line, "#"):
		case first == "":
			first = line
		default:
			a, inA := plain(first)
			b, inB := plain(line)
			p := Pair{A: a, B: b, HeldOut: heldOut, Words: Set{}}
			if err := p.pair(inA, inB); err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			pairs, first = append(pairs, p), ""
		}
	}
	return pairs, nil
}

// group is the words between two brackets, in code points of the plain text.
type group struct {
	start, end int
	each       bool
}

// bracket opens or closes a group.
var bracket = regexp.MustCompile(`(\d+[a-z]?)(\*?)\[|\]`)

// plain takes the brackets out of a line.
func plain(line string) (string, map[string]group) {
	var out strings.Builder
	groups, name, points, at := map[string]group{}, "", 0, 0
	for _, m := range bracket.FindAllStringSubmatchIndex(line, -1) {
		out.WriteString(line[at:m[0]])
		points += utf8.RuneCountInString(line[at:m[0]])
		at = m[1]
		if m[2] >= 0 {
			name = line[m[2]:m[3]]
			groups[name] = group{points, points, m[5] > m[4]}
			continue
		}
		g := groups[name]
		g.end = points
		groups[name] = g
	}
	out.WriteString(line[at:])
	return out.String(), groups
}

// pair fills in the words that stand for each other.
func (p *Pair) pair(inA, inB map[string]group) error {
	for name, a := range inA {
		b, ok := inB[name]
		if !ok {
			return fmt.Errorf("nothing stands for %s[", name)
		}
		x, y := within(Words(p.A), a.start, a.end), within(Words(p.B), b.start, b.end)
		if len(x) == len(y) && !a.each && !b.each {
			p.Words.inOrder(x, y)
		} else {
			p.Words.each(x, y)
		}
	}
	if len(inA) != len(inB) {
		return fmt.Errorf("brackets of one line only")
	}
	return nil
}

// Word is where a word begins and ends, in code points.
type Word struct{ Start, End int }

// Words cuts a text at white space, and takes the signs off the ends of each word.
func Words(text string) []Word {
	var out []Word
	said := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("$€£%", r)
	}
	start, last, point := -1, -1, 0
	end := func() {
		if start >= 0 {
			out = append(out, Word{start, last + 1})
		}
		start = -1
	}
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			end()
		case said(r):
			if start < 0 {
				start = point
			}
			last = point
		}
		point++
	}
	end()
	return out
}

// within gives the places of the words that begin between two code points.
func within(ws []Word, start, end int) []int {
	var out []int
	for i, w := range ws {
		if start <= w.Start && w.Start < end {
			out = append(out, i)
		}
	}
	return out
}

func (s Set) inOrder(x, y []int) {
	for i := range x {
		s[[2]int{x[i], y[i]}] = struct{}{}
	}
}

func (s Set) each(x, y []int) {
	for _, i := range x {
		for _, j := range y {
			s[[2]int{i, j}] = struct{}{}
		}
	}
}

// mostOfReplace is how many pairs a replace may stand for.
const mostOfReplace = 6

// Told gives the pairs of words that edits and moves from a to b tell: words of equal edits and of moves of as many words in
// order, those of a replace each with each if these are no more than six pairs.
func Told(a, b string, edits []collate.Edit, moves []collate.Move) Set {
	told := Set{}
	inA, inB := Words(a), Words(b)
	some := func(x, y []int) {
		if len(x)*len(y) <= mostOfReplace {
			told.each(x, y)
		}
	}
	for _, e := range edits {
		x, y := within(inA, e.BaseStart, e.BaseEnd), within(inB, e.Start, e.End)
		switch {
		case e.Op == collate.Equal && len(x) == len(y):
			told.inOrder(x, y)
		case e.Op == collate.Replace:
			some(x, y)
		}
	}
	for _, m := range moves {
		x, y := within(inA, m.Start, m.End), within(inB, m.ToStart, m.ToEnd)
		if len(x) == len(y) {
			told.inOrder(x, y)
		} else {
			some(x, y)
		}
	}
	return told
}

// Count counts pairs that are told, those that are there, and those that are both.
type Count struct{ Told, True, Both int }

// Add counts one pair of texts.
func (c *Count) Add(told, are Set) {
	c.Told += len(told)
	c.True += len(are)
	for p := range told {
		if _, ok := are[p]; ok {
			c.Both++
		}
	}
}

// Precision, Recall and F1 are shares from 0 to 1.
func (c Count) Precision() float64 { return float64(c.Both) / float64(max(1, c.Told)) }
func (c Count) Recall() float64    { return float64(c.Both) / float64(max(1, c.True)) }
func (c Count) F1() float64        { return 2 * float64(c.Both) / float64(max(1, c.Told+c.True)) }
