package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
)

// raw opens a database as any other program would, to do to it what Claimtrace
// never does.
func raw(t *testing.T, path string, statements ...string) {
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
func refused(t *testing.T, err, kind error, path string, words ...string) {
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

func TestOpenWhatIsNoProject(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	project := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		newProjectAt(t, path).Close()
		raw(t, path, statements...)
		return path
	}
	foreign := filepath.Join(dir, "foreign.claimtrace")
	raw(t, foreign, "CREATE TABLE songs (title TEXT)")

	for name, c := range map[string]struct {
		path  string
		kind  error
		words string
	}{
		"missing":        {filepath.Join(dir, "none.claimtrace"), ErrMissing, "no such file"},
		"folder":         {dir, ErrFolder, "it is a folder"},
		"empty":          {file("empty", ""), ErrNotProject, "(it is empty)"},
		"short":          {file("short", "\xff\xfe\x00"), ErrNotProject, "another kind"},
		"text":           {file("text", strings.Repeat("Zażółć gęślą jaźń. ", 20)), ErrNotProject, "(it is a text)"},
		"picture":        {file("picture", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\xff", 99)), ErrNotProject, "another kind"},
		"magic only":     {file("magic", magic), ErrNotProject, "another kind"},
		"other database": {foreign, ErrNotProject, "another program's database"},
		"from the future": {project("newer", "PRAGMA user_version = 7"), ErrNewer,
			fmt.Sprintf("(format 7, this one knows %d): update Claimtrace", latest)},
		"from no future": {project("never", "PRAGMA user_version = 2097154"), ErrDamaged, "format 2097154"},
		"without format": {project("zero", "PRAGMA user_version = 0"), ErrDamaged, "format 0"},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			_, err := Open(c.path, Options{})
			refused(t, err, c.kind, c.path, "cannot open ", c.words)
			report, err := Verify(c.path)
			if c.kind == ErrDamaged {
				if err != nil || report.OK || len(report.Problems) != 1 {
					t.Errorf("verify gives %v, %v", report, err)
				}
			} else {
				refused(t, err, c.kind, c.path, "cannot verify ", c.words)
			}
			if after, _ := os.ReadFile(c.path); string(after) != string(before) {
				t.Error("the file was touched")
			}
		})
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if strings.Contains(e.Name(), "-journal") || strings.HasSuffix(e.Name(), ".tmp") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestCreateReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "note.txt")
	if err := os.WriteFile(path, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Create(path, Options{})
	refused(t, err, ErrExists, path, "cannot create ", "choose another name")
	_, err = Create(dir, Options{})
	refused(t, err, ErrFolder, dir)
	nowhere := filepath.Join(dir, "no", "such", "folder.claimtrace")
	_, err = Create(nowhere, Options{})
	refused(t, err, ErrMissing, nowhere)
	if b, _ := os.ReadFile(path); string(b) != "mine" {
		t.Error("the file was touched")
	}
	if err := os.Symlink(filepath.Join(dir, "gone"), filepath.Join(dir, "link")); err == nil {
		_, err = Create(filepath.Join(dir, "link"), Options{})
		refused(t, err, ErrExists, "link")
	}
	onlyFiles(t, dir, "note.txt", "link")
}

// A journal that a project left behind would be played into a new one of that
// name.
func TestOrphanedJournal(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "winter.claimtrace")
	if err := os.WriteFile(path+"-journal", []byte("old"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Create(path, Options{})
	refused(t, err, ErrExists, path, "cannot create ", "winter.claimtrace-journal", "move that file away")
	_, err = newProject(t).Pack(t.Context(), path, false)
	refused(t, err, ErrExists, path, "cannot pack into ", "winter.claimtrace-journal")
	onlyFiles(t, dir, "winter.claimtrace-journal")
}

// onlyFiles fails the test if a folder holds anything else.
func onlyFiles(t *testing.T, dir string, names ...string) {
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

// A name with everything that a URI could trip over.
func TestOddNames(t *testing.T) {
	for _, name := range []string{"a b?mode=memory&c#d%41.claimtrace", "зима — 冬.claimtrace", "file:x.claimtrace", "'quoted\".claimtrace"} {
		dir := t.TempDir()
		path := filepath.Join(dir, name)
		p := newProjectAt(t, path)
		example(t, p)
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
		verified(t, path)
		onlyFiles(t, dir, name)
	}
	t.Chdir(t.TempDir())
	p := newProjectAt(t, "file:relative.claimtrace")
	if p.Path() != "file:relative.claimtrace" {
		t.Errorf("path is %q", p.Path())
	}
	p.Close()
	onlyFiles(t, ".", "file:relative.claimtrace")
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "winter.claimtrace")
	p := newProjectAt(t, path)
	example(t, p)
	link := filepath.Join(dir, "link.claimtrace")
	if err := os.Symlink(path, link); err != nil {
		link = path
	}
	for _, by := range []string{path, link} {
		_, err := Open(by, Options{})
		refused(t, err, ErrLocked, by, "cannot open ", "close it there first")
		_, err = Open(by, Options{ReadOnly: true})
		refused(t, err, ErrLocked, by)
		_, err = Verify(by)
		refused(t, err, ErrLocked, by, "cannot verify ")
		if got := child(t, "open", by).output(); !strings.Contains(got, "cannot open "+by+": it is open in another window: close it there first") {
			t.Errorf("another process is told %q", got)
		}
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Errorf("closing again gives %v", err)
	}
	if _, err := p.Articles(); err == nil {
		t.Error("a closed project can be read")
	}
	if _, err := p.SetSetting("title", "x"); err == nil {
		t.Error("a closed project can be changed")
	}

	other := child(t, "hold", path)
	other.line()
	_, err := Open(path, Options{})
	refused(t, err, ErrLocked, path)
	_, err = Open(path, Options{ReadOnly: true})
	refused(t, err, ErrLocked, path)
	other.finish()
	openProject(t, path, Options{}).Close()

	// Those who only read share the file with each other.
	reader := openProject(t, path, Options{ReadOnly: true})
	if got := child(t, "open", path, "ro").output(); got != "opened\n" {
		t.Errorf("a second reader is told %q", got)
	}
	if got := child(t, "open", path).output(); !strings.Contains(got, ErrLocked.Error()) {
		t.Errorf("a writer beside a reader is told %q", got)
	}
	reader.Close()
	onlyFiles(t, dir, "winter.claimtrace", "link.claimtrace")
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	for name, protect := range map[string]func(path string) (Options, string){
		"asked for": func(string) (Options, string) { return Options{ReadOnly: true}, "opened for reading only" },
		"file": func(path string) (Options, string) {
			os.Chmod(path, 0o444)
			return Options{}, "the file is write-protected"
		},
		"folder": func(path string) (Options, string) {
			os.Chmod(filepath.Dir(path), 0o555)
			return Options{}, "its folder is write-protected"
		},
		"both": func(path string) (Options, string) {
			os.Chmod(path, 0o444)
			os.Chmod(filepath.Dir(path), 0o555)
			return Options{}, "write-protected"
		},
		"file by group": func(path string) (Options, string) { os.Chmod(path, 0o440); return Options{}, "write-protected" },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "winter.claimtrace")
			p := newProjectAt(t, path)
			a, _, n, _ := example(t, p)
			p.Close()
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			o, why := protect(path)
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
			p = openProject(t, path, o)
			if got := p.ReadOnly(); !strings.Contains(got, why) || !strings.Contains(got, path) {
				t.Errorf("it says %q, not %q", got, why)
			}
			if rows, err := p.Articles(); err != nil || len(rows) != 2 {
				t.Errorf("%d articles, %v", len(rows), err)
			}
			for what, do := range map[string]func() error{
				"annotate": func() error {
					_, _, err := p.Annotate(NewAnnotation{Article: a.ID, Span: annotate.Span{Start: 0, End: 4}, Verdict: annotate.Confirmed})
					return err
				},
				"remove":  func() error { _, err := p.Remove(Ref{annotate.KindAnnotation, n.ID}); return err },
				"undo":    func() error { _, err := p.Undo(); return err },
				"rebuild": p.Rebuild,
			} {
				if err := do(); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), why) {
					t.Errorf("%s gives %v", what, err)
				}
			}
			if _, err := p.Pack(t.Context(), filepath.Join(t.TempDir(), "out.claimtrace"), false); err != nil {
				t.Errorf("packing it: %v", err)
			}
			p.Close()
			verified(t, path)
			onlyFiles(t, dir, "winter.claimtrace")
			if after, _ := os.ReadFile(path); string(after) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
	p := newProject(t)
	if p.ReadOnly() != "" {
		t.Errorf("a new project says %q", p.ReadOnly())
	}
}
