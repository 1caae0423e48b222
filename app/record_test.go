package app

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/export"
	"claimtrace/app/style"
	"claimtrace/store"
)

// The window shows the project as it stood, for reading only, and comes back
// to the present.
func TestPast(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	now := len(w.session.Claims())
	w.showPast()
	if !w.past.Bar.Visible() || w.session.ReadOnly() == "" || len(w.session.Claims()) != now {
		t.Fatalf("shown are %d claims, read-only: %q", len(w.session.Claims()), w.session.ReadOnly())
	}
	w.past.Bar.OnMove(moments(t, w)[0])
	if n := len(w.session.Claims()); n != 0 {
		t.Errorf("after the first change there are %d claims", n)
	}
	w.past.Bar.OnStep(false)
	if at, _ := w.session.View().Moment(); !at.Equal(moments(t, w)[1]) {
		t.Errorf("a step on it is %v, want %v", at, moments(t, w)[1])
	}
	w.read.Reader.Select(annotate.Span{Start: 10, End: 20})
	w.read.Tag(annotate.Confirmed)
	if len(w.session.Annotations()) != 0 || w.said.Text() == "" {
		t.Error("the past was changed, or nobody said that it cannot be")
	}
	w.past.Bar.OnClose()
	if w.past.Bar.Visible() || len(w.session.Claims()) != now || w.session.ReadOnly() != "" {
		t.Errorf("back in the present are %d claims, want %d", len(w.session.Claims()), now)
	}
	w.showPast()
	w.leaveProject() // from the past, too
	if w.session != nil || !w.past.Shown().IsZero() {
		t.Error("the project is still open")
	}
}

func TestRestoreAndDecide(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	a := w.session.Annotations()[0]
	was := a.Verdict
	if err := w.session.PickAnnotation(a.ID); err != nil {
		t.Fatal(err)
	}
	w.read.Tag(annotate.Disputed)
	ref := store.Ref{Kind: annotate.KindAnnotation, ID: a.ID}
	list, err := w.session.History(ref)
	if err != nil || len(list) < 2 {
		t.Fatalf("history %v, %v", list, err)
	}
	w.sheets.OfHighlight()
	if w.win.Canvas().Overlays().Top() == nil {
		t.Error("no history is shown")
	}
	if err := w.session.Restore(ref, list[len(list)-2].Change); err != nil {
		t.Fatal(err)
	}
	if b, _ := w.session.AnnotationOf(a.ID); b.Verdict != was {
		t.Errorf("restored it is %s, was %s", b.Verdict, was)
	}
	if verb := w.session.CanUndo(); !strings.Contains(verb, "restore") {
		t.Errorf("undo would %q", verb)
	}
	claim, _ := w.session.Claim()
	if err := w.session.Decide(claim.ID, annotate.Confirmed, "The Kremlin said so.", []annotate.ID{w.session.Witnesses()[0].ID}); err != nil {
		t.Fatal(err)
	}
	if claim, _ = w.session.Claim(); claim.Standing.Rule != annotate.ByReviewer || claim.Reason != "The Kremlin said so." {
		t.Errorf("the claim stands %+v, because %q", claim.Standing, claim.Reason)
	}
}

// Compare and Overview can be taken along; the text cannot.
func TestFigures(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.exports.CopyPage("text", export.Figure.Text)()
	if w.said.Text() == "" {
		t.Error("Read was copied as a page")
	}
	for _, v := range []view{viewCompare, viewOverview} {
		w.turnTo(v)
		w.exports.CopyPage("text", export.Figure.Text)()
		if s := w.app.Clipboard().Content(); !strings.Contains(s, "Meridian Wire") {
			t.Errorf("page %d as text: %.80q", v, s)
		}
		w.exports.CopyPage("HTML", export.Figure.HTML)()
		if s := w.app.Clipboard().Content(); !strings.Contains(s, "<table") && !strings.Contains(s, "<section") {
			t.Errorf("page %d as HTML: %.80q", v, s)
		}
		f, _, err := w.exports.Front()
		if err != nil {
			t.Fatal(err)
		}
		if _, size := f.Drawing(); size.Width < 300 || size.Height < 300 {
			t.Errorf("page %d is drawn at %v", v, size)
		}
	}
}

// What is opened from a page leads back to it.
func TestEscapeComesBack(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	for _, v := range []view{viewCompare, viewOverview} {
		w.turnTo(v)
		w.overview.View.OnPassage(w.session.Witnesses()[1].ID)
		if w.view != viewRead || w.read.Reader.Picked() != w.session.Witnesses()[1].ID {
			t.Fatalf("page %d is shown, with %q in hand", w.view, w.read.Reader.Picked())
		}
		w.read.Reader.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.view != v {
			t.Errorf("Escape led to page %d, want %d", w.view, v)
		}
	}
}

func TestWholeArticles(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	rows := w.session.Articles()
	w.compareArticles()
	strike(w, fyne.KeyReturn)
	if base, other, ok := w.compare.View.Articles(); !ok || base.ID != rows[0].ID || other.ID != rows[1].ID {
		t.Errorf("compared are %q and %q, %v", base.Title, other.Title, ok)
	}
	w.compare.Claims.OnPick(w.session.Claims()[2].ID)
	if _, _, ok := w.compare.View.Articles(); ok {
		t.Error("a claim was picked and articles are still compared")
	}
}

func TestFind(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	w.read.OpenFind()
	w.read.Find.Open("kiev")
	if got := w.read.Find.Count(); !strings.HasPrefix(got, "1 of ") {
		t.Errorf("the bar says %q", got)
	}
	s := w.read.Reader.Selection()
	if got := w.session.Text().Slice(s.Start, s.End); got != "Kyiv" {
		t.Errorf("found is %q", got)
	}
	w.read.FindStep(true)
	if w.read.Reader.Selection().Start <= s.Start {
		t.Error("back from the first match is not the last")
	}
	w.read.Find.Close()
	if w.read.Reader.Selection().Len() == 0 {
		t.Error("what was found is no longer selected")
	}
}

// What was removed is listed and comes back as it was.
func TestRemoved(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	a := w.session.Annotations()[0]
	if err := errors.Join(w.session.PickAnnotation(a.ID), w.session.RemoveAnnotation()); err != nil {
		t.Fatal(err)
	}
	w.read.StepArticle(1)
	w.sheets.Removed()
	if !strings.Contains(onSheet(w), a.Quote[:20]) {
		t.Fatalf("asked is %q", onSheet(w))
	}
	strike(w, fyne.KeyReturn)
	if got, _ := w.session.Annotation(); got.ID != a.ID || sheetOpen(w) {
		t.Errorf("brought back was %+v", got)
	}
	w.sheets.Removed()
	if !strings.Contains(onSheet(w), "Nothing is removed") {
		t.Error("that nothing is removed is not told")
	}
}

// A highlight that was removed, and then its article, comes back with it, and
// one undo takes both away again.
func TestRemovedWithItsArticle(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	a := w.session.Annotations()[0]
	if err := errors.Join(w.session.PickAnnotation(a.ID), w.session.RemoveAnnotation(), w.session.RemoveArticle(a.Article)); err != nil {
		t.Fatal(err)
	}
	articles := len(w.session.Articles())
	w.sheets.Removed()
	strike(w, fyne.KeyDown, fyne.KeyReturn) // the latest is the article
	if got, _ := w.session.Annotation(); got.ID != a.ID || len(w.session.Articles()) != articles+1 {
		t.Fatalf("brought back was %+v, in one of %d articles", got, len(w.session.Articles()))
	}
	w.Shortcut(&fyne.ShortcutUndo{})
	if _, err := w.session.View().Annotation(a.ID); err == nil || len(w.session.Articles()) != articles {
		t.Errorf("undone once, there are %d articles, and the highlight: %v", len(w.session.Articles()), err)
	}
}
