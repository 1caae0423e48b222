//go:build bench && linux

package e2e

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimtrace/tools/ratio"
)

// bare is what the peer is called: the program in app/bench/bare.
const bare = "a bare Fyne window with one label"

// sampleProject makes the sample project in a folder of its own.
func sampleProject(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sample.claimtrace")
	claimtrace(t, nil, "new", path, "--sample")
	return path
}

// program is what is measured: a command, and how its window is known to show
// what it opens with, from the outside, by pixels on the screen.
type program struct {
	words []string
	shown sight
}

// sight is something that is seen on the screen.
type sight struct {
	part  image.Rectangle
	every int // only each such row is looked at
	is    func(pixels []uint32) bool
}

// framed is the first frame of either program: at the left top stand the first
// words of a menu or a label, dark on light.
var framed = sight{image.Rect(0, 0, 100, 40), 1, func(pixels []uint32) bool {
	light, dark := 0, 0
	for _, p := range pixels {
		switch green := p >> 8 & 0xff; {
		case green > 0xe0:
			light++
		case green < 0x90:
			dark++
		}
	}
	return light > len(pixels)/2 && dark > 20
}}

// ours shows its project once the passages of the article that it opens with
// have their fill; in the sample project these are unconfirmed.
func ours(t *testing.T, project string) program {
	return program{[]string{binaryPath(t), project}, sight{page, 12, func(pixels []uint32) bool { return colour(pixels, unconfirmed) > 500 }}}
}

// colour is how many pixels have a colour.
func colour(pixels []uint32, hex uint32) int {
	n := 0
	for _, p := range pixels {
		if p == hex {
			n++
		}
	}
	return n
}

// theirs shows its label in its first frame.
func theirs(t *testing.T) program {
	path := os.Getenv("CLAIMTRACE_BARE")
	if path == "" {
		t.Fatal("CLAIMTRACE_BARE does not name the bare program: run make bench")
	}
	return program{[]string{path}, framed}
}

// run starts the program on a display and returns it once it shows what it
// opens with, with the milliseconds from its start to its first frame, and
// until then.
func (p program) run(d *display) (c *exec.Cmd, first, shown float64) {
	d.t.Helper()
	screen, err := os.Open(d.buffer)
	if err != nil {
		d.t.Fatal(err)
	}
	defer screen.Close()
	if framed.seen(d.t, screen) {
		d.t.Fatal("another program is on the screen")
	}
	c = exec.Command(p.words[0], p.words[1:]...)
	c.Env = d.env
	var log bytes.Buffer
	c.Stdout, c.Stderr = &log, &log
	from := time.Now()
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { end(c) })
	wait := func(s sight) float64 {
		for !s.seen(d.t, screen) {
			if time.Since(from) > patience {
				d.t.Fatalf("%s never showed anything: see %s", p.words[0], d.save("unpainted", d.screen()))
			}
			time.Sleep(time.Millisecond)
		}
		return ratio.Since(from)
	}
	return c, wait(framed), wait(p.shown)
}

// seen tells whether it is on the screen now.
func (s sight) seen(t *testing.T, screen *os.File) bool {
	return s.is(glance(t, screen, s.part, s.every))
}

// glance reads some rows of a part of the screen, each every-th; it takes a
// small part of a millisecond, so that watching does not slow what is watched.
func glance(t *testing.T, screen *os.File, part image.Rectangle, every int) []uint32 {
	t.Helper()
	head := make([]byte, 100)
	if _, err := screen.ReadAt(head, 0); err != nil {
		t.Fatal(err)
	}
	field := func(i int) int { return int(binary.BigEndian.Uint32(head[4*i:])) }
	begin, row := field(0)+12*field(19), field(12)
	var pixels []uint32
	line := make([]byte, 4*part.Dx())
	for y := part.Min.Y; y < part.Max.Y; y += every {
		if _, err := screen.ReadAt(line, int64(begin+y*row+4*part.Min.X)); err != nil {
			t.Fatal(err)
		}
		for at := 0; at < len(line); at += 4 {
			pixels = append(pixels, binary.LittleEndian.Uint32(line[at:])&0xffffff)
		}
	}
	return pixels
}

func end(c *exec.Cmd) {
	if c.ProcessState == nil {
		c.Process.Kill()
		c.Wait()
	}
}

// gone ends a program and waits until its window has left the screen.
func gone(d *display, c *exec.Cmd) {
	d.t.Helper()
	end(c)
	d.until("nothing", func(img *image.RGBA) bool { return count(img, img.Bounds(), 0) == img.Bounds().Dx()*img.Bounds().Dy() })
}

// Measured is the time from asking the system for a process until its window
// has been painted for the first time, seen from outside on the screen, which
// is looked at each millisecond. Both programs have been started before, so
// files are in the system's cache and system fonts are indexed.
func TestBenchStart(t *testing.T) {
	d := newDisplay(t, 1280, 800)
	var shown []float64
	started := func(p program, shown *[]float64) ratio.Work {
		return func() float64 {
			c, first, whole := p.run(d)
			gone(d, c)
			*shown = append(*shown, whole)
			return first
		}
	}
	our, their := started(ours(t, sampleProject(t)), &shown), started(theirs(t), new([]float64))
	our()
	their()
	o, p := ratio.Medians(our, their)
	ratio.Record(t, ratio.Row{Name: "window.start", Peer: bare, Unit: "ms", Most: 1.4}, o, p,
		fmt.Sprintf("the sample project is there, with its article and the passages, after %.0f ms", ratio.Quantile(shown[1:], 0.5)))
}

// turns is how often each is measured where a measurement takes long.
const turns = 3

// settled is how long after it has been painted a window has done all that
// opening brings with it.
const settled = 8 * time.Second

// Measured is the resident memory of each program some seconds after it has
// been painted, all that it shares with others included; the pointer lies in a
// corner.
func TestBenchMemory(t *testing.T) {
	d := newDisplay(t, 1280, 800)
	d.do("mousemove", "1279", "799")
	programs := []program{ours(t, sampleProject(t)), theirs(t)}
	resident, anonymous := make([][]float64, len(programs)), make([][]float64, len(programs))
	for range turns {
		for i, p := range programs {
			c, _, _ := p.run(d)
			time.Sleep(settled)
			resident[i] = append(resident[i], status(t, c, "VmRSS"))
			anonymous[i] = append(anonymous[i], status(t, c, "RssAnon"))
			gone(d, c)
		}
	}
	of := func(found []float64) float64 { return ratio.Quantile(found, 0.5) }
	ratio.Record(t, ratio.Row{Name: "window.memory", Peer: bare, Unit: "MB", Most: 1.25}, of(resident[0]), of(resident[1]),
		fmt.Sprintf("without what lies in files, such as the programs themselves, %.1f MB against %.1f MB", of(anonymous[0]), of(anonymous[1])))
}

// status reads an amount of memory from what the system tells of a process, in
// MB.
func status(t *testing.T, c *exec.Cmd, name string) float64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if words := strings.Fields(line); words[0] == name+":" {
			kB, err := strconv.ParseFloat(words[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			return kB * 1024 / 1e6
		}
	}
	t.Fatalf("the system does not tell %s", name)
	return 0
}

const (
	idle  = 30 * time.Second
	grain = 0.1 // seconds, added to both: below, the system's accounting is too coarse
)

// Measured is the processor time of windows in which nothing is done: one for
// each page, and the bare one, all in the same half minute.
func TestBenchIdle(t *testing.T) {
	pages := []string{"Read", "Compare", "Overview"}
	var running []*exec.Cmd
	for i := range pages {
		w := open(t, sampleProject(t))
		if i > 0 {
			w.key(fmt.Sprint("ctrl+", i+1))
			w.still(image.Rectangle{})
		}
		running = append(running, w.prog)
	}
	c, _, _ := theirs(t).run(newDisplay(t, 1280, 800))
	running = append(running, c)
	time.Sleep(settled)
	spent := make([][]float64, len(running))
	for range turns {
		from := make([]float64, len(running))
		for i, c := range running {
			from[i] = processor(t, c)
		}
		time.Sleep(idle)
		for i, c := range running {
			spent[i] = append(spent[i], processor(t, c)-from[i])
		}
	}
	worst := 0.0
	var notes []string
	for i, name := range pages {
		s := ratio.Quantile(spent[i], 0.5)
		worst = max(worst, s)
		notes = append(notes, fmt.Sprintf("%s %.2f s", name, s))
	}
	peer := ratio.Quantile(spent[len(pages)], 0.5)
	ratio.Record(t, ratio.Row{Name: "window.idle", Peer: bare, Unit: "s", Most: 1.2}, worst+grain, peer+grain,
		fmt.Sprintf("in %v, without the %v s added to both: %s; bare %.2f s", idle, grain, strings.Join(notes, ", "), peer))
}

// processor is the time for which processors have worked for a process, its
// own and the system's work for it, in seconds.
func processor(t *testing.T, c *exec.Cmd) float64 {
	t.Helper()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.Process.Pid))
	if err != nil {
		t.Fatal(err)
	}
	// The name, in parentheses, may hold anything.
	words := strings.Fields(string(b[bytes.LastIndexByte(b, ')')+1:]))
	ticks := 0
	for _, w := range words[11:13] {
		n, err := strconv.Atoi(w)
		if err != nil {
			t.Fatal(err)
		}
		ticks += n
	}
	return float64(ticks) / 100 // the unit of time that Linux shows to programs
}
