//go:build bench && linux

package command

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimtrace/tools/ratio"
	"claimtrace/tools/ratio/corpus"
)

// memoryTurns is how often each is measured: one takes long.
const memoryTurns = 3

// peakOfAdding adds articles to a new project with the built program, and returns the
// greatest sum of the resident memory of it and the readers that it started, in MB.
func peakOfAdding(t *testing.T, sources ...string) float64 {
	t.Helper()
	binary := os.Getenv("CLAIMTRACE_BINARY")
	if binary == "" {
		t.Skip("CLAIMTRACE_BINARY names no built program: make bench does")
	}
	home := t.TempDir()
	project := filepath.Join(home, "p.claimtrace")
	run := func(args ...string) *exec.Cmd {
		c := exec.Command(binary, args...)
		c.Env = append(os.Environ(), "CLAIMTRACE_REVIEWER=Ann", "HOME="+home, "XDG_CONFIG_HOME="+home, "TMPDIR="+home)
		return c
	}
	if out, err := run("new", project).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	c := run(append([]string{"add", project}, sources...)...)
	var said strings.Builder
	c.Stderr = &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	peak := 0.0
	for look := time.NewTicker(5 * time.Millisecond); ; {
		select {
		case err := <-ended:
			look.Stop()
			if err != nil {
				t.Fatalf("%v: %s", err, said.String())
			}
			return peak
		case <-look.C:
			peak = max(peak, residentWithChildren(c.Process.Pid))
		}
	}
}

// residentWithChildren is the resident memory of a process and those that it
// started, in MB; what has ended meanwhile has none.
func residentWithChildren(pid int) float64 {
	var pages int64
	if words := strings.Fields(contentOf(fmt.Sprintf("/proc/%d/statm", pid))); len(words) > 1 {
		pages, _ = strconv.ParseInt(words[1], 10, 64)
	}
	mb := float64(pages) * float64(os.Getpagesize()) / 1e6
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, task := range tasks {
		for _, child := range strings.Fields(contentOf(task)) {
			if n, err := strconv.Atoi(child); err == nil {
				mb += residentWithChildren(n)
			}
		}
	}
	return mb
}

func contentOf(path string) string {
	b, _ := os.ReadFile(path)
	return string(b)
}

// againstFew measures adding many against adding few by turns.
func againstFew(t *testing.T, row ratio.Row, many, few []string) {
	t.Helper()
	var ours, theirs []float64
	for range memoryTurns {
		theirs = append(theirs, peakOfAdding(t, few...))
		ours = append(ours, peakOfAdding(t, many...))
	}
	ratio.Record(t, row, ratio.Quantile(ours, 0.5), ratio.Quantile(theirs, 0.5),
		fmt.Sprintf("at most %.0f MB in %d turns, at least %.0f MB", slices.Max(ours), memoryTurns, slices.Min(theirs)))
}

// Files are added of which each tenth is a web page, so that readers of foreign
// bytes are at work too.
func TestBenchFilesMemory(t *testing.T) {
	folder := func(n int) string {
		dir := t.TempDir()
		for i := range n {
			name, content := fmt.Sprintf("%05d.txt", i), corpus.Text(uint64(i), 400)
			if i%10 == 0 {
				name = fmt.Sprintf("%05d.html", i)
				content = "<!DOCTYPE html><title>Page " + fmt.Sprint(i) + "</title><article><h1>Page</h1><p>" + strings.ReplaceAll(content, "\n", "</p><p>") + "</p></article>"
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		return dir
	}
	againstFew(t, ratio.Row{Name: "ingest.memory", Peer: "adding 100 of the 10,000 files", Unit: "MB", Most: 1.5}, []string{folder(10_000)}, []string{folder(100)})
}

// Lines of JSON of some 2,600 bytes are added, 260 MB of them.
func TestBenchLinesMemory(t *testing.T) {
	lines := func(n int) string {
		path := filepath.Join(t.TempDir(), "l.jsonl")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		body := strconv.Quote(strings.Repeat("The council votes on the bridge on Thursday, they say. ", 45))
		for i := range n {
			fmt.Fprintf(f, `{"id":"doc-%d","title":"Headline %d of the day","outlet":"Paper %d","published":"2026-01-%02d","text":"Article %d. %s}`+"\n", i, i, i%50, 1+i%28, i, body[1:])
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	againstFew(t, ratio.Row{Name: "ingest.lines-memory", Peer: "adding 1,000 of the 100,000 lines", Unit: "MB", Most: 1.5}, []string{"--jsonl", lines(100_000)}, []string{"--jsonl", lines(1_000)})
}
