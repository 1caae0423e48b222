package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// redeclare alters how a table is declared in a file, and nothing else.
func redeclare(t *testing.T, path, table, from, to string) {
	t.Helper()
	raw(t, path, fmt.Sprintf("PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, '%s', '%s') WHERE name = '%s'", from, to, table))
}

// A value of a type that its column cannot hold, or a second row of one name,
// can be put in while the table is declared otherwise.
func TestHostileTypes(t *testing.T) {
	t.Parallel()
	b, err := savedExample()
	if err != nil {
		t.Fatal(err)
	}
	whole := filepath.Join(t.TempDir(), "whole.claimtrace")
	if err := os.WriteFile(whole, b, 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ table, sql, problem string }{
		"text for a number":  {"change", "UPDATE change SET clock = 'soon' WHERE seq = 4", "change 4: its clock is of the type text, not integer"},
		"bytes for a text":   {"change", "UPDATE change SET fields = x'00' WHERE seq = 4", "change 4: its fields is of the type blob, not text"},
		"nothing for a text": {"change", "UPDATE change SET verb = NULL WHERE seq = 4", "change 4: its verb is of the type null, not text"},
		"bytes for an id":    {"claim", "UPDATE claim SET statement = x'1b'", "its statement is of the type blob, not text"},
		"text for bytes":     {"text", "UPDATE text SET source = 'x' WHERE rowid = 1", "its source is of the type text, not blob"},
		"an id twice":        {"change", "UPDATE change SET id = (SELECT id FROM change WHERE seq = 3) WHERE seq = 5", "is that of change 5 too"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := saved(t)
			const index = "sqlite_autoindex_change_1"
			redeclare(t, path, c.table, ") STRICT", ")")
			redeclare(t, path, c.table, "NOT NULL,", ",")
			if name == "an id twice" {
				redeclare(t, path, c.table, "UNIQUE", "")
				raw(t, path, "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema WHERE name = '"+index+"'")
				raw(t, path, "CREATE INDEX spy ON change (id)")
			}
			raw(t, path, c.sql)
			raw(t, path, "ATTACH '"+whole+"' AS whole", "PRAGMA writable_schema = 1",
				"UPDATE sqlite_schema SET sql = (SELECT sql FROM whole.sqlite_schema w WHERE w.name = sqlite_schema.name) WHERE type = 'table'",
				"UPDATE sqlite_schema SET name = '"+index+"', sql = NULL WHERE name = 'spy'")
			_, err := Open(path, Options{})
			refused(t, err, ErrDamaged, path, c.problem, "go back to a copy")
			report, err := Verify(path)
			if err != nil || report.OK || !strings.Contains(report.Problems[0], c.problem) {
				t.Errorf("verify gives %q, %v", report.Problems, err)
			}
		})
	}
}

// Two people who each call the other's article the later one make a ring when
// their logs are put together. That is no damage, and nothing goes round in it.
func TestRing(t *testing.T) {
	path := saved(t)
	forge(t, path, `UPDATE change SET fields = replace(fields, '"title"',
		'"supersedes":"' || (SELECT entity FROM change c WHERE c.kind = 'article' AND c.seq <> change.seq) || '","title"') WHERE kind = 'article'`)
	p := openProject(t, path, testOptions("Ben"))
	rows, err := p.Articles()
	if err != nil || len(rows) != 2 || rows[0].Supersedes != rows[1].ID || rows[1].Supersedes != rows[0].ID {
		t.Fatalf("%+v, %v", rows, err)
	}
	third := add(t, p, draft("A third text.", "Post", ""))
	if _, err := p.Set(Ref{annotate.KindArticle, third.ID}, annotate.Fields{"supersedes": string(rows[0].ID)}); err != nil {
		t.Error(err)
	}
	_, err = p.Set(Ref{annotate.KindArticle, rows[0].ID}, annotate.Fields{"supersedes": string(third.ID)})
	refused(t, err, ErrInvalid, "supersedes", "cannot follow itself")
	use(p)
	pack(t, p, filepath.Join(t.TempDir(), "out.claimtrace"), false)
	p.Close()
	verified(t, path)
}
