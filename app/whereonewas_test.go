package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/preferences"
	"claimtrace/app/style"
)

// The next start is where one was: the article, what is at the top of the
// window, what is selected, the highlight and the claim in hand, the page.
func TestBackWhereOneWas(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	path := w.session.Project().Path()
	w.read.StepArticle(2)
	article, _ := w.session.Article()
	w.read.Reader.ScrollBy(300)
	w.read.Reader.Select(annotate.Span{Start: 1000, End: 1007})
	was := w.read.Reader.Place()
	if was.First <= 0 || was.Selected.Len() != 7 {
		t.Fatalf("one is at %+v", was)
	}
	claim := w.session.Claims()[1]
	if err := w.session.PickClaim(claim.ID); err != nil {
		t.Fatal(err)
	}
	w.turnTo(viewCompare)
	was = w.read.Reader.Place()
	w.places.stay() // as if the power failed now: nothing more is written
	kept, err := preferences.Load()
	if err != nil || kept.Open == "" {
		t.Error("the project in the window is not remembered")
	}

	w.leaveProject()
	if kept, err := preferences.Load(); err != nil || kept.Open != "" {
		t.Error("a project that was closed would be opened again")
	}
	w.projects.Open(path)
	if a, _ := w.session.Article(); a.ID != article.ID {
		t.Errorf("the article is %q, was %q", a.Title, article.Title)
	}
	if got := w.read.Reader.Place(); got != was {
		t.Errorf("one is at %+v, was at %+v", got, was)
	}

	if c, _ := w.session.Claim(); c.ID != claim.ID || w.view != viewCompare {
		t.Errorf("the claim in hand is %q, was %q; the page is %d", c.Statement, claim.Statement, w.view)
	}

	list := w.session.Annotations()
	highlight := list[len(list)-1]
	w.read.Reader.Deselect()
	if err := w.session.PickAnnotation(highlight.ID); err != nil {
		t.Fatal(err)
	}
	w.leaveProject()
	w.projects.Open(path)
	if a, _ := w.session.Annotation(); a.ID != highlight.ID || w.read.Reader.Picked() != highlight.ID {
		t.Errorf("the highlight in hand is %q, was %q", a.Quote, highlight.Quote)
	}

	// A place that is no longer there does no harm.
	w.closeProject()
	w.prefer(func(p *preferences.Preferences) {
		p.Stay(preferences.Place{Path: path, Article: string(article.ID), First: 1 << 40, Start: -5, End: 1 << 40, Annotation: "x", Claim: "y", Page: 99})
	})
	w.projects.Open(path)
	if s := w.read.Reader.Selection(); s.Start != 0 || s.End != w.session.Text().Len() {
		t.Errorf("selected is %v", s)
	}
}

// Files are asked for where one was last, for each purpose by itself.
func TestChooserBeginsWhereOneWas(t *testing.T) {
	w := withSample(t, style.AlwaysLite)
	file := filepath.Join(t.TempDir(), "dispatch.txt")
	if err := os.WriteFile(file, []byte("A quiet night in Kyiv"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.adding.Choose()
	strike(w, fyne.KeyEnd)
	write(w, file) // a path of its own takes the place of what stands there
	strike(w, fyne.KeyReturn)
	if len(w.session.Articles()) != 6 {
		t.Fatalf("%d articles: %s", len(w.session.Articles()), w.read.Library.Notice.Text())
	}
	w.adding.Choose()
	if got := onSheet(w); !strings.Contains(got, "dispatch.txt") {
		t.Errorf("next time it shows %s", got)
	}
	strike(w, fyne.KeyEscape)
	for _, ask := range []func(){w.projects.Choose, w.exports.Report} {
		if ask(); strings.Contains(onSheet(w), "dispatch.txt") {
			t.Error("another purpose begins there, too")
		}
		strike(w, fyne.KeyEscape)
	}
	if p, err := preferences.Load(); err != nil || len(p.Folders) != 1 || p.Folders[preferences.ForArticles] != filepath.Dir(file) {
		t.Errorf("remembered are %v, %v", p.Folders, err)
	}
}

// While one works the place is written off the window's goroutine, once for all
// that was passed meanwhile; at the end it is written at once.
func TestPlaceIsWrittenAside(t *testing.T) {
	steps := async.NewSteps()
	w := startWith(t, style.AlwaysLite, steps.Runner)
	w.projects.Open(newSample(t))
	steps.All()
	w.places.watch()
	kept := func() string {
		p, err := preferences.Load()
		if err != nil {
			t.Fatal(err)
		}
		at, _ := p.PlaceIn(w.session.Place())
		return at.Article
	}
	articles := w.session.Articles()
	w.read.StepArticle(2)
	steps.Pass(placeTick)
	steps.Next()
	if got := kept(); got == string(articles[2].ID) {
		t.Error("the place was written on the window's goroutine")
	}
	steps.All()
	if got := kept(); got != string(articles[2].ID) {
		t.Errorf("the place kept is %q", got)
	}
	w.read.StepArticle(1)
	w.places.stay()
	if got := kept(); got != string(articles[3].ID) {
		t.Errorf("at the end the place kept is %q", got)
	}
}
