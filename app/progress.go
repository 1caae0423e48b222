package app

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
)

// work runs what may take long off the window's goroutine, with progress and a
// way to stop it, and then tells how it ended.
func (w *window) work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) {
	if w.stop != nil {
		w.complain(errUnderWay)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	w.stop, w.ended = cancel, make(chan struct{})
	sheet := w.newProgress(title, cancel)
	go func() {
		err := do(ctx, sheet.report)
		fyne.Do(func() {
			w.stop = nil
			cancel()
			sheet.close()
			if errors.Is(err, context.Canceled) {
				err = errors.New("stopped: nothing was changed")
			}
			ended(err)
			close(w.ended)
			if w.closing {
				w.win.Close()
			}
		})
	}()
}

// progressSheet shows how far a long action is and lets it be stopped. It
// appears only when the action takes longer than a blink.
type progressSheet struct {
	sheet  *sheet
	bar    *widget.ProgressBar
	timer  *time.Timer
	closed bool
	waits  atomic.Bool // a report is on its way to the window
}

// blink is how long an action may take without a sheet. Tests set it, as their
// driver would show the sheet from the timer's goroutine.
var blink = 200 * time.Millisecond

// newProgress is called on Fyne's goroutine. Only Escape stops the action, not
// an Enter that was meant for what began it.
func (w *window) newProgress(title string, cancel func()) *progressSheet {
	s := &progressSheet{bar: widget.NewProgressBar()}
	s.sheet = w.newSheet(title, 400, s.bar)
	s.sheet.cancel = cancel
	s.sheet.hints = []parts.Hint{{Keys: []string{"Esc"}, Does: "stop"}}
	s.sheet.button("Stop", cancel)
	s.timer = time.AfterFunc(blink, func() {
		fyne.Do(func() {
			if !s.closed {
				s.sheet.open(nil)
				w.win.Canvas().Unfocus()
			}
		})
	})
	return s
}

// report may be called from any goroutine, as often as one likes.
func (s *progressSheet) report(done, total int) {
	if total <= 0 || !s.waits.CompareAndSwap(false, true) {
		return
	}
	fyne.Do(func() {
		s.waits.Store(false)
		s.bar.TextFormatter = func() string { return fmt.Sprintf("%d of %d", done, total) }
		s.bar.SetValue(float64(done) / float64(total))
	})
}

func (s *progressSheet) close() {
	s.timer.Stop()
	s.closed = true
	s.sheet.close()
}
