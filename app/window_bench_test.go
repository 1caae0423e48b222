//go:build bench

package app

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/sample"
	"claimtrace/app/style"
	"claimtrace/store"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

func done(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// sized makes a project of so many articles, of so many characters each, with
// passages all over them, tied to so many claims.
func sized(t *testing.T, path string, articles, chars, passages, claims int) {
	t.Helper()
	p, err := store.Create(path, store.Options{Person: store.Person{Name: "Mara"}})
	done(t, err)
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	text := []rune(corpus.Text(1, 400*60))
	var drafts []store.Draft
	for i := range articles {
		from := i % 50 * 2000
		body := fmt.Sprintf("Dispatch %d. %s", i, string(text[from:from+chars]))
		drafts = append(drafts, store.Draft{Source: []byte(body), Text: body, Article: annotate.Article{
			Title: fmt.Sprint("Article ", i), Outlet: fmt.Sprint("Outlet ", i%40), Published: annotate.Publication(day.Add(time.Duration(i) * time.Hour).Format(time.RFC3339))}})
	}
	added, _, err := p.AddArticles(context.Background(), store.Drafts(drafts...), nil)
	done(t, err)
	var list []store.NewAnnotation
	for i := range passages {
		a := added[i*articles/passages]
		list = append(list, store.NewAnnotation{Article: a.ID, Span: annotate.Span{Start: i % 20 * 100, End: i%20*100 + 60},
			Verdict: annotate.Verdicts[i%3], Statement: fmt.Sprintf("Claim %d: somebody said so and others did not", i*61%claims)})
	}
	if len(list) > 0 {
		_, _, err = p.AnnotateAll(context.Background(), list, nil)
		done(t, err)
	}
	done(t, p.Close())
}

// large makes a project of 5,000 articles and 100,000 annotations.
func large(t *testing.T, path string) { sized(t, path, 5_000, 2_500, 100_000, 3_000) }

// Measured is the time from asking for a project until the window's objects
// show it, and one tag until it is on disk and all views have been told. Both
// projects were closed in good order before. The peer of a tag is the insert of
// its row of the log alone into a copy of the same project, in a transaction of
// its own with the same settings and driver; nothing is shown there.
func TestBenchWindow(t *testing.T) {
	w := start(t, style.AlwaysLite)
	big, small := filepath.Join(t.TempDir(), "large.claimtrace"), filepath.Join(t.TempDir(), "sample.claimtrace")
	large(t, big)
	bare := filepath.Join(t.TempDir(), "bare.claimtrace")
	copied, err := os.ReadFile(big)
	done(t, err)
	done(t, os.WriteFile(bare, copied, 0o600))
	done(t, sample.Create(t.Context(), small))
	opened := func(path string) ratio.Work {
		return func() float64 {
			w.closeProject()
			return ratio.Milliseconds(func() {
				w.projects.Open(path)
				w.win.Canvas().Capture()
			})
		}
	}
	for _, path := range []string{big, small} { // they become known
		opened(path)()
		w.closeProject()
	}
	ours, peer := ratio.Medians(opened(big), opened(small))
	ratio.Record(t, ratio.Row{Name: "store.open", Peer: "the same with the sample project", Unit: "ms", Most: 3}, ours, peer, "to a usable window, painted by the software painter")
	opened(big)()

	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: bare}).String()+
		"?_pragma=locking_mode(EXCLUSIVE)&_pragma=synchronous(EXTRA)&_pragma=journal_mode(DELETE)&_pragma=cache_size(-65536)")
	done(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	rows, err := db.Query("SELECT * FROM change WHERE key = (SELECT max(key) FROM annotation)")
	done(t, err)
	columns, err := rows.Columns()
	done(t, err)
	row, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	rows.Next()
	done(t, rows.Scan(into...))
	done(t, rows.Close())
	insert, err := db.Prepare("INSERT INTO change VALUES (?" + strings.Repeat(", ?", len(row)-1) + ")")
	done(t, err)
	key, number := slices.Index(columns, "key"), slices.Index(columns, "number")
	var last int64
	done(t, db.QueryRow("SELECT max(key) FROM name").Scan(&last))
	n := 0
	oursTag, peerTag := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() {
			for range turns {
				n++
				done(t, w.session.Tag(annotate.Span{Start: n % 2000, End: n%2000 + 50}, annotate.Disputed))
			}
		}) / turns
	}, func() float64 {
		return ratio.Milliseconds(func() {
			for range turns {
				last++
				row[key], row[number] = last, row[number].(int64)+1
				_, err := insert.Exec(row...)
				done(t, err)
			}
		}) / turns
	})
	ratio.Record(t, ratio.Row{Name: "store.tag", Peer: "bare insert of the tag's row of the log", Unit: "ms", Most: 2}, oursTag, peerTag, "with 5,000 articles and 100,000 annotations, all views told")
}

// turns is how often a piece of work is done for one measurement.
const turns = 12

// What one does with a large project against the same with a small one, painted
// by the software painter.
func TestBenchWindowGrowth(t *testing.T) {
	dir := t.TempDir()
	w := start(t, style.AlwaysLite)
	opened := func(name string, articles, chars, passages, claims int) string {
		path := filepath.Join(dir, name+".claimtrace")
		sized(t, path, articles, chars, passages, claims)
		return path
	}
	measure := func(name, peer string, most float64, big, small string, do func(n int)) {
		n := 0
		work := func(path string) ratio.Work {
			return func() float64 {
				w.projects.Open(path)
				w.win.Canvas().Capture()
				return ratio.Milliseconds(func() {
					for range turns {
						n++
						do(n)
						w.win.Canvas().Capture()
					}
				}) / turns
			}
		}
		ours, theirs := ratio.Medians(work(big), work(small))
		ratio.Record(t, ratio.Row{Name: name, Peer: peer, Unit: "ms", Most: most}, ours, theirs)
	}
	measure("window.act", "the same at 10 annotations and 5 claims", 1.5, opened("many", 100, 2_500, 10_000, 500), opened("few", 2, 2_500, 10, 5), func(n int) {
		w.Back()
		w.read.Reader.Select(annotate.Span{Start: n % 2000, End: n%2000 + 50})
		write(w, "1")
		write(w, "Claim 3")
		strike(w, fyne.KeyReturn)
		if a, ok := w.session.Annotation(); !ok || a.Claim == "" {
			t.Fatal("nothing was tagged and tied")
		}
	})
	measure("window.next", "the same at 100 articles", 1.5, opened("long", 100_000, 400, 0, 0), opened("short", 100, 400, 0, 0), func(n int) {
		if w.session.Articles()[0].ID == articleIn(w) {
			w.read.StepArticle(1) // away from the end of the list
		}
		was, _ := w.session.Article()
		w.read.StepArticle(1 - n%2*2)
		if now, _ := w.session.Article(); now.ID == was.ID {
			t.Fatal("there is no next article")
		}
	})
	measure("window.overview", "the same at 10 annotations", 3, opened("wide", 100, 2_500, 10_000, 500), opened("narrow", 5, 2_500, 10, 5), func(n int) {
		w.turnTo(viewRead)
		w.overview.Update(all)
		w.turnTo(viewOverview)
	})
}

func articleIn(w *window) annotate.ID {
	a, _ := w.session.Article()
	return a.ID
}
