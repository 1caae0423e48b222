//go:build bench && linux

package e2e

import (
	"fmt"
	"image"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimtrace/tools/ratio"
)

// keyboard is an xdotool that waits for keys, so that none waits for xdotool to
// start.
type keyboard struct {
	t  *testing.T
	to io.Writer
}

func newKeyboard(d *display) keyboard {
	d.t.Helper()
	c := exec.Command("xdotool", "-")
	c.Env = d.env
	to, err := c.StdinPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		to.Close()
		c.Wait()
	})
	return keyboard{d.t, to}
}

// press presses keys as fast as the display takes them.
func (k keyboard) press(keys string) {
	k.t.Helper()
	if _, err := fmt.Fprintln(k.to, "key --clearmodifiers --delay 0", keys); err != nil {
		k.t.Fatal(err)
	}
}

// watched is a part of a program's window, of which some rows are looked at.
type watched struct {
	*display
	keyboard
	screen *os.File
	part   image.Rectangle
}

// watch starts a program that has the keyboard, and waits until it rests.
func watch(t *testing.T, p program, part image.Rectangle) *watched {
	t.Helper()
	d := newDisplay(t, 1280, 800)
	p.run(d)
	id := strings.Fields(d.do("search", "--sync", "--onlyvisible", "--name", "Claimtrace"))[0]
	d.do("windowmove", id, "0", "0", "windowsize", id, "1280", "800", "windowfocus", id)
	d.still(image.Rectangle{})
	screen, err := os.Open(d.buffer)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	return &watched{d, newKeyboard(d), screen, part}
}

func (w *watched) look() []uint32 { return glance(w.display.t, w.screen, w.part, 4) }

// after presses keys and returns what is seen once the window rests.
func (w *watched) after(keys string) []uint32 {
	w.display.t.Helper()
	was := w.look()
	w.press(keys)
	w.await(keys, func(now []uint32) bool { return !slices.Equal(now, was) })
	w.still(image.Rectangle{})
	return w.look()
}

// await waits until what is seen is as it should be.
func (w *watched) await(what string, ok func([]uint32) bool) {
	w.display.t.Helper()
	for from := time.Now(); !ok(w.look()); time.Sleep(time.Millisecond) {
		if time.Since(from) > patience {
			w.display.t.Fatalf("the window never showed what comes after %s: see %s", what, w.save("failed", w.display.screen()))
		}
	}
}

// spent presses keys and returns the milliseconds until what is seen is as it
// should be.
func (w *watched) spent(keys string, ok func([]uint32) bool) float64 {
	w.display.t.Helper()
	from := time.Now()
	w.press(keys)
	w.await(keys, ok)
	return ratio.Since(from)
}

// few makes a project of two articles with 10 annotations of 5 claims.
func few(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	project := filepath.Join(folder, "few.claimtrace")
	claimtrace(t, nil, "new", project)
	for i := range 2 {
		var words strings.Builder
		for n := range 30 {
			fmt.Fprintf(&words, "Dispatch %d says in its sentence number %d that somebody said so. ", i+1, n+1)
		}
		path := filepath.Join(folder, fmt.Sprintf("dispatch %d.txt", i+1))
		if err := os.WriteFile(path, []byte(words.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		claimtrace(t, nil, "add", project, path)
	}
	var arts []struct{ ID string }
	claimtrace(t, &arts, "list", project, "articles")
	for i := range 10 {
		claimtrace(t, nil, "annotate", project, "--article", arts[i%2].ID, "--quote", fmt.Sprintf("sentence number %d that", 20+i), "--verdict", "disputed",
			"--claim", fmt.Sprintf("Statement %d: somebody said so", i/2+1))
	}
	return project
}

// flush is how long the disk takes to keep 4 kB, in milliseconds.
func flush(t *testing.T, path string) float64 {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	from := time.Now()
	if _, err := f.Write(make([]byte, 4096)); err != nil {
		t.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		t.Fatal(err)
	}
	return ratio.Since(from)
}

// Measured is what one does most: a selected sentence gets its verdict and its
// claim by keys that come without a pause, until the window has been painted
// with the highlight, the card and the claim's mark, and all of that is on
// disk. The peer is the least that any window does for a key.
func TestBenchSmall(t *testing.T) {
	const (
		choose = "ctrl+Home s"
		tag    = "1 S t a t e m e n t space 3 Return"
		undo   = "ctrl+z" // twice: the claim, and the verdict
	)
	our := ours(t, few(t))
	our.shown.is = func(pixels []uint32) bool { return colour(pixels, 0xffffff) > len(pixels)/2 }
	w := watch(t, our, image.Rect(275, 75, 1280, 690))               // without the time on the card
	for _, keys := range []string{choose, tag, undo, undo, choose} { // the claim stays in hand
		w.after(keys)
	}
	tagged := w.after(tag)
	var flushes []float64
	file := filepath.Join(t.TempDir(), "flushed")
	work := func() float64 {
		flushes = append(flushes, flush(t, file))
		w.after(undo)
		w.after(undo)
		w.after(choose)
		return w.spent(tag, func(now []uint32) bool { return slices.Equal(now, tagged) })
	}
	their := theirs(t)
	their.words = append(their.words, "list")
	list := watch(t, their, image.Rect(600, 0, 640, 800)) // beside the words
	o, p := ratio.Medians(work, func() float64 {
		list.still(image.Rectangle{})
		was := list.look()
		return list.spent("Down", func(now []uint32) bool { return !slices.Equal(now, was) })
	})
	ratio.Record(t, ratio.Row{Name: "window.small", Peer: "a bare Fyne window: a list selects its next row", Unit: "ms", Most: 3}, o, p,
		"from the first key to the painted frame; either may wait up to 17 ms for the next frame",
		fmt.Sprintf("ours puts two changes on the disk, each with several flushes; one takes %.1f ms here", ratio.Quantile(flushes, 0.5)))
}
