//go:build bench

package exchange

import (
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// benchArticles times benchPassages is how many annotations are exported.
const benchArticles, benchPassages = 1000, 100

// benchProject makes a project of articles, and one with as many annotations in the same.
func benchProject(t *testing.T) (bare string, p *store.Project) {
	ctx := context.Background()
	dir := t.TempDir()
	bare = filepath.Join(dir, "bare.claimtrace")
	made := func(path string) *store.Project {
		p, err := store.Create(path, store.Options{Person: store.Person{ID: annotate.NewID(), Name: "Mara"}})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	drafts := make([]store.Draft, benchArticles)
	for i := range drafts {
		drafts[i] = store.Draft{Text: corpus.Text(uint64(i), 400), Article: annotate.Article{Title: fmt.Sprint("Article ", i), Outlet: "Quay Post", URL: fmt.Sprint("https://quay.example/", i), Published: "2026-01-29T21:00Z"}}
	}
	q := made(bare)
	if _, _, err := q.AddArticles(ctx, store.Drafts(drafts...), nil); err != nil {
		t.Fatal(err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	p = made(filepath.Join(dir, "p.claimtrace"))
	t.Cleanup(func() { p.Close() })
	added, _, err := p.AddArticles(ctx, store.Drafts(drafts...), nil)
	if err != nil {
		t.Fatal(err)
	}
	var list []store.NewAnnotation
	for i, a := range added {
		o := text.NewOffsets(drafts[i].Text)
		step := o.Len() / benchPassages
		for j := range benchPassages {
			list = append(list, store.NewAnnotation{
				Article: a.ID, Span: annotate.Span{Start: j * step, End: j*step + step/2 + 1}, Verdict: annotate.Verdicts[j%3],
				Statement: fmt.Sprint("Claim ", (i*benchPassages+j)%500), Attribution: "the mayor", Note: "seen twice",
			})
		}
	}
	if _, _, err := p.AnnotateAll(ctx, list, nil); err != nil {
		t.Fatal(err)
	}
	return bare, p
}

// TestBenchExchange measures a whole export, reading the project included, against the
// standard library's writers of what is ready in memory; and a whole import against
// reading the JSON and inserting the rows that come of it.
func TestBenchExchange(t *testing.T) {
	ctx := context.Background()
	bare, p := benchProject(t)
	set, err := Collect(p.View, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	benchImport(t, bare, set)
	export := func(f Format) func() float64 {
		return func() float64 {
			return ratio.Milliseconds(func() {
				set, err := Collect(p.View, time.Now())
				if err == nil {
					err = f.Write(ctx, io.Discard, set)
				}
				if err != nil {
					t.Fatal(err)
				}
			})
		}
	}
	var rows [][]string
	csvRows(set, func(cells []string) { rows = append(rows, slices.Clone(cells)) })
	ours, theirs := ratio.Medians(export(csvFormat), func() float64 {
		return ratio.Milliseconds(func() {
			if err := csv.NewWriter(io.Discard).WriteAll(rows); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "export.csv", Peer: "encoding/csv writing the ready rows", Unit: "ms", Most: 4}, ours, theirs, "100,000 annotations, the project read, but not what they say in substance")
	items, err := webItems(set, false)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs = ratio.Medians(export(webAnnotation), func() float64 {
		return ratio.Milliseconds(func() {
			enc := json.NewEncoder(io.Discard)
			enc.SetIndent("", "  ")
			if err := enc.Encode(items); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "export.w3c", Peer: "encoding/json of the ready values", Unit: "ms", Most: 2}, ours, theirs, "100,000 annotations, the project read, but not what they say in substance")
}

func benchImport(t *testing.T, bare string, set Set) {
	dir := t.TempDir()
	file := filepath.Join(dir, "set.jsonld")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := webAnnotation.Write(t.Context(), f, set); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copied := func() string {
		b, err := os.ReadFile(bare)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "q.claimtrace")
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	imported := copied()
	taken := func(path string) float64 {
		q, err := store.Open(path, store.Options{Person: store.Person{ID: annotate.NewID(), Name: "Zoe"}})
		if err != nil {
			t.Fatal(err)
		}
		defer q.Close()
		return ratio.Milliseconds(func() {
			set, err := ReadFile(t.Context(), file, "w3c")
			if err != nil {
				t.Fatal(err)
			}
			done, _, err := q.Import(t.Context(), set, store.ImportOptions{})
			if err != nil || done.Passages.Added != benchArticles*benchPassages {
				t.Fatal(done.Passages, done.Told, err)
			}
		})
	}
	taken(imported)
	type table struct {
		insert string
		rows   [][]any
	}
	var tables []table
	db := opened(t, imported)
	for _, name := range []string{"name", "change", "reference", "annotation"} {
		rows, err := db.Query("SELECT * FROM " + name)
		if err != nil {
			t.Fatal(err)
		}
		columns, err := rows.Columns()
		if err != nil {
			t.Fatal(err)
		}
		x := table{insert: "INSERT OR IGNORE INTO " + name + " VALUES (?" + strings.Repeat(", ?", len(columns)-1) + ")"}
		for rows.Next() {
			values, to := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				to[i] = &values[i]
			}
			if err := rows.Scan(to...); err != nil {
				t.Fatal(err)
			}
			x.rows = append(x.rows, values)
		}
		rows.Close()
		tables = append(tables, x)
	}
	db.Close()
	ours, theirs := ratio.Medians(func() float64 { return taken(copied()) }, func() float64 {
		db := opened(t, copied())
		defer db.Close()
		return ratio.Milliseconds(func() {
			var v any
			if err := json.Unmarshal(data, &v); err != nil {
				t.Fatal(err)
			}
			tx, err := db.Begin()
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range tables {
				insert, err := tx.Prepare(x.insert)
				if err != nil {
					t.Fatal(err)
				}
				for _, row := range x.rows {
					if _, err := insert.Exec(row...); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := tx.Commit(); err != nil {
				t.Fatal(err)
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "import.w3c", Peer: "reading the JSON plus bare inserts", Unit: "ms", Most: 5}, ours, theirs, "100,000 annotations into a project that has the articles, read in a process of its own")
}

func opened(t *testing.T, path string) *sql.DB {
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	return db
}
