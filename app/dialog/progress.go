package dialog

import (
	"context"
	"errors"
	"fmt"
	"time"

	"fyne.io/fyne/v2/widget"

	"claimtrace/app/parts"
)

const progressWide = 400 // in pixels

// Blink is how long something may take without a sheet.
const Blink = 200 * time.Millisecond

// Progress shows how far a long action is and lets it be stopped.
type Progress struct {
	sheet *Sheet
	bar   *widget.ProgressBar
	never func() // it appears, unless it has
}

// Progress has a sheet appear when the action takes longer than [Blink]. Only
// Escape and the button stop the action, not an Enter that was meant for what
// began it.
func (k *Kit) Progress(title string, stop func()) *Progress {
	p := &Progress{bar: widget.NewProgressBar()}
	p.sheet = k.Sheet(title, progressWide, p.bar)
	p.sheet.Cancel = stop
	p.sheet.Hints = []parts.Hint{{Keys: []string{"Esc"}, Does: "stop"}}
	p.sheet.Button("Stop", stop)
	p.never = k.run.After(Blink, func() {
		p.sheet.Show(nil)
		k.canvas.Unfocus()
	})
	return p
}

// ErrUnderWay is returned where one thing that takes long is asked for while
// another is under way.
var ErrUnderWay = errors.New("something else is still under way: wait for it or stop it")

// Work runs what may take long off the window's goroutine, with progress and a
// way to stop it, and then tells how it ended. It returns [ErrUnderWay] where
// something else is still under way.
func (k *Kit) Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error)) error {
	if k.Working() {
		return ErrUnderWay
	}
	shown := k.Progress(title, k.StopWork)
	report := k.run.Reporter(shown.Report)
	var err error
	k.working = k.run.Go(func(ctx context.Context) { err = do(ctx, report) }, func() {
		shown.Close()
		if errors.Is(err, context.Canceled) {
			err = errors.New("stopped: nothing was changed")
		}
		ended(err)
	})
	return nil
}

// Working tells whether something that takes long is under way.
func (k *Kit) Working() bool { return k.working.Running() }

// StopWork has it stop, as soon as it can without leaving anything half done.
func (k *Kit) StopWork() { k.working.Stop() }

// Report shows how far the action is.
func (p *Progress) Report(done, total int) {
	if total <= 0 {
		return
	}
	p.bar.TextFormatter = func() string { return fmt.Sprintf("%d of %d", done, total) }
	p.bar.SetValue(float64(done) / float64(total))
}

// Close takes the sheet away, or has it never appear.
func (p *Progress) Close() {
	p.never()
	p.sheet.Close()
}
