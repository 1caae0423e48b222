package store

import (
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/store/file"
)

// format1 writes a project, or the package made of it, as the program wrote
// them that knew format 1 only.
func format1(t testing.TB, name string) string {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name+".claimtrace.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name+".claimtrace")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// showsFormat1 fails the test unless a project holds what the files of format
// 1 do.
func showsFormat1(t *testing.T, p *Project) {
	t.Helper()
	articles, claims, err := p.Lists()
	if err != nil || len(articles) != 2 || articles[0].Counts != (Counts{Disputed: 1}) || articles[1].Counts != (Counts{Confirmed: 1}) {
		t.Errorf("articles %+v, %v", articles, err)
	}
	reviewers, err := p.Reviewers()
	if err != nil || len(reviewers) != 2 {
		t.Fatalf("reviewers %+v, %v", reviewers, err)
	}
	var pause ClaimRow
	for _, c := range claims {
		if c.Statement == "There is a pause" {
			pause = c
		}
	}
	if len(claims) != 2 || pause.Resolved != "confirmed" || pause.Decided == 0 || pause.DecidedBy != reviewers[0].ID || len(pause.Marks) != 2 {
		t.Errorf("claims %+v", claims)
	}
	passages, err := p.Witnesses(pause.ID)
	if err != nil || len(passages) != 2 || passages[0].Verdict != "disputed" || passages[0].Judged <= pause.Decided || passages[1].Judged >= pause.Decided {
		t.Errorf("passages %+v, %v", passages, err)
	}
	if title, err := p.Setting("title"); err != nil || title != "Winter" {
		t.Errorf("title %q, %v", title, err)
	}
	if s, err := p.Text(articles[0].ID); err != nil || s != thursday {
		t.Errorf("text %q, %v", s, err)
	}
}

func formatOf(t *testing.T, path string) int {
	t.Helper()
	format := 0
	if err := file.Look(t.Context(), "test", path, formats, func(_ *file.Conn, n int) error {
		format = n
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return format
}

func TestOldProject(t *testing.T) {
	path := format1(t, "format1")
	verified(t, path)
	o := testOptions("Anna")
	o.Data = t.TempDir()
	p := openProject(t, path, o)
	if p.ReadOnly() != "" {
		t.Error(p.ReadOnly())
	}
	showsFormat1(t, p)
	if undo, redo := p.UndoVerb(), p.RedoVerb(); undo != "remove annotation" || redo != "add article" {
		t.Errorf("undo offers %q, redo %q", undo, redo)
	}
	if _, err := p.Redo(); err != nil {
		t.Error(err)
	}
	if rows, err := p.Articles(); err != nil || len(rows) != 3 {
		t.Errorf("done again, there are %d articles, %v", len(rows), err)
	}
	p.Close()
	verified(t, path)
	if formatOf(t, path) != latest {
		t.Error("the file is of an old format still")
	}
	// The backup is the file as it was.
	list, err := Backups(o.Data, path)
	if err != nil || len(list) != 1 || list[0].Why != BeforeMigration || list[0].Project != file.RealPath(path) {
		t.Fatalf("backups %+v, %v", list, err)
	}
	if formatOf(t, list[0].Path) != 1 {
		t.Error("the backup is of another format")
	}
	verified(t, list[0].Path)
	q := openProject(t, list[0].Path, o)
	showsFormat1(t, q)
	refused(t, second(q.SetSetting("title", "x")), ErrReadOnly, list[0].Path, "it is a backup of 2 February 2026")
	q.Close()
	onlyFiles(t, filepath.Dir(path), "format1.claimtrace")
}

// What must not be written is brought up to date in memory.
func TestOldProjectReadOnly(t *testing.T) {
	for name, protect := range map[string]func(path string, o *Options){
		"asked for":      func(_ string, o *Options) { o.ReadOnly = true },
		"file protected": func(path string, _ *Options) { os.Chmod(path, 0o444) },
		"no backup to be made": func(path string, o *Options) {
			o.Data = filepath.Join(path, "in a file")
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := format1(t, "format1")
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			o := testOptions("Anna")
			protect(path, &o)
			p := openProject(t, path, o)
			if p.ReadOnly() == "" || name == "no backup to be made" && !strings.Contains(p.ReadOnly(), "no backup of it could be made") {
				t.Errorf("it says %q", p.ReadOnly())
			}
			showsFormat1(t, p)
			if _, err := p.Undo(); !errors.Is(err, ErrReadOnly) {
				t.Errorf("undo gives %v", err)
			}
			if _, err := Open(path, o); !errors.Is(err, ErrLocked) {
				t.Errorf("opened twice: %v", err)
			}
			pack(t, p, filepath.Join(t.TempDir(), "out.claimtrace"), false)
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
			onlyFiles(t, filepath.Dir(path), "format1.claimtrace")
		})
	}
}

// A package of an old format is held against its digest, and sealed anew.
func TestOldPackage(t *testing.T) {
	path := format1(t, "format1-package")
	verified(t, path)
	p := openProject(t, path, testOptions("Ben"))
	showsFormat1(t, p)
	p.Close()
	verified(t, path)
	raw(t, path, "UPDATE claim SET note = 'x'")
	_, err := Open(path, Options{})
	refused(t, err, ErrDamaged, path, "it does not hold what was packed")

	path = format1(t, "format1-package")
	raw(t, path, "UPDATE claim SET note = 'x'")
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{})
	refused(t, err, ErrDamaged, path, "it does not hold what was packed")
	if report, err := Verify(path); err != nil || report.OK {
		t.Errorf("%+v, %v", report, err)
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file was changed")
	}
}

// What is not in order is not migrated.
func TestDamagedOldProject(t *testing.T) {
	for name, c := range map[string]struct{ sql, words string }{
		"log":         {"UPDATE change SET verb = 'x' WHERE seq = 3", "was altered or taken out"},
		"text":        {"UPDATE text SET text = 'x'", "not what was added under that name"},
		"new columns": {"DROP TABLE claim; CREATE TABLE claim (id TEXT, reason TEXT)", `table "claim"`},
		"trigger":     {"CREATE TRIGGER spy AFTER INSERT ON claim BEGIN DELETE FROM text; END", `trigger "spy"`},
	} {
		t.Run(name, func(t *testing.T) {
			path := format1(t, "format1")
			raw(t, path, c.sql)
			o := testOptions("Anna")
			o.Data = t.TempDir()
			_, err := Open(path, o)
			refused(t, err, ErrDamaged, path, c.words)
			if formatOf(t, path) != 1 {
				t.Error("it was migrated")
			}
			if report, err := Verify(path); err != nil || report.OK || !strings.Contains(report.Problems[0], c.words) {
				t.Errorf("verify gives %+v, %v", report, err)
			}
		})
	}
	// Derived tables of an old format are not needed.
	path := format1(t, "format1")
	raw(t, path, "DELETE FROM claim")
	p := openProject(t, path, testOptions("Anna"))
	showsFormat1(t, p)
}

// A migration that was broken off in the middle is taken back before the
// number of the format is believed.
func TestMigrationBrokenOff(t *testing.T) {
	path := format1(t, "format1")
	opened := database(t, path)
	c := opened.Conn
	torn := filepath.Join(t.TempDir(), "torn.claimtrace")
	if err := c.Script("PRAGMA cache_size = 5"); err != nil {
		t.Fatal(err)
	}
	interrupted := errors.New("the power is gone")
	err := c.Transaction(func() error {
		if err := runSteps(c, 1, latest); err != nil {
			return err
		}
		if err := rebuild(c); err != nil {
			return err
		}
		if err := c.Script("PRAGMA cache_spill = 1; PRAGMA shrink_memory"); err != nil {
			return err
		}
		if err := c.Script("CREATE TABLE filler (x); INSERT INTO filler SELECT zeroblob(4000) FROM change, change AS more"); err != nil {
			return err
		}
		for _, suffix := range []string{"", "-journal"} { // the file is given up anyway
			b, err := os.ReadFile(path + suffix)
			if err != nil {
				return err
			}
			if err := os.WriteFile(torn+suffix, b, 0o644); err != nil {
				return err
			}
		}
		return interrupted
	})
	if !errors.Is(err, interrupted) {
		t.Fatal(err)
	}
	opened.Close()
	b, err := os.ReadFile(torn)
	if err != nil {
		t.Fatal(err)
	}
	// As if page 1 had reached the disk.
	b[63] = byte(latest)
	if err := os.WriteFile(torn, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if journal, err := os.ReadFile(torn + "-journal"); err != nil || !strings.HasPrefix(string(journal), journalMagic) {
		t.Fatal("there is nothing to take back")
	}
	p := openProject(t, torn, testOptions("Anna"))
	showsFormat1(t, p)
	p.Close()
	verified(t, torn)
}
