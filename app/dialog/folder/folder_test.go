package folder

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

func names(l Listing) []string {
	var out []string
	for _, e := range l.Entries {
		if e.Kind != Parent {
			out = append(out, e.Name)
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
		l, err := Read(dir, c.endings)
		if err != nil || !slices.Equal(names(l), c.want) || l.Files != c.files {
			t.Errorf("read(%q) = %q, %d files, %v; want %q, %d", c.endings, names(l), l.Files, err, c.want, c.files)
		}
		if first := l.Entries[0]; first.Kind != Parent || first.Path != filepath.Dir(dir) {
			t.Errorf("the first entry is %+v, want the parent", first)
		}
	}
	l, _ := Read(dir, []string{".txt"})
	if e := l.Entries[l.Index(filepath.Join(dir, "x.txt"))]; e.Size != int64(len("x.txt")) || e.Modified.IsZero() {
		t.Errorf("size %d, modified %v", e.Size, e.Modified)
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
	l, err := Read(dir, []string{".txt"})
	if want := []string{"real", "to folder", "real.txt", "to file.txt"}; err != nil || !slices.Equal(names(l), want) {
		t.Errorf("read = %q, %v; want %q", names(l), err, want)
	}
}

func TestReadOfWhatCannotBeRead(t *testing.T) {
	dir := tree(t)
	l, err := Read(filepath.Join(dir, "gone"), nil)
	if err == nil || !l.Unread || len(l.Entries) != 1 || l.Entries[0].Path != dir {
		t.Errorf("read = %+v, %v; want the parent alone and an error", l, err)
	}
}

func TestDrivesLieAboveTheRoot(t *testing.T) {
	root := filepath.VolumeName(t.TempDir()) + string(filepath.Separator)
	was := drives
	defer func() { drives = was }()

	drives = nil
	if _, ok := Above(root); ok {
		t.Error("something lies above the only root")
	}
	drives = func() []string { return []string{`C:\`, `D:\`} }
	if up, ok := Above(root); !ok || up != Computer {
		t.Errorf("above the root lies %q, %v", up, ok)
	}
	if _, ok := Above(Computer); ok {
		t.Error("something lies above the computer")
	}
	l, err := Read(Computer, nil)
	if err != nil || !slices.Equal(names(l), []string{`C:\`, `D:\`}) || l.Entries[0].Kind != Drive || l.Entries[0].Path != `C:\` {
		t.Errorf("the computer holds %+v, %v", l.Entries, err)
	}
}

func TestLook(t *testing.T) {
	dir := tree(t, "a.txt", "b/")
	for _, c := range []struct {
		path   string
		kind   Kind
		exists bool
	}{{"a.txt", File, true}, {"b", Folder, true}, {"c", 0, false}} {
		k, ok, err := Look(filepath.Join(dir, c.path))
		if k != c.kind || ok != c.exists || err != nil {
			t.Errorf("look(%q) = %v, %v, %v", c.path, k, ok, err)
		}
	}
	if _, ok, err := Look(os.DevNull); runtime.GOOS != "windows" && (!ok || !errors.Is(err, errDevice)) {
		t.Errorf("look(%q) = %v, %v", os.DevNull, ok, err)
	}
	if _, _, err := Look("a\x00b"); err == nil {
		t.Error("a path with a NUL byte can be chosen")
	}
}

func TestNearest(t *testing.T) {
	dir := tree(t, "a/", "a/b.txt")
	for path, want := range map[string]string{"a": "a", "a/b.txt": "a", "a/c/d": "a", "x": "."} {
		if got := Nearest(filepath.Join(dir, path)); got != filepath.Join(dir, want) {
			t.Errorf("nearest(%q) = %q", path, got)
		}
	}
}

func TestNaturalOrder(t *testing.T) {
	want := []string{"", "2", "02", "10", "a", "a 2", "a 10", "a2b", "a02a", "a10", "Ärzte", "b", "Élysée", "elysée 2", "z", "中"}
	for i, a := range want {
		for j, b := range want {
			got := ranked{Entry{Name: a}, rank(a)}.compare(ranked{Entry{Name: b}, rank(b)})
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
			return ranked{Entry{Name: x}, rank(x)}.compare(ranked{Entry{Name: y}, rank(y)})
		}
		if order(a, b) != -order(b, a) || (order(a, b) == 0) != (a == b) {
			t.Errorf("%q and %q: %d, %d", a, b, order(a, b), order(b, a))
		}
		if order(a, b) <= 0 && order(b, c) <= 0 && order(a, c) > 0 {
			t.Errorf("%q, %q, %q do not follow one another", a, b, c)
		}
	})
}
