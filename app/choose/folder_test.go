package choose

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// tree makes files, and folders where the path ends in a slash, in a new
// folder.
func tree(t *testing.T, paths ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, p := range paths {
		full := filepath.Join(dir, filepath.FromSlash(p))
		if p[len(p)-1] == '/' {
			must(t, os.MkdirAll(full, 0o755))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(full), 0o755))
		must(t, os.WriteFile(full, []byte(p), 0o644))
	}
	return dir
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func names(l listing) []string {
	var out []string
	for _, e := range l.entries {
		if e.kind != parent {
			out = append(out, e.name)
		}
	}
	return out
}

func TestReadShowsFoldersThenFilesThatFit(t *testing.T) {
	dir := tree(t, "b/", "Part 10/", "part 2/", ".git/", "x.txt", "a10.TXT", "a9.txt", "c.csv", "d.png", ".e.txt", ".txt")
	for _, c := range []struct {
		endings []string
		want    []string
		files   int
	}{
		{[]string{".txt", ".csv"}, []string{"b", "part 2", "Part 10", "a9.txt", "a10.TXT", "c.csv", "x.txt"}, 4},
		{nil, []string{"b", "part 2", "Part 10", "a9.txt", "a10.TXT", "c.csv", "d.png", "x.txt"}, 5},
		{[]string{".claimtrace"}, []string{"b", "part 2", "Part 10"}, 0},
	} {
		l, err := read(dir, c.endings)
		if err != nil || !slices.Equal(names(l), c.want) || l.files != c.files {
			t.Errorf("read(%q) = %q, %d files, %v; want %q, %d", c.endings, names(l), l.files, err, c.want, c.files)
		}
		if first := l.entries[0]; first.kind != parent || first.path != filepath.Dir(dir) {
			t.Errorf("the first entry is %+v, want the parent", first)
		}
	}
	l, _ := read(dir, []string{".txt"})
	if e := l.entries[l.index(filepath.Join(dir, "x.txt"))]; e.size != int64(len("x.txt")) || e.modified.IsZero() {
		t.Errorf("size %d, modified %v", e.size, e.modified)
	}
}

func TestReadFollowsLinks(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // links need a privilege there
	}
	dir := tree(t, "real/", "real.txt")
	must(t, os.Symlink("real", filepath.Join(dir, "to folder")))
	must(t, os.Symlink("real.txt", filepath.Join(dir, "to file.txt")))
	must(t, os.Symlink("gone.txt", filepath.Join(dir, "to nothing.txt")))
	must(t, os.Symlink("real.txt", filepath.Join(dir, "to a file of another ending")))
	l, err := read(dir, []string{".txt"})
	if want := []string{"real", "to folder", "real.txt", "to file.txt"}; err != nil || !slices.Equal(names(l), want) {
		t.Errorf("read = %q, %v; want %q", names(l), err, want)
	}
}

func TestReadOfWhatCannotBeRead(t *testing.T) {
	dir := tree(t)
	l, err := read(filepath.Join(dir, "gone"), nil)
	if err == nil || !l.unread || len(l.entries) != 1 || l.entries[0].path != dir {
		t.Errorf("read = %+v, %v; want the parent alone and an error", l, err)
	}
}

func TestDrivesLieAboveTheRoot(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	was := drives
	defer func() { drives = was }()

	drives = nil
	if _, ok := above(root); ok {
		t.Error("something lies above the only root")
	}
	drives = func() []string { return []string{`C:\`, `D:\`} }
	if up, ok := above(root); !ok || up != computer {
		t.Errorf("above the root lies %q, %v", up, ok)
	}
	if _, ok := above(computer); ok {
		t.Error("something lies above the computer")
	}
	l, err := read(computer, nil)
	if err != nil || !slices.Equal(names(l), []string{`C:\`, `D:\`}) || l.entries[0].kind != drive || l.entries[0].path != `C:\` {
		t.Errorf("the computer holds %+v, %v", l.entries, err)
	}
}

func TestLook(t *testing.T) {
	dir := tree(t, "a.txt", "b/")
	for _, c := range []struct {
		path   string
		kind   kind
		exists bool
	}{{"a.txt", file, true}, {"b", folder, true}, {"c", 0, false}} {
		k, ok, err := look(filepath.Join(dir, c.path))
		if k != c.kind || ok != c.exists || err != nil {
			t.Errorf("look(%q) = %v, %v, %v", c.path, k, ok, err)
		}
	}
	if _, ok, err := look(os.DevNull); runtime.GOOS != "windows" && (!ok || !errors.Is(err, errDevice)) {
		t.Errorf("look(%q) = %v, %v", os.DevNull, ok, err)
	}
	if _, _, err := look("a\x00b"); err == nil {
		t.Error("a path with a NUL byte can be chosen")
	}
}

func TestNearest(t *testing.T) {
	dir := tree(t, "a/", "a/b.txt")
	for path, want := range map[string]string{"a": "a", "a/b.txt": "a", "a/c/d": "a", "x": "."} {
		if got := nearest(filepath.Join(dir, path)); got != filepath.Join(dir, want) {
			t.Errorf("nearest(%q) = %q", path, got)
		}
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"", "2", "02", "10", "a", "a 2", "a 10", "a2b", "a02a", "a10", "Ärzte", "b", "Élysée", "elysée 2", "z", "中"}
	for i, a := range want {
		for j, b := range want {
			got := ranked{entry{name: a}, rank(a)}.compare(ranked{entry{name: b}, rank(b)})
			if got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("compare(%q, %q) = %d", a, b, got)
			}
		}
	}
}

func FuzzNaturalIsAnOrder(f *testing.F) {
	f.Add("a1", "a01", "a1b")
	f.Add("00000000000000000000001", "9", "x")
	f.Add("é\xff", "E", "e2")
	f.Fuzz(func(t *testing.T, a, b, c string) {
		order := func(x, y string) int {
			return ranked{entry{name: x}, rank(x)}.compare(ranked{entry{name: y}, rank(y)})
		}
		if order(a, b) != -order(b, a) || (order(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q: %d, %d", a, b, order(a, b), order(b, a))
		}
		if order(a, b) <= 0 && order(b, c) <= 0 && order(a, c) > 0 {
			t.Errorf("%q, %q, %q do not follow one another", a, b, c)
		}
	})
}
