package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/style"
)

// rename types another name into the reviewer's dialog and returns what it says
// against it, "" where it took the name.
func rename(t *testing.T, w *window, name string) string {
	t.Helper()
	w.name.Change()
	if !sheetOpen(w) {
		return w.said.Text()
	}
	write(w, name) // over the old one, which is selected
	strike(w, fyne.KeyReturn)
	if !sheetOpen(w) {
		return ""
	}
	said := onSheet(w)
	strike(w, fyne.KeyEscape)
	return said
}

// Who takes another name stays the same person: what was done before is still
// one's own, and the project takes the name with what is done next.
func TestRenaming(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	me := w.session.Project().Reviewer().ID
	if me != sample.Reviewer().ID() {
		t.Fatalf("at work is %+v", w.session.Project().Reviewer())
	}
	if said := rename(t, w, "Mara K."); !strings.Contains(said, "CLAIMTRACE_REVIEWER says \"Mara\"") {
		t.Errorf("with a name in the environment it says %q", said)
	}
	if said := rename(t, w, "Mara"); said != "" {
		t.Errorf("the same name: %q", said)
	}
	t.Setenv(preferences.Environment, "")
	if _, err := preferences.Update(func(p *preferences.Preferences) {
		if _, err := p.AddPerson("Eva"); err != nil {
			t.Fatal(err)
		}
		if err := p.Choose(sample.Reviewer().Key()); err != nil {
			t.Fatal(err)
		}
	}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{" ": "write one", "Eva": "as that one choose Edit ▸ Keys"} {
		if said := rename(t, w, name); !strings.Contains(strings.ReplaceAll(said, "|", " "), want) {
			t.Errorf("%q: it says %q", name, said)
		}
	}
	if said := rename(t, w, "Mara K."); said != "" {
		t.Fatalf("it says %q", said)
	}
	if got := strings.Join(w.status.Words(), " "); !strings.Contains(got, "Reviewer Mara K.") {
		t.Errorf("the status says %q", got)
	}
	if who, made, err := preferences.Who(""); err != nil || made || who.Name != "Mara K." || who.Pair != sample.Reviewer() {
		t.Errorf("at work is %v, %v, %v", who, made, err)
	}
	w.read.Reader.Next(false)
	a, _ := w.session.Annotation()
	if a.Reviewer != me || w.session.ReviewerName(a.Reviewer) != "Mara K." {
		t.Errorf("the highlight is by %s, %q", a.Reviewer, w.session.ReviewerName(a.Reviewer))
	}
	before := len(w.session.Annotations())
	w.read.Reader.TypedRune('2')
	if b, _ := w.session.Annotation(); b.ID != a.ID || b.Verdict != annotate.Disputed || len(w.session.Annotations()) != before {
		t.Errorf("the highlight was not one's own: %+v of %+v", b, a)
	}
	list, err := w.session.Project().Reviewers()
	if err != nil || len(list) != 1 || list[0] != (annotate.Reviewer{ID: me, Name: "Mara K.", Key: sample.Reviewer().Key().String()}) {
		t.Errorf("the project knows %+v, %v", list, err)
	}
}

// Somebody of the same name on another machine is somebody else.
func TestNamesake(t *testing.T) {
	w := start(t, style.AlwaysLite)
	if _, err := preferences.Update(func(p *preferences.Preferences) { p.Persons = nil }); err != nil {
		t.Fatal(err)
	}
	openNewSample(t, w)
	if me := w.session.Project().Reviewer(); me.Name != "Mara" || me.ID == sample.Reviewer().ID() {
		t.Errorf("at work is %+v", me)
	}
}

// Preferences that cannot be read are kept, and that is still said when the
// project is shown.
func TestUnreadablePreferences(t *testing.T) {
	w := start(t, style.AlwaysLite)
	path, err := preferences.Path()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	openNewSample(t, w)
	if !strings.Contains(w.said.Text(), "preferences-unreadable-1.json") || w.session.ReadOnly() != "" {
		t.Errorf("it says %q; read-only: %q", w.said.Text(), w.session.ReadOnly())
	}
}

// Where no key can be kept nobody works, but all can be read.
func TestNobodyAtWork(t *testing.T) {
	w := start(t, style.AlwaysLite)
	path, err := preferences.Path()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Dir(path)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Dir(path), nil, 0o600); err != nil { // where the folder would be
		t.Fatal(err)
	}
	openNewSample(t, w)
	if !strings.Contains(w.said.Text(), "preferences cannot be") || w.session.ReadOnly() == "" {
		t.Errorf("it says %q; read-only: %q", w.said.Text(), w.session.ReadOnly())
	}
}

// Who has never been asked is asked for a name at the first tag, once, and the
// tag is made then; a name given later renames, and makes no second person.
func TestNameAtTheFirstTag(t *testing.T) {
	w := start(t, style.AlwaysLite)
	t.Setenv(preferences.Environment, "")
	if err := w.prefs.Change(func(p *preferences.Preferences) { p.Persons, p.Named = nil, false }); err != nil {
		t.Fatal(err)
	}
	openNewSample(t, w)
	before := len(w.session.Annotations())
	w.read.Reader.Select(seek(t, w, "a spell of severe cold"))
	write(w, "1")
	if !sheetOpen(w) || len(w.session.Annotations()) != before {
		t.Fatal("nobody is asked for a name")
	}
	strike(w, fyne.KeyEscape)
	if write(w, "1"); !sheetOpen(w) || len(w.session.Annotations()) != before {
		t.Fatal("without a name something is tagged")
	}
	write(w, "Olena H.")
	strike(w, fyne.KeyReturn)
	a, _ := w.session.Annotation()
	if sheetOpen(w) || len(w.session.Annotations()) != before+1 || w.session.ReviewerName(a.Reviewer) != "Olena H." || !w.read.Claims.Picking() {
		t.Fatalf("%d highlights of %d, by %q", len(w.session.Annotations()), before, w.session.ReviewerName(a.Reviewer))
	}
	strike(w, fyne.KeyEscape)
	w.read.Reader.Select(seek(t, w, "severe cold"))
	if write(w, "2"); sheetOpen(w) {
		t.Error("the name is asked for again")
	}
	strike(w, fyne.KeyEscape)
	w.name.Change()
	write(w, "Olena Hrytsenko")
	strike(w, fyne.KeyReturn)
	if p, err := preferences.Load(); err != nil || len(p.Persons) != 1 || w.session.ReviewerName(a.Reviewer) != "Olena Hrytsenko" {
		t.Errorf("%d persons (%v); the first highlight is by %q", len(p.Persons), err, w.session.ReviewerName(a.Reviewer))
	}
}
