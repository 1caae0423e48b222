package app

import (
	"context"
	"errors"
	"sort"
	"time"

	"claimtrace/annotate/change"
	"claimtrace/app/async"
	"claimtrace/app/session"
	"claimtrace/store"
)

// past is the project as it stood at a moment, which the window shows in the
// place of the present.
type past struct {
	present *session.Session // nil while the present is shown
	project *store.Past      // as it stood
	changes []time.Time      // when something was changed, oldest first
	shown   time.Time        // the moment that the views show
	wanted  time.Time        // where the slider is; zero if one is there
	moving  *async.Task      // to another moment
}

var errNoPast = errors.New("nothing has been recorded yet: there is no earlier state to show")

// showPast shows the project as it stood after its last change, with a bar to
// go back from there.
func (w *window) showPast() {
	if w.past.present != nil {
		w.present()
		return
	}
	if w.flush() != nil {
		return // its notice says why
	}
	p := w.session.Project()
	var changes []time.Time
	var then *store.Past
	var s *session.Session
	w.work("Going back", func(ctx context.Context, _ func(int, int)) error {
		err := p.Changes(func(c *change.Change) error {
			if t := c.Clock.Time(); len(changes) == 0 || t.After(changes[len(changes)-1]) {
				changes = append(changes, t)
			}
			return ctx.Err()
		})
		if err == nil && len(changes) == 0 {
			err = errNoPast
		}
		if err != nil {
			return err
		}
		s, err = beginOn(ctx, func() (_ *store.Past, err error) {
			then, err = p.AsOf(ctx, changes[len(changes)-1], false)
			return then, err
		}, session.OpenPast)
		return err
	}, func(err error) {
		if err != nil {
			w.said.Say(err)
			return
		}
		w.past = past{present: w.session, project: then, changes: changes, shown: changes[len(changes)-1]}
		s.Listen(w.changed)
		w.turnTo(s)
		w.moment.Put(changes[0], changes[len(changes)-1], changes[len(changes)-1])
		w.moment.Late(then.Later())
		w.moment.Show()
		w.project.Refresh()
		w.win.Canvas().Focus(w.moment)
	})
}

// turnTo shows another session of the same project, at the same place.
func (w *window) turnTo(s *session.Session) {
	at := w.here()
	w.session = s
	w.changed(all)
	w.goTo(at)
}

// toMoment goes to another moment; while one is being gone to, only the latest
// of those wanted next is kept.
func (w *window) toMoment(t time.Time) {
	k := &w.past
	if k.present == nil {
		return
	}
	if k.wanted = t; k.moving.Running() {
		return
	}
	k.wanted = time.Time{}
	w.moment.Busy(true)
	then := k.project
	var err error
	k.moving = w.run.Go(func(ctx context.Context) { err = then.Move(ctx, t) }, func() {
		if err == nil {
			err = w.session.Reload()
		}
		w.said.Say(err)
		at, _ := then.Moment()
		if err == nil {
			w.past.shown = at
		}
		w.moment.Put(w.past.changes[0], w.past.changes[len(w.past.changes)-1], at)
		w.moment.Late(then.Later())
		next := w.past.wanted
		w.moment.Busy(false) // what was wished for meanwhile is called back
		if !next.IsZero() {
			w.toMoment(next)
		}
	})
}

// stepMoment goes to the change after the moment that is shown, or to the one
// before.
func (w *window) stepMoment(back bool) {
	if w.past.present == nil {
		return
	}
	at, _ := w.past.project.Moment()
	all := w.past.changes
	i := sort.Search(len(all), func(i int) bool { return all[i].After(at) })
	if back {
		i = sort.Search(len(all), func(i int) bool { return !all[i].Before(at) }) - 1
	}
	if i >= 0 && i < len(all) {
		w.toMoment(all[i])
	}
}

// present shows the project as it is.
func (w *window) present() {
	if w.past.present == nil {
		return
	}
	then := w.session
	w.past.moving.Drop()
	present := w.past.present
	w.past = past{}
	w.turnTo(present)
	w.run.Go(func(context.Context) { _ = then.Close() }, func() {}) // it has nothing that could be lost
	w.moment.Hide()
	w.project.Refresh()
	w.focusPage()
}
