package dialog

import (
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
