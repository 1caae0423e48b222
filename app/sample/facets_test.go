package sample

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/assets"
)

// passage is a block of the gold table: a passage of the sample and what it says.
type passage struct {
	outlet, beginning string
	said              []string // "kind value"
}

func goldTable(t *testing.T) []passage {
	f, err := os.Open("../../annotate/facet/testdata/sample.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var table []passage
	for lines := bufio.NewScanner(f); lines.Scan(); {
		line := lines.Text()
		switch outlet, beginning, ok := strings.Cut(line, " | "); {
		case line == "" || line[0] == '#':
		case ok:
			table = append(table, passage{outlet: outlet, beginning: beginning})
		default:
			p := &table[len(table)-1]
			p.said = append(p.said, line)
		}
	}
	return table
}

// articles gives the articles of the sample by outlet, and the quotations marked in each.
func sampleArticles(t *testing.T) (map[string]facet.Article, map[string][]string) {
	manifest, err := assets.Sample().Open("manifest.csv")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(manifest).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	articles, outlets := map[string]facet.Article{}, map[string]string{}
	for _, row := range rows[1:] {
		text, err := fs.ReadFile(assets.Sample(), row[0])
		if err != nil {
			t.Fatal(err)
		}
		outlets[row[0]] = row[2]
		articles[row[2]] = facet.Article{Text: string(text), Published: annotate.Publication(row[4]), Language: row[6]}
	}
	data, err := fs.ReadFile(assets.Sample(), "annotations.json")
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Claims []struct {
			Annotations []struct{ File, Quote string }
		}
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	quotes := map[string][]string{}
	for _, c := range all.Claims {
		for _, a := range c.Annotations {
			quotes[outlets[a.File]] = append(quotes[outlets[a.File]], a.Quote)
		}
	}
	return articles, quotes
}

// What the sample's passages say is read: 95 % of the values of the gold table, and none that it has not.
func TestFacets(t *testing.T) {
	articles, quotes := sampleArticles(t)
	used := map[string]bool{}
	all, found, invented := 0, 0, 0
	for _, p := range goldTable(t) {
		quote := ""
		for _, q := range quotes[p.outlet] {
			if key := p.outlet + "|" + q; strings.HasPrefix(q, p.beginning) && !used[key] {
				used[key], quote = true, q
				break
			}
		}
		a := articles[p.outlet]
		at := strings.Index(a.Text, quote)
		if quote == "" || at < 0 {
			t.Fatalf("no passage %s | %s", p.outlet, p.beginning)
		}
		start := utf8.RuneCountInString(a.Text[:at])
		values, ok := facet.New(a).Of(start, start+utf8.RuneCountInString(quote))
		if !ok {
			t.Fatalf("%s is not read", p.outlet)
		}
		var said []string
		for _, v := range values {
			said = append(said, string(v.Kind)+" "+v.Value)
		}
		all += len(p.said)
		for _, v := range p.said {
			if slices.Contains(said, v) {
				found++
			} else {
				t.Logf("%s | %s: not found: %s", p.outlet, quote, v)
			}
		}
		for _, v := range said {
			if !slices.Contains(p.said, v) {
				invented++
				t.Errorf("%s | %s: invented: %s", p.outlet, quote, v)
			}
		}
	}
	t.Logf("%d of %d values found, %d invented", found, all, invented)
	if found*100 < all*95 {
		t.Errorf("%d of %d values found", found, all)
	}
}
