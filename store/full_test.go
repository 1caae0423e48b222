package store

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimtrace/store/faults"
	"claimtrace/store/file"
)

// failing does a script on a disk on which, from the event of a number on,
// those fail that fail tells of. It returns how many steps were acknowledged.
func failing(s script, folder string, from int, fail func(faults.Event) error) (did int, err error) {
	disk := faults.Install()
	disk.Watch(folder, func(n int, e faults.Event) error {
		if n < from {
			return nil
		}
		return fail(e)
	})
	defer disk.Stop()
	err = s.work(folder, func() { did++ })
	return did, err
}

// moments are the events of a run at which a fault is tried.
func (r run) moments() (list []int) {
	step := 1
	if !long {
		step = len(r.events)/2 + 1
	}
	for n := 0; n < len(r.events); n += step {
		list = append(list, n)
	}
	return list
}

// Whenever the disk is full, in any work: one clear line says so, the project
// is as it was after the last step, no temporary file is left, and the work is
// done when there is room.
func TestFullDiskAnywhere(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		s := scripts[name]
		r := recorded(t, s, newScript(t, s))
		refusals := 0
		for _, n := range r.moments() {
			folder := newScript(t, s)
			when := fmt.Sprintf("%s, full from event %d of %d on", name, n, len(r.events))
			did, err := failing(s, folder, n, func(e faults.Event) error {
				if e.Kind == faults.Write && e.Grows {
					return faults.ErrFull
				}
				return nil
			})
			if err != nil {
				refusals++
				if text := err.Error(); !strings.Contains(text, ErrDiskFull.Error()) || strings.Contains(text, "\n") {
					t.Errorf("%s: it says %q", when, text)
				}
			}
			left := r.check(t, folder, when, did)
			if !maps.Equal(left, r.holds[did]) {
				t.Errorf("%s: after %d steps there is something else", when, did)
			}
			noTemporary(t, folder, when)
			if did == 0 {
				if err := s.work(folder, func() {}); err != nil {
					t.Errorf("%s: with room again: %v", when, err)
				}
			}
			if t.Failed() {
				t.FailNow()
			}
		}
		if refusals == 0 {
			t.Errorf("%s: the disk was never full", name)
		}
	}
}

// The same on a disk that really is full, but for so many bytes.
func TestFullSmallDisk(t *testing.T) {
	rooms := []int64{48 << 10}
	if long {
		rooms = []int64{0, 4 << 10, 12 << 10, 24 << 10, 48 << 10, 80 << 10, 120 << 10, 200 << 10, 400 << 10, 800 << 10}
	}
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		s := scripts[name]
		r := recorded(t, s, newScript(t, s))
		for _, room := range rooms {
			folder, ok := smallDisk(t, 4<<20)
			if !ok {
				t.Log("no small disk can be mounted here; TestFullDiskAnywhere stands for it")
				return
			}
			s.prepare(t, folder)
			when := fmt.Sprintf("%s, with room for %d bytes", name, room)
			ballast := filepath.Join(folder, "ballast")
			fillUp(t, ballast, 4<<20, room)
			did := 0
			err := s.work(folder, func() { did++ })
			if err == nil && did < len(r.acks) || err != nil && !strings.Contains(err.Error(), ErrDiskFull.Error()) {
				t.Errorf("%s: after %d steps of %d it says %v", when, did, len(r.acks), err)
			}
			noTemporary(t, folder, when)
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			left := r.check(t, folder, when, did)
			if !maps.Equal(left, r.holds[did]) {
				t.Errorf("%s: after %d steps there is something else", when, did)
			}
			if t.Failed() {
				t.FailNow()
			}
		}
	}
}

// fillUp writes a file that leaves only some room on a disk of a size.
func fillUp(t *testing.T, path string, size int, room int64) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	written := int64(0)
	for block := make([]byte, 4096); ; written += int64(len(block)) {
		if _, err := f.Write(block); err != nil {
			break
		}
		if written > int64(size) {
			t.Fatal("the disk is larger than it was made")
		}
	}
	if err := f.Truncate(max(written-room, 0)); err != nil {
		t.Fatal(err)
	}
}

// On a disk that takes nothing more at any moment of any work, an error says
// so, and afterwards the project is whole, with all that was acknowledged.
func TestFailingDisk(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(scripts)) {
		s := scripts[name]
		r := recorded(t, s, newScript(t, s))
		for _, n := range r.moments() {
			folder := newScript(t, s)
			when := fmt.Sprintf("%s, failing from event %d of %d on", name, n, len(r.events))
			did, err := failing(s, folder, n, func(faults.Event) error { return errDying })
			if err == nil && did < len(r.acks) || err != nil && strings.Contains(err.Error(), "\n") && !strings.Contains(err.Error(), "cannot close") {
				t.Errorf("%s: after %d steps of %d it says %v", when, did, len(r.acks), err)
			}
			if r.check(t, folder, when, did); t.Failed() {
				t.FailNow()
			}
		}
	}
}

var errDying = errors.New("the disk takes nothing more")

// noTemporary fails the test if a temporary file is left anywhere in a folder.
func noTemporary(t *testing.T, folder, when string) {
	t.Helper()
	if err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err == nil && (file.IsTemp(e.Name()) || strings.HasSuffix(path, "-journal")) {
			t.Errorf("%s: %s is left", when, e.Name())
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// On a disk that cannot be written to a project says so before one types, and
// reads as ever.
func TestReadOnlyDisk(t *testing.T) {
	dir, ok := smallDisk(t, 4<<20)
	if !ok {
		t.Log("no disk can be mounted here; TestReadOnly stands for it")
		return
	}
	b, err := exampleFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "winter.claimtrace")
	writeFile(t, path, b)
	p := openProject(t, path, testOptions("Anna"))
	holds := stateOf(t, p)
	p.Close()
	defer protectDisk(t, dir)()
	p = openProject(t, path, testOptions("Anna"))
	defer p.Close()
	if got := stateOf(t, p); got != holds || !strings.Contains(p.ReadOnly(), "is read-only") {
		t.Errorf("it says %q and holds %v, not %v", p.ReadOnly(), got, holds)
	}
	_, err = p.SetSetting("title", "x")
	refused(t, err, ErrReadOnly, path)
}
