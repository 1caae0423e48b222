// Package async does work off the window's goroutine and tells on it what came
// of it. It knows no Fyne. A test has a runner that does all at once, or one
// whose steps the test orders.
package async

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Runner starts work and takes it to its end. Its methods, and those of its
// tasks, are called on the window's goroutine, but for [Runner.Show]; what is to
// be shown is called there too, and nothing is after [Runner.Close].
type Runner struct {
	engine

	mu     sync.Mutex
	closed bool
	tasks  map[*Task]bool // whose work is under way and is waited for
}

// engine is how pieces of work are run.
type engine interface {
	start(work func())                                    // off the window's goroutine
	post(show func())                                     // on the window's goroutine, later
	after(d time.Duration, ring func()) (stop func())     // on any goroutine, once
	wait(done <-chan struct{}, atMost time.Duration) bool // on the window's goroutine
	end()                                                 // nothing is posted from now on
}

func newRunner(e engine) *Runner { return &Runner{engine: e, tasks: map[*Task]bool{}} }

// Task is work under way. A nil task is one that has ended.
type Task struct {
	r    *Runner
	ctx  context.Context
	stop context.CancelFunc
	done chan struct{} // closed when the work has ended
	over bool          // what was to be shown then was shown, or never will be
}

// Go does work off the window's goroutine, and calls then when it has ended. On
// a runner that was closed it does the work before it returns, as there is no
// later, and calls nothing.
func (r *Runner) Go(work func(context.Context), then func()) *Task {
	t, ok := r.begin()
	if !ok {
		t.do(work)
		t.over = true
		return t
	}
	r.start(func() {
		t.do(work)
		r.Show(func() { t.tell(then) })
	})
	return t
}

// Soon is [Runner.Go] for what is mostly there in a moment: it waits so long, and
// where that was enough it calls then before it returns, which keeps a page from
// being drawn twice. It tells whether it was.
func (r *Runner) Soon(patience time.Duration, work func(context.Context), then func()) (t *Task, was bool) {
	t, ok := r.begin()
	if !ok {
		t.over = true
		return t, false
	}
	var settled atomic.Bool // who comes second has it told
	r.start(func() {
		if t.do(work); !settled.CompareAndSwap(false, true) {
			r.Show(func() { t.tell(then) })
		}
	})
	if r.wait(t.done, patience) || !settled.CompareAndSwap(false, true) {
		t.tell(then)
		return t, true
	}
	return t, false
}

// begin makes a task; ok is false where the runner was closed.
func (r *Runner) begin() (t *Task, ok bool) {
	t = &Task{r: r, done: make(chan struct{})}
	t.ctx, t.stop = context.WithCancel(context.Background())
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		t.stop()
		return t, false
	}
	r.tasks[t] = true
	return t, true
}

// do does the work of a task.
func (t *Task) do(work func(context.Context)) {
	defer func() {
		t.stop()
		t.r.forget(t)
		close(t.done)
	}()
	work(t.ctx)
}

// tell calls what is to be called when the work has ended, unless the task was
// dropped.
func (t *Task) tell(then func()) {
	if !t.over {
		t.over = true
		then()
	}
}

func (r *Runner) forget(t *Task) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.tasks, t)
}

// Show does something on the window's goroutine. Like what [Runner.Reporter]
// returns it may be called on any.
func (r *Runner) Show(f func()) {
	r.post(func() {
		if !r.isClosed() {
			f()
		}
	})
}

func (r *Runner) isClosed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.closed
}

// Running tells whether the end of the task is still to be told.
func (t *Task) Running() bool { return t != nil && !t.over }

// Stop asks the work to end soon. That it did is told as usual.
func (t *Task) Stop() {
	if t != nil {
		t.stop()
	}
}

// Drop stops the task and has nobody told of its end; nor is that waited for
// when the runner is closed.
func (t *Task) Drop() {
	if t != nil {
		t.over = true
		t.stop()
		t.r.forget(t)
	}
}

// Wait waits for the work to end, not for what is shown of it, and not without
// a bound. It tells whether the work ended.
func (t *Task) Wait(atMost time.Duration) bool { return t == nil || t.r.wait(t.done, atMost) }

// Idle takes steps on the window's goroutine, with all else that waits for it in
// between, until there is nothing more to do.
func (r *Runner) Idle(step func() (more bool)) {
	r.Show(func() {
		if step() {
			r.Idle(step)
		}
	})
}

// After does something when a time is over, unless it was stopped before.
func (r *Runner) After(d time.Duration, do func()) (stop func()) {
	stopped := false
	cease := r.after(d, func() {
		r.Show(func() {
			if !stopped {
				do()
			}
		})
	})
	return func() {
		stopped = true
		cease()
	}
}

// Every does something again and again, with a time in between, until the
// runner is closed.
func (r *Runner) Every(d time.Duration, do func()) {
	r.After(d, func() {
		do()
		r.Every(d, do)
	})
}

// Reporter returns what work may call from any goroutine, and as often as it
// likes, to say how far it is. Of what it says faster than that can be shown
// only the last is.
func (r *Runner) Reporter(show func(done, total int)) (report func(done, total int)) {
	var mu sync.Mutex
	var last [2]int
	waits := false
	return func(done, total int) {
		mu.Lock()
		was := waits
		last, waits = [2]int{done, total}, true
		mu.Unlock()
		if was {
			return
		}
		r.Show(func() {
			mu.Lock()
			now := last
			waits = false
			mu.Unlock()
			show(now[0], now[1])
		})
	}
}

// Close stops all work and waits for it to end, so long at the most, and tells
// whether it did. Nothing is shown any more.
func (r *Runner) Close(atMost time.Duration) bool {
	r.mu.Lock()
	r.closed = true
	var left []*Task
	for t := range r.tasks {
		left = append(left, t)
	}
	r.mu.Unlock()
	r.end()
	for _, t := range left {
		t.over = true
		t.stop()
	}
	all, until := true, time.Now().Add(atMost)
	for _, t := range left {
		all = r.wait(t.done, max(time.Until(until), 0)) && all
	}
	return all
}
