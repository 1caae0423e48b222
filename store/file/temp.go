package file

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

// What is made lies under a temporary name until it is whole. Such a file may
// hold all of a project, so that none but its maker may read it; it goes when
// the work fails, when the program is told to end ([RemoveTemporaries]), and,
// where the program could do nothing more, when the next file is opened or made
// in that folder (sweep).

const (
	tempPrefix = ".claimtrace-"
	tempSuffix = ".tmp"

	privatePrefix = "claimtrace-" // of folders for one such file

	// staleAfter is how long nothing was written to a temporary file of which
	// we cannot know otherwise that nobody works on it any more: one that
	// another machine made, in a folder that is shared or kept in step.
	staleAfter = time.Hour
)

// What is done to files without SQLite, and matters when the power is lost.
// Tests look on.
var (
	RenameFile = os.Rename
	LinkFile   = os.Link
	Flush      = (*os.File).Sync
)

// Temp is a file under a temporary name, empty at first.
type Temp struct {
	Path   string
	folder string   // that goes with it, "" for none
	claim  *os.File // as long as it is open nobody else removes the file; nil where that cannot be had
}

// temporaries are those of this process, by the last part of their paths, which
// no two share.
var temporaries = struct {
	sync.Mutex
	byName map[string]*Temp
}{byName: map[string]*Temp{}}

// NewTemp makes one in a folder, and removes there what was left of others.
func NewTemp(folder string) (*Temp, error) {
	sweep(folder, time.Now())
	return newTemp(folder)
}

// NewPrivateTemp makes one in a folder of its own in the system's for such
// files, where others could put something in the place of its journal.
func NewPrivateTemp() (*Temp, error) {
	sweepPrivate(time.Now())
	folder, err := os.MkdirTemp("", privatePrefix)
	if err != nil {
		return nil, err
	}
	t := &Temp{folder: folder}
	if err := t.make(folder); err != nil {
		os.Remove(folder)
		return nil, err
	}
	return t, nil
}

func newTemp(folder string) (*Temp, error) {
	t := &Temp{}
	if err := t.make(folder); err != nil {
		return nil, err
	}
	return t, nil
}

// make makes the file.
func (t *Temp) make(folder string) error {
	for {
		name := tempPrefix + thisBoot() + rand.Text() + tempSuffix
		t.Path = filepath.Join(folder, name)
		temporaries.Lock()
		temporaries.byName[name] = t
		temporaries.Unlock()
		f, err := os.OpenFile(t.Path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			t.forget()
			return err
		}
		switch claim(f) {
		case claimed:
			t.claim = f
		case unknown:
			if err := f.Close(); err != nil {
				t.Remove()
				return err
			}
		case taken: // swept between its making and our claim to it
			f.Close()
			t.forget()
			continue
		}
		return nil
	}
}

// newTempBeside makes one in the folder of path, for what will have that name.
func newTempBeside(doing, path string) (*Temp, error) {
	t, err := NewTemp(filepath.Dir(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Cannot(doing, path, ErrMissing, "make the folder first, or choose another")
	case err == nil && tooLong(RealPath(t.Path)):
		t.Remove()
		return nil, longName(doing, path)
	}
	return t, Explain(doing, path, err)
}

// Connect opens the database in it.
func (t *Temp) Connect(readOnly bool) (*Conn, error) {
	if readOnly {
		return connect(t.Path, "ro")
	}
	return connect(t.Path, "rw")
}

// Remove removes the file, if it still has its temporary name, and its journal.
func (t *Temp) Remove() {
	if t.forget() {
		t.clear()
	}
}

// clear removes the file with all that goes with it.
func (t *Temp) clear() {
	removeDatabase(t.Path)
	if t.folder != "" {
		os.Remove(t.folder)
	}
}

// forget ends our claim to the name, and tells whether there was one.
func (t *Temp) forget() bool {
	temporaries.Lock()
	defer temporaries.Unlock()
	name := filepath.Base(t.Path)
	mine := temporaries.byName[name] == t
	delete(temporaries.byName, name)
	if t.claim != nil {
		t.claim.Close()
		t.claim = nil
	}
	return mine
}

// PutAt puts the finished file on the disk and gives it its name and mode,
// replacing what has that name; a mode of 0 is that of any new file. When ctx
// ends before, its error is returned.
func (t *Temp) PutAt(ctx context.Context, path string, mode fs.FileMode) error {
	if err := t.finish(ctx, mode); err != nil {
		return err
	}
	return t.rename(path)
}

// finish puts the content and the mode of the file on the disk. Where the file
// system has no such modes it keeps its own.
func (t *Temp) finish(ctx context.Context, mode fs.FileMode) error {
	if mode == 0 {
		mode = t.usualMode()
	}
	f, err := os.OpenFile(t.Path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_ = f.Chmod(mode)
	return cmp.Or(Flush(f), f.Close(), ctx.Err())
}

// usualMode is that of any new file in its folder, by the umask or what else
// the system goes by; 0600 where no file can be made to see it.
func (t *Temp) usualMode() fs.FileMode {
	probe := filepath.Join(filepath.Dir(t.Path), tempPrefix+rand.Text()+tempSuffix)
	f, err := os.OpenFile(probe, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return 0o600
	}
	defer os.Remove(probe)
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0o600
	}
	return info.Mode().Perm()
}

func (t *Temp) rename(path string) error {
	if err := RenameFile(t.Path, path); err != nil {
		return err
	}
	t.forget()
	syncFolder(path)
	return nil
}

// link gives the finished file its name, if nothing has that; the temporary one
// it keeps until Remove.
func (t *Temp) link(path string) error {
	if err := LinkFile(t.Path, path); err != nil {
		return err
	}
	syncFolder(path)
	return nil
}

// syncFolder puts the name of a file on the disk. Not every file system can do
// that, and none has to be told what comes of it.
func syncFolder(path string) {
	if f, err := os.Open(filepath.Dir(path)); err == nil {
		_ = Flush(f)
		f.Close()
	}
}

// removeDatabase removes a temporary file and its journal.
func removeDatabase(path string) {
	os.Remove(path)
	os.Remove(path + "-journal")
}

// RemoveTemporaries removes the temporary files of this process, whoever works
// on them: for a program that is told to end and will not wait.
func RemoveTemporaries() {
	temporaries.Lock()
	defer temporaries.Unlock()
	for name, t := range temporaries.byName {
		t.clear()
		delete(temporaries.byName, name)
	}
}

// IsTemp tells whether a file's name is that of a temporary one or its journal.
func IsTemp(name string) bool {
	return strings.HasPrefix(name, tempPrefix) && strings.HasSuffix(strings.TrimSuffix(name, "-journal"), tempSuffix)
}

// sweep removes the temporary files that programs left in a folder which could
// not do so themselves.
func sweep(folder string, now time.Time) {
	entries, _ := os.ReadDir(folder)
	for _, e := range entries {
		if !IsTemp(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(folder, e.Name())
		database := strings.TrimSuffix(path, "-journal")
		if database != path {
			if _, err := os.Lstat(database); err == nil {
				continue // it goes with its database
			}
		}
		if isOurs(filepath.Base(database)) {
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue
		}
		stale := now.Sub(info.ModTime()) > staleAfter
		if strings.HasPrefix(e.Name(), tempPrefix+thisBoot()) && thisBoot() != "" {
			if database == path {
				removeUnclaimed(path, stale)
				continue
			}
			stale = true
		}
		if stale {
			removeDatabase(path)
		}
	}
}

// sweepPrivate does that in the folders that NewPrivateTemp made, of this user,
// and removes those of them that are empty and have been for long.
func sweepPrivate(now time.Time) {
	entries, _ := os.ReadDir(os.TempDir())
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.IsDir() || !strings.HasPrefix(e.Name(), privatePrefix) || !ownedByUs(info) {
			continue
		}
		folder := filepath.Join(os.TempDir(), e.Name())
		sweep(folder, now)
		if now.Sub(info.ModTime()) > staleAfter {
			os.Remove(folder) // which nothing is done by unless it is empty
		}
	}
}

// isOurs tells whether this process works on a temporary file of that name.
func isOurs(name string) bool {
	temporaries.Lock()
	defer temporaries.Unlock()
	return temporaries.byName[name] != nil
}

// removeUnclaimed removes a temporary file that a program on this machine made,
// unless one works on it; where that cannot be known, if it is stale.
func removeUnclaimed(path string, stale bool) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return // another user's
	}
	defer f.Close() // after the removal: its maker must not claim it between
	if got := claim(f); got == claimed || got == unknown && stale {
		removeDatabase(path)
	}
}

// What can come of a claim to a temporary file.
type claiming int

const (
	claimed claiming = iota // until the file is closed
	taken                   // by another program, or it was removed
	unknown                 // there are no such claims here
)
