package app

import (
	"time"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
)

// placeTick is how often it is looked whether one is elsewhere: what is lost
// of one's place when the power fails.
const placeTick = 2 * time.Second

// keepPlace remembers, until the program ends, where one is.
func (w *window) keepPlace() {
	go func() {
		for range time.Tick(placeTick) {
			fyne.Do(w.stay)
		}
	}()
}

// here is where one is in the project.
func (w *window) here() preferences.Place {
	a, _ := w.session.Article()
	p := w.reader.Place()
	return preferences.Place{Path: w.session.Project().Path(), Article: string(a.ID), First: p.First, Start: p.Selected.Start, End: p.Selected.End}
}

// stay remembers where one is, if that is elsewhere than before.
func (w *window) stay() {
	if w.session == nil || w.past.present != nil || w.here() == w.place {
		return
	}
	w.place = w.here()
	w.prefer(func(p *preferences.Preferences) { p.Stay(w.place) })
}

// goBack goes to where one was when the project was open last.
func (w *window) goBack() {
	at, ok := w.prefs.PlaceIn(w.session.Project().Path())
	if !ok {
		return
	}
	id := annotate.ID(at.Article)
	for _, a := range w.session.Articles() {
		if a.ID == id {
			w.said.Say(w.do(func() error { return w.session.PickArticle(id) }))
			w.reader.Return(reader.Place{First: at.First, Selected: annotate.Span{Start: at.Start, End: at.End}})
		}
	}
}
