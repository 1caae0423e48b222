package read

import (
	"fmt"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// listsOf makes a database with the derived tables, and what statements put
// into them.
func listsOf(t testing.TB, statements ...string) *Source {
	t.Helper()
	c, err := file.Memory()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	for _, s := range append([]string{log.Schema, tables.Schema}, statements...) {
		if err := c.Script(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	return &Source{Tables: c, Log: log.Of(c), Texts: TextsOf(c)}
}

const (
	thirdArticle = `INSERT INTO article (key, sha256, chars, title, outlet, byline, published, sort, url, language, external_id, file, supersedes, note, added, withheld, address, confirmed)
		VALUES (3, 'abc', 7, 'Title', 'Outlet', '', '2026', 12, '', 'en', '', 'a file', 2, 'two
lines', 1000, 'byline', '', 1)`
	secondArticle = `INSERT INTO article (key, sha256, chars, title, outlet, byline, published, sort, url, language, external_id, file, supersedes, note, added, withheld, address, confirmed)
		VALUES (2, 'abd', 7, '', '', 'ü', '', NULL, '', '', '', '', 0, '', 0, '', '', 0)`
	aClaim = `INSERT INTO claim (key, statement, resolved, reason, evidence, decided, decided_by, decision, note, created, withheld, marks)
		VALUES (4, 'It is so', 2, 'one' || char(10) || 'two ü', '5 6', 9, 7, 8, char(10), 5, 'note', '2:1 3:3 2:2 99:1')`
)

// names are ids of seven keys, with bytes in them that mean something elsewhere.
func names() (list []string) {
	for key := 1; key <= 8; key++ {
		list = append(list, fmt.Sprintf("INSERT INTO name (key, id) VALUES (%d, x'000a0d1f2e%022x')", key, key))
	}
	return list
}

func TestPackedLists(t *testing.T) {
	s := listsOf(t, append(names(), secondArticle, thirdArticle, aClaim)...)
	articles, claims, err := s.Lists()
	if err != nil {
		t.Fatal(err)
	}
	id := func(key int) change.ID { return change.ID(fmt.Sprintf("000a0d1f-2e00-0000-0000-%012x", key)) }
	if len(articles) != 2 || articles[0].ID != id(3) || articles[1].ID != id(2) {
		t.Fatalf("the articles are %+v", articles)
	}
	for _, a := range articles {
		if whole, err := s.ArticleRow(a.ID); err != nil || whole != a {
			t.Errorf("in the list\n%+v\nby itself, %v\n%+v", a, err, whole)
		}
	}
	c := claims[0]
	if len(claims) != 1 || c.Reason != "one\ntwo ü" || c.Note != "\n" || c.Statement != "It is so" || c.Resolved != annotate.Disputed ||
		c.Evidence != annotate.JoinIDs(id(5), id(6)) || c.DecidedBy != id(7) || c.Decided != 9 || c.Withheld != "note" {
		t.Errorf("the claims are %+v", claims)
	}
	if whole, err := s.Claim(id(4)); err != nil || whole != c.Claim {
		t.Errorf("in the list\n%+v\nby itself, %v\n%+v", c.Claim, err, whole)
	}
	want := []Mark{{id(3), "2026", annotate.Unconfirmed}, {id(2), "", annotate.Confirmed}, {id(2), "", annotate.Disputed}}
	if fmt.Sprint(c.Marks) != fmt.Sprint(want) {
		t.Errorf("the marks are %v, not %v", c.Marks, want)
	}
}

// Many more than one row holds are read, each once; what the log never gives is
// an error.
func TestPackedMany(t *testing.T) {
	s := listsOf(t, `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
		INSERT INTO name SELECT i, CAST(printf('%016d', i) AS BLOB) FROM n`,
		`INSERT INTO article (key, sha256, chars, title, outlet, byline, published, sort, url, language, external_id, file, supersedes, note, added, withheld, address)
		SELECT key, '', 0, '', '', '', '', -key, '', '', '', '', 0, '', 0, '', '' FROM name`)
	rows, err := s.Articles()
	if err != nil || len(rows) != 1000 {
		t.Fatalf("%d articles, %v", len(rows), err)
	}
	for i, r := range rows {
		if want := fmt.Sprintf("%016d", 1000-i); r.ID != change.IDOf([16]byte([]byte(want))) {
			t.Fatalf("article %d is %s", i, r.ID)
		}
	}
	for _, spoiled := range []string{"UPDATE article SET title = char(10) WHERE key = 300", "UPDATE article SET withheld = char(10) WHERE key = 1000",
		"DROP INDEX change_entity; UPDATE name SET id = x'00' WHERE key = 999"} {
		if err := s.Tables.Script("BEGIN;" + spoiled); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Articles(); err == nil {
			t.Errorf("%s: no error", spoiled)
		}
		if err := s.Tables.Script("ROLLBACK"); err != nil {
			t.Fatal(err)
		}
	}
}
