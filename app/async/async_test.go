package async

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"
)

// fakeLoop is a window's loop as Fyne has one: what it is given it calls on its
// own goroutine, and when it has ended on the goroutine that gives it.
type fakeLoop struct {
	mu    sync.Mutex
	queue chan func()
	ended bool
}

func (l *fakeLoop) do(f func()) {
	l.mu.Lock()
	ended := l.ended
	l.mu.Unlock()
	if ended {
		f()
		return
	}
	l.queue <- f
}

// until runs the loop until something is so.
func (l *fakeLoop) until(t *testing.T, ok func() bool) {
	t.Helper()
	for deadline := time.After(10 * time.Second); !ok(); {
		select {
		case f := <-l.queue:
			f()
		case <-deadline:
			t.Fatal("it never came")
		}
	}
}

func newLoop() (*fakeLoop, *Runner) {
	l := &fakeLoop{queue: make(chan func(), 100)}
	return l, New(l.do)
}

func TestGoTellsOnTheWindowsGoroutine(t *testing.T) {
	l, r := newLoop()
	window, at, told := goroutine(), "", ""
	task := r.Go(func(context.Context) { at = goroutine() }, func() { told = goroutine() })
	if !task.Running() {
		t.Error("it ended before anybody was told")
	}
	l.until(t, func() bool { return !task.Running() })
	if at == window || told != window || !task.Wait(0) {
		t.Errorf("done on %s, told on %s, the window's is %s", at, told, window)
	}
}

// What comes when the loop has ended comes too late: Fyne would call it beside
// the window's goroutine.
func TestNothingIsShownBesideTheWindow(t *testing.T) {
	l, r := newLoop()
	held, told := make(chan struct{}), false
	task := r.Go(func(context.Context) { <-held }, func() { told = true })
	l.mu.Lock()
	l.ended = true
	l.mu.Unlock()
	close(held)
	if !r.Close(10*time.Second) || told || task.Running() {
		t.Errorf("told: %v, running: %v", told, task.Running())
	}
}

// A queue that is closed, as Fyne's is at its end, takes nobody along.
func TestClosedQueue(t *testing.T) {
	queue := make(chan func())
	close(queue)
	r := New(func(f func()) { queue <- f })
	task := r.Go(func(context.Context) {}, func() { t.Error("told") })
	if !task.Wait(10 * time.Second) {
		t.Error("the work has not ended")
	}
	r.Idle(func() bool { return true })
	r.Close(time.Second)
}

// The end waits for work that stops when it is asked to, and not for ever for
// work that does not.
func TestClose(t *testing.T) {
	l, r := newLoop()
	told := false
	tell := func() { told = true }
	r.Go(func(ctx context.Context) { <-ctx.Done() }, tell)
	r.Every(time.Microsecond, tell)
	if !r.Close(10 * time.Second) {
		t.Error("what was stopped has not ended")
	}
	_, r = newLoop()
	held := make(chan struct{})
	defer close(held)
	dropped := r.Go(func(context.Context) { <-held }, tell)
	dropped.Drop()
	if !r.Close(time.Hour) {
		t.Error("what was dropped was waited for")
	}
	_, r = newLoop()
	r.Go(func(context.Context) { <-held }, tell)
	if r.Close(time.Millisecond) {
		t.Error("what does not stop has ended")
	}
	done := false
	task := r.Go(func(ctx context.Context) { done = ctx.Err() != nil }, tell)
	if !done || task.Running() {
		t.Errorf("after the end: done %v, running %v", done, task.Running())
	}
	for len(l.queue) > 0 {
		(<-l.queue)()
	}
	if told {
		t.Error("somebody was told of it after the end")
	}
}

func TestSoon(t *testing.T) {
	l, r := newLoop()
	told := 0
	if _, was := r.Soon(10*time.Second, func(context.Context) {}, func() { told++ }); !was || told != 1 {
		t.Errorf("in time: %v, told %d times", was, told)
	}
	held := make(chan struct{})
	task, was := r.Soon(0, func(context.Context) { <-held }, func() { told++ })
	if was || !task.Running() {
		t.Errorf("too late: %v", was)
	}
	close(held)
	l.until(t, func() bool { return told == 2 })
	for range 200 { // one of the two tells, whoever is first
		told = 0
		task, _ := r.Soon(time.Microsecond, func(context.Context) {}, func() { told++ })
		l.until(t, func() bool { return !task.Running() })
		if task.Wait(time.Second); told != 1 {
			t.Fatalf("told %d times", told)
		}
	}
}

func TestReporterShowsTheLast(t *testing.T) {
	s := NewSteps()
	var shown []string
	report := s.Reporter(func(done, total int) { shown = append(shown, fmt.Sprint(done, "/", total)) })
	for i := range 3 {
		report(i, 9)
	}
	s.All()
	report(9, 9)
	s.All()
	if want := []string{"2/9", "9/9"}; !slices.Equal(shown, want) {
		t.Errorf("shown are %q, want %q", shown, want)
	}
}

func TestIdleLeavesTurns(t *testing.T) {
	s := NewSteps()
	var did []int
	s.Idle(func() bool { did = append(did, 1); return len(did) < 5 })
	s.Idle(func() bool { did = append(did, 2); return len(did) < 6 })
	s.All()
	if want := []int{1, 2, 1, 2, 1, 2}; !slices.Equal(did, want) {
		t.Errorf("did %v, want %v", did, want)
	}
}

func TestStepsOrder(t *testing.T) {
	s := NewSteps()
	var told []string
	s.Go(func(context.Context) {}, func() { told = append(told, "one") })
	s.Go(func(context.Context) {}, func() { told = append(told, "two") })
	s.Work(1)
	s.Work(0)
	s.All()
	if want := []string{"two", "one"}; !slices.Equal(told, want) {
		t.Errorf("told in the order %q", told)
	}
	three := s.Go(func(context.Context) {}, func() { told = append(told, "three") })
	s.Work(0)
	three.Drop()
	s.All()
	if len(told) != 2 || three.Running() {
		t.Errorf("what was dropped is told of: %q", told)
	}
}

func TestAfter(t *testing.T) {
	s := NewSteps()
	rung := 0
	stop := s.After(time.Second, func() { rung++ })
	s.Pass(time.Second)
	stop() // when it was due already, but before it was its turn
	s.All()
	if rung != 0 {
		t.Error("it was done after it was stopped")
	}
	s.Every(time.Minute, func() { rung++ })
	for range 3 {
		s.Pass(time.Minute)
		s.All()
	}
	if rung != 3 {
		t.Errorf("in three minutes it was done %d times", rung)
	}
	s.Close(0)
	s.Pass(time.Minute)
	s.All()
	if rung != 3 {
		t.Error("it goes on after the end")
	}
}
