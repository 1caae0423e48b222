package file

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// trusting is what these tests trust by.
func trusting(data string) Trust { return Trust{Data: data, Checks: 1, Mark: "mark"} }

// left opens a file and closes it in good order.
func left(t *testing.T, path string, trust Trust) {
	t.Helper()
	if err := opened(t, path).CloseTrusted(trust, someTime); err != nil {
		t.Fatal(err)
	}
}

// trusted tells whether a file is taken at its word, and closes it without a
// new record.
func trusted(t *testing.T, path string, trust Trust) bool {
	t.Helper()
	f := opened(t, path)
	defer f.Close()
	checked, ok := f.Trusted(trust)
	if ok != checked.Equal(someTime) {
		t.Errorf("trusted: %v, checked at %v", ok, checked)
	}
	return ok
}

// A file is trusted as it was left, by whatever name, and no other way.
func TestTrust(t *testing.T) {
	for name, c := range map[string]struct {
		touch func(t *testing.T, path, record string)
		trust func(*Trust)
		want  bool
	}{
		"as it was left": {want: true},
		"other checks":   {trust: func(t *Trust) { t.Checks++ }},
		"another mark":   {trust: func(t *Trust) { t.Mark = "other" }},
		"another folder": {trust: func(t *Trust) { t.Data += "2" }},
		"no folder":      {trust: func(t *Trust) { t.Data = "" }},
		"written to": {touch: func(t *testing.T, path, _ string) {
			alone(t, path, "INSERT INTO note VALUES ('x')")
		}},
		"another file in its place": {touch: func(t *testing.T, path, _ string) {
			if err := os.Rename(made(t), path); err != nil {
				t.Fatal(err)
			}
		}},
		"a journal beside it": {touch: func(t *testing.T, path, _ string) {
			write(t, path+"-journal", append([]byte(journalMagic), make([]byte, 504)...))
		}},
		"a record cut short": {touch: func(t *testing.T, _, record string) {
			if err := os.Truncate(record, 40); err != nil {
				t.Fatal(err)
			}
		}},
		"no record": {touch: func(t *testing.T, _, record string) {
			if err := os.Remove(record); err != nil {
				t.Fatal(err)
			}
		}},
		"written, then set back": {touch: func(t *testing.T, path, _ string) {
			before, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if lastTouched(before) == "" {
				alone(t, path, "VACUUM")
				return
			}
			b := read(t, path)
			for again := before; lastTouched(again) == lastTouched(before); { // until the file system's clock has moved on
				write(t, path, b)
				if err := os.Chtimes(path, before.ModTime(), before.ModTime()); err != nil {
					t.Fatal(err)
				}
				if again, err = os.Stat(path); err != nil {
					t.Fatal(err)
				}
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			path, trust := made(t), trusting(t.TempDir())
			left(t, path, trust)
			if !trusted(t, path, trust) {
				t.Fatal("it is not trusted to begin with")
			}
			if c.touch != nil {
				c.touch(t, path, trustFile(trust.Data, path))
			}
			if c.trust != nil {
				c.trust(&trust)
			}
			if got := trusted(t, path, trust); got != c.want {
				t.Errorf("trusted: %v", got)
			}
		})
	}
	path, trust := made(t), trusting(t.TempDir())
	left(t, path, trust)
	link := filepath.Join(t.TempDir(), "link")
	if os.Symlink(path, link) == nil && !trusted(t, link, trust) {
		t.Error("by a link it is not trusted")
	}
	if err := opened(t, path).Close(); err != nil || !trusted(t, path, trust) {
		t.Errorf("opened and closed without a change it is not trusted any more (%v)", err)
	}
	// A folder that cannot be made is no reason not to close.
	left(t, path, trusting(filepath.Join(path, "no", "folder")))
}

// Processes and goroutines that close at once leave a record that is whole,
// and none of their temporary files.
func TestTrustAtOnce(t *testing.T) {
	path, data := made(t), t.TempDir()
	left(t, path, trusting(data))
	var others []*childProcess
	for range 3 {
		c := child(t, "close", path, data)
		c.ready()
		others = append(others, c)
	}
	for _, c := range others {
		c.stdin.Close()
	}
	// Files of this process, with records in the same folder.
	var all sync.WaitGroup
	for range 8 {
		own := made(t)
		all.Go(func() {
			for range 10 {
				f, err := Open(t.Context(), "open", own, Options{Formats: three})
				if err != nil {
					t.Error(err)
					return
				}
				if err := f.CloseTrusted(trusting(data), someTime); err != nil {
					t.Error(err)
				}
				var r record
				if b, err := os.ReadFile(trustFile(data, own)); err != nil || json.Unmarshal(b, &r) != nil || r.Path != RealPath(own) {
					t.Errorf("the record is %q, %v", b, err)
				}
			}
		})
	}
	all.Wait()
	for _, c := range others {
		c.finish()
	}
	if !trusted(t, path, trusting(data)) {
		t.Error("after all of them it is not trusted")
	}
	entries, err := os.ReadDir(filepath.Join(data, trustFolder))
	if err != nil || len(entries) != 9 {
		t.Errorf("in the folder is %v, %v", entries, err)
	}
}

// records puts so many into a folder, the first the oldest, all before a time.
func records(t *testing.T, folder string, n int, before time.Time) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		name := filepath.Join(folder, fmt.Sprint(i, ".json"))
		write(t, name, []byte("{}"))
		at := before.Add(time.Duration(i-n) * time.Second)
		if err := os.Chtimes(name, at, at); err != nil {
			t.Fatal(err)
		}
	}
}

func count(t *testing.T, folder string) int {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

// The oldest records make way for new ones, and nothing else does.
func TestManyTrusted(t *testing.T) {
	path, data := made(t), t.TempDir()
	folder := filepath.Join(data, trustFolder)
	records(t, folder, maxTrusted+5, time.Now().Add(-time.Hour))
	write(t, filepath.Join(folder, "note.txt"), nil)
	if err := os.Chtimes(filepath.Join(folder, "note.txt"), someTime, someTime); err != nil {
		t.Fatal(err)
	}
	left(t, path, trusting(data))
	if n := count(t, folder); n != maxTrusted+1 {
		t.Errorf("%d files are left", n)
	}
	for name, there := range map[string]bool{"5.json": false, "6.json": true, "note.txt": true} {
		if _, err := os.Stat(filepath.Join(folder, name)); (err == nil) != there {
			t.Errorf("%s: %v", name, err)
		}
	}
	if !trusted(t, path, trusting(data)) {
		t.Error("the newest record is gone")
	}
}

// What is known of a copy is what was noted last, under its own name only.
func TestCopies(t *testing.T) {
	path, data := made(t), t.TempDir()
	place, real, err := OnDisk(path)
	if err != nil || real != RealPath(path) {
		t.Fatalf("%q, %q, %v", place, real, err)
	}
	first := Copy{Copy: "../odd name", Disk: place, Path: real, Number: 1 << 62, Last: "id", Open: true}
	second := Copy{Copy: "other", Number: 7}
	if _, ok := Recall(data, first.Copy); ok {
		t.Error("something is known to begin with")
	}
	for range 2 {
		for _, c := range []*Copy{&first, &second} {
			if err := Remember(data, *c); err != nil {
				t.Fatal(err)
			}
			c.Number--
			c.Open = false
			if err := Remember(data, *c); err != nil {
				t.Fatal(err)
			}
		}
		for _, want := range []Copy{first, second} {
			if got, ok := Recall(data, want.Copy); !ok || got != want {
				t.Errorf("known is %+v, %v, not %+v", got, ok, want)
			}
		}
	}
	folder := filepath.Join(data, copiesFolder)
	onlyFiles(t, data, copiesFolder)
	onlyFiles(t, folder, filepath.Base(copyFile(data, first.Copy)), filepath.Base(copyFile(data, second.Copy)))
	if got := modeOf(t, copyFile(data, first.Copy)); got&0o077 != 0 {
		t.Errorf("others may read it: %v", got)
	}
	// One's note under the other's name, or half of one, is none.
	write(t, copyFile(data, second.Copy), read(t, copyFile(data, first.Copy)))
	if got, ok := Recall(data, second.Copy); ok {
		t.Errorf("known is %+v", got)
	}
	if err := os.Truncate(copyFile(data, first.Copy), 20); err != nil {
		t.Fatal(err)
	}
	if got, ok := Recall(data, first.Copy); ok {
		t.Errorf("known is %+v", got)
	}
	if _, ok := Recall("", "x"); ok || Remember("", second) == nil {
		t.Error("without a folder something is known")
	}
}

// A place stays when the file is written to or renamed, and another file has
// another.
func TestPlaceOf(t *testing.T) {
	path := made(t)
	place, _, err := OnDisk(path)
	if err != nil {
		t.Fatal(err)
	}
	if place == "" {
		t.Log("files have no numbers here")
		return
	}
	alone(t, path, "INSERT INTO note VALUES ('x')")
	moved := filepath.Join(filepath.Dir(path), "moved")
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	if again, real, err := OnDisk(moved); err != nil || again != place || !strings.HasSuffix(real, "moved") {
		t.Errorf("moved it lies at %q, %q, %v", again, real, err)
	}
	write(t, path, read(t, moved))
	if other, _, err := OnDisk(path); err != nil || other == place {
		t.Errorf("a copy lies at %q, %v", other, err)
	}
	if _, _, err := OnDisk(filepath.Join(path, "none")); err == nil {
		t.Error("nothing lies somewhere")
	}
}

// Of many notes the oldest go, but none of the last 90 days.
func TestManyCopies(t *testing.T) {
	for _, c := range []struct {
		name         string
		last         time.Time
		left, oldest int // how many are left, and the first of them
	}{
		{"of this month", time.Now().Add(-24 * time.Hour), maxCopies + 6, 0},
		{"of last year", time.Now().Add(-365 * 24 * time.Hour), maxCopies, 6},
	} {
		data := t.TempDir()
		folder := filepath.Join(data, copiesFolder)
		records(t, folder, maxCopies+5, c.last)
		if err := Remember(data, Copy{Copy: "new"}); err != nil {
			t.Fatal(err)
		}
		if n := count(t, folder); n != c.left {
			t.Errorf("%s: %d are left", c.name, n)
		}
		if _, err := os.Stat(filepath.Join(folder, fmt.Sprint(c.oldest, ".json"))); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, ok := Recall(data, "new"); !ok {
			t.Errorf("%s: the newest is gone", c.name)
		}
	}
}

// Many who note at once leave notes that are whole.
func TestCopiesAtOnce(t *testing.T) {
	data := t.TempDir()
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for n := range int64(25) {
				if err := Remember(data, Copy{Copy: "shared", Number: n, Last: strings.Repeat(fmt.Sprint(i), 1000)}); err != nil {
					t.Error(err)
				}
				got, ok := Recall(data, "shared")
				if !ok || len(got.Last) != 1000 || strings.Trim(got.Last, got.Last[:1]) != "" {
					t.Errorf("known is %+v, %v", got, ok)
				}
			}
		})
	}
	all.Wait()
	onlyFiles(t, filepath.Join(data, copiesFolder), filepath.Base(copyFile(data, "shared")))
}
