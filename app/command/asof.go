package command

import (
	"fmt"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
)

// asOf gives a command the flag --as-of. What it returns runs f on the project
// as it stood at that moment, or without the flag as it is.
func (c *call) asOf() func(path string, f func(*store.View) error) error {
	moment := c.flags.String("as-of", "", "what had been decided by this `time`: 2026-01-30T18:05:00Z, or a day up to its end (UTC)")
	received := c.flags.Bool("received", false, "with --as-of: what this copy knew by then")
	return func(path string, f func(*store.View) error) error {
		if *moment == "" {
			if *received {
				return c.usagef("--received goes with --as-of")
			}
			return c.look(path, func(p *store.Project) error { return f(p.View) })
		}
		t, err := momentOf(*moment)
		if err != nil {
			return c.usagef("%s", err)
		}
		return c.look(path, func(p *store.Project) error {
			then, err := p.AsOf(c.ctx, t, *received)
			if err != nil {
				return err
			}
			err = f(then.View)
			if closing := then.Close(); err == nil {
				err = closing
			}
			return err
		})
	}
}

// momentOf reads a moment. A day stands for its last millisecond, so that what
// was done on it counts.
func momentOf(s string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.AddDate(0, 0, 1).Add(-time.Millisecond), nil
	}
	t, err := annotate.ParseTime(s)
	if err != nil {
		return t, fmt.Errorf("--as-of %q is no time: write 2026-01-30 or 2026-01-30T18:05:00Z", s)
	}
	return t, nil
}
