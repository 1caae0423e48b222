// Package asof shows the project as it stood at a moment: it owns the bar of the
// moment, the way from one moment to another, and which moment is shown.
package asof

import (
	"context"
	"errors"
	"sort"
	"time"

	"claimtrace/annotate/change"
	"claimtrace/app/async"
	"claimtrace/app/record"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Window is what the room needs of the window.
type Window interface {
	// Session is the one that is shown, nil without a project.
	Session() *session.Session
	// Turn shows another session of the same project, at the same place.
	Turn(*session.Session)
	// Work runs what may take long, with progress and a way to stop it.
	Work(title string, do func(context.Context, func(done, total int)) error, ended func(error))
	// Say says why something could not be done.
	Say(error)
	// Moved tells that the bar came or went; open tells which.
	Moved(open bool)
}

// Past is the project as it stood, while that is shown in the place of the
// present.
type Past struct {
	Bar *record.Moment

	w       Window
	run     *async.Runner
	present *session.Session // nil while the present is shown
	project *store.Past      // as it stood
	changes []time.Time      // when something was changed, oldest first
	shown   time.Time        // the moment that the views show
	wanted  time.Time        // where the slider is; zero if one is there
	moving  *async.Task      // to another moment
}

// New returns the room, in which the present is shown.
func New(w Window, run *async.Runner) *Past {
	p := &Past{Bar: record.NewMoment(), w: w, run: run}
	p.Bar.Hide()
	p.Bar.OnMove, p.Bar.OnStep, p.Bar.OnClose = p.to, p.step, p.Close
	return p
}

// Shown is the moment that is shown, the zero time while the present is.
func (p *Past) Shown() time.Time { return p.shown }

// Present is the session of the project as it is, also while a moment of it is
// shown.
func (p *Past) Present() *session.Session {
	if p.present != nil {
		return p.present
	}
	return p.w.Session()
}

var errNothing = errors.New("nothing has been recorded yet: there is no earlier state to show")

// Open shows the project as it stood after its last change, with a bar to go
// back from there; where that is shown already, the present again.
func (p *Past) Open() {
	if p.present != nil {
		p.Close()
		return
	}
	project := p.w.Session().Project()
	var changes []time.Time
	var then *store.Past
	var s *session.Session
	p.w.Work("Going back", func(ctx context.Context, _ func(int, int)) error {
		err := project.Changes(func(c *change.Change) error {
			if t := c.Clock.Time(); len(changes) == 0 || t.After(changes[len(changes)-1]) {
				changes = append(changes, t)
			}
			return ctx.Err()
		})
		if err == nil && len(changes) == 0 {
			err = errNothing
		}
		if err == nil {
			then, err = project.AsOf(ctx, changes[len(changes)-1], false)
		}
		if err != nil {
			return err
		}
		if s, err = session.OpenPast(then); err == nil {
			err = ctx.Err()
		}
		if err != nil {
			err = errors.Join(err, then.Close())
		}
		return err
	}, func(err error) {
		if err != nil {
			p.w.Say(err)
			return
		}
		p.present, p.project, p.changes, p.shown = p.w.Session(), then, changes, changes[len(changes)-1]
		p.w.Turn(s.From(p.present.Origin()))
		p.put(p.shown)
		p.Bar.Show()
		p.w.Moved(true)
	})
}

// put shows a moment in the bar.
func (p *Past) put(at time.Time) {
	p.Bar.Put(p.changes[0], p.changes[len(p.changes)-1], at)
	p.Bar.Late(p.project.Later(), p.project.LaterWith())
}

// to goes to another moment; while one is being gone to, only the latest of those
// wanted next is kept.
func (p *Past) to(t time.Time) {
	if p.present == nil {
		return
	}
	if p.wanted = t; p.moving.Running() {
		return
	}
	p.wanted = time.Time{}
	p.Bar.Busy(true)
	then := p.project
	var err error
	p.moving = p.run.Go(func(ctx context.Context) { err = then.Move(ctx, t) }, func() {
		if err == nil {
			err = p.w.Session().Reload()
		}
		p.w.Say(err)
		at, _ := then.Moment()
		if err == nil {
			p.shown = at
		}
		p.put(at)
		next := p.wanted
		p.Bar.Busy(false) // what was wished for meanwhile is called back
		if !next.IsZero() {
			p.to(next)
		}
	})
}

// step goes to the change after the moment that is shown, or to the one before.
func (p *Past) step(back bool) {
	if p.present == nil {
		return
	}
	at, _ := p.project.Moment()
	i := sort.Search(len(p.changes), func(i int) bool { return p.changes[i].After(at) })
	if back {
		i = sort.Search(len(p.changes), func(i int) bool { return !p.changes[i].Before(at) }) - 1
	}
	if i >= 0 && i < len(p.changes) {
		p.to(p.changes[i])
	}
}

// Close shows the project as it is.
func (p *Past) Close() {
	if p.present == nil {
		return
	}
	then, present := p.w.Session(), p.present
	p.moving.Drop()
	p.present, p.project, p.changes, p.shown, p.wanted = nil, nil, nil, time.Time{}, time.Time{}
	p.w.Turn(present)
	p.run.Go(func(context.Context) { _ = then.Close() }, func() {}) // it has nothing that could be lost
	p.Bar.Hide()
	p.w.Moved(false)
}
