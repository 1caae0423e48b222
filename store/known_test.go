package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// knownProject is a project that was closed in good order, and the options that
// know it.
func knownProject(t *testing.T) (path string, o Options) {
	t.Helper()
	path = exampleAt(t)
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
	t.Parallel()
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
	act, err := p.SetSetting("title", "Thaw")
	did(t, act, err)
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
			if err := os.Rename(exampleAt(t), path); err != nil {
				t.Fatal(err)
			}
		},
		"a journal beside it": func(t *testing.T, path string, _ Options) {
			writeFile(t, path+"-journal", append([]byte("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"), make([]byte, 504)...))
		},
		"worked on without a record": func(t *testing.T, path string, o Options) {
			o.Data = ""
			p := openProject(t, path, o)
			act, err := p.SetSetting("title", "Thaw")
			did(t, act, err)
			p.Close()
		},
		"killed while at work": func(t *testing.T, path string, _ Options) {
			c := child(t, "write", path)
			c.line()
			c.kill()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
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
	t.Parallel()
	path, o := knownProject(t)
	raw(t, path, `UPDATE change SET sets = replace(sets, 'There is', 'There was') WHERE kind = (SELECT key FROM word WHERE word = 'claim')`)
	_, err := Open(path, o)
	refused(t, err, ErrDamaged, path, "it is not what was recorded under its id")

	path, o = knownProject(t)
	p := openProject(t, path, o)
	if err := p.conn.Exec("UPDATE change SET code = kind WHERE key = (SELECT max(key) FROM change)"); err != nil {
		t.Fatal(err)
	}
	p.Close()
	_, err = Open(path, o)
	refused(t, err, ErrDamaged, path, "it is not what was recorded under its id")

	// A name that is gone is met while reading, and the file is checked next time.
	path, o = knownProject(t)
	p = openProject(t, path, o)
	claims := must(p.Claims())
	if err := p.conn.Exec("DELETE FROM name WHERE key = (SELECT person FROM change WHERE kind = (SELECT key FROM word WHERE word = 'claim'))"); err != nil {
		t.Fatal(err)
	}
	p.log.Forget()
	refused(t, second(p.History(claims[0].ID)), ErrDamaged, path)
	p.Close()
	_, err = Open(path, o)
	refused(t, err, ErrDamaged, path)
}

// A package is checked against its manifest on every opening.
func TestPackageIsNeverKnown(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	o := testOptions("Ben")
	o.Data = t.TempDir()
	for range 3 {
		if opensUnchecked(t, out, o) {
			t.Error("a package is not checked as a whole")
		}
	}
	short := filepath.Join(t.TempDir(), "short.claimtrace")
	copyFile(t, out, short)
	raw(t, short, "DELETE FROM text WHERE rowid = 1")
	report, err := Verify(t.Context(), short)
	if err != nil || report.OK || !strings.Contains(report.Problems[0], "it does not hold what was packed") {
		t.Errorf("verify gives %+v, %v", report, err)
	}
	if _, err := Open(short, o); err == nil {
		t.Error("a package that does not hold what was packed was opened")
	}
	q := openProject(t, out, o)
	act, err := q.Set(article(must(q.Articles())[0].ID), annotate.Fields{"title": "x"})
	did(t, act, err)
	q.Close()
	if !opensUnchecked(t, out, o) {
		t.Error("a package that was worked on is no ordinary project")
	}
}

// A folder that cannot be made is no reason not to open, work and close; the
// file has another name each time then.
func TestNoFolderOfOnesOwn(t *testing.T) {
	t.Parallel()
	path, o := knownProject(t)
	names := map[annotate.ID]bool{}
	work := func() {
		t.Helper()
		p := openProject(t, path, o)
		act, err := p.SetSetting("title", fmt.Sprint("Title ", len(names)))
		did(t, act, err)
		names[p.desk.copy] = true
		act, err = p.Undo()
		did(t, act, err)
		if err := p.KeepDraft("note", "x"); err != nil {
			t.Error(err)
		}
		p.Close()
		verified(t, path)
	}
	work()
	work()
	if len(names) != 1 {
		t.Errorf("with a folder it has %d names", len(names))
	}
	o.Data = filepath.Join(path, "no", "folder")
	work()
	work()
	if len(names) != 3 {
		t.Errorf("without one it has %d names more", len(names)-1)
	}
}
