package parts

import (
	"time"

	"fyne.io/fyne/v2"
)

// atOnce is set by tests: their driver has no goroutine of its own to come
// back to.
var atOnce bool

// AtOnce has [Aside] and [Idly] do all their work before they return, for
// tests.
func AtOnce() { atOnce = true }

// Aside does what is short, but not short enough to be waited for, off the
// window's goroutine, and then what is to be done on it.
func Aside(work, then func()) {
	if atOnce {
		work()
		then()
		return
	}
	go func() {
		work()
		fyne.Do(then)
	}()
}

// Idly takes steps on the window's goroutine, with all else that waits for it
// in between, until there is nothing more to do.
func Idly(step func() (more bool)) {
	if atOnce {
		for step() {
		}
		return
	}
	go func() {
		for more := true; more; {
			fyne.DoAndWait(func() { more = step() })
		}
	}()
}

// After does something on the window's goroutine when a time is over, unless
// it was stopped before.
func After(d time.Duration, do func()) (stop func()) {
	t := time.AfterFunc(d, func() { fyne.Do(do) })
	return func() { t.Stop() }
}
