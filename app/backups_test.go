package app

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// A backup is read as what it is: it takes nobody's place, and is saved as a
// project that can be worked on.
func TestBackupInTheWindow(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	path := w.session.Project().Path()
	if _, err := w.session.Project().Backup(t.Context(), store.ByTime); err != nil {
		t.Fatal(err)
	}
	list, err := store.Backups(preferences.DataFolder(), path)
	if err != nil || len(list) == 0 {
		t.Fatalf("backups %v, %v", list, err)
	}
	n := len(list)
	w.projects.Backups()
	strike(w, fyne.KeyReturn)
	when := list[0].Made.Format("2 January 2006, 15:04")
	if got := w.win.Title(); got != "Winter pause – backup of "+when+" – Claimtrace" || w.title.Text != "Winter pause – backup of "+when {
		t.Errorf("the window is called %q, its head %q", got, w.title.Text)
	}
	if got := strings.Join(w.status.Words(), "|"); !w.projects.Banner.Visible() || w.projects.Banner.AccessibilityLabel() != "Read-only: a backup of “Winter pause”: "+list[0].Made.Format(style.DayAndTime) || !strings.HasPrefix(got, "Read-only: a backup") {
		t.Errorf("the bar says %q, the status %q", w.projects.Banner.AccessibilityLabel(), got)
	}
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	w.read.Tag(annotate.Confirmed)
	if got := w.said.Text(); !strings.HasPrefix(got, "This is a backup") || strings.Contains(got, list[0].Path) {
		t.Errorf("tagging in a backup says %q", got)
	}
	w.places.stay()
	w.projects.BackUp()
	if again, _ := store.Backups(preferences.DataFolder(), list[0].Path); len(again) != 0 {
		t.Error("a backup of the backup was made")
	}
	if p, err := preferences.Load(); err != nil || p.Open != path || slices.Contains(p.Recent, list[0].Path) || len(p.Places) > 1 {
		t.Errorf("remembered is %+v", p)
	}
	if again, _ := store.Backups(preferences.DataFolder(), path); len(again) != n {
		t.Errorf("%d backups, there were %d", len(again), n)
	}
	out := filepath.Join(t.TempDir(), "again.claimtrace")
	if err := w.session.Project().SaveAs(t.Context(), out); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	if w.projects.Banner.Visible() || w.session.ReadOnly() != "" || w.win.Title() != "Winter pause – Claimtrace" {
		t.Errorf("back in the project the bar is there: %v, read-only: %q, %q", w.projects.Banner.Visible(), w.session.ReadOnly(), w.win.Title())
	}
	w.projects.Open(out)
	if w.session.ReadOnly() != "" || w.session.Project().Path() != out {
		t.Errorf("saved as a project it is %s, read-only: %q", w.session.Project().Path(), w.session.ReadOnly())
	}
}

// A project that does not open offers its newest backup, and of what is
// damaged what is left.
func TestOffers(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	path := w.session.Project().Path()
	if _, err := w.session.Project().Backup(t.Context(), store.ByTime); err != nil {
		t.Fatal(err)
	}
	w.leaveProject()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The pages with the words of the articles are past the first few.
	damaged := slices.Clone(whole)
	for i := len(damaged) / 2; i < len(damaged)/2+20000; i++ {
		damaged[i] = 0
	}
	headless := slices.Clone(whole)
	clear(headless[:4096])
	for name, c := range map[string]struct {
		content []byte
		labels  string
	}{
		"damaged": {damaged, "Cancel|Open the backup|Read what is left"}, "headless": {headless, "Cancel|Open the backup|Read what is left"},
		"gone": {nil, "Cancel|Open the backup"}, "foreign": {[]byte("just words\n"), "Cancel|Open the backup"},
	} {
		if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		if c.content != nil {
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		w.projects.Open(path)
		if !sheetOpen(w) {
			t.Errorf("%s: nothing is offered: %s", name, w.greeting.Text())
			continue
		}
		if got := onSheet(w); !strings.HasSuffix(got, c.labels) {
			t.Errorf("%s: offered are %s, want %s", name, got, c.labels)
		}
		if name == "damaged" {
			strike(w, fyne.KeyReturn)
			if w.session.Mode() != session.LeftOver || !w.projects.Banner.Visible() || !sheetOpen(w) {
				t.Fatal("what is left is not shown, or not told of")
			}
			strike(w, fyne.KeyEscape)
			w.read.Tag(annotate.Confirmed)
			if got := w.said.Text(); !strings.Contains(got, "elect a passage") && !strings.Contains(got, "what is left of a damaged project") {
				t.Errorf("tagging says %q", got)
			}
		} else {
			if name == "headless" {
				strike(w, fyne.KeyLeft)
			}
			strike(w, fyne.KeyReturn)
			if w.session == nil || w.session.Mode() != session.Backup {
				t.Errorf("%s: the backup did not open", name)
			}
		}
		w.leaveProject()
	}
	// Backups are reached with no project open.
	w.projects.Backups()
	if !strings.HasPrefix(onSheet(w), "Backups") {
		t.Error("with no project open there are no backups")
	}
}

// Damage that is met while at work is told in words for a person.
func TestWordedDamage(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	err := w.Do(func() error { return fmt.Errorf("cannot read: %w (btreeInitPage)", store.ErrDamaged) })
	if !errors.Is(err, store.ErrDamaged) || strings.Contains(err.Error(), "btree") {
		t.Errorf("it says %q", err)
	}
}

// One undo too many is no error that moves the page.
func TestNothingToRedo(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.redoLast()
	if got := strings.Join(w.status.Words(), "|"); w.said.Visible() || !strings.Contains(got, "here is nothing to redo") {
		t.Errorf("the status says %q, the notice %q", got, w.said.Text())
	}
}

// The copy that a synchronised folder made beside the project is opened from
// the bar.
func TestConflictBar(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	path := w.session.Project().Path()
	copied := strings.TrimSuffix(path, project.Ending) + " (Mara's conflicted copy 2026-01-31)" + project.Ending
	if err := w.session.Project().SaveAs(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	w.leaveProject()
	w.projects.Open(path)
	if got := w.projects.Banner.AccessibilityLabel(); !w.projects.Banner.Visible() || !strings.HasPrefix(got, "Dropbox kept a second copy") || w.said.Visible() {
		t.Fatalf("the bar says %q", got)
	}
	w.projects.Banner.Focus(w.win.Canvas())
	strike(w, fyne.KeyReturn)
	if w.session.Project().Path() != copied {
		t.Errorf("open is %s", w.session.Project().Path())
	}
}
