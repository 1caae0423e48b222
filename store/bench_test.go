//go:build bench

package store_test

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// The size of a large project.
const (
	manyArticles = 5_000
	manyPassages = 100_000
	manyClaims   = 3_000
	manyChanges  = 200_000
)

// settings are those with which a project's file is open, for a peer.
const settings = "_pragma=locking_mode(EXCLUSIVE)&_pragma=synchronous(EXTRA)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)" +
	"&_pragma=mmap_size(0)&_pragma=temp_store(MEMORY)&_defensive=1"

func must[T any](t testing.TB) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func ok(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func drafts(from, to int) (list []store.Draft) {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := from; i < to; i++ {
		s := corpus.Text(uint64(i+1), 400)
		list = append(list, store.Draft{Source: []byte(s), Text: s, Article: annotate.Article{
			Title: fmt.Sprint("Article ", i), Outlet: fmt.Sprint("Outlet ", i%40), Byline: "A. Writer", Language: "en",
			Published: annotate.Publication(day.Add(time.Duration(i*7919%1_000_000) * time.Second).Format(time.RFC3339)), URL: fmt.Sprintf("https://outlet%d.example/%d", i%40, i),
		}})
	}
	return list
}

// project makes one of a size.
func project(t testing.TB, path string, articles, passages, claims int) {
	t.Helper()
	p := must[*store.Project](t)(store.Create(path, store.Options{Reviewer: "Anna"}))
	added, _, err := p.AddArticles(context.Background(), drafts(0, articles), nil)
	ok(t, err)
	var list []store.NewAnnotation
	for i := range passages {
		a := added[i*articles/passages].Article
		start := i * 37 % (a.Chars - 80)
		list = append(list, store.NewAnnotation{
			Article: a.ID, Span: annotate.Span{Start: start, End: start + 60}, Verdict: annotate.Verdicts[i%3],
			Statement: fmt.Sprintf("Claim %d: somebody said so and others did not", i*61%claims),
		})
	}
	// Spans are moved to where characters begin.
	texts := map[annotate.ID][]rune{}
	for i, n := range list {
		if texts[n.Article] == nil {
			texts[n.Article] = []rune(must[string](t)(p.Text(n.Article)))
		}
		runes := texts[n.Article]
		for runes[n.Start] == ' ' || runes[n.Start] == '\n' {
			n.Start++
		}
		list[i] = n
	}
	_, _, err = p.AnnotateAll(context.Background(), list, nil)
	ok(t, err)
	ok(t, p.Close())
}

// grown makes a project's log as long as is wanted.
func grown(t testing.TB, path string, want int) {
	t.Helper()
	p := must[*store.Project](t)(store.Open(path, store.Options{Reviewer: "Anna"}))
	rows := must[[]store.ArticleRow](t)(p.Articles())
	_, _, _, changes, err := p.Counts()
	ok(t, err)
	for i := 0; changes < want; i++ {
		for _, step := range []func() (store.Action, error){
			func() (store.Action, error) {
				return p.Remove(store.Ref{Kind: annotate.KindArticle, ID: rows[i%len(rows)].ID})
			}, p.Undo,
		} {
			done, err := step()
			ok(t, err)
			changes += done.Changes
		}
	}
	ok(t, p.Close())
}

// open opens a project as a program does that closed it in good order.
func open(t testing.TB, path, data string) *store.Project {
	t.Helper()
	return must[*store.Project](t)(store.Open(path, store.Options{Reviewer: "Anna", Data: data}))
}

func peer(t testing.TB, path, more string) *sql.DB {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String()+"?"+settings+more))
	db.SetMaxOpenConns(1)
	return db
}

func copyOf(t testing.TB, path string) string {
	t.Helper()
	target := filepath.Join(t.TempDir(), "copy.db")
	ok(t, os.WriteFile(target, must[[]byte](t)(os.ReadFile(path)), 0o600))
	return target
}

func TestBenchStore(t *testing.T) {
	dir, data := t.TempDir(), t.TempDir()
	large, small := filepath.Join(dir, "large.claimtrace"), filepath.Join(dir, "small.claimtrace")
	project(t, large, manyArticles, manyPassages, manyClaims)
	project(t, small, 5, 10, 4)
	for _, path := range []string{large, small} {
		ok(t, open(t, path, data).Close())
	}
	t.Run("open", func(t *testing.T) { benchOpen(t, large, small, data) })
	t.Run("tag", func(t *testing.T) { benchTag(t, large, data) })
	t.Run("undo", func(t *testing.T) { benchUndo(t, large, dir, data) })
	t.Run("add", benchAdd)
	t.Run("replay", func(t *testing.T) { benchReplay(t, large, data) })
}

// The store's part of opening a project: what the window reads to show it.
func benchOpen(t *testing.T, large, small, data string) {
	work := func(path string) ratio.Work {
		return func() float64 {
			var p *store.Project
			took := ratio.Milliseconds(func() {
				p = open(t, path, data)
				articles, claims, err := p.Lists()
				ok(t, err)
				must[[]annotate.Reviewer](t)(p.Reviewers())
				must[string](t)(p.Text(articles[0].ID))
				must[[]annotate.Annotation](t)(p.Annotations(store.Filter{Article: articles[0].ID}))
				must[[]store.Witness](t)(p.Witnesses(claims[0].ID))
			})
			ok(t, p.Close())
			return took
		}
	}
	ours, theirs := ratio.Medians(work(large), work(small))
	whole := ratio.Milliseconds(func() {
		p := open(t, large, "") // nothing is known of it
		ok(t, p.Close())
	})
	ratio.Record(t, ratio.Row{Name: "store.open-rows", Peer: "the same with 5 articles and 10 annotations", Unit: "ms", Most: 50}, ours, theirs,
		fmt.Sprintf("without the window, of which both have as much; checked as a whole, as a foreign file, it takes %.1f s", whole/1000))
}

// One tag, and the rows of the lists that it changes, against its row of the
// log alone.
func benchTag(t *testing.T, path, data string) {
	const turns = 40
	other := peer(t, copyOf(t, path), "")
	defer other.Close()
	insert := must[*sql.Stmt](t)(other.Prepare(
		"INSERT INTO change (seq, id, clock, reviewer, action, verb, undoes, kind, entity, fields, local, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
	begin, commit := must[*sql.Stmt](t)(other.Prepare("BEGIN IMMEDIATE")), must[*sql.Stmt](t)(other.Prepare("COMMIT"))
	var seq int64
	ok(t, other.QueryRow("SELECT max(seq) FROM change").Scan(&seq))

	p := open(t, path, data)
	defer p.Close()
	rows := must[[]store.ArticleRow](t)(p.Articles())
	claims := must[[]store.ClaimRow](t)(p.Claims())
	passages := must[[]annotate.Annotation](t)(p.Annotations(store.Filter{Article: rows[0].ID}))
	change := must[[]annotate.Change](t)(p.History(passages[0].ID))[0]
	fields := string(must[[]byte](t)(annotate.MarshalFields(change.Fields)))
	n := 0
	ours, theirs := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() {
			for range turns {
				n++
				made, act, err := p.Annotate(store.NewAnnotation{
					Article: rows[0].ID, Span: passages[n%len(passages)].Span(), Verdict: annotate.Disputed, Claim: claims[n%len(claims)].ID,
				})
				ok(t, err)
				must[annotate.Annotation](t)(p.Annotation(made.ID))
				must[store.ArticleRow](t)(p.ArticleRow(act.Articles[0]))
				must[store.ClaimRow](t)(p.ClaimRow(act.Claims[0]))
			}
		}) / turns
	}, func() float64 {
		return ratio.Milliseconds(func() {
			for range turns {
				seq++
				sum := make([]byte, 32)
				_, _ = rand.Read(sum)
				for _, step := range []func() (sql.Result, error){
					func() (sql.Result, error) { return begin.Exec() },
					func() (sql.Result, error) {
						return insert.Exec(seq, string(annotate.NewID()), int64(change.Clock)+seq, string(change.Reviewer), string(annotate.NewID()),
							change.Verb, "", string(change.Kind), string(annotate.NewID()), fields, true, sum)
					},
					func() (sql.Result, error) { return commit.Exec() },
				} {
					must[sql.Result](t)(step())
				}
			}
		}) / turns
	})
	ratio.Record(t, ratio.Row{Name: "store.tag-rows", Peer: "bare insert of the tag's row of the log", Unit: "ms", Most: 2}, ours, theirs,
		"durable, and read anew for the lists; without the window")
}

// One undo with a long log against one with a short.
func benchUndo(t *testing.T, large, dir, data string) {
	const turns = 40
	short := filepath.Join(dir, "short.claimtrace")
	project(t, short, 5, 40, 4)
	grown(t, short, 100)
	ok(t, open(t, short, data).Close())
	var projects []*store.Project
	work := func(path string) ratio.Work {
		p := open(t, path, data)
		projects = append(projects, p)
		rows := must[[]store.ArticleRow](t)(p.Articles())
		passages := must[[]annotate.Annotation](t)(p.Annotations(store.Filter{Article: rows[0].ID}))
		return func() (took float64) {
			for i := range turns {
				_, err := p.Set(store.Ref{Kind: annotate.KindAnnotation, ID: passages[i%len(passages)].ID}, annotate.Fields{"note": fmt.Sprint(annotate.NewID())})
				ok(t, err)
				from := time.Now()
				_, err = p.Undo()
				took += ratio.Since(from)
				ok(t, err)
			}
			return took / turns
		}
	}
	ours, theirs := ratio.Medians(work(large), work(short))
	for _, p := range projects {
		ok(t, p.Close())
	}
	ratio.Record(t, ratio.Row{Name: "store.undo-growth", Peer: "one undo with 100 changes in the log", Unit: "ms", Most: 1.5}, ours, theirs,
		"one undo with over 100,000 changes in the log")
}

// Ten thousand articles against their texts alone, under the names by which a
// project finds them.
func benchAdd(t *testing.T) {
	const articles = 10_000
	list := drafts(0, articles)
	names := make([]string, len(list))
	for i, d := range list {
		names[i] = fmt.Sprintf("%x", sha256.Sum256([]byte(d.Text)))
	}
	ours, theirs := ratio.Medians(func() float64 {
		p := must[*store.Project](t)(store.Create(filepath.Join(t.TempDir(), "new.claimtrace"), store.Options{Reviewer: "Anna"}))
		took := ratio.Milliseconds(func() {
			_, _, err := p.AddArticles(context.Background(), list, nil)
			ok(t, err)
		})
		ok(t, p.Close())
		return took
	}, func() float64 {
		db := peer(t, filepath.Join(t.TempDir(), "bare.db"), "")
		must[sql.Result](t)(db.Exec("CREATE TABLE text (sha256 TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT"))
		insert := must[*sql.Stmt](t)(db.Prepare("INSERT INTO text (sha256, text) VALUES (?, ?)"))
		took := ratio.Milliseconds(func() {
			must[sql.Result](t)(db.Exec("BEGIN"))
			for i, d := range list {
				must[sql.Result](t)(insert.Exec(names[i], d.Text))
			}
			must[sql.Result](t)(db.Exec("COMMIT"))
		})
		ok(t, db.Close())
		return took
	})
	ratio.Record(t, ratio.Row{Name: "store.add", Peer: "bare insert of the same texts under their names", Unit: "ms", Most: 3}, ours, theirs,
		"10,000 articles of 400 words in one transaction, each with its change in the log and all indexes")
}

// The derived tables of 200,000 changes against their rows alone.
func benchReplay(t *testing.T, path, data string) {
	grown(t, path, manyChanges)
	type table struct {
		insert string
		rows   [][]any
	}
	var ddl []string
	var tables []table
	db := peer(t, copyOf(t, path), "")
	for _, name := range []string{"article", "claim", "annotation", "reviewer", "setting", "action"} {
		found := must[*sql.Rows](t)(db.Query("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql <> '' ORDER BY type DESC", name))
		for found.Next() {
			var s string
			ok(t, found.Scan(&s))
			ddl = append(ddl, s)
		}
		found = must[*sql.Rows](t)(db.Query("SELECT * FROM " + name))
		columns := must[[]string](t)(found.Columns())
		one := table{insert: fmt.Sprintf("INSERT INTO %s VALUES (?%s)", name, strings.Repeat(", ?", len(columns)-1))}
		for found.Next() {
			values, dest := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				dest[i] = &values[i]
			}
			ok(t, found.Scan(dest...))
			one.rows = append(one.rows, values)
		}
		ok(t, found.Err())
		tables = append(tables, one)
	}
	ok(t, db.Close())
	p := open(t, path, data)
	defer p.Close()
	ours, theirs := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() { ok(t, p.Rebuild()) })
	}, func() float64 {
		db := peer(t, filepath.Join(t.TempDir(), "bare.db"), "")
		for _, s := range ddl {
			must[sql.Result](t)(db.Exec(s))
		}
		took := ratio.Milliseconds(func() {
			must[sql.Result](t)(db.Exec("BEGIN"))
			for _, one := range tables {
				insert := must[*sql.Stmt](t)(db.Prepare(one.insert))
				for _, values := range one.rows {
					must[sql.Result](t)(insert.Exec(values...))
				}
			}
			must[sql.Result](t)(db.Exec("COMMIT"))
		})
		ok(t, db.Close())
		return took
	})
	ratio.Record(t, ratio.Row{Name: "store.replay", Peer: "bare insert of the resulting rows in one transaction", Unit: "ms", Most: 6}, ours, theirs,
		"200,000 changes")
}
