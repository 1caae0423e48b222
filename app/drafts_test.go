package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/drafts"
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
	w.read.Reader.Next(false)
	a, _ := w.session.Annotation()
	w.read.Card.FocusNote()
	write(w, "Ask")
	if got := w.status.Words()[0]; got != "Typing…" {
		t.Errorf("while it is typed the status says %q", got)
	}
	w.drafts.Keep() // as the timer does
	if got := w.status.Words()[0]; !strings.Contains(got, "kept as a draft") {
		t.Errorf("when it is kept the status says %q", got)
	}
	if list := draftsOf(t, w); len(list) != 1 || list[0].Field != drafts.OfAnnotation(a.ID, "note") || list[0].Text != a.Note+"Ask" {
		t.Errorf("while it is typed there is %+v", list)
	}
	if b, _ := w.session.Annotation(); b.Note != a.Note {
		t.Errorf("the log has it already: %q", b.Note)
	}
	strike(w, fyne.KeyReturn)
	if b, _ := w.session.Annotation(); b.Note != a.Note+"Ask" {
		t.Errorf("left, the note is %q", b.Note)
	}
	if list := draftsOf(t, w); len(list) > 0 || w.status.Words()[0] != "Saved" {
		t.Errorf("left, there is %+v, and the status says %q", list, w.status.Words())
	}
}

// A draft that a killed program left becomes a change at the next start, which
// can be undone like any other.
func TestDraftOfKilledProgram(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.Reader.Next(false)
	a, _ := w.session.Annotation()
	path := w.session.View().Path()
	if err := w.session.Project().KeepDraft(drafts.OfAnnotation(a.ID, "attribution"), "the Kremlin"); err != nil {
		t.Fatal(err)
	}
	w.closeProject()
	w.projects.Open(path)
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

// A decision that was begun is kept by the second, and gone on with after the
// program was killed; broken off without anything on it, it leaves nothing.
func TestDraftOfDecision(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	claim, _ := w.session.Claim()
	path := w.session.View().Path()
	w.sheets.Decide()
	write(w, "1")
	strike(w, fyne.KeyTab)
	write(w, "The Kremlin says so")
	w.drafts.Keep() // as the timer does
	if list := draftsOf(t, w); len(list) != 1 || !strings.Contains(list[0].Text, "The Kremlin says so") {
		t.Fatalf("while it is typed there is %+v", list)
	}
	strike(w, fyne.KeyEscape)
	w.closeProject()
	w.projects.Open(path)
	if got := strings.Join(w.status.Words(), " "); !strings.Contains(got, claim.Statement) {
		t.Errorf("at the next start it says %q", got)
	}
	if err := w.session.PickClaim(claim.ID); err != nil {
		t.Fatal(err)
	}
	w.sheets.Decide()
	strike(w, fyne.KeyReturn)
	now, _ := w.session.ClaimRow(claim.ID)
	if now.Resolved != annotate.Confirmed || now.Reason != "The Kremlin says so" || len(draftsOf(t, w)) > 0 {
		t.Errorf("it is %s because %q; drafts: %+v", now.Resolved, now.Reason, draftsOf(t, w))
	}
}
