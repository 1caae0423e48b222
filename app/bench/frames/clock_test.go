//go:build bench

package frames

import (
	"image"
	"os"
	"runtime"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"

	"claimtrace/app/style"
	"claimtrace/tools/ratio"
)

// TestMain runs Fyne's loop, which must have the first thread, and the tests
// beside it.
func TestMain(m *testing.M) {
	a := app.NewWithID("org.claimtrace.bench")
	a.Settings().SetTheme(style.Theme{Choice: style.AlwaysLite})
	status := 1
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			status = m.Run()
			fyne.Do(a.Quit)
		}()
	})
	a.Run()
	os.Exit(status)
}

// clock measures frames. Fyne's loop draws a frame right after the animations
// have had their tick: a frame begins with the tick, does its step there, and
// ends when the loop comes to something else after drawing, which is either a
// function that was posted during the tick, or the next tick.
type clock struct {
	step  func()
	want  int
	took  []float64 // milliseconds
	began time.Time // zero between frames
	done  chan struct{}
}

// frames draws n frames, each after a step, and returns the milliseconds that
// each took with its step.
func frames(n int, step func()) []float64 {
	runtime.GC()
	c := &clock{step: step, want: n, done: make(chan struct{})}
	a := &fyne.Animation{Duration: time.Hour, RepeatCount: fyne.AnimationRepeatForever}
	a.Tick = func(float32) {
		c.end()
		if len(c.took) == c.want {
			a.Stop()
			close(c.done)
			return
		}
		c.began = time.Now()
		c.step()
		go fyne.Do(c.end)
	}
	fyne.Do(a.Start)
	<-c.done
	return c.took
}

func (c *clock) end() {
	if c.began.IsZero() {
		return
	}
	c.took = append(c.took, ratio.Since(c.began))
	c.began = time.Time{}
}

var size = fyne.NewSize(1280, 800)

// show opens a window of that size that is filled by an object, and waits
// until it has been drawn.
func show(t *testing.T, o fyne.CanvasObject) {
	t.Helper()
	var w fyne.Window
	fyne.DoAndWait(func() {
		w = fyne.CurrentApp().NewWindow("Claimtrace")
		w.SetPadded(false)
		w.SetContent(o)
		w.Resize(size)
		w.Show()
	})
	// The last window must stay: when it closes, so does the program.
	t.Cleanup(func() { fyne.DoAndWait(w.Hide) })
	frames(5, func() { canvas.Refresh(o) })
	var got fyne.Size
	fyne.DoAndWait(func() { got = o.Size() })
	if got != size {
		t.Fatalf("the window is of %v", got)
	}
}

// TestBenchClock checks the method: a known delay in the step, and one while
// the frame is drawn, are in what is measured.
func TestBenchClock(t *testing.T) {
	const delay = 30 * time.Millisecond
	slow := false
	r := canvas.NewRaster(func(wide, high int) image.Image {
		if slow {
			time.Sleep(delay)
		}
		return image.NewNRGBA(image.Rect(0, 0, wide, high))
	})
	show(t, r)
	for _, c := range []struct {
		name string
		step func()
	}{
		{"step", func() { r.Refresh(); time.Sleep(delay) }},
		{"drawing", func() { slow = true; r.Refresh() }},
	} {
		for i, took := range frames(5, c.step) {
			if took < float64(delay)/float64(time.Millisecond) {
				t.Errorf("frame %d with a slow %s was measured as %.1f ms", i, c.name, took)
			}
		}
	}
}
