package foreign

import (
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, source, want, title, notes string }{
		{"marks", "# The *bridge*\n\nIt is **shut** until\n`spring_time`, \\*they\\* say &amp; know.\\\nNext ~~line~~.\n", "The bridge\n\nIt is shut until spring_time, *they* say & know.\nNext line.", "The bridge", ""},
		{"lists", "- One\n- Two\n  1. Inner\n  2. More\n\nAfter.\n", "• One\n• Two\n1. Inner\n2. More\n\nAfter.", "", ""},
		{"a quotation and code", "> He said:\n> no.\n\n```go\na := 1 \\* 2\n```\n", "He said: no.\n\na := 1 \\* 2", "", ""},
		{"a table", "|a|b|\n|-|-|\n|1|*2*|\n", "a\tb\n1\t2", "", ""},
		{"what is lost", "See [the report](https://quay.example/r), [it](x) ![The shut bridge](b.png).\n\n<div>No</div>\n\nA <b>bold</b> word.\n",
			"See the report, it The shut bridge.\n\nA bold word.", "",
			"the addresses of 2 links left aside: only the words are in the text; 1 picture left aside: only the words that stand for it are in the text; 3 pieces of HTML left aside: it is not in the text"},
		{"an address stays", "See <https://quay.example/r>.\n", "See https://quay.example/r.", "", ""},
		{"a rule is no front matter", "---\nNo end of it.\n", "No end of it.", "", ""},
		{"other line ends", "\ufeff# A\r\rB\r\n", "A\n\nB", "A", ""},
	} {
		found, err := Read(About{Kind: Marked}, []byte(tt.source))
		if err != nil || found[0].text != tt.want || found[0].Title != tt.title || strings.Join(found[0].Notes, "; ") != tt.notes {
			t.Errorf("%s: %q, %+v, %v", tt.name, found[0].text, found, err)
		}
	}
	for _, source := range []string{"", "---\ntitle: A\n---\n", "<div>\n</div>"} {
		if found, err := Read(About{Kind: Marked}, []byte(source)); err == nil {
			t.Errorf("%q gives %+v", source, found)
		}
	}
}

func TestFrontMatter(t *testing.T) {
	found, err := Read(About{Kind: Marked}, []byte("---\ntitle: \"Shut: until spring\"\nauthors:\n  - Ada Brandt\n  - 'Jon Ferro'\ndate: 29.01.2026 21:00\n"+
		"source: Quay Post\nlang: en\nlink: https://quay.example/1\ntags: [a, b]\n---\n# Heading\n\nText.\n"))
	if err != nil {
		t.Fatal(err)
	}
	a := found[0]
	if a.Title != "Shut: until spring" || a.Byline != "Ada Brandt, Jon Ferro" || a.Published != "2026-01-29T21:00" || a.Outlet != "Quay Post" || a.Language != "en" ||
		a.Kind != MarkdownKind || a.From["title"] != frontMatter || a.From["published"] != frontMatter || a.From["byline"] != frontMatter || a.URL != "https://quay.example/1" || a.text != "Heading\n\nText." || strings.Join(a.Notes, "; ") != "left aside of what stands before the text: tags" {
		t.Errorf("%+v, text %q", a, a.text)
	}
	found, err = Read(About{Kind: Marked}, []byte("---\ndate: 01/02/2026\n...\nText.\n"))
	if err != nil || found[0].Published != "" || len(found[0].Notes) != 1 || !strings.Contains(found[0].Notes[0], "01/02/2026") {
		t.Errorf("a date of two readings gives %+v, %v", found, err)
	}
}

func FuzzMarkdown(f *testing.F) {
	for _, seed := range []string{"---\ntitle: A\n---\n# B\n\n* c\n\n|d|\n|-|\n|e|\n", "[a](b)[^1]\n\n[^1]: c", "---\n---"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		if found, err := readMarkdown(About{}, source); err == nil && strings.TrimSpace(found[0].text) == "" {
			t.Error("a text without a letter")
		}
	})
}
