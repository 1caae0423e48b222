package coming

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/store"
	"claimtrace/store/ingest"
)

func found(of ingest.Found) *item {
	if of.From == nil {
		of.From = map[string]string{}
	}
	return newItem(of)
}

// The list tells of each source how it stands, and what it is.
func TestEntryInWords(t *testing.T) {
	there := store.ArticleRow{Article: annotate.Article{URL: "https://quay.example/ferry", SHA256: "old"}}
	there.ID = annotate.NewArticleKey("old", there.URL, "").ID()
	l := libraryOf([]store.ArticleRow{there}, func(annotate.ID) bool { return true })
	page := func(sha, url string) *item {
		return found(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: "Ferry is back", SHA256: sha, URL: url}}, Kind: "web page", Words: 1240})
	}
	for _, c := range []struct {
		name          string
		e             entry
		state, detail string
		tone          tone
	}{
		{"a page", entry{place: "/a/b.html", items: []*item{page("x", "")}}, "ready", "web page, 1,240 words", good},
		{"one that is there", entry{items: []*item{page("old", there.URL)}}, "there already", "web page, 1,240 words", quiet},
		{"a newer version", entry{items: []*item{page("x", there.URL)}}, "look", "web page, 1,240 words", look},
		{"a feed", entry{items: []*item{page("x", "https://a.example/1"), page("old", there.URL)}}, "1 ready", "web page, 2 items, 1 there already", good},
		{"a guess", entry{items: []*item{found(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: "A", SHA256: "x"}}, Kind: "text", Charset: "windows-1251", Guessed: true})}}, "windows-1251", "read as Windows-1251: right?", warn},
		{"a document", entry{items: []*item{found(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: "A", SHA256: "x"}}, Kind: "PDF", Pages: 4, Tongue: "de"})}}, "ready", "PDF, 4 pages, German", good},
		{"a scan", entry{err: fmt.Errorf("%w: %w", ingest.ErrForeign, errors.New("a scan without text: run a program"))}, "no text", "a scan without text: run a program", bad},
		{"a picture", entry{err: fmt.Errorf("%w but a picture: type it", ingest.ErrForeign)}, "not read", "a picture: type it", bad},
	} {
		for _, i := range c.e.items {
			i.look(l)
		}
		if s, tone := c.e.state(); s != c.state || tone != c.tone || c.e.detail() != c.detail {
			t.Errorf("%s stands %q (%d) and is %q, want %q (%d) and %q", c.name, s, tone, c.e.detail(), c.state, c.tone, c.detail)
		}
	}
}

// What is typed is kept where it is a value, and said to be wrong where it is none.
func TestSet(t *testing.T) {
	i := found(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: "A", Published: "2026-01-29"}}})
	if i.corrected() || i.from("outlet") != "not found" {
		t.Error("what nobody touched is corrected")
	}
	if err := i.set("published", "some day"); err == nil || i.now.Published != "2026-01-29" || i.shown("published") != "some day" || i.doubt() != "correct it" || !i.corrected() {
		t.Errorf("a time that is none: %v, %+v", err, i)
	}
	if err := i.set("published", "30 January 2026"); err != nil || i.now.Published != "2026-01-30" || i.from("published") != "corrected" || i.doubt() != "" {
		t.Errorf("a time: %v, %+v", err, i.now)
	}
	if err := i.set("published", "Thu 29 Jan 2026"); err != nil || i.corrected() {
		t.Errorf("the time that it had: %v, %+v", err, i.now)
	}
}

// Of ten thousand nothing is held but what is known of them, and the filter finds one.
func TestFilterOfThousands(t *testing.T) {
	var list []*entry
	for i := range 10_000 {
		list = append(list, &entry{place: fmt.Sprintf("/in/%d.html", i), items: []*item{found(ingest.Found{Draft: store.Draft{Article: annotate.Article{Title: fmt.Sprint("Number ", i)}}, Kind: "web page"})}})
	}
	n := 0
	for _, e := range list {
		if e.fits([]string{"ready", "9999"}) {
			n++
		}
		if e.items[0].found.Text != "" || e.items[0].found.Source != nil {
			t.Fatal("a text is held")
		}
	}
	if n != 1 {
		t.Errorf("%d fit", n)
	}
}

// What becomes of highlights in a later version is told of each that is not sure.
func TestCompared(t *testing.T) {
	was := "The ferry runs again, the harbour master said on Thursday.\n\nNobody had expected that before the end of the month.\n\nThe town had begun to carry bread over the ice by hand, as in the winter of the flood.\n"
	is := "The ferry runs again, the harbour master said on Thursday.\n\nNobody had expected that before the middle of the month.\n"
	mark := func(quote string) annotate.Annotation {
		from := strings.Index(was, quote) // all of it is ASCII
		return annotate.Annotation{Start: from, End: from + len(quote), Quote: quote}
	}
	v, err := compared(t.Context(), was, is, []annotate.Annotation{mark("ferry runs again"), mark("Nobody had expected that before the end of the month"), mark("town had begun to carry bread over the ice by hand")}, collate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(v.own, v.differ)
	for _, r := range v.rows {
		got += "; " + r.badge
		for k, run := range r.runs {
			got += " " + run.Text
			if r.gone[k] {
				got += "(gone)"
			}
		}
	}
	want := "3 20; exact 1 highlight stands word for word; changed Nobody had expected that before the end(gone) middle of the month; lost “town had begun to carry bread over the ice by hand”"
	if got != want {
		t.Errorf("it tells\n%s\nwant\n%s", got, want)
	}
}
