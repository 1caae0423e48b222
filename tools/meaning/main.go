// Meaning measures the typed comparison by public data that is no part of the project, and prints one table:
//
//	go run ./tools/meaning ../shared
//
// The folder holds cases/changes.jsonl, eval/demetr and eval/ntrex; what is not there is left out. The last rows hold
// the alignment against pairs aligned by hand, and the reading of facets against the gold table of the sample's passages.
// With -v cases each case that is missed is printed with its edits, with -v words the pairs of words that are missed or
// wrong among those that the alignment is tuned by, with -v facets each passage with what is missed and invented, with
// -v SET the sentences that are missed in that set of DEMETR.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/annotate/collate"
	"claimtrace/assets"
	"claimtrace/tools/meaning/gold"
)

func main() {
	verbose := flag.String("v", "", "print what is missed in `SET`: cases, words, facets, or a set of DEMETR")
	flag.Usage = func() {
		fmt.Fprintln(os.Stderr, "usage: meaning [-v SET] FOLDER")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	m := measurement{folder: flag.Arg(0), verbose: *verbose}
	m.cases()
	m.demetr()
	m.ntrex()
	m.words()
	m.facets()
	if m.err != nil {
		fmt.Fprintln(os.Stderr, "meaning:", m.err)
		os.Exit(1)
	}
}

// measurement prints as it goes and keeps the first error.
type measurement struct {
	folder, verbose string
	err             error
}

// pair is a line of changes.jsonl or of DEMETR.
type pair struct {
	ID      any      `json:"id"`
	Group   string   `json:"src"`
	A       string   `json:"a"`
	B       string   `json:"b"`
	Must    []string `json:"must"`
	Any     []string `json:"any"`
	MustNot []string `json:"must_not"`
}

// kinds are the kinds of the edits that lead from a to b.
func (p pair) kinds() map[string]bool {
	kinds := map[string]bool{}
	for _, e := range collate.Diff(p.A, p.B) {
		if e.Op != collate.Equal {
			kinds[string(e.Kind)] = true
		}
	}
	return kinds
}

// right tells whether the edits are what the case asks for.
func (p pair) right() bool {
	kinds := p.kinds()
	has := func(k string) bool { return kinds[k] }
	return !slices.ContainsFunc(p.Must, func(k string) bool { return !has(k) }) &&
		!slices.ContainsFunc(p.MustNot, has) && (len(p.Any) == 0 || slices.ContainsFunc(p.Any, has))
}

// marked shows both texts as one, with the edits in brackets.
func (p pair) marked() string {
	a, b := []rune(p.A), []rune(p.B)
	var out strings.Builder
	for _, e := range collate.Diff(p.A, p.B) {
		if e.Op == collate.Equal {
			out.WriteString(string(a[e.BaseStart:e.BaseEnd]))
			continue
		}
		fmt.Fprintf(&out, "[%s>%s %s]", string(a[e.BaseStart:e.BaseEnd]), string(b[e.Start:e.End]), e.Kind)
	}
	return out.String()
}

func (m *measurement) cases() {
	all, right, grave, graveRight := 0, 0, 0, 0
	m.lines("cases/changes.jsonl", func(line []byte) error {
		var p pair
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		ok := p.right()
		isGrave := strings.HasPrefix(p.Group, "grave")
		all++
		right += count(ok)
		grave += count(isGrave)
		graveRight += count(isGrave && ok)
		if !ok && m.verbose == "cases" {
			fmt.Printf("%s must %v any %v not %v\n     %s\n", p.ID, p.Must, p.Any, p.MustNot, p.marked())
		}
		return nil
	})
	if all > 0 {
		fmt.Printf("%-44s %5d of %d\n%-44s %5d of %d\n", "cases", right, all, "cases that are grave", graveRight, grave)
	}
}

// goldTable is where the repository has the gold table of the sample.
const goldTable = "annotate/facet/testdata/sample.txt"

// facets holds the reading of facets against the gold table; without the table it prints nothing.
func (m *measurement) facets() {
	table, err := os.Open(goldTable)
	if err != nil {
		return
	}
	defer table.Close()
	passages, err := gold.Sample(table, assets.Sample())
	if err != nil {
		m.err = cmp.Or(m.err, err)
		return
	}
	all, missing, invented := 0, 0, 0
	for _, p := range passages {
		all += len(p.Want)
		missing += len(p.Missing())
		invented += len(p.Invented())
		if m.verbose == "facets" && len(p.Missing())+len(p.Invented()) > 0 {
			fmt.Printf("%s | %s\n     missing %q, invented %q\n", p.Outlet, p.Quote, p.Missing(), p.Invented())
		}
	}
	fmt.Printf("%-44s %5.1f %% of %d, %d invented\n", "facets of the sample's passages", 100*float64(all-missing)/float64(max(all, 1)), all, invented)
}

// strong are the kinds of which a planted change of one is no change of another.
var strong = []string{"number", "name", "negation"}

func (m *measurement) demetr() {
	for _, kind := range strong {
		m.share(kind, kind+": named", func(p pair) bool {
			kinds := p.kinds()
			return kinds[kind] || kind == "number" && kinds["date"] // a figure in a date is one
		})
	}
	for _, kind := range strong {
		m.share(kind, kind+": none of the other two told", func(p pair) bool {
			kinds := p.kinds()
			delete(kinds, kind)
			return !slices.ContainsFunc(strong, func(k string) bool { return kinds[k] })
		})
	}
	for _, s := range [][2]string{{"punctuation", "punctuation"}, {"spelling-case", "spelling"}} {
		set, kind := s[0], s[1]
		m.share(set, set+": only "+kind+" told", func(p pair) bool {
			kinds := p.kinds()
			return len(kinds) == 1 && kinds[kind]
		})
	}
	for _, set := range []string{"function-word", "antonym"} {
		m.share(set, set+": no number, name, date told", func(p pair) bool {
			kinds := p.kinds()
			return !kinds["number"] && !kinds["name"] && !kinds["date"]
		})
	}
}

// share prints in which share of the pairs of a set of DEMETR something holds.
func (m *measurement) share(set, label string, holds func(pair) bool) {
	all, right := 0, 0
	m.lines(filepath.Join("eval/demetr", set+".jsonl"), func(line []byte) error {
		var p pair
		if err := json.Unmarshal(line, &p); err != nil {
			return err
		}
		ok := holds(p)
		all++
		right += count(ok)
		if !ok && m.verbose == set {
			fmt.Printf("%v %s\n   %s\n", p.ID, label, p.marked())
		}
		return nil
	})
	if all > 0 {
		fmt.Printf("%-44s %5.1f %%  (%d of %d)\n", label, 100*float64(right)/float64(all), right, all)
	}
}

// ntrex counts the sentences in which a change of number or date is told though
// the two say the same, for each language beside English.
func (m *measurement) ntrex() {
	languages := []string{"de", "fr", "es", "pl", "uk", "ru", "ar", "zh"}
	told := map[string]map[string]int{}
	for _, language := range languages {
		told[language] = map[string]int{}
	}
	all := 0
	m.lines("eval/ntrex/sentences.jsonl", func(line []byte) error {
		var row map[string]any
		if err := json.Unmarshal(line, &row); err != nil {
			return err
		}
		all++
		for _, language := range languages {
			en, _ := row["en"].(string)
			other, _ := row[language].(string)
			for kind := range (pair{A: en, B: other}).kinds() {
				told[language][kind]++
			}
		}
		return nil
	})
	if all == 0 {
		return
	}
	fmt.Printf("%-44s", "false alarms from English, % of sentences")
	kinds := []string{"number", "date", "negation", "hedge"}
	for _, kind := range kinds {
		fmt.Printf("%10s", kind)
	}
	fmt.Println()
	for _, language := range languages {
		fmt.Printf("%44s", language)
		for _, kind := range kinds {
			fmt.Printf("%10.1f", 100*float64(told[language][kind])/float64(all))
		}
		fmt.Println()
	}
}

func count(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// lines reads a file of the folder line by line; none of it if it is not there.
func (m *measurement) lines(name string, read func([]byte) error) {
	if m.err != nil {
		return
	}
	f, err := os.Open(filepath.Join(m.folder, name))
	if os.IsNotExist(err) {
		return
	}
	if err != nil {
		m.err = err
		return
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	in.Buffer(nil, 1<<24)
	for in.Scan() && m.err == nil {
		if err := read(in.Bytes()); err != nil {
			m.err = fmt.Errorf("%s: %w", name, err)
		}
	}
	if m.err == nil {
		m.err = in.Err()
	}
}
