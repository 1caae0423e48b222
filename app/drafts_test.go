package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/app/style"
	"claimtrace/store"
)

func draftsOf(t *testing.T, w *window) []store.Unfinished {
	t.Helper()
	list, err := w.session.Project().Drafts()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// What is typed into the note is a draft before it is left, and then a change,
// of which no draft remains.
func TestNoteIsDraft(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.reader.Next(false)
	a, _ := w.session.Annotation()
	w.card.FocusNote()
	write(w, "Ask")
	w.drafts.keep() // as the timer does
	if list := draftsOf(t, w); len(list) != 1 || list[0].Field != draftOf(a.ID, "note") || list[0].Text != a.Note+"Ask" {
		t.Errorf("while it is typed there is %+v", list)
	}
	if b, _ := w.session.Annotation(); b.Note != a.Note {
		t.Errorf("the log has it already: %q", b.Note)
	}
	strike(w, fyne.KeyReturn)
	if b, _ := w.session.Annotation(); b.Note != a.Note+"Ask" {
		t.Errorf("left, the note is %q", b.Note)
	}
	if list := draftsOf(t, w); len(list) > 0 {
		t.Errorf("left, there is %+v", list)
	}
}

// A draft that a killed program left becomes a change at the next start, which
// can be undone like any other.
func TestDraftOfKilledProgram(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.reader.Next(false)
	a, _ := w.session.Annotation()
	path := w.session.View().Path()
	if err := w.session.Project().KeepDraft(draftOf(a.ID, "attribution"), "the Kremlin"); err != nil {
		t.Fatal(err)
	}
	w.closeProject()
	w.openProject(path)
	if b, err := w.session.View().Annotation(a.ID); err != nil || b.Attribution != "the Kremlin" {
		t.Errorf("after the next start: %+v, %v", b, err)
	}
	if list := draftsOf(t, w); len(list) > 0 {
		t.Errorf("then there is %+v", list)
	}
	w.undoLast()
	if b, _ := w.session.View().Annotation(a.ID); b.Attribution != a.Attribution {
		t.Errorf("undone: %q", b.Attribution)
	}
}
