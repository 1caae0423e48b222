package app

import (
	"time"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/session"
)

// placeTick is how often it is looked whether one is elsewhere: what is lost
// of one's place when the power fails.
const placeTick = time.Second

// keepPlace remembers, until the program ends, where one is.
func (w *window) keepPlace() {
	w.run.Every(placeTick, w.stay)
}

// here is where one is in the project.
func (w *window) here() preferences.Place {
	a, _ := w.session.Article()
	n, _ := w.session.Annotation()
	c, _ := w.session.Claim()
	p := w.reader.Place()
	return preferences.Place{Path: w.session.Place(), Article: string(a.ID), First: p.First, Start: p.Selected.Start, End: p.Selected.End,
		Annotation: string(n.ID), Claim: string(c.ID), Page: int(w.view)}
}

// stay remembers where one is, if that is elsewhere than before.
func (w *window) stay() {
	if w.session == nil || w.session.Mode() == session.AsOf || w.session.Mode() == session.Backup || w.here() == w.place {
		return
	}
	w.place = w.here()
	w.prefer(func(p *preferences.Preferences) { p.Stay(w.place) })
}

// goBack goes to where one was when the project was open last.
func (w *window) goBack() {
	if at, ok := w.prefs.PlaceIn(w.session.Place()); ok {
		w.goTo(at)
		if at.Page > 0 && at.Page < len(w.pages) {
			w.show(view(at.Page))
		}
	}
}

// goTo takes in hand what was in hand at a place, where it is there, and
// scrolls to where one was in the article.
func (w *window) goTo(at preferences.Place) {
	s := w.session
	if _, ok := s.ArticleRow(annotate.ID(at.Article)); !ok {
		return
	}
	err := s.PickArticle(annotate.ID(at.Article))
	if _, ok := s.AnnotationOf(annotate.ID(at.Annotation)); ok && err == nil {
		err = s.PickAnnotation(annotate.ID(at.Annotation))
	}
	if _, ok := s.ClaimRow(annotate.ID(at.Claim)); ok && err == nil {
		err = s.PickClaim(annotate.ID(at.Claim))
	}
	w.said.Say(err)
	w.reader.Return(reader.Place{First: at.First, Selected: annotate.Span{Start: at.Start, End: at.End}})
}

// What files are chosen for; it is remembered for each where one was.
const (
	forProjects = "projects"
	forArticles = "articles"
	forExports  = "exports"
)

// where has a chooser begin where one was at last for a purpose.
func (w *window) where(purpose string, f dialog.Files) dialog.Files {
	if last := w.prefs.Folders[purpose]; last != "" {
		f.Folder = last
	}
	f.Stay = func(folder string) { w.prefer(func(p *preferences.Preferences) { p.ChoseIn(purpose, folder) }) }
	return f
}
