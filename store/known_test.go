package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"claimtrace/annotate"
)

// knownProject makes a project that was closed in good order, and returns the
// options that know it.
func knownProject(t *testing.T) (path string, o Options) {
	t.Helper()
	path = saved(t)
	o = testOptions("Anna")
	o.Data = t.TempDir()
	if err := openProject(t, path, o).Close(); err != nil {
		t.Fatal(err)
	}
	return path, o
}

// opensUnchecked tells whether opening a project takes the word of the record.
func opensUnchecked(t *testing.T, path string, o Options) bool {
	t.Helper()
	opening := o.Now()
	p := openProject(t, path, o)
	defer p.Close()
	return p.Checked().Before(opening)
}

func TestKnownFile(t *testing.T) {
	path, o := knownProject(t)
	for range 2 {
		if !opensUnchecked(t, path, o) {
			t.Error("a file left in good order is checked as a whole")
		}
	}
	readOnly := o
	readOnly.ReadOnly = true
	if !opensUnchecked(t, path, readOnly) {
		t.Error("a file left in good order is checked as a whole by one who reads")
	}
	p := openProject(t, path, o)
	checked := p.Checked()
	if _, err := p.SetSetting("title", "Thaw"); err != nil {
		t.Fatal(err)
	}
	p.Close()
	p = openProject(t, path, o)
	if p.Checked() != checked {
		t.Error("a file that was worked on is checked as a whole")
	}
	// Through a link it is the same file.
	p.Close()
	link := filepath.Join(t.TempDir(), "link.claimtrace")
	if err := os.Symlink(path, link); err == nil && !opensUnchecked(t, link, o) {
		t.Error("a file left in good order is checked as a whole by way of a link")
	}
	if opensUnchecked(t, path, testOptions("Anna")) {
		t.Error("without a folder for it something is remembered")
	}
	verified(t, path)
}

// Whatever may have touched a file, it is checked as a whole.
func TestTouchedFile(t *testing.T) {
	t.Parallel()
	for name, touch := range map[string]func(t *testing.T, path string, o Options){
		"written by another program": func(t *testing.T, path string, _ Options) { raw(t, path, "VACUUM") },
		"another file in its place": func(t *testing.T, path string, _ Options) {
			if err := os.Rename(saved(t), path); err != nil {
				t.Fatal(err)
			}
		},
		"a journal beside it": func(t *testing.T, path string, _ Options) {
			if err := os.WriteFile(path+"-journal", append([]byte(journalMagic), make([]byte, 504)...), 0o644); err != nil {
				t.Fatal(err)
			}
		},
		"a record cut short": func(t *testing.T, path string, o Options) {
			if err := os.Truncate(trustFile(t, o.Data), 40); err != nil {
				t.Fatal(err)
			}
		},
		"a record of fewer checks": func(t *testing.T, path string, o Options) {
			b, err := os.ReadFile(trustFile(t, o.Data))
			if err != nil {
				t.Fatal(err)
			}
			b = append([]byte(fmt.Sprintf(`{"checks":%d`, checks-1)), b[len(fmt.Sprintf(`{"checks":%d`, checks)):]...)
			if err := os.WriteFile(trustFile(t, o.Data), b, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"killed while at work": func(t *testing.T, path string, _ Options) {
			c := child(t, "write", path)
			c.line()
			c.kill()
		},
	} {
		t.Run(name, func(t *testing.T) {
			path, o := knownProject(t)
			if !opensUnchecked(t, path, o) {
				t.Fatal("it is not known to begin with")
			}
			touch(t, path, o)
			if opensUnchecked(t, path, o) {
				t.Error("it is not checked as a whole")
			}
			if !opensUnchecked(t, path, o) {
				t.Error("checked, it is not known")
			}
		})
	}
}

// Damage in a file that was known is found at the opening, and so is damage
// to the end of the log that only reading it shows.
func TestDamagedKnownFile(t *testing.T) {
	path, o := knownProject(t)
	raw(t, path, `UPDATE change SET fields = replace(fields, 'There is', 'There was') WHERE kind = 'claim'`)
	_, err := Open(path, o)
	refused(t, err, ErrDamaged, path, "was altered or taken out")

	path, o = knownProject(t)
	p := openProject(t, path, o)
	if err := p.conn.Exec("UPDATE text SET text = NULL; "); err != nil {
		t.Fatal(err)
	}
	if err := p.conn.Exec("DELETE FROM text"); err != nil {
		t.Fatal(err)
	}
	rows, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.Text(rows[0].ID)
	refused(t, err, ErrDamaged, path)
	p.Close()
	_, err = Open(path, o)
	refused(t, err, ErrDamaged, path, "its text is missing")

	path, o = knownProject(t)
	p = openProject(t, path, o)
	if err := p.conn.Exec("UPDATE change SET verb = 'other' WHERE seq = (SELECT max(seq) FROM change)"); err != nil {
		t.Fatal(err)
	}
	p.Close()
	_, err = Open(path, o)
	refused(t, err, ErrDamaged, path, "was altered or taken out")
}

// A package is checked against its digest on every opening.
func TestPackageIsNeverKnown(t *testing.T) {
	p := newProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, false)
	o := testOptions("Ben")
	o.Data = t.TempDir()
	for range 3 {
		if opensUnchecked(t, out, o) {
			t.Error("a package is not checked as a whole")
		}
	}
	q := openProject(t, out, o)
	rows, err := q.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.Set(Ref{annotate.KindArticle, rows[0].ID}, annotate.Fields{"title": "x"}); err != nil {
		t.Fatal(err)
	}
	q.Close()
	if !opensUnchecked(t, out, o) {
		t.Error("a package that was worked on is no ordinary project")
	}
}

// A folder that cannot be made is no reason not to open or close.
func TestNoPlaceForTrust(t *testing.T) {
	path, o := knownProject(t)
	o.Data = filepath.Join(path, "no", "folder")
	if err := openProject(t, path, o).Close(); err != nil {
		t.Error(err)
	}
}
