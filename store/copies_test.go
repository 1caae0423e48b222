package store

import (
	"os"
	"path/filepath"
	"testing"

	"claimtrace/annotate"
)

// The name of a copy is good for one file in one place: a file that may have a
// twin takes a new one before its first change.
func TestCopyNames(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	example(t, a.p)
	name := a.copyName(t)
	same := func(when string, h *hand, want bool) {
		t.Helper()
		if got := h.copyName(t); (got == name) != want {
			t.Errorf("%s: the name is the same: %v", when, got == name)
		}
	}
	same("while it is open", a, true)
	a.close(t)
	same("opened again", a, true)
	a.close(t)
	if p, err := Open(a.path, Options{Person: a.o.Person, Data: a.o.Data, Now: a.o.Now, ReadOnly: true}); err != nil || p.Close() != nil {
		t.Fatal(err)
	}
	same("read meanwhile", a, true)
	a.close(t)

	moved := filepath.Join(filepath.Dir(a.path), "moved.claimtrace")
	if err := os.Rename(a.path, moved); err != nil {
		t.Fatal(err)
	}
	a.path = moved
	same("moved within the disk", a, true)
	a.close(t)

	copied := deskOf(t, "Ben")
	copyFile(t, a.path, copied.path)
	same("copied to another user", copied, false)
	mine := deskOf(t, "Anna")
	mine.o, mine.path = a.o, filepath.Join(filepath.Dir(a.path), "twin.claimtrace")
	copyFile(t, a.path, mine.path)
	same("a twin of one's own", mine, false)
	same("the first beside its twin", a, true)
	a.close(t)

	// Rolled back: the file goes on from before, under another name.
	before := readFile(t, a.path)
	same("before it is rolled back", a, true)
	a.close(t)
	writeFile(t, a.path, before)
	same("rolled back", a, false)
	name = a.copyName(t)
	a.close(t)
	same("after it was rolled back", a, true)

	b, err := a.p.Backup(t.Context(), ByTime)
	if err != nil {
		t.Fatal(err)
	}
	restored := filepath.Join(filepath.Dir(a.path), "restored.claimtrace")
	q := openProject(t, b.Path, a.o)
	if err := q.SaveAs(t.Context(), restored); err != nil {
		t.Fatal(err)
	}
	q.Close()
	mine.close(t)
	mine.path = restored
	same("saved from a backup", mine, false)

	// All of them have what they had, and agree once each has all.
	hands := []*hand{a, copied, mine}
	for range 2 {
		for _, to := range hands {
			for _, from := range hands {
				if to != from {
					if u := to.takes(t, from); len(u.Forks) > 0 {
						t.Errorf("%s forks %+v", from.path, u.Forks)
					}
				}
			}
		}
	}
	agree(t, hands...)
}

// After a crash, when it is not known what else the file has been, the name is
// another, but what one did can be undone.
func TestCopyNameAfterCrash(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	_, _, _, n := example(t, a.p)
	name := a.p.desk.copy
	// Where it lies is where the first lay: as if the program had ended there.
	left := filepath.Join(t.TempDir(), "left.claimtrace")
	if err := a.p.SaveAs(t.Context(), left); err != nil {
		t.Fatal(err)
	}
	content := readFile(t, left)
	if err := a.p.conn.Close(); err != nil { // without a word to anyone
		t.Fatal(err)
	}
	_ = a.p.file.Close() // for its lock alone
	a.p = nil
	writeFile(t, a.path, content)
	if a.open(t).CanUndo() != "annotation.tag.confirmed" {
		t.Errorf("offered is %q", a.p.CanUndo())
	}
	act, err := a.p.Undo()
	did(t, act, err)
	if a.p.desk.copy == name {
		t.Error("the name is the same")
	}
	if err := second(a.p.Annotation(n.ID)); err == nil {
		t.Error("the passage is there")
	}
	act, err = a.p.Redo()
	did(t, act, err)
	if got := must(a.p.Annotation(n.ID)); got.Verdict != annotate.Confirmed {
		t.Errorf("%+v", got)
	}
	sound(t, a.p)
}

// What was done in another copy of a file is not undone in this one.
func TestUndoStaysInItsCopy(t *testing.T) {
	t.Parallel()
	a := newHand(t, "Anna")
	example(t, a.p)
	a.close(t)
	laptop := deskOf(t, "Anna")
	copyFile(t, a.path, laptop.path)
	p := laptop.open(t)
	if p.CanUndo() != "" {
		t.Errorf("offered is %q", p.CanUndo())
	}
	if act, err := p.Undo(); err != ErrNothingToUndo {
		t.Errorf("%+v, %v", act, err)
	}
	act, err := p.SetSetting("title", "Winter")
	did(t, act, err)
	if p.CanUndo() != "setting.edit" {
		t.Errorf("offered is %q", p.CanUndo())
	}
	act, err = p.Undo()
	did(t, act, err)
	if _, err := p.Undo(); err != ErrNothingToUndo {
		t.Errorf("beyond: %v", err)
	}
}
