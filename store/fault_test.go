package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/file"
)

// stands is what a project holds: the digests of its log and its state.
func stands(t *testing.T, p *Project) [2]string {
	t.Helper()
	log, state, err := p.Digests(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return [2]string{log, state}
}

// fill adds to a project until there is no room, and checks that what was
// refused left no trace and that work goes on once there is room.
func fill(t *testing.T, p *Project, makeRoom func()) {
	t.Helper()
	_, _, passage, _ := example(t, p)
	full := false
	for i := 0; !full; i++ {
		before, undo := stands(t, p), p.CanUndo()
		_, _, err := p.AddArticles(context.Background(), Drafts(lengthyDraft(3*i), lengthyDraft(3*i+1), lengthyDraft(3*i+2)), nil)
		if full = err != nil; full {
			refused(t, err, ErrDiskFull, p.Path(), "nothing was changed; make room and try again")
			if stands(t, p) != before || p.CanUndo() != undo {
				t.Fatal("what was refused left something behind")
			}
		}
		if i > 1000 {
			t.Fatal("the disk is never full")
		}
	}
	note := annotation(passage.ID)
	for i := 0; i < 1000; i++ { // until even a note has no room
		if _, err := p.Set(note, annotate.Fields{"note": strings.Repeat(fmt.Sprint(i, " "), 500)}); err != nil {
			refused(t, err, ErrDiskFull, p.Path())
			break
		}
	}
	before, undo := stands(t, p), p.CanUndo()
	if got := child(t, "open", p.Path()).output(); !strings.Contains(got, ErrLocked.Error()) {
		t.Errorf("with the disk full, another process is told %q", got)
	}
	makeRoom()
	if _, err := p.Set(note, annotate.Fields{"note": "there is room"}); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Undo(); err != nil {
		t.Fatal(err)
	}
	if got := stands(t, p); got[1] != before[1] || p.CanUndo() != undo {
		t.Error("the project is not as it was when the disk was full")
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	verified(t, p.Path())
}

func TestFullFile(t *testing.T) {
	t.Parallel()
	p := emptyProject(t)
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
	writeFile(t, ballast, make([]byte, 400<<10))
	p := emptyProjectAt(t, at(dir), testOptions("Anna"))
	fill(t, p, func() {
		out := filepath.Join(dir, "out.claimtrace")
		_, err := p.Pack(context.Background(), out, PackOptions{})
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
	p := emptyProject(t)
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
		p, err := Open(path, testOptions("Anna"))
		if err != nil {
			t.Fatal(err)
		}
		_, _, _, changes, err := p.Counts()
		if err != nil || changes < acknowledged {
			t.Fatalf("of %d changes %d are left (%v)", acknowledged, changes, err)
		}
		byAction := map[annotate.ID]int{}
		if err := p.Changes(func(c *change.Change) error {
			if c.Person != p.Reviewer().ID && c.Did.Code != codeJoin {
				byAction[c.Action()]++
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
	p := emptyProject(t)
	example(t, p)
	out := filepath.Join(t.TempDir(), "out.claimtrace")
	pack(t, p, out, PackOptions{})
	want := stands(t, p)
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
		q, err := Open(out, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		if stands(t, q) != want {
			t.Fatal("the package holds something else")
		}
		q.Close()
	}
	verified(t, p.Path())
}

// A program that is told to end in the midst of any copying leaves no temporary
// file, and what it copied is whole.
func TestToldToEnd(t *testing.T) {
	if !canSignal {
		t.Skip("there are no such signals here")
	}
	for _, how := range []string{"pack", "save", "back up", "create"} {
		for _, signal := range endings {
			t.Run(fmt.Sprint(how, " ", signal), func(t *testing.T) {
				folder, own := t.TempDir(), t.TempDir()
				t.Setenv("TMPDIR", own) // where the system's temporary files are
				prepareExample(t, folder)
				before := stand(t, at(folder))
				c := child(t, "told to end", at(folder), how, folder)
				if got := c.line(); got != "copying" {
					t.Fatalf("the other process says %q", got)
				}
				if err := c.cmd.Process.Signal(signal); err != nil {
					t.Fatal(err)
				}
				if err := c.cmd.Wait(); c.cmd.ProcessState.ExitCode() != 3 {
					t.Fatalf("it ended with %v", err)
				}
				noTemporary(t, folder, how)
				onlyFiles(t, own)
				if _, err := os.Lstat(filepath.Join(folder, "out.claimtrace")); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("what was not finished has its name: %v", err)
				}
				if stand(t, at(folder)) != before {
					t.Error("the project is not as it was")
				}
			})
		}
	}
}

// stand is [stands] of a closed project.
func stand(t *testing.T, path string) [2]string {
	t.Helper()
	p, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	return stands(t, p)
}

// A project as the power left it, in the middle of a commit: what was under
// way is taken back at the next opening. Where nothing can be written it is
// not shown half done.
func TestHotJournal(t *testing.T) {
	path, want := tornProject(t)
	if err := os.Chmod(path, 0o444); err != nil {
		t.Fatal(err)
	}
	_, err := Open(path, Options{})
	refused(t, err, ErrReadOnly, path, "was not closed properly", "-journal")
	_, err = Verify(t.Context(), path)
	refused(t, err, ErrReadOnly, path, "was not closed properly")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if stand(t, path) != want {
		t.Error("the project holds something else")
	}
	verified(t, path)
	onlyFiles(t, filepath.Dir(path), "torn.claimtrace")
}

// Salvage gives of a file that a crash left, with its journal beside it, what stood
// before and tells of no loss; of the file alone what there is; and leaves both as
// they are.
func TestSalvageAfterCrash(t *testing.T) {
	path, want := tornProject(t)
	file, journal := readFile(t, path), readFile(t, path+"-journal")
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	saved, err := Salvage(t.Context(), path, out, testOptions("Anna"))
	if err != nil || len(saved.Lost) > 0 || saved.Articles != 2 || saved.Annotations != 2 {
		t.Fatalf("%+v, %v", saved, err)
	}
	if stand(t, out) != want {
		t.Error("what was saved is something else")
	}
	verified(t, out)
	shown, saved, err := OpenDamaged(t.Context(), path, testOptions("Anna"))
	if err != nil || len(saved.Lost) > 0 || stands(t, shown) != want {
		t.Errorf("shown is %+v, %v", saved, err)
	}
	shown.Close()
	if string(readFile(t, path)) != string(file) || string(readFile(t, path+"-journal")) != string(journal) {
		t.Error("what the crash left was changed")
	}
	// The journal is lost, or no journal.
	for i, content := range [][]byte{nil, []byte("no journal")} {
		if err := os.Remove(path + "-journal"); err != nil {
			t.Fatal(err)
		}
		if content != nil {
			writeFile(t, path+"-journal", content)
		}
		out := filepath.Join(dir, fmt.Sprint("out", i, ".claimtrace"))
		saved, err := Salvage(t.Context(), path, out, testOptions("Anna"))
		if err != nil || saved.Articles < 2 || saved.Annotations != 2 {
			t.Errorf("with the journal %q: %+v, %v", content, saved, err)
		}
		verified(t, out)
		writeFile(t, path+"-journal", content)
	}
}

// What another process works on is not salvaged, since nothing is known to be
// wrong with it: it is told who has it.
func TestSalvageOfWhatIsHeld(t *testing.T) {
	t.Parallel()
	path := exampleAt(t)
	dir := t.TempDir()
	out := filepath.Join(dir, "out.claimtrace")
	c := child(t, "hold", path)
	if got := c.line(); got != "opened" {
		t.Fatalf("the other process says %q", got)
	}
	_, err := Salvage(t.Context(), path, out, testOptions("Anna"))
	refused(t, err, ErrLocked, path)
	_, _, err = OpenDamaged(t.Context(), path, testOptions("Anna"))
	refused(t, err, ErrLocked, path)
	onlyFiles(t, dir)
	c.finish()
	if saved, err := Salvage(t.Context(), path, out, testOptions("Anna")); err != nil || len(saved.Lost) > 0 || stand(t, out) != stand(t, path) {
		t.Errorf("closed there, saved is %+v, %v", saved, err)
	}
}

// tornProject is a project as the power left it in the middle of a commit, its
// journal beside it, and what stood before.
func tornProject(t *testing.T) (path string, want [2]string) {
	t.Helper()
	p := emptyProject(t)
	example(t, p)
	want = stands(t, p)
	path = filepath.Join(t.TempDir(), "torn.claimtrace")
	interrupted := errors.New("the power is gone")
	if err := fewPages(p); err != nil {
		t.Fatal(err)
	}
	_, err := p.act("article.add", func(rec *recording) error {
		adding := newAddition(rec)
		for i := range 30 {
			if _, err := adding.article(checkDraft(lengthyDraft(i))); err != nil {
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
	return path, want
}
