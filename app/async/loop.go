package async

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
)

// New returns the runner of a program whose window lives on the goroutine that
// calls it. Do is to call a function on that goroutine later, and not to wait
// for it.
func New(do func(func())) *Runner { return newRunner(&loop{do: do, window: goroutine()}) }

// loop runs pieces on goroutines, beside the loop of a window.
type loop struct {
	do     func(func())
	window string // its goroutine

	mu    sync.RWMutex // held for reading while something is handed to do
	ended bool
}

func (l *loop) start(work func()) { go work() }

// post hands something to the window's loop; what comes from the window's own
// goroutine by another, so that all else that waits has its turn before.
func (l *loop) post(show func()) {
	if goroutine() == l.window {
		go l.hand(show)
	} else {
		l.hand(show)
	}
}

// hand gives something to the window's loop. When that has ended, Fyne calls what
// it is given on the goroutine that gives it, where nothing of the window may be
// touched, and for a moment before it panics, as its queue is closed: both are as
// if it had come too late.
func (l *loop) hand(show func()) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.ended {
		return
	}
	defer func() {
		if why := recover(); why != nil && fmt.Sprint(why) != "send on closed channel" {
			panic(why)
		}
	}()
	l.do(func() {
		if goroutine() == l.window {
			show()
		}
	})
}

func (l *loop) after(d time.Duration, ring func()) (stop func()) {
	t := time.AfterFunc(d, ring)
	return func() { t.Stop() }
}

func (l *loop) wait(done <-chan struct{}, atMost time.Duration) bool {
	t := time.NewTimer(atMost)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
	}
	return isClosed(done)
}

func (l *loop) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = true
}

// goroutine names the one that calls it.
func goroutine() string {
	var b [40]byte // "goroutine 1 [running]:"
	name, _, _ := strings.Cut(string(b[:runtime.Stack(b[:], false)]), " [")
	return name
}
