//go:build bench

package frames

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate/text"
	"claimtrace/app/async"
	"claimtrace/app/read/reader"
	"claimtrace/app/style"
	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

const (
	screens = 100
	run     = 10 // screens between which the still frames are measured
	most    = 4
)

// Measured is the time of each frame in which PageDown goes on by a screen, and
// of each in which the wheel turns by a screen while a selection is dragged
// from the middle of the article; the 95th percentile of 100. The peer redraws
// the screen that the last step left, all its objects anew.
func TestBenchFrames(t *testing.T) {
	r := million(t)
	// Around 1,700 characters fit on a screen.
	const least = screens * 1_000
	measure(t, "reader.frame-page", r, func() { r.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) })
	at := 0
	fyne.DoAndWait(func() { at = r.Selection().Start })
	if at < least {
		t.Fatalf("the caret went on by %d characters", at)
	}

	from, to := fyne.NewPos(500, 300), fyne.NewPos(700, 790)
	var screen float64
	fyne.DoAndWait(func() {
		r.ScrollToShare(0.5)
		screen = float64(r.Size().Height - style.ReadLead)
		r.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	})
	measure(t, "reader.frame-drag", r, func() {
		r.ScrollBy(screen)
		r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
	})
	selected := 0
	fyne.DoAndWait(func() {
		r.DragEnd()
		selected = r.Selection().Len()
	})
	if selected < least {
		t.Fatalf("the drag selected %d characters", selected)
	}
}

// million shows an article of 1,000,000 words with 10,000 highlights.
func million(t *testing.T) *reader.Reader {
	t.Helper()
	words := corpus.Text(1, 1_000_000)
	highlights := corpus.Highlights(words, 10_000)
	var r *reader.Reader
	fyne.DoAndWait(func() {
		r = reader.New(async.New(fyne.Do))
		r.Resize(size)
		r.Open(reader.Article{Text: text.NewOffsets(words)})
		r.SetAnnotations(highlights)
	})
	show(t, r)
	return r
}

// measure does a step for each of 100 screens, with still frames in between,
// and hands in the 95th percentiles.
func measure(t *testing.T, name string, r *reader.Reader, step func()) {
	t.Helper()
	var moving, still []float64
	for range screens / run {
		moving = append(moving, frames(run, step)...)
		still = append(still, frames(run, func() { canvas.Refresh(r) })...)
	}
	ratio.Record(t, ratio.Row{Name: name, Peer: "redrawing the screen as it is", Unit: "ms", Most: most},
		ratio.Quantile(moving, 0.95), ratio.Quantile(still, 0.95),
		fmt.Sprintf("medians %.1f ms against %.1f ms, worst %.1f ms against %.1f ms",
			ratio.Quantile(moving, 0.5), ratio.Quantile(still, 0.5), slices.Max(moving), slices.Max(still)))
}
