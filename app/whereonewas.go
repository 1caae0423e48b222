package app

import (
	"context"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/async"
	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/read/reader"
	"claimtrace/app/session"
)

// placeTick is how often it is looked whether one is elsewhere: what is lost
// of one's place when the power fails.
const placeTick = time.Second

// whereabouts remembers where one is in a project, and leads back there.
type whereabouts struct {
	w       *window
	last    preferences.Place // where one was when it was looked
	writing *async.Task       // the place to the preferences
}

// watch remembers, until the program ends, where one is: off the window's
// goroutine, as a disk can take its time.
func (x *whereabouts) watch() {
	x.w.run.Every(placeTick, func() {
		if x.writing.Running() || !x.moved() {
			return
		}
		at := x.last
		x.w.prefs.Stay(at)
		var err error
		x.writing = x.w.run.Go(func(context.Context) { _, err = preferences.Update(func(p *preferences.Preferences) { p.Stay(at) }) }, func() {
			if err != nil {
				x.w.Complain(err)
			}
		})
	})
}

// here is where one is in the project.
func (x *whereabouts) here() preferences.Place {
	w := x.w
	a, _ := w.session.Article()
	n, _ := w.session.Annotation()
	c, _ := w.session.Claim()
	p := w.read.Reader.Place()
	front := w.view
	if front == viewComing { // which is gone then
		front = viewRead
	}
	return preferences.Place{Path: w.session.Place(), Article: string(a.ID), First: p.First, Start: p.Selected.Start, End: p.Selected.End,
		Annotation: string(n.ID), Claim: string(c.ID), Page: int(front)}
}

// moved looks where one is, and tells whether that is elsewhere than before.
func (x *whereabouts) moved() bool {
	w := x.w
	if w.session == nil || w.session.Mode() == session.AsOf || w.session.Mode() == session.Backup || x.here() == x.last {
		return false
	}
	x.last = x.here()
	return true
}

// stay remembers where one is, if that is elsewhere than before, at once.
func (x *whereabouts) stay() {
	x.writing.Wait(dialog.Blink) // it would write an earlier place over this
	if x.moved() {
		x.w.prefer(func(p *preferences.Preferences) { p.Stay(x.last) })
	}
}

// goBack goes to where one was when the project was open last.
func (x *whereabouts) goBack() {
	w := x.w
	if at, ok := w.prefs.PlaceIn(w.session.Place()); ok {
		x.goTo(at)
		if at.Page > 0 && at.Page < int(viewComing) {
			w.turnTo(view(at.Page))
		}
	}
}

// goTo takes in hand what was in hand at a place, where it is there, and
// scrolls to where one was in the article.
func (x *whereabouts) goTo(at preferences.Place) {
	w := x.w
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
	w.Say(err)
	w.read.Reader.Return(reader.Place{First: at.First, Selected: annotate.Span{Start: at.Start, End: at.End}})
}
