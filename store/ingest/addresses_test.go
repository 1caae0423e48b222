package ingest

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	russianPage = "<html><head><title>\xcc\xee\xf1\xf2</title></head><body><article><h1>\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2 \xe4\xee \xe2\xe5\xf1\xed\xfb</h1><p>" +
		"\xcc\xee\xf1\xf2 \xe7\xe0\xea\xf0\xfb\xf2 \xe4\xee \xe2\xe5\xf1\xed\xfb, \xf1\xea\xe0\xe7\xe0\xeb \xef\xee\xf0\xf2.</p></article></body></html>"
	story = "<p>The harbour bridge will stay shut until spring, the council said on Thursday, after an inspection found more of its bearings worn than had been thought.</p>"
)

// site serves what tests fetch.
func site(t *testing.T) *httptest.Server {
	t.Helper()
	page := func(head, body string) string {
		return "<html><head><title>The bridge</title>" + head + "</head><body><article><h1>The bridge will stay shut</h1>" + body + "</article></body></html>"
	}
	free := func(is string) string {
		return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The bridge will stay shut","isAccessibleForFree":` + is + `}</script>`
	}
	pages := map[string][2]string{ // media type and content
		"/charset":   {"text/html; charset=windows-1251", russianPage},
		"/bare":      {"text/html", "<h1>The bridge will stay shut</h1>" + story},
		"/canonical": {"text/html", page(`<link rel="canonical" href="/bridge">`, story)},
		"/plain":     {"text/plain; charset=windows-1253", "caf\xe9 \xe9"},
		"/paid":      {"text/html", page(free("false"), strings.Repeat(story, 15))},
		"/cut":       {"text/html", page(free(`"False"`), story)},
		"/asks":      {"text/html", page("", story+"<div>Subscribe to continue reading</div>")},
		"/free":      {"text/html", page(free("true"), story)},
		"/book":      {"application/octet-stream", "PK\x03\x04"},
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/moved" {
			http.Redirect(w, r, "/bare", http.StatusMovedPermanently)
			return
		}
		p, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", p[0])
		_, _ = w.Write([]byte(p[1]))
	}))
	t.Cleanup(s.Close)
	return s
}

// A page at an address becomes an article as a file does, with the address at
// which it says it is, else that where it was found; its bytes are kept, and when
// they were got.
func TestAddresses(t *testing.T) {
	s := site(t)
	before := time.Now().Add(-time.Minute)
	for _, c := range []struct{ path, url, says, note string }{
		{"/charset", "/charset", "Мост закрыт до весны", ""}, {"/bare", "/bare", "bearings worn", ""}, {"/moved#top", "/bare", "bearings worn", ""},
		{"/canonical", "/bridge", "bearings worn", ""}, {"/plain", "/plain", "cafι ι", ""},
		{"/paid", "/paid", "bearings worn", "it says that it must be paid for"}, {"/free", "/free", "bearings worn", ""},
	} {
		b, err := Read(t.Context(), Sources{Paths: []string{s.URL + c.path}, Local: true})
		if err != nil || b.Len() != 1 {
			t.Errorf("%s: %v, %v", c.path, err, b.Failures)
			continue
		}
		d, _, _ := b.At(0)
		if d.URL != s.URL+c.url || !strings.Contains(d.Text, c.says) || len(d.Source) == 0 || d.Captured.Before(before) || d.File != "" {
			t.Errorf("%s: %q at %s, %d bytes got at %v, file %q", c.path, d.Text, d.URL, len(d.Source), d.Captured, d.File)
		}
		if notes := strings.Join(b.Notes, "\n"); (c.note == "") != !strings.Contains(notes, "paid") || !strings.Contains(notes, c.note) {
			t.Errorf("%s: notes %q", c.path, notes)
		}
	}
	for path, want := range map[string]error{"/cut": ErrPaywall, "/asks": ErrPaywall, "/book": ErrNoArticle} {
		if err := failure(t, Sources{Paths: []string{s.URL + path}, Local: true}); !errors.Is(err, want) {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := failure(t, Sources{Paths: []string{s.URL + "/bare"}}); !errors.Is(err, ErrLocal) {
		t.Errorf("not allowed: %v", err)
	}
}

// A page that was saved by who may read it is read, whatever it asks of others.
func TestSavedPageBehindPaywall(t *testing.T) {
	dir := write(t, map[string]string{"a.html": `<html><head><title>The bridge</title><meta property="article:content_tier" content="locked"></head><body><article><h1>The bridge will stay shut</h1>` + story + "</article></body></html>"})
	b, err := Read(t.Context(), Sources{Paths: []string{filepath.Join(dir, "a.html")}})
	if err != nil || b.Len() != 1 || !strings.Contains(strings.Join(b.Notes, "\n"), "looks like the beginning alone") {
		t.Errorf("%v, %v, notes %q", err, b.Failures, b.Notes)
	}
}

// A row of a table that has an address and neither file nor text is fetched. One
// that cannot be is a failure and not a fault of the table.
func TestAddressesInTables(t *testing.T) {
	s := site(t)
	dir := write(t, map[string]string{
		"m.csv":   fmt.Sprintf("title,url\nAs the list says,%s/canonical\n,%[1]s/none\n", s.URL),
		"l.jsonl": fmt.Sprintf(`{"title":"As the list says","url":"%s/canonical"}`+"\n"+`{"url":"%[1]s/none"}`, s.URL),
	})
	for _, in := range []Sources{{Manifest: filepath.Join(dir, "m.csv"), Local: true}, {Lines: filepath.Join(dir, "l.jsonl"), Local: true}} {
		b, err := Read(t.Context(), in)
		if err != nil || b.Len() != 1 || len(b.Failures) != 1 {
			t.Errorf("%v: %v, %d drafts, failures %v", in, err, b.Len(), b.Failures)
			continue
		}
		if d, _, _ := b.At(0); d.Title != "As the list says" || d.URL != s.URL+"/bridge" {
			t.Errorf("%q at %q", d.Title, d.URL)
		}
		if f := b.Failures[0]; !strings.Contains(f.Error(), ": "+s.URL+"/none: ") || !strings.Contains(f.Error(), "404") {
			t.Errorf("failure %v", f)
		}
	}
}
