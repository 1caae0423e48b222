package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// big is an article that takes more room than a full disk has.
func big(n int) Draft {
	return draft(fmt.Sprintf("Article %d. ", n)+strings.Repeat("It goes on and on without an end. ", 3000)+"End.", fmt.Sprint("Paper", n), "")
}

// fill adds to a project until there is no room, and checks that what was
// refused left no trace and that work goes on once there is room.
func fill(t *testing.T, p *Project, makeRoom func()) {
	t.Helper()
	a, _, m, _ := example(t, p)
	full := false
	for i := 0; !full; i++ {
		before, undo := digestOf(t, p), p.UndoVerb()
		_, _, err := p.AddArticles(context.Background(), []Draft{big(3 * i), big(3*i + 1), big(3*i + 2)}, nil)
		if full = err != nil; full {
			refused(t, err, ErrDiskFull, p.Path(), "nothing was changed; make room and try again")
			if digestOf(t, p) != before || p.UndoVerb() != undo {
				t.Fatal("what was refused left something behind")
			}
		}
		if i > 1000 {
			t.Fatal("the disk is never full")
		}
	}
	for i := 0; i < 1000; i++ { // until even a note has no room
		if _, err := p.Set(Ref{annotate.KindAnnotation, m.ID}, annotate.Fields{"note": strings.Repeat(fmt.Sprint(i, " "), 500)}); err != nil {
			refused(t, err, ErrDiskFull, p.Path())
			break
		}
	}
	before := modelOf(t, p)
	if got := child(t, "open", p.Path()).output(); !strings.Contains(got, ErrLocked.Error()) {
		t.Errorf("with the disk full, another process is told %q", got)
	}
	makeRoom()
	tag(t, p, a, "Thursday", annotate.Confirmed, "There is a pause")
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := modelOf(t, p); !reflect.DeepEqual(got, before) {
		t.Error("the project is not as it was when the disk was full")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	verified(t, p.Path())
}

func TestFullFile(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	pages, err := file.One(p.conn, file.Scalar[int], "PRAGMA page_count")
	if err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		if _, err := file.One(p.conn, file.Scalar[int], fmt.Sprintf("PRAGMA max_page_count = %d", n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 200)
	fill(t, p, func() { limit(pages + 1000) })
	onlyFiles(t, filepath.Dir(p.Path()), "winter.claimtrace")
}

func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir, ok := smallDisk(t, 2<<20)
	if !ok {
		t.Log("no small disk can be mounted here; TestFullFile stands for it")
		return
	}
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 400<<10), 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "winter.claimtrace")
	p := newProjectAt(t, path)
	fill(t, p, func() {
		out := filepath.Join(dir, "out.claimtrace")
		_, err := p.Pack(context.Background(), out, false)
		refused(t, err, ErrDiskFull, out, "cannot pack into ")
		onlyFiles(t, dir, "winter.claimtrace", "winter.claimtrace-journal", "ballast")
		another := filepath.Join(dir, "another.claimtrace")
		_, err = Create(another, Options{})
		refused(t, err, ErrDiskFull, another, "cannot create ")
		onlyFiles(t, dir, "winter.claimtrace", "winter.claimtrace-journal", "ballast")
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	})
	onlyFiles(t, dir, "winter.claimtrace")
}

// Killed at any moment, a process leaves all that it acknowledged and nothing
// half done.
func TestKilledWhileWriting(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	example(t, p)
	path := p.Path()
	p.Close()
	rng := rand.New(rand.NewPCG(9, 9))
	for range 12 {
		c := child(t, "write", path)
		acknowledged := 0
		for range 1 + rng.IntN(25) {
			n, err := strconv.Atoi(c.line())
			if err != nil {
				t.Fatalf("the other process says %q", c.lines.Text())
			}
			acknowledged = n
		}
		c.kill()
		p := openProject(t, path, testOptions("Anna"))
		_, _, _, changes, err := p.Counts()
		if err != nil || changes < acknowledged {
			t.Fatalf("of %d changes %d are left (%v)", acknowledged, changes, err)
		}
		byAction := map[annotate.ID]int{}
		if err := p.Changes(func(c annotate.Change) error {
			if c.Reviewer != p.Reviewer().ID && c.Verb != verbJoin {
				byAction[c.Action]++
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for id, n := range byAction {
			if n != 2 {
				t.Errorf("action %s has %d of 2 changes", id, n)
			}
		}
		p.Close()
		verified(t, path)
	}
}

// Killed while packing, a process leaves the package before or the one after.
func TestKilledWhilePacking(t *testing.T) {
	t.Parallel()
	p := newProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	packed := pack(t, p, out, false)
	p.Close()
	rng := rand.New(rand.NewPCG(3, 3))
	for range 6 {
		c := child(t, "pack", p.Path(), out)
		for range 1 + rng.IntN(8) {
			if got := c.line(); got != "packed" {
				t.Fatalf("the other process says %q", got)
			}
		}
		c.kill()
		verified(t, out)
		q := openProject(t, out, Options{ReadOnly: true})
		if digestOf(t, q) != packed.Digest {
			t.Fatal("the package holds something else")
		}
		q.Close()
	}
	verified(t, p.Path())
}

// A project as the power left it, in the middle of a commit: what was under
// way is taken back at the next opening. Where nothing can be written it is
// not shown half done.
func TestHotJournal(t *testing.T) {
	p := newProject(t)
	example(t, p)
	want := modelOf(t, p)
	dir := t.TempDir()
	path := filepath.Join(dir, "torn.claimtrace")
	interrupted := errors.New("the power is gone")
	if err := p.conn.Script("PRAGMA cache_size = 5"); err != nil {
		t.Fatal(err)
	}
	_, err := p.act("add articles", func(rec *recording) error {
		adding := newAddition(rec)
		for i := range 30 {
			if _, err := adding.article(check(big(i))); err != nil {
				return err
			}
		}
		// Read only here, where the project is given up anyway.
		for _, suffix := range []string{"", "-journal"} {
			b, err := os.ReadFile(p.Path() + suffix)
			if err != nil {
				return err
			}
			if err := os.WriteFile(path+suffix, b, 0o644); err != nil {
				return err
			}
		}
		return interrupted
	})
	if !errors.Is(err, interrupted) {
		t.Fatal(err)
	}
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	_, err = Open(path, Options{})
	refused(t, err, ErrReadOnly, path, "was not closed properly", "-journal")
	_, err = Verify(path)
	refused(t, err, ErrReadOnly, path, "was not closed properly")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	q := openProject(t, path, Options{ReadOnly: true})
	if got := modelOf(t, q); !reflect.DeepEqual(got, want) {
		t.Errorf("the project holds %+v", got)
	}
	q.Close()
	verified(t, path)
	onlyFiles(t, dir, "torn.claimtrace")
}
