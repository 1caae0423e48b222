package ingest

import (
	"bytes"
	"context"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"claimtrace/annotate"
	"claimtrace/store"
)

const quayPage = `<html lang="en"><head><title>Ferry is back</title><meta property="og:site_name" content="The Quay"><meta property="article:published_time" content="2026-01-29T21:00Z"><meta property="article:modified_time" content="2026-01-30T09:12Z"></head><body><nav><a href="/">Home</a></nav>
<h1>Ferry is back</h1><p>The ferry between the two banks of the river runs again, the harbour master said on Thursday, after a week in which the ice had kept it at its berth.</p>
<p>Nobody had expected that before the end of the month; the town had begun to carry bread over the ice by hand, as it had in the winter of the flood.</p></body></html>`

const russian = "Паром между берегами реки снова ходит, сказал начальник порта в четверг.\n\nЭтого никто не ждал до конца месяца, и город носил хлеб по льду.\n"

// Each source is handed over when it was read, with where its particulars were
// found, and none is kept in the batch.
func TestEach(t *testing.T) {
	dir := t.TempDir()
	old, err := charmap.Windows1251.NewEncoder().String(russian)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, f := range [][2]string{{"a.html", quayPage}, {"b.txt", "A quiet night\n\nNo strikes were reported."}, {"c.txt", old}, {"d.png", "\x89PNG"}} {
		paths = append(paths, filepath.Join(dir, f[0]))
		if err := os.WriteFile(paths[len(paths)-1], []byte(f[1]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var came []Came
	shelf := &Shelf{}
	defer shelf.Close()
	b, err := Read(t.Context(), Sources{Paths: paths, Given: annotate.Article{Byline: "Dana Ostrow"}, Shelf: shelf, Each: func(c Came) { came = append(came, c) }})
	if err != nil || len(b.Failures) > 0 || len(came) != 4 {
		t.Fatalf("%d came, and %v failed: %v", len(came), b.Failures, err)
	}
	b.Close() // which leaves the shelf
	text := func(c Came) string {
		t.Helper()
		d, place, err := shelf.At(c.Found[0].Slot)
		if err != nil || place != c.Place || c.Found[0].Text != "" || c.Found[0].Source != nil {
			t.Errorf("on the shelf lies %q, and %+v is held: %v", place, c.Found[0], err)
		}
		return d.Text
	}
	page := came[0].Found[0]
	for column, want := range map[string]string{"title": "headline", "outlet": "og:site_name", "published": "meta", "language": "html lang", "byline": "given for all", "url": ""} {
		if page.From[column] != want {
			t.Errorf("%s was found in %q, want %q", column, page.From[column], want)
		}
	}
	if page.Kind != "web page" || page.Changed != "2026-01-30T09:12Z" || page.Outlet != "The Quay" {
		t.Errorf("the page is %+v", page)
	}
	if f := came[1].Found[0]; f.Kind != PlainText || f.From["title"] != "first line" || f.Guessed {
		t.Errorf("the text is %+v", f)
	}
	if f := came[2].Found[0]; f.Charset != "windows-1251" || !f.Guessed || !strings.HasPrefix(text(came[2]), "Паром") || f.Tongue != "ru" || f.Words != 24 {
		t.Errorf("the old text is %+v", f)
	}
	if came[3].Err == nil || came[3].Place != paths[3] {
		t.Errorf("a picture came as %+v", came[3])
	}
}

func TestLooker(t *testing.T) {
	l := NewLooker()
	defer l.Close()
	seen, err := l.Original(t.Context(), []byte(quayPage), annotate.Article{File: "a.html"}, "", Look{})
	if err != nil || len(seen.Blocks) != 4 || seen.Blocks[0].Part != "menu" || seen.Blocks[1].Part != "headline" || seen.Blocks[3].Part != "" || !strings.HasPrefix(seen.Blocks[3].Text, "Nobody") {
		t.Errorf("a page is seen as %+v, %v", seen.Blocks, err)
	}
	seen, err = l.Original(t.Context(), []byte("A quiet night"), annotate.Article{File: "a.txt"}, "", Look{})
	if err != nil || len(seen.Blocks) != 1 || seen.Blocks[0].Text != "A quiet night" {
		t.Errorf("a text is seen as %+v, %v", seen, err)
	}
	old, _ := charmap.KOI8R.NewEncoder().String(russian)
	shelf := &Shelf{}
	defer shelf.Close()
	at, err := shelf.Put("c.txt", store.Draft{Source: []byte(old), Article: annotate.Article{File: "c.txt"}})
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.Again(t.Context(), shelf, at, "KOI8-R")
	d, _, err2 := shelf.At(again.Slot)
	if err != nil || err2 != nil || !strings.HasPrefix(d.Text, "Паром") || again.Guessed || again.Charset != "koi8-r" {
		t.Errorf("read again as KOI8-R it is %+v, %v, %v", again, err, err2)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := l.Original(ctx, []byte(quayPage), annotate.Article{File: "a.html"}, "", Look{}); err == nil {
		t.Error("what was stopped has an answer")
	}
}

// A page of a PDF is a picture of it.
func TestOriginalOfPDF(t *testing.T) {
	source := []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 2/Kids[3 0 R 3 0 R]>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")
	l := NewLooker()
	defer l.Close()
	for asked, want := range map[int]int{0: 1, 2: 2, 9: 2} {
		seen, err := l.Original(t.Context(), source, annotate.Article{File: "a.pdf"}, "", Look{Page: asked})
		if err != nil || seen.Pages != 2 || seen.Page != want {
			t.Fatalf("page %d is seen as %d of %d: %v", asked, seen.Page, seen.Pages, err)
		}
		p, err := png.Decode(bytes.NewReader(seen.Picture))
		if err != nil || p.Bounds().Dx()*3 != p.Bounds().Dy()*2 {
			t.Errorf("its picture is %v, %v", p, err)
		}
	}
}
