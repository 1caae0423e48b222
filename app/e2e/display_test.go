//go:build e2e || bench

package e2e

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a window may take for anything before a test gives up;
// nothing waits that long unless something is wrong.
const patience = 60 * time.Second

// display is a virtual display of its own for one test.
type display struct {
	t      *testing.T
	number string
	buffer string // the file in which Xvfb keeps the screen
	env    []string
}

func newDisplay(t *testing.T, width, height int) *display {
	t.Helper()
	return displayOf(t, user(t), width, height)
}

// displayOf is that of a user with an environment.
func displayOf(t *testing.T, env []string, width, height int) *display {
	t.Helper()
	folder := t.TempDir()
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-fbdir", folder, "+extension", "GLX", "-nolisten", "tcp")
	x.ExtraFiles = []*os.File{write}
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	t.Cleanup(func() {
		x.Process.Kill()
		x.Wait()
	})
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	d := &display{t: t, number: ":" + strings.TrimSpace(line), buffer: filepath.Join(folder, "Xvfb_screen0")}
	d.env = append(env, "DISPLAY="+d.number, "WAYLAND_DISPLAY=", "LIBGL_ALWAYS_SOFTWARE=1", "FYNE_PLATFORM=x11", "FYNE_SCALE=1",
		"FYNE_THEME=light", "LANG=C.UTF-8")
	return d
}

// do gives xdotool its words.
func (d *display) do(words ...string) string {
	d.t.Helper()
	c := exec.Command("xdotool", words...)
	c.Env = d.env
	out, err := c.CombinedOutput()
	if err != nil {
		d.t.Fatalf("xdotool %s: %v: %s", strings.Join(words, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// screen reads the display as it is now: an XWD file of 32 bits a pixel.
func (d *display) screen() *image.RGBA {
	d.t.Helper()
	b, err := os.ReadFile(d.buffer)
	if err != nil {
		d.t.Fatal(err)
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(b[4*i:])) }
	header, width, height, row, colours := field(0), field(4), field(5), field(12), field(19)
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	at := header + 12*colours
	for y := range height {
		for x := range width {
			p := b[at+y*row+4*x:]
			img.SetRGBA(x, y, color.RGBA{R: p[2], G: p[1], B: p[0], A: 0xff})
		}
	}
	return img
}

// until waits for what the screen must show, and fails with a picture of it
// when it never does.
func (d *display) until(what string, ok func(*image.RGBA) bool) {
	d.t.Helper()
	tick := time.NewTicker(40 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.After(patience); ; {
		img := d.screen()
		if ok(img) {
			return
		}
		select {
		case <-tick.C:
		case <-deadline:
			d.t.Fatalf("the window never showed %s: see %s", what, d.save("failed", img))
		}
	}
}

// still waits until the screen has not changed for a few looks; something that
// blinks may go on in ignore.
func (d *display) still(ignore image.Rectangle) {
	d.t.Helper()
	var last *image.RGBA
	same := 0
	d.until("the same for a while", func(img *image.RGBA) bool {
		for y := ignore.Min.Y; y < ignore.Max.Y; y++ {
			for x := ignore.Min.X; x < ignore.Max.X; x++ {
				img.SetRGBA(x, y, color.RGBA{})
			}
		}
		if last != nil && string(last.Pix) == string(img.Pix) {
			same++
		} else {
			same = 0
		}
		last = img
		return same >= 3
	})
}

// save keeps a picture beside the program and returns its path.
func (d *display) save(name string, img image.Image) string {
	d.t.Helper()
	path := filepath.Join(filepath.Dir(binaryPath(d.t)), "e2e-"+strings.ReplaceAll(d.t.Name(), "/", "-")+"-"+name+".png")
	f, err := os.Create(path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		d.t.Fatal(err)
	}
	return path
}

// count is how many pixels of a part of the screen have a colour.
func count(img *image.RGBA, part image.Rectangle, hex uint32) int {
	want := color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xff}
	n := 0
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if img.RGBAAt(x, y) == want {
				n++
			}
		}
	}
	return n
}
