package store

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// The project as it stood at a moment is a project like any other to those who
// read it: its derived tables lie in memory, as the log up to that moment
// gives them, and log and texts are those of the project itself. To go to
// another moment only what was changed between the two is derived anew.

// past is what a project that shows a moment needs to do so.
type past struct {
	of *Project
	at atomic.Int64 // the last clock that counts
}

func (v *past) until() annotate.Clock { return annotate.Clock(v.at.Load()) }

// errPast is returned by what makes no sense for a moment that is past.
var errPast = fmt.Errorf("%w: the project is shown as it stood at a moment: go back to the present", ErrInvalid)

// lastClock is the last clock of the millisecond that a moment lies in.
func lastClock(t time.Time) annotate.Clock {
	c, err := annotate.Clock(0).Next(t.Add(time.Millisecond))
	if err != nil || t.UnixMilli() < 0 {
		return 0
	}
	return c - 1
}

// AsOf returns the project as it stood at a moment, for reading only: all
// changes made up to then by the clocks of those who made them, a colleague's
// included though they came in later, if they came in before this call. It
// reads like any project, and follows [Project.Move]; what has to do with the file returns an error that wraps
// [ErrInvalid]. It must be closed, and the project itself not before it. When
// ctx ends first its error is returned.
func (p *Project) AsOf(ctx context.Context, t time.Time) (*Project, error) {
	if p.past != nil {
		return p.past.of.AsOf(ctx, t)
	}
	then := &Project{
		path: p.path, reviewer: p.Reviewer(), now: p.now, newID: p.newID, past: &past{of: p},
	}
	then.closing, then.stop = context.WithCancel(context.Background())
	then.past.at.Store(int64(lastClock(t)))
	if err := then.goTo(ctx, then.past.until()); err != nil {
		return nil, file.Explain("read", p.path, err)
	}
	return then, nil
}

// Life returns when the first and the last change of the project were made;
// both are zero in an empty project.
func (p *Project) Life() (first, last time.Time, err error) {
	var from, to annotate.Clock
	err = p.log(func(c *file.Conn, until annotate.Clock) error {
		return c.Each(func(r file.Row) error { return r.Scan(&from, &to) },
			"SELECT coalesce((SELECT clock FROM change ORDER BY clock LIMIT 1), 0), coalesce((SELECT clock FROM change ORDER BY clock DESC LIMIT 1), 0)")
	})
	if err != nil || from == 0 {
		return time.Time{}, time.Time{}, err
	}
	return from.Time(), to.Time(), nil
}

// Moment tells at which moment the project is shown; ok is false for one that
// is shown as it is.
func (p *Project) Moment() (t time.Time, ok bool) {
	if p.past == nil {
		return time.Time{}, false
	}
	return p.past.until().Time(), true
}

// Move goes to another moment with a project that [Project.AsOf] returned. Its
// error wraps [ErrInvalid] for any other. When ctx ends first nothing is
// changed and its error is returned.
func (p *Project) Move(ctx context.Context, t time.Time) error {
	if p.past == nil {
		return fmt.Errorf("%w: only the project as it stood at a moment can be moved to another", ErrInvalid)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.conn == nil {
		return errClosed
	}
	to := lastClock(t)
	err := p.goTo(ctx, to)
	if err == nil {
		p.past.at.Store(int64(to))
	}
	return file.Explain("read", p.path, err)
}

// goTo brings the tables to a clock in the way that takes least: step by step
// from where they are, or else in a new database, from nothing or from the
// present.
func (p *Project) goTo(ctx context.Context, to annotate.Clock) error {
	from := p.past.until()
	if err := ctx.Err(); err != nil {
		return err
	}
	var between, upTo, after int
	if err := p.past.of.view(func(c *file.Conn) error {
		return c.Each(func(r file.Row) error { return r.Scan(&between, &upTo, &after) }, `SELECT
			(SELECT count(*) FROM change WHERE clock > ? AND clock <= ?), (SELECT count(*) FROM change WHERE clock <= ?),
			(SELECT count(*) FROM change WHERE clock > ?)`, min(from, to), max(from, to), to, to)
	}); err != nil {
		return err
	}
	// About how long each way takes, in hundredths of a change made in a step,
	// as measured: to remove a row is less work than to make one, and to read
	// the log in its order less than to look for each entity.
	total := upTo + after
	stepwise, anew, back := 100*between, 70*upTo+5*total, 40*after+5*total
	if p.conn != nil && stepwise <= min(anew, back) {
		return p.conn.Transaction(func() error { return p.past.step(ctx, p.conn, from, to) })
	}
	c, err := p.past.of.memoryFor()
	if err != nil {
		return err
	}
	if err = migrate(c, 0, latest); err == nil {
		if anew <= back {
			err = c.Transaction(func() error { return p.past.derive(ctx, c, to) })
		} else if err = p.past.of.copyDerived(c); err == nil {
			err = c.Transaction(func() error { return p.past.step(ctx, c, annotate.LastClock, to) })
		}
	}
	if err != nil {
		c.Close()
		return err
	}
	if p.conn != nil {
		p.conn.Close()
	}
	p.conn = c
	return nil
}

// derive fills empty tables with all that stood at a clock.
func (v *past) derive(ctx context.Context, into *file.Conn, to annotate.Clock) error {
	n := 0
	return v.of.view(func(c *file.Conn) error {
		return fold(c, to, func(kind annotate.Kind, id annotate.ID, s annotate.State) error {
			if n++; n%page == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if !s.Live() {
				return nil
			}
			return derive(into, kind, id, s)
		})
	})
}

// step brings tables from one clock to another: what has changes between the
// two is derived anew from those up to the second.
func (v *past) step(ctx context.Context, tables *file.Conn, from, to annotate.Clock) error {
	done := map[annotate.ID]bool{}
	last := annotate.Change{Clock: min(from, to), ID: "~"} // after all ids of that clock
	for {
		var states []entityState
		n := 0
		err := v.of.view(func(c *file.Conn) error {
			found, err := file.All(c, func(r file.Row) (e foundEntity, err error) {
				n++
				err = r.Scan(&e.Kind, &e.ID, &e.before, &last.Clock, &last.ID)
				return e, err
			}, `SELECT kind, entity, EXISTS (SELECT 1 FROM change WHERE entity = c.entity AND clock <= ?), clock, id FROM change c
				WHERE (clock, id) > (?, ?) AND clock <= ? ORDER BY clock, id LIMIT ?`, to, last.Clock, last.ID, max(from, to), page)
			if err != nil {
				return err
			}
			for _, e := range found {
				if done[e.ID] {
					continue
				}
				done[e.ID] = true
				var s annotate.State
				if e.before {
					changes, err := historyOf(c, e.ID, to)
					if err != nil {
						return err
					}
					s = annotate.Fold(changes)
				}
				states = append(states, entityState{e.Ref, s})
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, s := range states {
			if err := derive(tables, s.Kind, s.ID, s.State); err != nil {
				return err
			}
		}
		if err := ctx.Err(); err != nil || n < page {
			return err
		}
	}
}

// foundEntity is one that has changes between two clocks. before tells whether
// it has any up to the one that is gone to.
type foundEntity struct {
	Ref
	before bool
}

type entityState struct {
	Ref
	annotate.State
}

// memoryFor makes the database in memory that will show a moment. One that a
// file is to be attached to must not be of the kind that has names.
func (p *Project) memoryFor() (*file.Conn, error) {
	if p.readOnly == "" {
		return file.Memory()
	}
	return file.PrivateMemory()
}

// copyDerived copies the derived tables into the empty ones of a database in
// memory. SQLite does that a hundred times faster than row by row.
func (p *Project) copyDerived(into *file.Conn) error {
	return p.view(func(c *file.Conn) error {
		by, with, source, target := c, into, "main", "other"
		if p.readOnly != "" { // what only reads can write nowhere else either
			by, with, source, target = into, c, "other", "main"
		}
		return by.Attached(with, func() error {
			for _, kind := range kinds {
				if err := by.Script(fmt.Sprintf("INSERT INTO %s.%s SELECT * FROM %s.%s", target, kind, source, kind)); err != nil {
					return err
				}
			}
			return nil
		})
	})
}

// log runs f with the connection that has the log, of which what comes after
// a clock does not count.
func (p *Project) log(f func(c *file.Conn, until annotate.Clock) error) error {
	if p.past == nil {
		return p.view(func(c *file.Conn) error { return f(c, annotate.LastClock) })
	}
	return p.past.of.view(func(c *file.Conn) error { return f(c, p.past.until()) })
}
