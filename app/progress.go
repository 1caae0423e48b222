package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
)

// work runs what may take long off the window's goroutine, with progress and a
// way to stop it, and then tells how it ended.
func (w *window) work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) {
	if w.working.Running() {
		w.complain(errUnderWay)
		return
	}
	sheet := w.newProgress(title, func() { w.working.Stop() })
	report := w.run.Reporter(sheet.report)
	var err error
	w.working = w.run.Go(func(ctx context.Context) { err = do(ctx, report) }, func() {
		sheet.close()
		if errors.Is(err, context.Canceled) {
			err = errors.New("stopped: nothing was changed")
		}
		ended(err)
		if w.closing {
			w.win.Close()
		}
	})
}

// progressSheet shows how far a long action is and lets it be stopped. It
// appears only when the action takes longer than a blink.
type progressSheet struct {
	sheet *sheet
	bar   *widget.ProgressBar
	never func() // it appears, unless it has
}

// blink is how long an action may take without a sheet.
const blink = 200 * time.Millisecond

// newProgress is called on Fyne's goroutine. Only Escape stops the action, not
// an Enter that was meant for what began it.
func (w *window) newProgress(title string, cancel func()) *progressSheet {
	s := &progressSheet{bar: widget.NewProgressBar()}
	s.sheet = w.newSheet(title, 400, s.bar)
	s.sheet.cancel = cancel
	s.sheet.hints = []parts.Hint{{Keys: []string{"Esc"}, Does: "stop"}}
	s.sheet.button("Stop", cancel)
	s.never = w.run.After(blink, func() {
		s.sheet.open(nil)
		w.win.Canvas().Unfocus()
	})
	return s
}

func (s *progressSheet) report(done, total int) {
	if total <= 0 {
		return
	}
	s.bar.TextFormatter = func() string { return fmt.Sprintf("%d of %d", done, total) }
	s.bar.SetValue(float64(done) / float64(total))
}

func (s *progressSheet) close() {
	s.never()
	s.sheet.close()
}
