package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
)

// All rows of a bulk are in the table after flush, in their order, however
// many and however long they are.
func TestBulk(t *testing.T) {
	for _, n := range []int{0, 1, 7, bulkRows - 1, bulkRows, bulkRows + 1, 3*bulkRows + 5} {
		for name, long := range map[string]int{"short": 1, "long": bulkBytes / 3, "longer than all": bulkBytes + 1} {
			if long > 1 && n > 7 {
				continue
			}
			c := emptyDatabase(t)
			if err := c.script("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; INSERT INTO note VALUES (3, 'there')"); err != nil {
				t.Fatal(err)
			}
			b := newBulk(c, "IGNORE", "note", "id, text")
			handed, inserted := 0, int64(0)
			b.inserted = func(rows [][]any, n int64) error {
				handed, inserted = handed+len(rows), inserted+n
				return nil
			}
			for i := range n {
				if err := b.add([]any{int64(i), strings.Repeat("x", long) + fmt.Sprint(i)}); err != nil {
					t.Fatal(err)
				}
			}
			if err := b.flush(); err != nil {
				t.Fatal(err)
			}
			got, err := all(c, scalar[string], "SELECT substr(text, -2) FROM note WHERE id <> 3 ORDER BY rowid")
			want := n
			if n > 3 {
				want--
			}
			if err != nil || len(got) != want || handed != n || inserted != int64(want) || n > 16 && got[15] != "16" {
				t.Errorf("%d rows, %s: %q, %d handed over, %d inserted, %v", n, name, got, handed, inserted, err)
			}
		}
	}
}

// Where a row of a bulk cannot be, nothing of its transaction is left.
func TestBulkTakenBack(t *testing.T) {
	c := emptyDatabase(t)
	if err := c.script("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT"); err != nil {
		t.Fatal(err)
	}
	if err := c.transaction(func() error {
		if err := c.exec("INSERT INTO note VALUES (100, 'before')"); err != nil {
			return err
		}
		b := newBulk(c, "ROLLBACK", "note", "id, text")
		for i := range bulkRows {
			if err := b.add([]any{int64(i / 2), "x"}); err != nil {
				return err
			}
		}
		return b.flush()
	}); err == nil {
		t.Error("two rows have one key")
	}
	if n, err := one(c, scalar[int], "SELECT count(*) FROM note"); err != nil || n != 0 {
		t.Errorf("%d rows are left, %v", n, err)
	}
	if err := c.transaction(func() error { return c.exec("INSERT INTO note VALUES (1, 'after')") }); err != nil {
		t.Error(err)
	}
}

func emptyDatabase(t *testing.T) *conn {
	t.Helper()
	c, err := dial("file:"+filepath.ToSlash(filepath.Join(t.TempDir(), "x.db"))+"?mode=rwc", "EXCLUSIVE")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.close() })
	return c
}

// Articles that are added together, some twice, some following others, some
// after they were removed, are what they are when added one after the other.
func TestAddTogether(t *testing.T) {
	for _, texts := range []int{50, 900} { // most are there already, or few
		t.Run(fmt.Sprint(texts), func(t *testing.T) { addTogether(t, texts) })
	}
}

func addTogether(t *testing.T, texts int) {
	rng := rand.New(rand.NewPCG(4, 2))
	var drafts []Draft
	for range 150 {
		d := draft(fmt.Sprintf("Text %d says so.", rng.IntN(texts)), fmt.Sprint("Paper", rng.IntN(3)), "2026-01-29")
		if rng.IntN(4) == 0 {
			d.Source = []byte(d.Text + "\r\n")
		}
		if n := rng.IntN(10); n < 3 && len(drafts) > 0 {
			earlier := drafts[rng.IntN(len(drafts))]
			d.Supersedes = annotate.ArticleID(hash([]byte(earlier.Text)), earlier.URL, earlier.Outlet)
		}
		drafts = append(drafts, d)
	}
	together, apart := newProject(t), newProject(t)
	for _, p := range []*Project{together, apart} {
		first, _, err := p.AddArticles(t.Context(), drafts[:40], nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 10 {
			if _, err := p.Remove(Ref{annotate.KindArticle, first[i*3].Article.ID}); err != nil {
				continue // removed already, as the same article
			}
		}
	}
	// Who follows an article that is not there is refused, in both ways.
	var kept []Draft
	for _, d := range drafts {
		if _, _, err := apart.AddArticles(t.Context(), []Draft{d}, nil); err == nil {
			kept = append(kept, d)
		}
	}
	if _, _, err := together.AddArticles(t.Context(), kept, nil); err != nil {
		t.Fatal(err)
	}
	shown := func(p *Project) (list []annotate.Article) {
		rows, err := p.Articles()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			if _, err := p.Text(r.ID); err != nil {
				t.Error(err)
			}
			r.Added = time.Time{}
			list = append(list, r.Article)
		}
		return list
	}
	if a, b := shown(together), shown(apart); !reflect.DeepEqual(a, b) || len(a) < 40 {
		t.Errorf("together\n%+v\napart\n%+v", a, b)
	}
	if report, err := together.Verify(); err != nil || !report.OK {
		t.Errorf("%+v, %v", report, err)
	}
}
