package store

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/store/faults"
)

// run is what a script did, as the disk saw it.
type run struct {
	before faults.Folder
	events []faults.Event
	acks   []int      // after how many events each step was acknowledged
	holds  []contents // before the first step, and after each
}

// recorded does a script in a folder that was prepared for it, and looks on.
func recorded(t *testing.T, s script, folder string) run {
	t.Helper()
	disk := faults.Install()
	r := run{before: filesIn(t, folder)}
	disk.Watch(folder, nil)
	err := s.work(folder, func() { r.acks = append(r.acks, disk.Count()) })
	if r.events = disk.Stop(); err != nil {
		t.Fatal(err)
	}
	for _, e := range r.events {
		if strings.HasSuffix(e.File, "-wal") || strings.HasSuffix(e.File, "-shm") {
			t.Errorf("%s of %s, which has no place in a folder kept in step with others", e.Kind, filepath.Base(e.File))
		}
	}
	for _, n := range append([]int{0}, r.acks...) {
		image := t.TempDir()
		put(t, image, folder, faults.Crash(r.before, r.events[:n], faults.Nothing))
		now, err := contentsOf(image)
		if err != nil {
			t.Fatal(err)
		}
		r.holds = append(r.holds, now)
	}
	return r
}

func filesIn(t *testing.T, folder string) faults.Folder {
	t.Helper()
	files := faults.Folder{}
	if err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[path], err = os.ReadFile(path)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return files
}

// put writes files that were in one folder into another.
func put(t *testing.T, into, from string, files faults.Folder) {
	t.Helper()
	for path, content := range files {
		name, err := filepath.Rel(from, path)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(into, name)
		if err := os.MkdirAll(filepath.Dir(target), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// check fails the test unless each project in a folder is whole, and holds
// what it did after as many steps as were acknowledged, or one more. It returns
// what is there.
func (r run) check(t *testing.T, folder, when string, acknowledged int) contents {
	t.Helper()
	now, err := contentsOf(folder)
	if err != nil {
		t.Errorf("%s: %v", when, err)
		return nil
	}
	old := r.holds[acknowledged]
	young := r.holds[min(acknowledged+1, len(r.holds)-1)]
	for name, sum := range now {
		if sum != old[name] && sum != young[name] {
			t.Errorf("%s: %s holds neither what it did after %d steps nor after one more", when, name, acknowledged)
		}
	}
	for name, sum := range old {
		if now[name] == "" && young[name] != "" {
			t.Errorf("%s: %s (%.8s) is gone", when, name, sum)
		}
	}
	for name := range now {
		if strings.HasPrefix(name, "data") {
			continue // a backup
		}
		p, err := Open(filepath.Join(folder, name), testOptions("Ben")) // of whom nothing is known: all of it is checked
		if err != nil {
			t.Errorf("%s: %v", when, err)
			continue
		}
		p.Close()
	}
	return now
}

// After a loss of power at any moment of any work, a project opens with all
// that was acknowledged and nothing half done: with all writes on the disk, with
// those alone that were flushed, and with any part of the others.
func TestPowerLoss(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		s := scripts[name]
		folder := newScript(t, s)
		r := recorded(t, s, folder)
		step, lots := 1, 3
		if !long {
			step, lots = len(r.events)/3+1, 1
		}
		tried := 0
		for n := rng.IntN(step); n <= len(r.events); n += step {
			acknowledged := 0
			for _, at := range r.acks {
				if at <= n {
					acknowledged++
				}
			}
			losses := []faults.Loss{faults.Nothing, faults.Everything}
			for range lots {
				losses = append(losses, faults.Anything(rng))
			}
			for i, loss := range losses {
				tried++
				image, err := os.MkdirTemp("", "claimtrace-power")
				if err != nil {
					t.Fatal(err)
				}
				put(t, image, folder, faults.Crash(r.before, r.events[:n], loss))
				when := name
				if n > 0 {
					when += ", after " + string(r.events[n-1].Kind) + " of " + filepath.Base(r.events[n-1].File)
				}
				r.check(t, image, when, acknowledged)
				if t.Failed() {
					t.Fatalf("%s: event %d of %d, loss %d: see %s", name, n, len(r.events), i, image)
				}
				os.RemoveAll(image)
			}
		}
		t.Logf("%s: %d events, %d losses of power", name, len(r.events), tried)
	}
}
