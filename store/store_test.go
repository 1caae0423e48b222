package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/person"
	"claimtrace/annotate/text"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// nobody is an id that nothing has.
const nobody = annotate.ID("11111111-1111-4111-8111-111111111111")

// someone is a person, the same in every run.
func someone(name string) Person {
	seed := sha256.Sum256([]byte(name))
	pair, err := person.FromSeed(seed[:])
	if err != nil {
		panic(err)
	}
	return Person{ID: pair.ID(), Name: name, Key: pair.Key().String()}
}

// testOptions are those of a person whose clock moves on a second with every
// look at it.
func testOptions(name string) Options {
	var mu sync.Mutex
	at := time.Unix(1_770_000_000, 0)
	return Options{Person: someone(name), Now: func() time.Time {
		mu.Lock()
		defer mu.Unlock()
		at = at.Add(time.Second)
		return at
	}}
}

func emptyProject(t testing.TB) *Project {
	t.Helper()
	return emptyProjectAt(t, filepath.Join(t.TempDir(), "winter.claimtrace"), testOptions("Anna"))
}

func emptyProjectAt(t testing.TB, path string, o Options) *Project {
	t.Helper()
	p, err := Create(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func openProject(t testing.TB, path string, o Options) *Project {
	t.Helper()
	p, err := Open(path, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func draft(text, outlet string, published annotate.Publication) Draft {
	return Draft{
		Source: []byte(text), Text: text,
		Article: annotate.Article{Title: "About " + outlet, Outlet: outlet, Published: published, URL: "https://" + outlet + ".example/1"},
	}
}

const (
	thursday = "Officials spoke of a pause on Thursday. The ministry has not confirmed it."
	friday   = "The ministry confirmed the pause on Friday. It is to last one week."
)

// add puts one article into the project.
func add(t testing.TB, p *Project, d Draft) annotate.Article {
	t.Helper()
	added, _, err := p.AddArticles(t.Context(), Drafts(d), nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := p.Article(added[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tag annotates the first place of a quote.
func tag(t testing.TB, p *Project, a annotate.Article, quote string, v annotate.Verdict, statement string) annotate.Annotation {
	t.Helper()
	s, err := p.Text(a.ID)
	if err != nil {
		t.Fatal(err)
	}
	span, err := anchor.Find(text.NewOffsets(s), quote, -1)
	if err != nil {
		t.Fatal(err)
	}
	n, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: span, Verdict: v, Statement: statement})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// example fills a project with two articles, a claim and two passages.
func example(t testing.TB, p *Project) (a, b annotate.Article, m, n annotate.Annotation) {
	t.Helper()
	a = add(t, p, draft(thursday, "Courier", "2026-01-29T21:00:00Z"))
	b = add(t, p, draft(friday, "Herald", "2026-01-30T09:00:00+02:00"))
	m = tag(t, p, a, "The ministry has not confirmed it.", annotate.Unconfirmed, "There is a pause")
	n = tag(t, p, b, "The ministry confirmed the pause", annotate.Confirmed, "There is a pause")
	return a, b, m, n
}

var exampleFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "winter.claimtrace")
	p, err := Create(path, testOptions("Anna"))
	if err != nil {
		return nil, err
	}
	added, _, err := p.AddArticles(context.Background(), Drafts(draft(thursday, "Courier", "2026-01-29T21:00:00Z"), draft(friday, "Herald", "2026-01-30T09:00:00+02:00")), nil)
	if err != nil {
		return nil, err
	}
	for i, v := range []annotate.Verdict{annotate.Unconfirmed, annotate.Confirmed} {
		if _, _, err := p.Annotate(NewAnnotation{Article: added[i].ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: v, Statement: "There is a pause"}); err != nil {
			return nil, err
		}
	}
	if err := p.Close(); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// exampleAt is a closed project with two articles, a claim and two passages.
func exampleAt(t testing.TB) (path string) {
	t.Helper()
	b, err := exampleFile()
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "winter.claimtrace")
	writeFile(t, path, b)
	return path
}

func writeFile(t testing.TB, path string, content []byte) {
	t.Helper()
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func readFile(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// verified fails the test unless a closed project is in order.
func verified(t testing.TB, path string) {
	t.Helper()
	report, err := Verify(t.Context(), path)
	if err != nil || !report.OK {
		t.Fatalf("verify: %v, %q", err, report.Problems)
	}
}

// logOf and stateOf are the digests of a project.
func logOf(t testing.TB, p *Project) string {
	t.Helper()
	log, _, err := p.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return log
}

func stateOf(t testing.TB, p *Project) string {
	t.Helper()
	_, state, err := p.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return state
}

// sound fails the test unless an open project is in order.
func sound(t testing.TB, p *Project) {
	t.Helper()
	found, err := check.Run(t.Context(), p.conn, check.Options{})
	if err != nil || len(found.Problems()) > 0 {
		t.Fatalf("check: %v, %q", err, found.Problems())
	}
}

// did fails the test unless an action was recorded.
func did(t testing.TB, a Action, err error) Action {
	t.Helper()
	if err != nil || a.Changes == 0 {
		t.Fatalf("%+v, %v", a, err)
	}
	return a
}

// second is the error of a call that returns two values.
func second[T any](_ T, err error) error { return err }

// raw opens a database as any other program would, to do to it what Claimtrace
// never does.
func raw(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}

// refused fails the test unless err is of the kind, and one line that names
// the path and says all of the words.
func refused(t testing.TB, err, kind error, path string, words ...string) {
	t.Helper()
	if !errors.Is(err, kind) {
		t.Fatalf("got %v, want %v", err, kind)
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("%q is not one line", err)
	}
	for _, w := range append(words, path) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("%q does not say %q", err, w)
		}
	}
}

// onlyFiles fails the test if a folder holds anything else.
func onlyFiles(t testing.TB, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		known := false
		for _, n := range names {
			known = known || n == e.Name()
		}
		if !known {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

// stopping is a context that ends when it has been asked some times.
type stopping struct {
	context.Context
	left atomic.Int64
}

func stopAfter(n int) *stopping {
	c := &stopping{Context: context.Background()}
	c.left.Store(int64(n))
	return c
}

func (c *stopping) Err() error {
	if c.left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

func pack(t testing.TB, p *Project, out string, o PackOptions) Packed {
	t.Helper()
	packed, err := p.Pack(t.Context(), out, o)
	if err != nil {
		t.Fatal(err)
	}
	return packed
}

func article(id annotate.ID) Ref    { return Ref{Kind: annotate.KindArticle, ID: id} }
func claim(id annotate.ID) Ref      { return Ref{Kind: annotate.KindClaim, ID: id} }
func annotation(id annotate.ID) Ref { return Ref{Kind: annotate.KindAnnotation, ID: id} }
func correction(id annotate.ID) Ref { return Ref{Kind: annotate.KindCorrection, ID: id} }
func reviewer(id annotate.ID) Ref   { return Ref{Kind: annotate.KindReviewer, ID: id} }

// dumpDerived is all that stands in the derived tables and the indexes of the
// log.
func dumpDerived(t testing.TB, p *Project) string {
	t.Helper()
	var b strings.Builder
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range append(tables.Names(), "reference", "fork") {
		n, err := file.One(p.conn, file.Scalar[int], "SELECT count(*) FROM pragma_table_info(?)", strings.Trim(name, `"`))
		if err != nil {
			t.Fatal(err)
		}
		scan := file.RowOf(n)
		if err := p.conn.Each(func(r file.Row) error {
			row, err := scan(r)
			fmt.Fprintln(&b, name, row)
			return err
		}, "SELECT * FROM "+name+" ORDER BY 1, 2"); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
