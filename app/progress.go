package app

import (
	"context"
	"errors"
)

// work runs what may take long off the window's goroutine, with progress and a
// way to stop it, and then tells how it ended.
func (w *window) work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) {
	if w.working.Running() {
		w.complain(errUnderWay)
		return
	}
	shown := w.dialogs.Progress(title, func() { w.working.Stop() })
	report := w.run.Reporter(shown.Report)
	var err error
	w.working = w.run.Go(func(ctx context.Context) { err = do(ctx, report) }, func() {
		shown.Close()
		if errors.Is(err, context.Canceled) {
			err = errors.New("stopped: nothing was changed")
		}
		ended(err)
		if w.closing {
			w.win.Close()
		}
	})
}
