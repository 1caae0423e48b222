package app

import (
	"context"
	"slices"

	"claimtrace/app/session"
)

// looking is what the overview shows, or will show once it has been read.
type looking struct {
	of   *session.Session // whose content was asked for last
	asks int              // counts what was asked for: what comes for an earlier one is too late
}

// lookedAtOnce is how many passages are read without leaving the window's
// goroutine: some ten milliseconds of work.
const lookedAtOnce = 1000

// lookOver brings the overview up to date. What it shows stays until then,
// unless that is another project's.
func (w *window) lookOver() {
	s := w.session
	w.looking.asks++
	ask, other := w.looking.asks, w.looking.of != s
	w.looking.of = s
	claims, articles := slices.Clone(s.Claims()), slices.Clone(s.Articles())
	passages := 0
	for _, a := range articles {
		passages += a.Counts.Confirmed + a.Counts.Disputed + a.Counts.Unconfirmed
	}
	work := w.overview.Work()
	read := func() (show func()) {
		all, err := s.AllAnnotations()
		c := work(claims, articles, all)
		return func() {
			if w.session != s || w.looking.asks != ask {
				return
			}
			w.said.Say(err)
			w.overview.Put(c, s.ReviewerName)
		}
	}
	if passages <= lookedAtOnce {
		read()()
		return
	}
	if other {
		w.overview.Wait()
	}
	var show func()
	w.run.Go(func(context.Context) { show = read() }, func() { show() })
}
