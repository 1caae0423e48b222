//go:build bench

package ingest

import (
	"bytes"
	"compress/gzip"
	"database/sql"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/readeck/go-readability/v2"
	_ "modernc.org/sqlite"

	"claimtrace/store"
	"claimtrace/tools/ratio"
)

// manyPages is how many pages are added.
const manyPages = 500

// Real pages are added to a project, against the library that finds the article in
// a page alone, on the same pages, and bare inserts of what comes of it.
func TestBenchHTML(t *testing.T) {
	dir := t.TempDir()
	files, err := filepath.Glob(filepath.Join(evaluation(t), "*.html.gz"))
	if err != nil || len(files) == 0 {
		t.Skip("there are no pages beside the project")
	}
	var pages [][]byte
	for i := range manyPages {
		packed, err := os.ReadFile(files[i%len(files)])
		if err != nil {
			t.Fatal(err)
		}
		z, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		// Each is an article of its own.
		page = bytes.Replace(page, []byte("<p>"), fmt.Appendf(nil, "<p>This is page %d of those that are added. ", i), 3)
		page = append(page, fmt.Sprintf("<!-- %d -->", i)...)
		pages = append(pages, page)
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%03d.html", i)), page, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ours, alone := ratio.Medians(func() float64 {
		p, err := store.Create(filepath.Join(t.TempDir(), "p.claimtrace"), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer p.Close()
		return ratio.Milliseconds(func() {
			batch, err := Read(t.Context(), Sources{Paths: []string{dir}})
			if err != nil || len(batch.Failures) > 0 || batch.Len() != manyPages {
				t.Fatal(err, batch.Failures, batch.Len())
			}
			defer batch.Close()
			if _, _, err := p.AddArticles(t.Context(), batch.Drafts(), nil); err != nil {
				t.Fatal(err)
			}
		})
	}, func() float64 {
		db, err := sql.Open("sqlite", filepath.Join(t.TempDir(), "bare.db"))
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec("CREATE TABLE text (text TEXT, source BLOB)"); err != nil {
			t.Fatal(err)
		}
		return ratio.Milliseconds(func() {
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			for _, page := range pages {
				a, err := readability.FromReader(bytes.NewReader(page), &url.URL{})
				var text bytes.Buffer
				if err == nil && a.Node != nil {
					err = a.RenderText(&text)
				}
				if err == nil {
					_, err = tx.Exec("INSERT INTO text VALUES (?, ?)", text.String(), page)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "ingest.html", Peer: "go-readability alone on the same pages, and bare inserts", Unit: "ms", Most: 1.5}, ours, alone,
		"500 real pages: read by a process of their own, furniture taken out, facts found, added, the bytes kept packed")
}

func evaluation(t *testing.T) string {
	return filepath.Join(filepath.Dir(seeds(t)), "eval", "pages")
}
