package async

import (
	"slices"
	"time"
)

// AtOnce returns a runner for tests that does everything before it returns.
// Only the time never comes for what is to be done later.
func AtOnce() *Runner { return newRunner(atOnce{}) }

type atOnce struct{}

func (atOnce) start(work func())                               { work() }
func (atOnce) post(show func())                                { show() }
func (atOnce) after(time.Duration, func()) (stop func())       { return func() {} }
func (atOnce) wait(done <-chan struct{}, _ time.Duration) bool { return isClosed(done) }
func (atOnce) end()                                            {}

func isClosed(done <-chan struct{}) bool {
	select {
	case <-done:
		return true
	default:
		return false
	}
}

// Steps is a runner for tests whose steps the test orders. No wait takes time:
// it is over at once, and what has not been done by then came too late.
type Steps struct {
	*Runner
	work, shown []func()
	timers      []*timer
}

type timer struct {
	d    time.Duration
	ring func()
}

// NewSteps returns a runner to which nothing has been given yet.
func NewSteps() *Steps {
	s := &Steps{}
	s.Runner = newRunner((*steps)(s))
	return s
}

// Waiting tells how many pieces of work wait to be done, and how many of what
// was done to be shown.
func (s *Steps) Waiting() (work, shown int) { return len(s.work), len(s.shown) }

// Work does a piece of the work that waits; 0 is the one that has waited longest.
func (s *Steps) Work(i int) { take(&s.work, i)() }

// Next shows the first of what waits to be shown.
func (s *Steps) Next() { take(&s.shown, 0)() }

// All does and shows what waits, and what comes of that, until nothing does.
func (s *Steps) All() {
	for len(s.work)+len(s.shown) > 0 {
		for len(s.work) > 0 {
			s.Work(0)
		}
		if len(s.shown) > 0 {
			s.Next()
		}
	}
}

// Pass lets the time come for all that was to be done after that long.
func (s *Steps) Pass(d time.Duration) {
	due := s.timers
	s.timers = nil
	for _, t := range due {
		if t.d == d {
			t.ring()
		} else {
			s.timers = append(s.timers, t)
		}
	}
}

func take[T any](from *[]T, i int) T {
	v := (*from)[i]
	*from = slices.Delete(*from, i, i+1)
	return v
}

// steps is what Steps is to its runner.
type steps Steps

func (s *steps) start(work func()) { s.work = append(s.work, work) }
func (s *steps) post(show func())  { s.shown = append(s.shown, show) }

func (s *steps) after(d time.Duration, ring func()) (stop func()) {
	t := &timer{d, ring}
	s.timers = append(s.timers, t)
	return func() { s.timers = slices.DeleteFunc(s.timers, func(o *timer) bool { return o == t }) }
}

func (s *steps) wait(done <-chan struct{}, _ time.Duration) bool { return isClosed(done) }
func (s *steps) end()                                            {}
