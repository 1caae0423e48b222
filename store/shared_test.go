package store

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// Who finds a project open elsewhere is told at once, by whatever name he came,
// and can read a copy of it while the other goes on.
func TestOpenCopy(t *testing.T) {
	path, holds := storied(t)
	dir := filepath.Dir(path)
	names := []string{path}
	for name, link := range map[string]func(from, to string) error{"soft.claimtrace": os.Symlink, "hard.claimtrace": os.Link} {
		if link(path, filepath.Join(dir, name)) == nil {
			names = append(names, filepath.Join(dir, name))
		}
	}
	other := child(t, "hold", path)
	other.line()
	for _, name := range names {
		_, err := Open(name, Options{})
		refused(t, err, ErrLocked, name, "close it there first")
		p, err := OpenCopy(t.Context(), name, testOptions("Ben"))
		if err != nil {
			t.Fatal(err)
		}
		if got := modelOf(t, p); !reflect.DeepEqual(got, holds) || p.Path() != name {
			t.Errorf("%s: the copy holds %+v", p.Path(), got)
		}
		if why := p.ReadOnly(); !strings.Contains(why, "open in another window, and this is a copy of") || !strings.Contains(why, "close it there") {
			t.Errorf("it says %q", why)
		}
		refused(t, second(p.SetSetting("title", "x")), ErrReadOnly, name)
		if _, err := p.AsOf(t.Context(), lifeEnd(t, p)); err != nil {
			t.Error(err)
		}
		p.Close()
	}
	other.finish()
	verified(t, path)
	onlyFiles(t, dir, "winter.claimtrace", "soft.claimtrace", "hard.claimtrace")

	// What is written meanwhile is in the copy as a whole or not at all.
	other = child(t, "write", path)
	for range 4 {
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

	mine := openProject(t, path, testOptions("Anna"))
	_, err := OpenCopy(t.Context(), path, Options{})
	refused(t, err, ErrLocked, path)
	mine.Close()
	p, err := OpenCopy(t.Context(), format1(t, "format1"), testOptions("Ben"))
	if err != nil {
		t.Fatal(err)
	}
	showsFormat1(t, p)
	p.Close()
	text := filepath.Join(t.TempDir(), "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("only a text ", 30)), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = OpenCopy(t.Context(), text, Options{})
	refused(t, err, ErrNotProject, text, "it is a text")
	_, err = OpenCopy(t.Context(), filepath.Join(dir, "none"), Options{})
	refused(t, err, ErrMissing, filepath.Join(dir, "none"))
	broken := saved(t)
	raw(t, broken, "UPDATE change SET verb = 'x' WHERE seq = 2")
	_, err = OpenCopy(t.Context(), broken, Options{})
	refused(t, err, ErrDamaged, broken, "was altered or taken out")
}

// No write of two processes that work by turns is lost.
func TestTwoProcessesByTurns(t *testing.T) {
	path := saved(t)
	p := openProject(t, path, testOptions("Anna"))
	_, _, _, changes, err := p.Counts()
	if err != nil {
		t.Fatal(err)
	}
	p.Close()
	for turn := range 4 {
		other := child(t, "write", path)
		for range 3 {
			if changes, err = strconv.Atoi(other.line()); err != nil {
				t.Fatalf("the other process says %q", other.lines.Text())
			}
			if _, err := Open(path, Options{}); !errors.Is(err, ErrLocked) {
				t.Fatalf("while it writes, opening gives %v", err)
			}
		}
		other.kill()
		o := testOptions("Anna" + strconv.Itoa(turn))
		p := openProject(t, path, o)
		if _, _, _, now, err := p.Counts(); err != nil || now < changes {
			t.Errorf("of %d changes there are %d, %v", changes, now, err)
		}
		rows, err := p.Articles()
		if err != nil {
			t.Fatal(err)
		}
		tag(t, p, rows[0].Article, "Thursday", annotate.Confirmed, "There is a pause")
		p.Close()
	}
	verified(t, path)
}

// On a disk that cannot be written to a project says so before one types, of
// whatever format it is, and reads as ever.
func TestReadOnlyDisk(t *testing.T) {
	dir, ok := smallDisk(t, 4<<20)
	if !ok {
		t.Log("no disk can be mounted here; TestReadOnly stands for it")
		return
	}
	path, holds := storied(t)
	for from, to := range map[string]string{path: "winter.claimtrace", format1(t, "format1"): "old.claimtrace"} {
		if err := copyBytes(from, filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
	unprotect := protectDisk(t, dir)
	defer unprotect()
	p := openProject(t, filepath.Join(dir, "winter.claimtrace"), testOptions("Anna"))
	if got := modelOf(t, p); !reflect.DeepEqual(got, holds) || !strings.Contains(p.ReadOnly(), "is read-only") {
		t.Errorf("it says %q and holds %+v", p.ReadOnly(), got)
	}
	refused(t, second(p.SetSetting("title", "x")), ErrReadOnly, p.Path())
	p.Close()
	p = openProject(t, filepath.Join(dir, "old.claimtrace"), testOptions("Anna"))
	showsFormat1(t, p)
	if p.ReadOnly() == "" {
		t.Error("it can be changed")
	}
	p.Close()
}

// In a folder that is kept in step with others a project is one file at rest,
// and at work has a journal beside it, no more.
func TestFilesOfAProject(t *testing.T) {
	p := newProject(t)
	dir := filepath.Dir(p.Path())
	example(t, p)
	onlyFiles(t, dir, "winter.claimtrace", "winter.claimtrace-journal")
	if mode, err := file.One(p.conn, file.Scalar[string], "PRAGMA journal_mode"); err != nil || mode != "delete" {
		t.Errorf("the journal is kept in mode %q, %v", mode, err)
	}
	p.Close()
	onlyFiles(t, dir, "winter.claimtrace")
}

func TestConflicts(t *testing.T) {
	path, _ := storied(t)
	dir := filepath.Dir(path)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(t.TempDir(), "foreign.claimtrace")
	q, err := Create(foreign, testOptions("Zoe"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := q.SetSetting("title", "Another"); err != nil {
		t.Fatal(err)
	}
	q.Close()
	stranger, err := os.ReadFile(foreign)
	if err != nil {
		t.Fatal(err)
	}
	p := openProject(t, path, testOptions("Anna"))
	pack(t, p, filepath.Join(dir, "winter-for Ben.claimtrace"), false)
	want := map[string]string{}
	for _, c := range []struct {
		name    string
		content []byte
		service string
		counts  bool
	}{
		{"winter (Anna's conflicted copy 2026-01-31).claimtrace", []byte("x"), "Dropbox", true},
		{"winter (Conflict).claimtrace", []byte("x"), "Dropbox", true},
		{"winter (In Konflikt stehende Kopie von Anna 2026-01-31).claimtrace", whole, "Dropbox", true},
		{"winter (notes of 2026-01-31).claimtrace", []byte("x"), "", false},
		{"winter (conflicted copy 2026-01-31 093012).claimtrace", []byte("x"), "Nextcloud", true},
		{"winter.sync-conflict-20260131-093012-ABCDEF2.claimtrace", []byte("x"), "Syncthing", true},
		{"winter_conflict-20260131-093012.claimtrace", nil, "ownCloud", true},
		{"winter_conf(2).claimtrace", nil, "Google Drive", true},
		{"winter (1).claimtrace", whole, "Google Drive", true},
		{"winter (2).claimtrace", stranger, "", false},
		{"winter 2.claimtrace", whole, "iCloud Drive", true},
		{"winter 3.claimtrace", nil, "", false},
		{"winter-ANNA-PC.claimtrace", whole, "OneDrive", true},
		{"winter-draft.claimtrace", stranger, "", false},
		{"winter.Conflict.CLAIMTRACE", nil, "", true},
		{"winter.claimtrace.conflict", nil, "", false},
		{"winter conflict.txt", nil, "", false},
		{"summer (conflicted copy 2026-01-31 093012).claimtrace", whole, "", false},
	} {
		if err := os.WriteFile(filepath.Join(dir, c.name), c.content, 0o600); err != nil {
			t.Fatal(err)
		}
		if c.counts {
			want[filepath.Join(dir, c.name)] = c.service
		}
	}
	hostile := filepath.Join(dir, "winter-HOSTILE.claimtrace")
	if err := os.WriteFile(hostile, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	raw(t, hostile, "DROP TABLE change", "CREATE VIEW change AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id AS seq FROM n")
	if err := os.Mkdir(filepath.Join(dir, "winter (conflict).claimtrace"), 0o700); err != nil {
		t.Fatal(err)
	}
	list, err := p.Conflicts()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, c := range list {
		got[c.Path] = c.Service
	}
	if !reflect.DeepEqual(got, want) || !slices.IsSortedFunc(list, func(a, b Conflict) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	then := asOf(t, p, lifeEnd(t, p))
	if again, err := then.Conflicts(); err != nil || len(again) != len(list) {
		t.Errorf("as of a moment: %v, %v", again, err)
	}
}
