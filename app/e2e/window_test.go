//go:build e2e || bench

package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"claimtrace/annotate/anchor"
	"claimtrace/annotate/text"
)

func binaryPath(t *testing.T) string {
	t.Helper()
	path := os.Getenv("CLAIMTRACE_BINARY")
	if path == "" {
		t.Fatal("CLAIMTRACE_BINARY does not name the program: run make e2e")
	}
	return path
}

// user is the environment of a test's one user, Mara, who has a home of her own:
// in the window and in commands she is the same person.
func user(t *testing.T) []string {
	t.Helper()
	const whose = "CLAIMTRACE_TEST"
	if os.Getenv(whose) != t.Name() {
		home := t.TempDir()
		for name, value := range map[string]string{
			whose: t.Name(), "HOME": home, "XDG_CONFIG_HOME": filepath.Join(home, ".config"), "CLAIMTRACE_REVIEWER": "Mara",
		} {
			t.Setenv(name, value)
		}
	}
	return os.Environ()
}

// claimtrace runs a command and returns what it prints; into, if not nil, is
// filled from its JSON.
func claimtrace(t *testing.T, into any, words ...string) string {
	t.Helper()
	return claimtraceOf(t, user(t), into, words...)
}

// claimtraceOf is that of a user with an environment.
func claimtraceOf(t *testing.T, env []string, into any, words ...string) string {
	t.Helper()
	if into != nil {
		words = append(words, "--json")
	}
	c := exec.Command(binaryPath(t), words...)
	c.Env = env
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	if err := c.Run(); err != nil {
		t.Fatalf("claimtrace %s: %v: %s%s", strings.Join(words, " "), err, out.String(), errs.String())
	}
	if into != nil {
		if err := json.Unmarshal(out.Bytes(), into); err != nil {
			t.Fatalf("claimtrace %s: %v: %s", strings.Join(words, " "), err, out.String())
		}
	}
	return out.String()
}

// window is the program in a window that fills a display.
type window struct {
	*display
	id   string
	prog *exec.Cmd
	done chan error
	log  bytes.Buffer
}

// The parts of a window of 1280 × 800, in pixels, by the measures of the
// design.
var (
	page   = image.Rect(275, 75, 945, 770)
	notice = image.Rect(0, 72, 1280, 104)
	field  = image.Rect(968, 75, 1280, 135) // in which the caret blinks
)

// The colours of the light palette.
const (
	selection   = 0xb6ccf4
	confirmed   = 0xcfeee2
	disputed    = 0xfbdccb
	unconfirmed = 0xd3e4f7
)

// open starts the program on a project and waits for its page.
func open(t *testing.T, project string) *window {
	t.Helper()
	return openOf(t, user(t), project)
}

// openOf is that of a user with an environment.
func openOf(t *testing.T, env []string, project string) *window {
	t.Helper()
	w := startOf(t, env, project)
	w.until("its page", func(img *image.RGBA) bool { return count(img, page, 0xffffff) > page.Dx()*page.Dy()/2 })
	w.still(image.Rectangle{})
	return w
}

// startOf is [openOf] without the wait for the page.
func startOf(t *testing.T, env []string, project string) *window {
	t.Helper()
	w := &window{display: displayOf(t, env, 1280, 800), done: make(chan error, 1)}
	w.prog = exec.Command(binaryPath(t), project)
	w.prog.Env = w.env
	w.prog.Stdout, w.prog.Stderr = &w.log, &w.log
	if err := w.prog.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { w.done <- w.prog.Wait() }()
	t.Cleanup(func() { w.prog.Process.Kill() })
	ids := w.do("search", "--sync", "--onlyvisible", "--name", "Claimtrace")
	w.id = strings.Fields(ids)[0]
	w.do("windowmove", w.id, "0", "0", "windowsize", w.id, "1280", "800", "windowfocus", w.id)
	return w
}

// close quits by the key and waits for the end.
func (w *window) close() {
	w.t.Helper()
	w.key("ctrl+q")
	if err := <-w.done; err != nil {
		w.t.Fatalf("the program ended with %v: %s", err, w.log.String())
	}
	if strings.Contains(w.log.String(), "panic") {
		w.t.Fatalf("the program said: %s", w.log.String())
	}
}

func (w *window) key(keys ...string) {
	w.t.Helper()
	w.do(append([]string{"key", "--clearmodifiers", "--delay", "20"}, keys...)...)
}

func (w *window) typed(s string) {
	w.t.Helper()
	w.do("type", "--delay", "15", s)
}

// click presses the left button n times at a place.
func (w *window) click(n, x, y int) {
	w.t.Helper()
	w.do("mousemove", fmt.Sprint(x), fmt.Sprint(y), "click", "--repeat", fmt.Sprint(n), "--delay", "60", "1")
}

// drag moves from one place to another with the left button held, in steps as
// a hand does.
func (w *window) drag(x, y, toX, toY int) {
	w.t.Helper()
	const steps = 8
	words := []string{"mousemove", fmt.Sprint(x), fmt.Sprint(y), "mousedown", "1"}
	for i := 1; i <= steps; i++ {
		words = append(words, "mousemove", fmt.Sprint(x+(toX-x)*i/steps), fmt.Sprint(y+(toY-y)*i/steps), "sleep", "0.03")
	}
	w.do(append(words, "mouseup", "1")...)
}

// selected waits until something is selected in the text.
func (w *window) selected() {
	w.t.Helper()
	w.until("a selection", func(img *image.RGBA) bool { return count(img, page, selection) > 200 })
}

// sentence selects, by keys alone, the sentence in which words of the text
// stand: from the beginning word by word, then S.
func (w *window) sentence(o *text.Offsets, words string) {
	w.t.Helper()
	span := anchor.All(o, words)
	if len(span) == 0 {
		w.t.Fatalf("the article does not say %q", words)
	}
	keys := []string{"ctrl+Home"}
	for p := 0; p <= span[0].Start; p = o.NextWord(p) {
		keys = append(keys, "ctrl+Right")
	}
	w.key(append(keys, "s")...)
	w.selected()
}

// word selects a word on the line at y by two clicks: the first one that is
// not a mark or a space.
func (w *window) word(y int) {
	w.t.Helper()
	for x := 400; x < 900; x += 37 {
		w.click(2, x, y)
		w.still(image.Rectangle{})
		if count(w.screen(), page, selection) > 400 {
			return
		}
	}
	w.t.Fatalf("no word at y %d", y)
}

// tag presses the key of a verdict and ties the passage to a claim; it waits
// for the highlight before it types, and for the field to rest after.
func (w *window) tag(key string, fill uint32, claim string) {
	w.t.Helper()
	before := count(w.screen(), page, fill)
	w.key(key)
	w.until("the highlight", func(img *image.RGBA) bool {
		return count(img, page, selection) == 0 && count(img, page, fill) > before
	})
	w.typed(claim)
	w.still(field)
	w.key("Return")
	w.still(image.Rectangle{})
	w.quiet()
}

// quiet fails if the window complains.
func (w *window) quiet() {
	w.t.Helper()
	if img := w.screen(); count(img, notice, disputed) > notice.Dx()*notice.Dy()/2 {
		w.t.Fatalf("the window complains: see %s", w.save("complaint", img))
	}
}
