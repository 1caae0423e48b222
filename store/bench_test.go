//go:build bench

package store_test

import (
	"context"
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
	"claimtrace/annotate/change"
	"claimtrace/store"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	derived "claimtrace/store/tables"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// Places of columns in the table change.
const (
	keyColumn    = 0
	numberColumn = 4
	entityColumn = 10
)

// The size of a large project.
const (
	manyArticles = 5_000
	manyPassages = 100_000
	manyClaims   = 3_000
	manyChanges  = 200_000
	manyIncoming = 50_000 // changes of a colleague
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

// options are those of the one person who works here.
func options(data string) store.Options {
	return store.Options{Person: store.Person{ID: change.NamedID("person", "Anna"), Name: "Anna"}, Data: data}
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
	p := must[*store.Project](t)(store.Create(path, options("")))
	_, _, err := p.AddArticles(context.Background(), store.Drafts(drafts(0, articles)...), nil)
	ok(t, err)
	_, _, err = p.AnnotateAll(context.Background(), passagesOf(t, p, passages, claims), nil)
	ok(t, err)
	ok(t, p.Close())
}

// passagesOf are so many passages of articles, tied to so many claims.
func passagesOf(t testing.TB, p *store.Project, passages, claims int) (list []store.NewAnnotation) {
	t.Helper()
	rows := must[[]store.ArticleRow](t)(p.Articles())
	articles := len(rows)
	for i := range passages {
		a := rows[i*articles/passages]
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
	return list
}

// grown makes a project's log as long as is wanted, by passages that are tagged
// and taken back.
func grown(t testing.TB, path string, want int) {
	t.Helper()
	p := must[*store.Project](t)(store.Open(path, options("")))
	_, _, _, changes, err := p.Counts()
	ok(t, err)
	_, done, err := p.AnnotateAll(t.Context(), passagesOf(t, p, max(0, want-changes)/2, 1), nil)
	ok(t, err)
	if done.Changes > 0 {
		must[store.Action](t)(p.Undo())
	}
	ok(t, p.Close())
}

// open opens a project as a program does that closed it in good order.
func open(t testing.TB, path, data string) *store.Project {
	t.Helper()
	return must[*store.Project](t)(store.Open(path, options(data)))
}

func peer(t testing.TB, path, more string) *sql.DB {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", (&url.URL{Scheme: "file", Path: path}).String()+"?"+settings+more))
	db.SetMaxOpenConns(1)
	return db
}

// rowsOf is every row of a query.
func rowsOf(t testing.TB, db *sql.DB, query string, args ...any) (list [][]any) {
	t.Helper()
	found := must[*sql.Rows](t)(db.Query(query, args...))
	defer found.Close()
	columns := must[[]string](t)(found.Columns())
	for found.Next() {
		values, dest := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		ok(t, found.Scan(dest...))
		list = append(list, values)
	}
	ok(t, found.Err())
	return list
}

// table is rows and how to insert them.
type table struct {
	insert string
	rows   [][]any
}

func tableOf(t testing.TB, db *sql.DB, name string) table {
	return table{insertInto(t, db, name), rowsOf(t, db, "SELECT * FROM "+name)}
}

func insertInto(t testing.TB, db *sql.DB, name string) string {
	t.Helper()
	columns := rowsOf(t, db, "SELECT count(*) FROM pragma_table_info(?)", strings.Trim(name, `"`))[0][0].(int64)
	return fmt.Sprintf("INSERT INTO %s VALUES (?%s)", name, strings.Repeat(", ?", int(columns)-1))
}

func (x table) insertInto(t testing.TB, db *sql.DB) {
	t.Helper()
	insert := must[*sql.Stmt](t)(db.Prepare(x.insert))
	for _, values := range x.rows {
		must[sql.Result](t)(insert.Exec(values...))
	}
	ok(t, insert.Close())
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
	t.Run("check", func(t *testing.T) { benchCheck(t, large) })
	t.Run("size", func(t *testing.T) { benchSize(t, large) })
	t.Run("undo", func(t *testing.T) { benchUndo(t, large, dir, data) })
	t.Run("add", benchAdd)
	t.Run("merge", benchMerge)
	t.Run("pack", func(t *testing.T) { benchPack(t, large, data) })
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
	ratio.Record(t, ratio.Row{Name: "store.open-rows", Peer: "the same with 5 articles and 10 annotations", Unit: "ms", Most: 20}, ours, theirs,
		fmt.Sprintf("without the window, of which both have as much; checked as a whole, as a foreign file, it takes %.1f s", whole/1000))
}

// One tag, and the rows of the lists that it changes, against its row of the
// log alone.
func benchTag(t *testing.T, path, data string) {
	const turns = 40
	other := peer(t, copyOf(t, path), "")
	defer other.Close()
	insert := must[*sql.Stmt](t)(other.Prepare(
		"INSERT INTO change (" + log.Columns + ") VALUES (" + strings.Repeat("?, ", strings.Count(log.Columns, ",")) + "?)"))
	begin, commit := must[*sql.Stmt](t)(other.Prepare("BEGIN IMMEDIATE")), must[*sql.Stmt](t)(other.Prepare("COMMIT"))
	row := rowsOf(t, other, "SELECT "+log.Columns+" FROM change WHERE kind = (SELECT key FROM word WHERE word = 'annotation') ORDER BY key DESC LIMIT 1")[0]

	p := open(t, path, data)
	defer p.Close()
	rows := must[[]store.ArticleRow](t)(p.Articles())
	claims := must[[]store.ClaimRow](t)(p.Claims())
	passages := must[[]annotate.Annotation](t)(p.Annotations(store.Filter{Article: rows[0].ID}))
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
				for _, column := range []int{keyColumn, numberColumn, entityColumn} {
					row[column] = row[column].(int64) + 1
				}
				for _, step := range []func() (sql.Result, error){
					func() (sql.Result, error) { return begin.Exec() },
					func() (sql.Result, error) { return insert.Exec(row...) },
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
		p := must[*store.Project](t)(store.Create(filepath.Join(t.TempDir(), "new.claimtrace"), options("")))
		took := ratio.Milliseconds(func() {
			_, _, err := p.AddArticles(context.Background(), store.Drafts(list...), nil)
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
	var ddl []string
	var tables []table
	db := peer(t, copyOf(t, path), "")
	for _, name := range append(derived.Names(), "reference", "fork") {
		for _, row := range rowsOf(t, db, "SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql <> '' ORDER BY type DESC", strings.Trim(name, `"`)) {
			ddl = append(ddl, row[0].(string))
		}
		tables = append(tables, tableOf(t, db, name))
	}
	ok(t, db.Close())
	p := open(t, path, data)
	defer p.Close()
	ours, theirs := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() { ok(t, p.Rebuild(t.Context())) })
	}, func() float64 {
		db := peer(t, filepath.Join(t.TempDir(), "bare.db"), "")
		for _, s := range ddl {
			must[sql.Result](t)(db.Exec(s))
		}
		took := ratio.Milliseconds(func() {
			must[sql.Result](t)(db.Exec("BEGIN"))
			for _, one := range tables {
				one.insertInto(t, db)
			}
			must[sql.Result](t)(db.Exec("COMMIT"))
		})
		ok(t, db.Close())
		return took
	})
	ratio.Record(t, ratio.Row{Name: "store.replay", Peer: "bare insert of the resulting rows in one transaction", Unit: "ms", Most: 6}, ours, theirs,
		"200,000 changes")
}

// A foreign file as it is checked before anything of it is used, against the
// reading of all its rows.
func benchCheck(t *testing.T, path string) {
	f := must[*file.File](t)(file.Open(t.Context(), "check", path, file.Options{Formats: file.Formats{Oldest: store.Format, Latest: store.Format}, ReadOnly: true}))
	defer f.Close()
	other := peer(t, copyOf(t, path), "")
	defer other.Close()
	ours, theirs := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() {
			if found := must[check.Findings](t)(check.Run(t.Context(), f.Conn, check.Options{Foreign: true})); found.Err() != nil {
				t.Fatal(found.Err())
			}
		})
	}, func() float64 {
		return ratio.Milliseconds(func() {
			for _, row := range rowsOf(t, other, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'") {
				readAll(t, other, row[0].(string))
			}
		})
	})
	ratio.Record(t, ratio.Row{Name: "store.check", Peer: "reading all its rows", Unit: "ms", Most: 4}, ours, theirs,
		"a foreign file of 5,000 articles and 100,000 annotations: pages, texts, and every change by its hash")
}

// readAll reads a table and keeps nothing.
func readAll(t testing.TB, db *sql.DB, name string) {
	t.Helper()
	found := must[*sql.Rows](t)(db.Query(`SELECT * FROM "` + name + `"`))
	defer found.Close()
	columns := must[[]string](t)(found.Columns())
	values, dest := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	for found.Next() {
		ok(t, found.Scan(dest...))
	}
	ok(t, found.Err())
}

// What a project takes on the disk, against the words in it.
func benchSize(t *testing.T, path string) {
	other := peer(t, copyOf(t, path), "")
	defer other.Close()
	size := must[os.FileInfo](t)(os.Stat(path)).Size()
	words := rowsOf(t, other, `SELECT (SELECT sum(octet_length(text)) FROM text) +
		(SELECT sum(octet_length(substr(t.text, x.start + 1, x."end" - x.start))) FROM annotation x JOIN article a ON a.key = x.article JOIN text t USING (sha256))`)[0][0].(int64)
	ratio.Record(t, ratio.Row{Name: "store.size", Peer: "bytes of its texts and quotes", Unit: "bytes", Most: 3}, float64(size), float64(words),
		"5,000 articles of 400 words, 100,000 annotations with quotes of 60 characters: log, indexes and derived tables")
}

// Two colleagues who went on from the same project: what one did is merged by the
// other, against the insertion of those rows into the same file.
func benchMerge(t *testing.T) {
	const articles, claims = 1_000, 1_000
	dir := t.TempDir()
	mine, theirs := filepath.Join(dir, "mine.claimtrace"), filepath.Join(dir, "theirs.claimtrace")
	p := must[*store.Project](t)(store.Create(mine, options("")))
	_, _, err := p.AddArticles(t.Context(), store.Drafts(drafts(0, articles)...), nil)
	ok(t, err)
	ok(t, p.SaveAs(t.Context(), theirs))
	_, _, err = p.AnnotateAll(t.Context(), passagesOf(t, p, manyIncoming, claims), nil)
	ok(t, err)
	ok(t, p.Close())
	ben := options(filepath.Join(dir, "data"))
	ben.Person = store.Person{ID: change.NamedID("person", "Ben"), Name: "Ben"}
	p = must[*store.Project](t)(store.Open(theirs, ben))
	list, _, err := p.AnnotateAll(t.Context(), passagesOf(t, p, manyIncoming, claims), nil)
	ok(t, err)
	more := filepath.Join(dir, "more.claimtrace")
	ok(t, p.Close())
	ok(t, os.WriteFile(more, must[[]byte](t)(os.ReadFile(theirs)), 0o600))
	p = must[*store.Project](t)(store.Open(more, ben))
	_, err = p.Set(store.Ref{Kind: annotate.KindAnnotation, ID: list[0].ID}, annotate.Fields{"note": "one change more"})
	ok(t, err)
	ok(t, p.Close())

	// each turn merges into a copy that was opened and checked before
	opened := func() *store.Project {
		return must[*store.Project](t)(store.Open(copyOf(t, mine), options(filepath.Join(dir, "mine"))))
	}
	merge := func(p *store.Project, path string, dry bool) float64 {
		return ratio.Milliseconds(func() {
			if got := must[store.Merged](t)(p.Merge(t.Context(), []string{path}, store.MergeOptions{DryRun: dry})); got.Changes == 0 {
				t.Fatalf("nothing came: %+v", got)
			}
		})
	}
	united := copyOf(t, mine)
	p = must[*store.Project](t)(store.Open(united, options("")))
	db := peer(t, copyOf(t, mine), "")
	before := rowsOf(t, db, "SELECT max(key) FROM name")[0][0].(int64)
	ok(t, db.Close())
	merge(p, theirs, false)
	ok(t, p.Close())
	var incoming []table
	db = peer(t, united, "")
	for _, name := range []string{"name", "change"} { // as they are when they are there
		incoming = append(incoming, table{insertInto(t, db, name), rowsOf(t, db, fmt.Sprintf("SELECT * FROM %s WHERE key > %d", name, before))})
	}
	ok(t, db.Close())
	var again float64
	ours, bare := ratio.Medians(func() float64 {
		p := opened()
		took := merge(p, theirs, false)
		again = merge(p, more, false)
		ok(t, p.Close())
		return took
	}, func() float64 {
		db := peer(t, copyOf(t, mine), "")
		took := ratio.Milliseconds(func() {
			must[sql.Result](t)(db.Exec("BEGIN"))
			for _, one := range incoming {
				one.insertInto(t, db)
			}
			must[sql.Result](t)(db.Exec("COMMIT"))
		})
		ok(t, db.Close())
		return took
	})
	ratio.Record(t, ratio.Row{Name: "merge.bulk", Peer: "bare insert of the rows of the log that come in", Unit: "ms", Most: 8}, ours, bare,
		"50,000 annotations of a colleague into as many of one's own: checked as a whole, backed up, derived, in one transaction, and told")
	ratio.Record(t, ratio.Row{Name: "merge.again", Peer: "the first time", Unit: "ms", Most: 0.2}, again, ours, "the same package with one change more")
	tried, merged := ratio.Medians(func() float64 {
		p := opened()
		defer p.Close()
		return merge(p, theirs, true)
	}, func() float64 {
		p := opened()
		defer p.Close()
		return merge(p, theirs, false)
	})
	ratio.Record(t, ratio.Row{Name: "merge.preview", Peer: "the merge", Unit: "ms", Most: 0.6}, tried, merged, "")
}

// A package of a whole project, against a bare copy of the file; and its bytes
// against those of what is in it.
func benchPack(t *testing.T, path, data string) {
	p := open(t, path, data)
	defer p.Close()
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	other := peer(t, copyOf(t, path), "")
	defer other.Close()
	ours, theirs := ratio.Medians(func() float64 {
		return ratio.Milliseconds(func() { must[store.Packed](t)(p.Pack(t.Context(), out, store.PackOptions{})) })
	}, func() float64 {
		bare := filepath.Join(t.TempDir(), "bare.db")
		return ratio.Milliseconds(func() { must[sql.Result](t)(other.Exec("VACUUM INTO ?", bare)) })
	})
	ratio.Record(t, ratio.Row{Name: "pack.time", Peer: "bare VACUUM INTO of the project", Unit: "ms", Most: 2}, ours, theirs, "5,000 articles and 100,000 annotations, verified")
	size := must[os.FileInfo](t)(os.Stat(out)).Size()
	packed := peer(t, copyOf(t, out), "")
	defer packed.Close()
	words := rowsOf(t, packed, `SELECT (SELECT sum(octet_length(text)) FROM text) + (SELECT sum(octet_length(sets) + coalesce(octet_length(args), 0) + coalesce(octet_length(over), 0)
		+ coalesce(octet_length(saw), 0) + coalesce(octet_length(takes), 0) + coalesce(octet_length(more), 0) + 16 + 16 + 10 * 4) FROM change)`)[0][0].(int64)
	ratio.Record(t, ratio.Row{Name: "pack.size", Peer: "bytes of its texts and rows of the log, quotes in them", Unit: "bytes", Most: 1.3}, float64(size), float64(words), "")
}
