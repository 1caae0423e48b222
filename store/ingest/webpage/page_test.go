package webpage

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"claimtrace/annotate"
)

// evaluation finds a file of the pages that lie beside the project, to measure by.
func evaluation(t testing.TB, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		found := filepath.Join(dir, "shared", "eval", "pages", name)
		if _, err := os.Stat(found); err == nil {
			return found
		}
	}
	t.Skip("../shared is not here")
	return ""
}

// truth is a page with its true text.
type truth struct {
	Page, URL, Text string
	source          []byte
}

func (d truth) key() string { return strings.TrimSuffix(d.Page, ".html.gz") }

func pages(t testing.TB) []truth {
	t.Helper()
	list, err := os.Open(evaluation(t, "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close()
	var all []truth
	for in := json.NewDecoder(list); ; {
		var d truth
		if err := in.Decode(&d); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		packed, err := os.ReadFile(evaluation(t, d.Page))
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		if d.source, err = io.ReadAll(z); err != nil {
			t.Fatal(err)
		}
		all = append(all, d)
	}
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

// runs counts the runs of four words of a text.
func runs(s string) map[string]int {
	w := word.FindAllString(strings.ToLower(s), -1)
	m := map[string]int{}
	for i := 0; i < max(1, len(w)-3) && len(w) > 0; i++ {
		m[strings.Join(w[i:min(len(w), i+4)], " ")]++
	}
	return m
}

// shared gives the precision and recall of the text that was found.
func shared(want, got string) (precision, recall float64) {
	w, g := runs(want), runs(got)
	both, all, found := 0, 0, 0
	for k, n := range w {
		both += min(n, g[k])
		all += n
	}
	for _, n := range g {
		found += n
	}
	return float64(both) / float64(max(1, found)), float64(both) / float64(max(1, all))
}

// The articles of real pages are found, and little else.
func TestTextOfRealPages(t *testing.T) {
	var precision, recall float64
	all := pages(t)
	for _, d := range all {
		page, err := Read(d.source, "", d.URL)
		if err != nil {
			t.Errorf("%s: %v", d.Page, err)
		}
		p, r := shared(d.Text, page.Text)
		precision, recall = precision+p, recall+r
		if f := 2 * p * r / (p + r); f < 0.8 {
			t.Errorf("%s: F1 %.3f", d.Page, f)
		}
	}
	n := float64(len(all))
	precision, recall = precision/n, recall/n
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("%d pages: F1 %.4f, precision %.4f, recall %.4f", len(all), f1, precision, recall)
	if f1 < 0.965 {
		t.Errorf("F1 is %.4f, want at least 0.965", f1)
	}
}

// What real pages say of title, byline and time of publication, read off them by
// hand: testdata/pages.tsv. An empty cell is a page that does not say.
func TestFactsOfRealPages(t *testing.T) {
	type row struct{ title, byline, published string }
	table := map[string]row{}
	f, err := os.Open("testdata/pages.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for in := bufio.NewScanner(f); in.Scan(); {
		if c := strings.Split(in.Text(), "\t"); len(c) == 4 {
			table[c[0]] = row{c[1], c[2], c[3]}
		}
	}
	right, stated := map[string]int{}, map[string]int{}
	for _, d := range pages(t) {
		want, ok := table[d.key()]
		if !ok {
			t.Fatalf("%s is not in the table", d.key())
		}
		page, err := Read(d.source, "", d.URL)
		if err != nil {
			t.Fatal(err)
		}
		judge := func(fact, want, got string, same bool) {
			if want == "" {
				return
			}
			stated[fact]++
			if same {
				right[fact]++
			} else {
				t.Logf("%s: %s is %q, not %q", d.key(), fact, want, got)
			}
		}
		judge("title", want.title, page.Title, plain(want.title) == plain(page.Title))
		judge("byline", want.byline, page.Byline, plain(want.byline) == plain(page.Byline) || strings.HasPrefix(plain(page.Byline), plain(want.byline)+" "))
		judge("published", want.published, string(page.Published), sameTime(annotate.Publication(want.published), page.Published))
	}
	for fact, least := range map[string]int{"title": 95, "byline": 90, "published": 95} {
		t.Logf("%s: %d of %d", fact, right[fact], stated[fact])
		if right[fact]*100 < stated[fact]*least {
			t.Errorf("%s: %d of %d are right, want %d %%", fact, right[fact], stated[fact], least)
		}
	}
}

// sameTime tells whether a time is the true one, as far as that is known, and
// known at least to the day.
func sameTime(want, got annotate.Publication) bool {
	if !got.Known() || got.Precision() < annotate.ToDay {
		return false
	}
	if want.Zoned() && got.Zoned() {
		order, ok := want.Compare(got)
		return ok && order == 0 || got.Earliest().Truncate(60e9).Equal(want.Earliest())
	}
	const day = len("2026-01-29")
	n := min(len(want), len(got), len("2026-01-29T21:00"))
	return n >= day && want[:n] == got[:n]
}

// Whatever the bytes, a page is read or refused, and its text is UTF-8.
func FuzzPage(f *testing.F) {
	for _, s := range []string{
		"<html><body><article><h1>A headline of words</h1><p>A text that goes on for some words, and then some more.</p></article>",
		`<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","author":[{"name":"A"},"B"],"datePublished":"2026-01-29"}</script><p>x`,
		"\xff\xfe<\x00p\x00>\x00", `<meta charset=koi8-r><p>\xf0\xd2\xc9`, "<table><tr><td>a<td>b</table><ul><li>x<li>y</ul>",
		`<script type="application/ld+json">[{"@graph":[{"@graph":[{"@type":"Article"}]}]}]</script>`, "<blockquote><div><figure><blockquote>q", strings.Repeat("<div>", 600) + "x",
	} {
		f.Add([]byte(s), "https://quay.example/2026/01/29/a")
	}
	f.Fuzz(func(t *testing.T, source []byte, address string) {
		page, err := Read(source, "", address)
		if err != nil {
			return
		}
		if strings.TrimSpace(page.Text) == "" {
			t.Error("a page without a text and without an error")
		}
		for _, s := range []string{page.Title, page.Byline, page.Outlet, page.Text, page.URL} {
			if !utf8.ValidString(s) {
				t.Errorf("%q is not UTF-8", s)
			}
		}
	})
}
