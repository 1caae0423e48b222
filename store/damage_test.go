package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimtrace/annotate"
)

// The log cannot be altered without its chain of sums telling so.
func TestAlteredLog(t *testing.T) {
	for name, sql := range map[string]string{
		"value changed": `UPDATE change SET fields = replace(fields, 'There is', 'There was') WHERE kind = 'claim'`,
		"row taken out": `DELETE FROM change WHERE kind = 'claim'`,
		"last row out":  `DELETE FROM change WHERE seq = (SELECT max(seq) - 1 FROM change)`,
		"rows swapped":  `UPDATE change SET seq = CASE seq WHEN 5 THEN 1006 WHEN 6 THEN 1005 END WHERE seq IN (5, 6)`,
		"made local":    `UPDATE change SET local = 0 WHERE seq = 3`,
	} {
		t.Run(name, func(t *testing.T) {
			path := saved(t)
			raw(t, path, sql)
			_, err := Open(path, Options{})
			refused(t, err, ErrDamaged, path, "was altered or taken out")
		})
	}
}

// Derived tables that do not agree with the log are told by Verify and made
// anew by Open, or refused where nothing can be written.
func TestStaleTables(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, problem string }{
		"verdict":    {"UPDATE annotation SET verdict = 'disputed'", "verdict in its table does not agree"},
		"row gone":   {"DELETE FROM claim", "missing from its table"},
		"row more":   {"INSERT INTO claim VALUES ('x', 'y', '', '', '', 0, '', '', 1, '')", "claim: the table has 2 rows, by the log there are 1"},
		"all gone":   {"DELETE FROM article; DELETE FROM annotation; DELETE FROM reviewer; DELETE FROM setting", "missing from its table"},
		"marks":      {"UPDATE claim SET marks = ''", "the passages in its table do not agree"},
		"counts":     {"UPDATE article SET disputed = 5", "the verdicts counted in its table do not agree"},
		"undo stack": {"DELETE FROM action WHERE seq = (SELECT max(seq) FROM action)", "what can be undone"},
	} {
		t.Run(name, func(t *testing.T) {
			path := saved(t)
			p := openProject(t, path, Options{})
			want := digestOf(t, p)
			p.Close()
			raw(t, path, c.sql)
			report, err := Verify(path)
			if err != nil || report.OK || !report.Derived || !strings.Contains(strings.Join(report.Problems, ";"), c.problem) {
				t.Errorf("verify gives %+v, %v", report, err)
			}
			_, err = Open(path, Options{ReadOnly: true})
			refused(t, err, ErrDamaged, path)
			p = openProject(t, path, Options{})
			if digestOf(t, p) != want {
				t.Error("the tables are not as they were")
			}
			p.Close()
			verified(t, path)
		})
	}
}

// Indexes that were dropped come back with the derived tables.
func TestDroppedIndex(t *testing.T) {
	path := saved(t)
	raw(t, path, "DROP INDEX claim_statement", "DROP INDEX change_order")
	report, err := Verify(path)
	if err != nil || report.OK || !report.Derived || len(report.Problems) != 1 || !strings.Contains(report.Problems[0], "change_order") {
		t.Errorf("verify gives %+v, %v", report, err)
	}
	_, err = Open(path, Options{ReadOnly: true})
	refused(t, err, ErrDamaged, path, "an index is missing", "--rebuild")
	openProject(t, path, Options{}).Close()
	verified(t, path)
}

// An index that does not list what its table holds would hide it from
// queries, though every page is well formed.
func TestStaleIndex(t *testing.T) {
	path := saved(t)
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	var root int
	var create string
	err = db.QueryRow("SELECT rootpage, sql FROM sqlite_schema WHERE name = 'claim_statement'").Scan(&root, &create)
	if err := errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	raw(t, path, "PRAGMA writable_schema = 1; DELETE FROM sqlite_schema WHERE name = 'claim_statement'")
	forge(t, path, `UPDATE change SET fields = replace(fields, 'There is', 'There was') WHERE kind = 'claim'`)
	raw(t, path, "UPDATE claim SET statement = 'There was a pause'")
	raw(t, path, fmt.Sprintf("PRAGMA writable_schema = 1; INSERT INTO sqlite_schema VALUES ('index', 'claim_statement', 'claim', %d, '%s')", root, create))
	_, err = Open(path, Options{})
	refused(t, err, ErrDamaged, path, "claim_statement")
}

// A package holds what was packed and nothing else, not even what would be in
// order by itself.
func TestAlteredPackage(t *testing.T) {
	whole, _ := packedExample(t)
	for name, statement := range map[string]string{
		"text put in":    fmt.Sprintf("INSERT INTO text (sha256, text) VALUES ('%s', 'x')", hash([]byte("x"))),
		"text withheld":  "UPDATE text SET text = NULL, source = NULL, source_sha256 = NULL",
		"another digest": fmt.Sprintf("UPDATE package SET digest = '%s'", hash(nil)),
		"table touched":  "UPDATE claim SET note = 'x'",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "altered.claimtrace")
			if err := os.WriteFile(path, whole, 0o644); err != nil {
				t.Fatal(err)
			}
			verified(t, path)
			raw(t, path, statement)
			_, err := Open(path, Options{})
			refused(t, err, ErrDamaged, path, "it does not hold what was packed")
		})
	}
}

// A file that broke off while it was copied says how much of it there is.
func TestCutOff(t *testing.T) {
	path := saved(t)
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int64{info.Size() - 1, info.Size() / 2, headerSize} {
		if err := os.Truncate(path, n); err != nil {
			t.Fatal(err)
		}
		_, err := Open(path, Options{})
		refused(t, err, ErrDamaged, path, fmt.Sprintf("it is cut off: of %d bytes %d are there", info.Size(), n))
	}
}

// packedExample returns the bytes of a package and the digest of its content.
func packedExample(t testing.TB) ([]byte, string) {
	dir := t.TempDir()
	p, err := Create(filepath.Join(dir, "p.claimtrace"), testOptions("Anna"))
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var drafts []Draft
	for i := range 6 {
		d := draft(strings.Repeat(fmt.Sprintf("Paper %d says that it is number %d. ", i, i), 150)+"End.", fmt.Sprint("Paper", i), "2026-01-29")
		d.Source = []byte(d.Text + "\r\n")
		drafts = append(drafts, d)
	}
	added, _, err := p.AddArticles(context.Background(), drafts, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range added {
		if _, _, err := p.Annotate(NewAnnotation{
			Article: a.Article.ID, Span: annotate.Span{Start: 6 * i, End: 6*i + 20}, Verdict: annotate.Verdicts[i%3], Statement: fmt.Sprint("Claim ", i%2),
		}); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(dir, "out.claimtrace")
	packed, err := p.Pack(context.Background(), out, false)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return b, packed.Digest
}

// damage alters a file in one of the ways that disks, transfers and people do.
func damage(rng *rand.Rand, whole []byte) []byte {
	b := append([]byte{}, whole...)
	at := rng.IntN(len(b))
	switch rng.IntN(6) {
	case 0, 1, 2:
		b[at] ^= 1 << rng.IntN(8)
	case 3:
		page := at / pageSize * pageSize
		clear(b[page : page+pageSize])
	case 4:
		b = b[:at]
	case 5:
		b = append(b, b[:min(at, 9000)]...)
	}
	return b
}

// A damaged package is refused, or holds what was packed all the same.
func TestDamagedPackages(t *testing.T) {
	t.Parallel()
	whole, want := packedExample(t)
	rng := rand.New(rand.NewPCG(7, 7))
	path := filepath.Join(t.TempDir(), "damaged.claimtrace")
	turns := 200
	if long {
		turns = 12_000
	}
	var rejected, same int
	var slowest time.Duration
	for i := range turns {
		if err := os.WriteFile(path, damage(rng, whole), 0o644); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		p, err := Open(path, Options{})
		slowest = max(slowest, time.Since(began))
		if err != nil {
			rejected++
			for _, kind := range []error{ErrDamaged, ErrNotProject, ErrNewer} {
				if errors.Is(err, kind) {
					err = nil
				}
			}
			if err != nil {
				t.Errorf("package %d: %v", i, err)
			}
			continue
		}
		same++
		if got := digestOf(t, p); got != want {
			t.Errorf("package %d was accepted with other content", i)
		}
		p.Close()
	}
	t.Logf("%d refused, %d whole in spite of the damage; the slowest took %v", rejected, same, slowest)
	if rejected == 0 || same == 0 {
		t.Error("the test does not try both")
	}
	onlyFiles(t, filepath.Dir(path), "damaged.claimtrace")
}

// use calls every query of a project.
func use(p *Project) {
	articles, _ := p.Articles()
	for _, a := range articles {
		p.Text(a.ID)
		p.History(a.ID)
	}
	claims, _ := p.Claims()
	for _, c := range claims {
		p.Witnesses(c.ID)
	}
	p.Annotations(Filter{})
	p.Changes(func(annotate.Change) error { return nil })
	p.Undo()
	p.Redo()
	p.SetSetting("title", "used")
}

// Whatever stands in the file, opening it is an error or a usable project,
// never a panic.
func FuzzOpen(f *testing.F) {
	whole, _ := packedExample(f)
	f.Add(whole)
	f.Add(whole[:pageSize])
	f.Add([]byte("just a text"))
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "f.claimtrace")
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Verify(path); err != nil && strings.ContainsAny(err.Error(), "\n") {
			t.Fatalf("%q is not one line", err)
		}
		firstChangeIn(path)
		copied, errCopy := OpenCopy(t.Context(), path, testOptions("Ben"))
		if errCopy == nil {
			use(copied)
			copied.Close()
		}
		p, err := Open(path, Options{})
		if err != nil {
			if errCopy == nil {
				t.Errorf("a copy opens, and then %v", err)
			}
			return
		}
		defer p.Close()
		use(p)
	})
}
