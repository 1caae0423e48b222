package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// What is no project is refused in one line, by Open and Verify alike, and not
// touched.
func TestOpenWhatIsNoProject(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	made := func(name, content string) string {
		path := filepath.Join(dir, name)
		writeFile(t, path, []byte(content))
		return path
	}
	project := func(name string, statements ...string) string {
		path := made(name, string(readFile(t, exampleAt(t))))
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
		"empty":          {made("empty", ""), ErrNotProject, "(it is empty)"},
		"text":           {made("text", strings.Repeat("Zażółć gęślą jaźń. ", 20)), ErrNotProject, "(it is a text)"},
		"picture":        {made("picture", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\xff", 99)), ErrNotProject, "another kind"},
		"other database": {foreign, ErrNotProject, "another program's database"},
		"from the future": {project("newer", "PRAGMA user_version = 7"), ErrNewer,
			fmt.Sprintf("(format 7, this one knows %d): update Claimtrace", Format)},
		"from before":  {project("older", "PRAGMA user_version = 2"), ErrEarly, "format 2"},
		"a trigger":    {project("trigger", "CREATE TRIGGER t AFTER INSERT ON change BEGIN DELETE FROM text; END"), ErrDamaged, `trigger "t" does not belong in a project`},
		"a view":       {project("view", "DROP TABLE draft", "CREATE VIEW draft AS SELECT '' AS name, '' AS text, 0 AS at"), ErrDamaged, `table "draft" is missing`},
		"no table":     {project("no table", "DROP TABLE undo"), ErrDamaged, `table "undo" is missing, or is not a project's`},
		"other column": {project("column", "ALTER TABLE change ADD COLUMN mood TEXT"), ErrDamaged, `table "change" is missing, or is not a project's`},
		"virtual":      {project("virtual", "CREATE VIRTUAL TABLE words USING fts5(text)"), ErrDamaged, "does not belong in a project"},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(c.path)
			_, err := Open(c.path, testOptions("Anna"))
			refused(t, err, c.kind, c.path, "cannot open ", c.words)
			report, err := Verify(t.Context(), c.path)
			if c.kind == ErrDamaged {
				if err != nil || report.OK || len(report.Problems) != 1 || !strings.Contains(report.Problems[0], c.words) {
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
	for _, e := range must(os.ReadDir(dir)) {
		if strings.Contains(e.Name(), "-journal") || strings.HasSuffix(e.Name(), ".tmp") {
			t.Errorf("%s was left behind", e.Name())
		}
	}
}

func TestCreateReplacesNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "note.txt")
	writeFile(t, path, []byte("mine"))
	_, err := Create(path, testOptions("Anna"))
	refused(t, err, ErrExists, path, "cannot create ", "choose another name")
	_, err = Create(dir, testOptions("Anna"))
	refused(t, err, ErrFolder, dir)
	nowhere := filepath.Join(dir, "no", "such", "folder.claimtrace")
	_, err = Create(nowhere, testOptions("Anna"))
	refused(t, err, ErrMissing, nowhere)
	if string(readFile(t, path)) != "mine" {
		t.Error("the file was touched")
	}
	onlyFiles(t, dir, "note.txt")
	p := emptyProjectAt(t, filepath.Join(dir, "зима — 冬?.claimtrace"), testOptions("Anna"))
	example(t, p)
	p.Close()
	verified(t, p.Path())
	onlyFiles(t, dir, "note.txt", filepath.Base(p.Path()))
}

// A new project holds its own id and nothing else, and no other has it.
func TestCreate(t *testing.T) {
	t.Parallel()
	p, q := emptyProject(t), emptyProject(t)
	articles, claims, annotations, changes, err := p.Counts()
	if err != nil || articles+claims+annotations != 0 || changes != 1 || p.CanUndo() != "" {
		t.Errorf("%d changes, undo of %q, %v", changes, p.CanUndo(), err)
	}
	one, other := must(p.projects()), must(q.projects())
	if len(one) != 1 || len(other) != 1 || one[0] == other[0] {
		t.Errorf("%v, %v", one, other)
	}
	p.Close()
	verified(t, p.Path())
}

// Opening, which may have to check all of a large file, can be broken off, and
// leaves the file free for others.
func TestOpenWithin(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	in, _, _, _ := example(t, p)
	var list []NewAnnotation
	for range 300 {
		list = append(list, NewAnnotation{Article: in.ID, Span: annotate.Span{Start: 0, End: 9}, Verdict: annotate.Disputed})
	}
	if _, _, err := p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	p.Close()
	for n := 0; ; n += 1 + n {
		q, err := OpenWithin(stopAfter(n), p.Path(), testOptions("Anna"))
		if err == nil {
			q.Close()
			if n == 0 {
				t.Error("it could not be broken off")
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("broken off at %d: %v", n, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := OpenWithin(ctx, p.Path(), testOptions("Anna")); !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
	if _, err := Verify(ctx, p.Path()); !errors.Is(err, context.Canceled) {
		t.Errorf("broken off: %v", err)
	}
	openProject(t, p.Path(), testOptions("Anna")).Close()
}

func TestLock(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "winter.claimtrace")
	p := emptyProjectAt(t, path, testOptions("Anna"))
	example(t, p)
	link := filepath.Join(dir, "link.claimtrace")
	if err := os.Symlink(path, link); err != nil {
		link = path
	}
	for _, by := range []string{path, link} {
		_, err := Open(by, testOptions("Ben"))
		refused(t, err, ErrLocked, by, "cannot open ", "close it there first")
		_, err = Open(by, Options{ReadOnly: true})
		refused(t, err, ErrLocked, by)
		_, err = Verify(t.Context(), by)
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
	for what, err := range map[string]error{
		"read": second(p.Articles()), "change": second(p.SetSetting("title", "x")), "draft": p.KeepDraft("a", "b"), "drafts": second(p.Drafts()),
		"check": second(p.Check(t.Context())), "rebuild": p.Rebuild(t.Context()), "pack": second(p.Pack(t.Context(), filepath.Join(dir, "out"), PackOptions{})),
	} {
		if !errors.Is(err, errClosed) {
			t.Errorf("closed, %s gives %v", what, err)
		}
	}
	if p.CanUndo() != "" || p.CanRedo() != "" {
		t.Error("closed, it offers to undo")
	}

	other := child(t, "hold", path)
	other.line()
	_, err := Open(path, testOptions("Anna"))
	refused(t, err, ErrLocked, path)
	_, err = Open(path, Options{ReadOnly: true})
	refused(t, err, ErrLocked, path)
	other.finish()
	openProject(t, path, testOptions("Anna")).Close()

	// Those who only read share the file with each other.
	reader := openProject(t, path, Options{ReadOnly: true})
	if got := child(t, "read", path).output(); got != "opened\n" {
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
	} {
		t.Run(name, func(t *testing.T) {
			path := exampleAt(t)
			dir := filepath.Dir(path)
			before := readFile(t, path)
			o, why := protect(path)
			o.Person = someone("Anna")
			o.Data = t.TempDir()
			t.Cleanup(func() { os.Chmod(dir, 0o755) })
			p := openProject(t, path, o)
			if got := p.ReadOnly(); !strings.Contains(got, why) || !strings.Contains(got, path) {
				t.Errorf("it says %q, not %q", got, why)
			}
			rows := must(p.Articles())
			passages := must(p.Annotations(Filter{}))
			if len(rows) != 2 || len(passages) != 2 {
				t.Fatalf("%d articles, %d passages", len(rows), len(passages))
			}
			for what, err := range map[string]error{
				"annotate": func() error {
					_, _, err := p.Annotate(NewAnnotation{Article: rows[0].ID, Span: annotate.Span{Start: 0, End: 4}, Verdict: annotate.Confirmed})
					return err
				}(),
				"remove":  second(p.Remove(annotation(passages[0].ID))),
				"undo":    second(p.Undo()),
				"rebuild": p.Rebuild(t.Context()),
				"draft":   p.KeepDraft("note", "x"),
				"union":   second(p.union(t.Context(), path, false)),
			} {
				if !errors.Is(err, ErrReadOnly) && !(what == "union" && errors.Is(err, ErrLocked)) || errors.Is(err, ErrReadOnly) && !strings.Contains(err.Error(), why) {
					t.Errorf("%s gives %v", what, err)
				}
			}
			if _, err := p.Pack(t.Context(), filepath.Join(t.TempDir(), "out.claimtrace"), PackOptions{}); err != nil {
				t.Errorf("packing it: %v", err)
			}
			if report, err := p.Check(t.Context()); err != nil || !report.OK {
				t.Errorf("checking it: %+v, %v", report, err)
			}
			p.Close()
			verified(t, path)
			onlyFiles(t, dir, "winter.claimtrace")
			if string(readFile(t, path)) != string(before) {
				t.Error("the file was changed")
			}
		})
	}
	if p := emptyProject(t); p.ReadOnly() != "" {
		t.Errorf("a new project says %q", p.ReadOnly())
	}
}

// Who finds a project open elsewhere is told at once, and can read a copy of it
// while the other goes on.
func TestOpenCopy(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	dir := filepath.Dir(path)
	p := openProject(t, path, testOptions("Anna"))
	holds := shownBy(t, p.View)
	_, err := OpenCopy(t.Context(), path, testOptions("Ben"))
	refused(t, err, ErrLocked, path)
	p.Close()
	other := child(t, "hold", path)
	other.line()
	q, err := OpenCopy(t.Context(), path, testOptions("Ben"))
	if err != nil {
		t.Fatal(err)
	}
	if d := differences(shownBy(t, q.View), holds); d != "" || q.Path() != path {
		t.Errorf("%s: the copy holds otherwise: %s", q.Path(), d)
	}
	if why := q.ReadOnly(); !strings.Contains(why, "open in another window, and this is a copy of") || !strings.Contains(why, "close it there") {
		t.Errorf("it says %q", why)
	}
	refused(t, second(q.SetSetting("title", "x")), ErrReadOnly, path)
	if d := differences(shownBy(t, asOf(t, q, lifeEnd(t, q), false).View), holds); d != "" {
		t.Errorf("as of its end it holds otherwise: %s", d)
	}
	q.Close()
	other.finish()
	verified(t, path)
	onlyFiles(t, dir, "winter.claimtrace")

	// What is written meanwhile is in the copy as a whole or not at all.
	other = child(t, "write", path)
	for range 3 {
		said, err := strconv.Atoi(other.line())
		if err != nil {
			t.Fatalf("the other process says %q", other.lines.Text())
		}
		p, err := OpenCopy(t.Context(), path, testOptions("Ben"))
		if errors.Is(err, ErrLocked) {
			continue // written to all the time
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, changes, err := p.Counts(); err != nil || changes < said {
			t.Errorf("the copy has %d changes, the project %d, %v", changes, said, err)
		}
		p.Close()
	}
	other.kill()

	broken := exampleAt(t)
	raw(t, broken, "UPDATE change SET code = kind WHERE number = 2")
	_, err = OpenCopy(t.Context(), broken, testOptions("Ben"))
	refused(t, err, ErrDamaged, broken, "it is not what was recorded under its id")
	stale := exampleAt(t)
	raw(t, stale, "UPDATE claim SET statement = 'altered'")
	q, err = OpenCopy(t.Context(), stale, testOptions("Ben"))
	if err != nil {
		t.Fatal(err)
	}
	defer q.Close()
	if d := differences(shownBy(t, q.View), holds); d != "" {
		t.Errorf("with tables altered, the copy holds otherwise: %s", d)
	}
}

// No write of two processes that work by turns is lost, though one of them is
// killed each time.
func TestTwoProcessesByTurns(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	p := openProject(t, path, testOptions("Anna"))
	_, _, _, changes, err := p.Counts()
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	for range 3 {
		other := child(t, "write", path)
		for range 3 {
			if changes, err = strconv.Atoi(other.line()); err != nil {
				t.Fatalf("the other process says %q", other.lines.Text())
			}
			if _, err := Open(path, testOptions("Anna")); !errors.Is(err, ErrLocked) {
				t.Fatalf("while it writes, opening gives %v", err)
			}
		}
		other.kill()
		p := openProject(t, path, testOptions("Anna"))
		if _, _, _, now, err := p.Counts(); err != nil || now < changes {
			t.Errorf("of %d changes there are %d, %v", changes, now, err)
		}
		rows := must(p.Articles())
		tag(t, p, rows[0].Article, "Thursday", annotate.Confirmed, "There is a pause")
		p.Close()
	}
	verified(t, path)
}

// In a folder that is kept in step with others a project is one file at rest,
// and at work has a journal beside it, no more.
func TestFilesOfAProject(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
	dir := filepath.Dir(p.Path())
	example(t, p)
	onlyFiles(t, dir, "winter.claimtrace", "winter.claimtrace-journal")
	if mode, err := file.One(p.conn, file.Scalar[string], "PRAGMA journal_mode"); err != nil || mode != "delete" {
		t.Errorf("the journal is kept in mode %q, %v", mode, err)
	}
	p.Close()
	onlyFiles(t, dir, "winter.claimtrace")
}
