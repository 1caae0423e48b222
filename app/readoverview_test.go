package app

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate"
	"claimtrace/app/sample"
	"claimtrace/app/style"
	"claimtrace/store"

	"fyne.io/fyne/v2"
)

// Of many passages the overview is made beside the window; what comes for a
// project that is not there any more is not shown.
func TestLookOverMany(t *testing.T) {
	w, steps := inSteps(t)
	asked := func() int { work, _ := steps.Waiting(); return work }
	w.turnTo(viewOverview)
	if asked() > 0 || !strings.Contains(w.overview.View.Text(), "confirmed since") {
		t.Fatalf("few passages are not shown at once: %s", w.overview.View.Text())
	}
	path := filepath.Join(t.TempDir(), "many.claimtrace")
	if err := sample.Create(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	p, err := store.Open(path, store.Options{Person: store.Person{Name: "Mara"}})
	if err != nil {
		t.Fatal(err)
	}
	articles, err := p.Articles()
	if err != nil {
		t.Fatal(err)
	}
	var list []store.NewAnnotation
	for i := range 1001 /* more than are read at once */ {
		list = append(list, store.NewAnnotation{Article: articles[0].ID, Span: annotate.Span{Start: i % 400, End: i%400 + 3 + i/400},
			Verdict: annotate.Confirmed, Statement: fmt.Sprint("Said very often ", i%3)})
	}
	if _, _, err := p.AnnotateAll(t.Context(), list, nil); err != nil {
		t.Fatal(err)
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	w.projects.Open(path)
	steps.All()
	w.turnTo(viewOverview)
	if s := w.overview.View.Text(); asked() != 1 || strings.Contains(s, "confirmed since") {
		t.Fatalf("%d are read beside the window; before they have come it shows %s", asked(), s)
	}
	steps.All()
	if s := w.overview.View.Text(); !strings.Contains(s, "Said very often 2") {
		t.Errorf("many passages are not shown: %s", s)
	}
	w.overview.Update(all)
	if s := w.overview.View.Text(); !strings.Contains(s, "Said very often 2") {
		t.Errorf("while they are read anew it shows %s", s)
	}
	steps.Work(0)
	w.projects.Open(newSample(t))
	steps.All()
	w.turnTo(viewOverview)
	if s := w.overview.View.Text(); strings.Contains(s, "Said very often") {
		t.Errorf("of the project before it shows %s", s)
	}
}

// Overview marks the claim in hand, whoever took it there, in the matrix and in the
// timeline.
func TestOverviewMarksTheClaimInHand(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	third, fifth := w.session.Claims()[2], w.session.Claims()[4]
	if err := w.session.PickClaim(third.ID); err != nil {
		t.Fatal(err)
	}
	w.table.Run(w.table.Of("overview"))
	in := func() string { c, _ := w.session.Claim(); return c.Statement }
	marked := func() string {
		f, _ := w.win.Canvas().Focused().(fyne.Accessible)
		return f.AccessibilityLabel()
	}
	if in() != third.Statement || !strings.Contains(marked(), third.Statement) {
		t.Errorf("in hand is %q, marked %q, not %q", in(), marked(), third.Statement)
	}
	strike(w, fyne.KeyDown, fyne.KeyDown)
	if in() != fifth.Statement {
		t.Errorf("two rows on, in hand is %q", in())
	}
	write(w, "tt") // the timeline alone
	if in() != fifth.Statement || !strings.Contains(marked(), fifth.Statement) {
		t.Errorf("in the timeline, in hand is %q, marked %q, not %q", in(), marked(), fifth.Statement)
	}
}
