package file

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// modeOf is the mode of a file, by which others may read it or not.
func modeOf(t *testing.T, path string) fs.FileMode {
	t.Helper()
	info, err := os.Lstat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

// What is under way is for its maker alone; what is finished has the mode of
// what it replaces, or that of any new file.
func TestModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("there are no such modes here")
		return
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "out.claimtrace")
	usual := filepath.Join(dir, "usual")
	if err := os.WriteFile(usual, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	watched := func(temp *Temp) error {
		err := fill(temp)
		if got := modeOf(t, temp.Path); got != 0o600 {
			t.Errorf("under way it has the mode %v", got)
		}
		return err
	}
	if err := Create(t.Context(), "create", path, watched); err != nil || modeOf(t, path) != modeOf(t, usual) {
		t.Errorf("a new file has the mode %v, not %v (%v)", modeOf(t, path), modeOf(t, usual), err)
	}
	for _, mode := range []fs.FileMode{0o600, 0o640, 0o664} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		if err := Replace(t.Context(), "pack into", path, watched); err != nil || modeOf(t, path) != mode {
			t.Errorf("what replaced a file of the mode %v has %v (%v)", mode, modeOf(t, path), err)
		}
	}
	second := filepath.Join(dir, "second.claimtrace")
	if err := Replace(t.Context(), "pack into", second, watched); err != nil || modeOf(t, second) != modeOf(t, usual) {
		t.Errorf("what replaced nothing has the mode %v (%v)", modeOf(t, second), err)
	}
	temp, err := NewTemp(dir)
	if err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(dir, "backup")
	if err := temp.PutAt(t.Context(), backup, 0o400); err != nil || modeOf(t, backup) != 0o400 {
		t.Errorf("a backup has the mode %v (%v)", modeOf(t, backup), err)
	}
	onlyFiles(t, dir, "out.claimtrace", "usual", "second.claimtrace", "backup")
}

// A link stays, and what it leads to is replaced: through several links, into
// another folder, and where nothing is there yet.
func TestReplaceByLink(t *testing.T) {
	dir, real := t.TempDir(), t.TempDir()
	target := filepath.Join(real, "real.claimtrace")
	link, second := filepath.Join(dir, "link"), filepath.Join(dir, "second")
	if err := errors.Join(os.Symlink(target, link), os.Symlink("link", second)); err != nil {
		t.Log(err)
		return
	}
	for _, before := range []string{"", "old"} {
		if before != "" {
			write(t, target, []byte(before))
		}
		if err := Replace(t.Context(), "pack into", second, fill); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{link, second} {
			if info, err := os.Lstat(path); err != nil || info.Mode()&fs.ModeSymlink == 0 {
				t.Errorf("%s is no link any more: %v, %v", path, info.Mode(), err)
			}
		}
		if got := notes(t, target); len(got) != 1 {
			t.Errorf("behind the link is %q", got)
		}
	}
	onlyFiles(t, dir, "link", "second")
	onlyFiles(t, real, "real.claimtrace")
	loop := filepath.Join(dir, "loop")
	if err := os.Symlink("loop", loop); err != nil {
		t.Fatal(err)
	}
	if err := Replace(t.Context(), "pack into", loop, fill); err == nil || !strings.Contains(err.Error(), "cannot pack into "+loop) {
		t.Errorf("a link to itself gives %v", err)
	}
}

// Work that fails, at whatever point, leaves what was there and nothing else.
func TestUnfinished(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.claimtrace")
	if err := Create(t.Context(), "create", path, fill); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	rename, link, flush := RenameFile, LinkFile, Flush
	defer func() { RenameFile, LinkFile, Flush = rename, link, flush }()
	broken := errors.New("broken")
	ctx, stop := context.WithCancel(t.Context())
	for name, c := range map[string]struct {
		hook func()
		fill func(temp *Temp) error
	}{
		"while filling": {func() {}, func(temp *Temp) error { return errors.Join(fill(temp), broken) }},
		"at the disk":   {func() { Flush = func(*os.File) error { return broken } }, fill},
		"at the name": {func() {
			RenameFile = func(string, string) error { return broken }
			LinkFile = RenameFile
		}, fill},
		"called off": {func() {}, func(temp *Temp) error { err := fill(temp); stop(); return err }},
	} {
		RenameFile, LinkFile, Flush = rename, link, flush
		c.hook()
		if err := Replace(ctx, "pack into", path, c.fill); !errors.Is(err, broken) && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if err := Create(ctx, "create", filepath.Join(dir, "new"), c.fill); !errors.Is(err, broken) && !errors.Is(err, context.Canceled) {
			t.Errorf("%s, a new file: %v", name, err)
		}
		onlyFiles(t, dir, "out.claimtrace")
		if string(read(t, path)) != string(before) {
			t.Errorf("%s: what was there is changed", name)
		}
		ctx, stop = context.WithCancel(t.Context())
	}
	stop()
	// Where a file can have one name only, a new one is there all the same, and
	// never in the place of another.
	RenameFile, LinkFile, Flush = rename, func(string, string) error { return broken }, flush
	if err := Create(t.Context(), "create", filepath.Join(dir, "new"), fill); err != nil {
		t.Error(err)
	}
	err := Create(t.Context(), "create", filepath.Join(dir, "late"), func(temp *Temp) error {
		write(t, filepath.Join(dir, "late"), []byte("somebody's"))
		return fill(temp)
	})
	refused(t, err, ErrExists, filepath.Join(dir, "late"))
	if got := read(t, filepath.Join(dir, "late")); string(got) != "somebody's" {
		t.Error("what came first was replaced")
	}
	onlyFiles(t, dir, "out.claimtrace", "new", "late")
}

// What programs left that were ended is removed when something is opened or
// made in that folder: of this machine at once, of others when it is old.
// Whoever works on a file keeps it.
func TestSweep(t *testing.T) {
	for name, enter := range map[string]func(path string) error{
		"opening": func(path string) error {
			f, err := Open(t.Context(), "open", path, Options{Formats: three})
			if err != nil {
				return err
			}
			return f.Close()
		},
		"making":    func(path string) error { return Create(t.Context(), "create", path+"2", fill) },
		"replacing": func(path string) error { return Replace(t.Context(), "pack into", path+"2", fill) },
	} {
		t.Run(name, func(t *testing.T) {
			path := made(t)
			dir := filepath.Dir(path)
			alive := child(t, "temporary", dir)
			killed := child(t, "temporary", dir)
			kept, left := alive.line(), killed.line()
			alive.ready()
			killed.ready()
			mine, err := NewTemp(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer mine.Remove()
			long := time.Now().Add(-2 * staleAfter)
			put := func(name string, old bool) string {
				write(t, filepath.Join(dir, name), []byte("of a project"))
				if old {
					if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
						t.Fatal(err)
					}
				}
				return name
			}
			want := []string{
				"winter.claimtrace", filepath.Base(kept), filepath.Base(mine.Path),
				put(".claimtrace-YOUNG.tmp", false), put(".claimtrace-YOUNG.tmp-journal", true), put(".claimtrace-notes", true), put("x.tmp", true),
				put(filepath.Base(mine.Path)+"-journal", true),
			}
			put(".claimtrace-OLD.tmp", true)
			put(".claimtrace-OLD.tmp-journal", true)
			put(".claimtrace-LONE.tmp-journal", true)
			if err := os.Mkdir(filepath.Join(dir, ".claimtrace-FOLDER.tmp"), 0o700); err != nil {
				t.Fatal(err)
			}
			want = append(want, ".claimtrace-FOLDER.tmp")
			if thisBoot() == "" {
				want = append(want, filepath.Base(left)) // it is too young
			}
			if err := os.Chtimes(mine.Path, long, long); err != nil {
				t.Fatal(err)
			}
			killed.kill()
			if err := enter(path); err != nil {
				t.Fatal(err)
			}
			if name != "opening" {
				want = append(want, "winter.claimtrace2")
			}
			onlyFiles(t, dir, want...)
			alive.kill()
		})
	}
}

// What this process works on it never sweeps, where no claims can be seen
// either.
func TestSweepNotOurs(t *testing.T) {
	dir := t.TempDir()
	temp := &Temp{Path: filepath.Join(dir, ".claimtrace-HERE.tmp")}
	temporaries.Lock()
	temporaries.byName[".claimtrace-HERE.tmp"] = temp
	temporaries.Unlock()
	write(t, temp.Path, nil)
	later := time.Now().Add(2 * staleAfter)
	sweep(dir, later)
	onlyFiles(t, dir, ".claimtrace-HERE.tmp")
	temp.forget()
	sweep(dir, later)
	onlyFiles(t, dir)
}

// A program that is told to end removes what it was working on, and that alone.
func TestRemoveTemporaries(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, ".claimtrace-OTHER.tmp"), nil)
	c := child(t, "temporary", dir, "and removes it")
	path := c.line()
	c.ready()
	write(t, path+"-journal", nil)
	c.finish()
	onlyFiles(t, dir, ".claimtrace-OTHER.tmp")

	var list []*Temp
	for range 3 {
		temp, err := NewTemp(dir)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, temp)
	}
	finished := filepath.Join(dir, "finished")
	if err := list[0].PutAt(t.Context(), finished, 0); err != nil {
		t.Fatal(err)
	}
	RemoveTemporaries()
	onlyFiles(t, dir, ".claimtrace-OTHER.tmp", "finished")
	if err := list[1].PutAt(t.Context(), finished, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what was removed is finished with %v", err)
	}
	for _, temp := range list {
		temp.Remove()
	}
	onlyFiles(t, dir, ".claimtrace-OTHER.tmp", "finished")
}

// A copy of a whole project is for its maker alone, in a folder where nobody
// can put anything beside it, and goes when the work is done or by a sweep.
func TestPrivateTemp(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	path := made(t)
	if err := OpenCopy(t.Context(), "open", path, Options{Formats: three}, func(f *File) error {
		folder := filepath.Dir(f.Path)
		if filepath.Dir(folder) != dir {
			t.Errorf("the copy is %s", f.Path)
		}
		if a, b := modeOf(t, folder), modeOf(t, f.Path); runtime.GOOS != "windows" && (a != 0o700 || b != 0o600) {
			t.Errorf("the folder has the mode %v, the copy %v", a, b)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	onlyFiles(t, dir)

	killed, alive := child(t, "private"), child(t, "private")
	left, kept := killed.line(), alive.line()
	killed.ready()
	alive.ready()
	killed.kill()
	mine, err := NewPrivateTemp()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(kept); err != nil {
		t.Errorf("what another works on: %v", err)
	}
	if _, err := os.Stat(left); err == nil && thisBoot() != "" {
		t.Error("what was left is there still")
	}
	long := time.Now().Add(-2 * staleAfter)
	if err := os.Chtimes(filepath.Dir(left), long, long); err != nil {
		t.Fatal(err)
	}
	if thisBoot() == "" {
		if err := os.Chtimes(left, long, long); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "claimtrace-young"), 0o700); err != nil {
		t.Fatal(err)
	}
	sweepPrivate(time.Now())
	onlyFiles(t, dir, filepath.Base(filepath.Dir(kept)), filepath.Base(filepath.Dir(mine.Path)), "claimtrace-young")
	RemoveTemporaries()
	onlyFiles(t, dir, filepath.Base(filepath.Dir(kept)), "claimtrace-young")
}
