package collate

import (
	"bufio"
	"encoding/json"
	"maps"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate/language/en"
	"claimtrace/annotate/reading"
)

// The tests in this file read news of ../shared/eval/ecb, which is no part of
// the project: sentences of several articles that tell of one event. With -v
// they print their figures.

// newsGroups gives sentences that tell of one event, a group for each.
func newsGroups(t *testing.T) [][]string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		found := filepath.Join(dir, "shared", "eval", "ecb")
		if _, err := os.Stat(found); err == nil {
			dir = found
			break
		}
		if dir == filepath.Dir(dir) {
			t.Skip("there is no shared/eval/ecb beside the project")
		}
		dir = filepath.Dir(dir)
	}
	texts := map[string][]rune{}
	readLines(t, filepath.Join(dir, "articles.jsonl"), func(line []byte) error {
		var a struct{ ID, Text string }
		err := json.Unmarshal(line, &a)
		texts[a.ID] = []rune(a.Text)
		return err
	})
	var groups [][]string
	readLines(t, filepath.Join(dir, "relevant.jsonl"), func(line []byte) error {
		var r struct {
			Relevant []struct {
				Article    string
				Start, End int
			}
		}
		err := json.Unmarshal(line, &r)
		var group []string
		for _, p := range r.Relevant {
			group = append(group, string(texts[p.Article][p.Start:p.End]))
		}
		if len(group) > 1 {
			groups = append(groups, group)
		}
		return err
	})
	return groups
}

func readLines(t *testing.T, path string, read func([]byte) error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		if err := read(lines.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

// newsPairs gives pairs of sentences of one event that share words.
func newsPairs(t *testing.T) [][2]string {
	word := regexp.MustCompile(`\w+`)
	bags := map[string]map[string]bool{}
	bagOf := func(s string) map[string]bool {
		bag, ok := bags[s]
		if !ok {
			bag = map[string]bool{}
			for _, w := range word.FindAllString(strings.ToLower(s), -1) {
				bag[w] = true
			}
			bags[s] = bag
		}
		return bag
	}
	seen := map[[2]string]bool{}
	var pairs [][2]string
	for _, g := range newsGroups(t) {
		for i := range g {
			for j := range i {
				p := [2]string{g[j], g[i]}
				if seen[p] {
					continue
				}
				seen[p] = true
				if like := likeWords(bagOf(p[0]), bagOf(p[1])); like >= 0.45 && like < 1 {
					pairs = append(pairs, p)
				}
			}
		}
	}
	return pairs
}

// likeWords is the share of words of two sentences that both have.
func likeWords(x, y map[string]bool) float64 {
	common := 0
	for w := range x {
		if y[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(x)+len(y))
}

// written finds numbers as they are written, without asking the package.
var written = regexp.MustCompile(`(?i)\d[\d,]*(?:\.\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|sixteen)\b`)

// valuesOf gives the numbers of a text: plain digits where that is easy, else as written.
func valuesOf(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range written.FindAllString(s, -1) {
		w = strings.ToLower(strings.ReplaceAll(w, ",", ""))
		if n, ok := en.NumberWords[w]; ok {
			w = strconv.Itoa(int(n))
		}
		if n, ok := en.OrdinalWords[w]; ok {
			w = n
		}
		if n, ok := en.Magnitudes[w]; ok {
			w = strconv.Itoa(int(n))
		}
		m[w] = true
	}
	return m
}

// A number that only one of two sentences has is never folded away.
func TestNewsNumbersNeverVanish(t *testing.T) {
	byKind, conflicts := map[Kind]int{}, 0
	pairs := newsPairs(t)
	for _, p := range pairs {
		checkDiff(t, p[0], p[1])
		a, b := []rune(p[0]), []rune(p[1])
		onlyA, onlyB := valuesOf(p[0]), valuesOf(p[1])
		common := maps.Clone(onlyA)
		maps.DeleteFunc(common, func(n string, _ bool) bool { return !onlyB[n] })
		conflict := false
		for _, e := range Diff(p[0], p[1]) {
			if e.Op == Equal {
				continue
			}
			from, to := valuesOf(string(a[e.BaseStart:e.BaseEnd])), valuesOf(string(b[e.Start:e.End]))
			if e.Kind == KindSpelling || e.Kind == KindPunctuation {
				if !maps.Equal(from, to) && len(from)*len(to) > 0 && !sameAmount(from, to) {
					t.Errorf("%q > %q is told as %s", string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End]), e.Kind)
				}
				continue
			}
			maps.DeleteFunc(from, func(n string, _ bool) bool { return common[n] })
			maps.DeleteFunc(to, func(n string, _ bool) bool { return common[n] })
			if len(from)+len(to) > 0 {
				byKind[e.Kind]++
				conflict = true
			}
		}
		if conflict {
			conflicts++
		}
	}
	all, told := 0, byKind[KindNumber]+byKind[KindDate]+byKind[KindHedge]+byKind[KindNegation]
	for _, n := range byKind {
		all += n
	}
	t.Logf("%d pairs, %d with other numbers; %d edits hold such a number: %v", len(pairs), conflicts, all, byKind)
	if conflicts < 500 {
		t.Errorf("only %d conflicts are shown", conflicts)
	}
	if told*10 < all*9 {
		t.Errorf("%d of %d edits with another number are told as number, date, hedge or negation", told, all)
	}
}

// sameAmount reports "a hundred" and "100", "2 million" and "2m": the products
// of the numbers are the same but for a million that is written as a letter, or
// for the century of a decade, "1950s" and "’50s".
func sameAmount(a, b map[string]bool) bool {
	if len(a) == 1 && len(b) == 1 {
		for x := range a {
			for y := range b {
				if x == "19"+y || y == "19"+x {
					return true
				}
			}
		}
	}
	product := func(m map[string]bool) *big.Rat {
		p := big.NewRat(1, 1)
		for n := range m {
			if r, ok := new(big.Rat).SetString(n); ok {
				p.Mul(p, r)
			}
		}
		return p
	}
	p, q, million := product(a), product(b), big.NewRat(1_000_000, 1)
	return p.Cmp(q) == 0 || p.Cmp(new(big.Rat).Mul(q, million)) == 0 || q.Cmp(new(big.Rat).Mul(p, million)) == 0
}

// The same table in any order, for groups of real sentences, with numbers
// under numbers and dates under dates.
func TestNewsTables(t *testing.T) {
	rng := rand.New(rand.NewPCG(51, 52))
	tables, columns, mixed, moves := 0, 0, 0, 0
	for _, group := range newsGroups(t) {
		rng.Shuffle(len(group), func(i, j int) { group[i], group[j] = group[j], group[i] })
		group = group[:min(len(group), 2+rng.IntN(5))]
		checkOrder(t, rng, group)
		tables++
		tab := Collate(group)
		moves += len(tab.Moves)
		for _, c := range tab.Columns {
			if c.Kind != KindNumber && c.Kind != KindDate {
				continue
			}
			columns++
			with := 0
			cells := slices.DeleteFunc(slices.Clone(c.Cells), func(c *Cell) bool { return c == nil })
			for _, cell := range cells {
				if len(valuesOf(cell.Text)) > 0 || slices.ContainsFunc(reading.Tokenize("in "+cell.Text), func(k reading.Token) bool { return k.Type == reading.Number || k.Type == reading.Date }) {
					with++
				}
			}
			if with > 0 && with < len(cells) {
				mixed++
			}
		}
	}
	t.Logf("%d tables, all the same in another order; %d columns of numbers or dates, %d of them with another word in a cell; %d moves", tables, columns, mixed, moves)
	if tables < 1000 {
		t.Errorf("only %d tables", tables)
	}
	if mixed*20 > columns {
		t.Errorf("%d of %d columns of numbers or dates hold other words", mixed, columns)
	}
}
