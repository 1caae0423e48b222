// Package gold holds the reading of facets against the gold table of the sample's passages.
package gold

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
)

// Passage is a passage of the sample with the values that the table has and those that are
// read, each as its kind and the value.
type Passage struct {
	Outlet, Quote string
	Want, Got     []string
}

// Missing lists the values of the table that are not read.
func (p Passage) Missing() []string { return lacking(p.Want, p.Got) }

// Invented lists the values that are read and not in the table.
func (p Passage) Invented() []string { return lacking(p.Got, p.Want) }

func lacking(list, in []string) (out []string) {
	for _, v := range list {
		if !slices.Contains(in, v) {
			out = append(out, v)
		}
	}
	return out
}

// Sample reads the passages of a table in the files of the sample.
func Sample(table io.Reader, sample fs.FS) ([]Passage, error) {
	articles, quotes, err := articlesOf(sample)
	if err != nil {
		return nil, err
	}
	var all []Passage
	used := map[string]bool{}
	lines := bufio.NewScanner(table)
	for lines.Scan() {
		line := lines.Text()
		outlet, beginning, begins := strings.Cut(line, " | ")
		switch {
		case line == "" || line[0] == '#':
			continue
		case !begins && len(all) == 0:
			return nil, fmt.Errorf("no passage before %q", line)
		case !begins:
			p := &all[len(all)-1]
			p.Want = append(p.Want, line)
			continue
		}
		p := Passage{Outlet: outlet}
		for _, q := range quotes[outlet] {
			if strings.HasPrefix(q, beginning) && !used[outlet+q] {
				p.Quote = q
				used[outlet+q] = true
				break
			}
		}
		a := articles[outlet]
		at := strings.Index(a.Text, p.Quote)
		if p.Quote == "" || at < 0 {
			return nil, fmt.Errorf("no passage %q", line)
		}
		start := utf8.RuneCountInString(a.Text[:at])
		values, ok := facet.New(a).Of(start, start+utf8.RuneCountInString(p.Quote))
		if !ok {
			return nil, fmt.Errorf("%s is not read", outlet)
		}
		for _, v := range values {
			p.Got = append(p.Got, string(v.Kind)+" "+v.Value)
		}
		all = append(all, p)
	}
	return all, lines.Err()
}

// articlesOf gives the articles of the sample by outlet, and the passages marked in each.
func articlesOf(sample fs.FS) (map[string]facet.Article, map[string][]string, error) {
	manifest, err := sample.Open("manifest.csv")
	if err != nil {
		return nil, nil, err
	}
	defer manifest.Close()
	rows, err := csv.NewReader(manifest).ReadAll()
	if err != nil {
		return nil, nil, err
	}
	articles, outlets := map[string]facet.Article{}, map[string]string{}
	for _, row := range rows[1:] { // file,title,outlet,byline,published,url,language
		text, err := fs.ReadFile(sample, row[0])
		if err != nil {
			return nil, nil, err
		}
		outlets[row[0]] = row[2]
		articles[row[2]] = facet.Article{Text: string(text), Published: annotate.Publication(row[4]), Language: row[6]}
	}
	data, err := fs.ReadFile(sample, "annotations.json")
	if err != nil {
		return nil, nil, err
	}
	var marked struct {
		Claims []struct {
			Annotations []struct{ File, Quote string }
		}
	}
	if err := json.Unmarshal(data, &marked); err != nil {
		return nil, nil, err
	}
	quotes := map[string][]string{}
	for _, c := range marked.Claims {
		for _, a := range c.Annotations {
			quotes[outlets[a.File]] = append(quotes[outlets[a.File]], a.Quote)
		}
	}
	return articles, quotes, nil
}
