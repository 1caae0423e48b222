package file

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
)

// held lists the project files that this process has open. On most systems
// the lock on a file is lost when the process closes any other handle to it,
// so a file that stands here is not opened a second time.
var held struct {
	sync.Mutex
	files []fs.FileInfo
}

func isHeld(info fs.FileInfo) bool {
	return slices.ContainsFunc(held.files, func(other fs.FileInfo) bool { return os.SameFile(info, other) })
}

// hold enters an existing file into the list; release takes it out. The error
// wraps ErrMissing, ErrFolder, ErrNotProject, ErrLongName or ErrLocked.
func hold(doing, path string) (release func(), err error) {
	info, err := ordinary(doing, path)
	if err != nil {
		return nil, err
	}
	held.Lock()
	defer held.Unlock()
	if isHeld(info) {
		return nil, locked(doing, path)
	}
	held.files = append(held.files, info)
	return func() {
		held.Lock()
		defer held.Unlock()
		held.files = slices.DeleteFunc(held.files, func(other fs.FileInfo) bool { return other == info })
	}, nil
}

// ordinary returns what the system says of a file that can be a project.
func ordinary(doing, path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Cannot(doing, path, ErrMissing, "check the path, or make a new project")
	case err != nil:
		return nil, Explain(doing, path, err)
	case info.IsDir():
		return nil, Cannot(doing, path, ErrFolder, "name the project file in it")
	case !info.Mode().IsRegular():
		return nil, NotProject(doing, path, "it is no ordinary file")
	}
	return info, nil
}

// whyReadOnly tells why a file cannot be changed, "" if it can: SQLite writes
// the file itself and a journal beside it. Write bits that are all unset count
// even where the system would let us write, as it does for root.
func whyReadOnly(path string) string {
	path = RealPath(path)
	folder := filepath.Dir(path)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o222 == 0 {
		return "the file is write-protected"
	}
	// On Windows the mark means something else on folders.
	if info, err := os.Stat(folder); err != nil || runtime.GOOS != "windows" && info.Mode().Perm()&0o222 == 0 {
		return "its folder is write-protected"
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return "the file cannot be written to"
	}
	f.Close()
	probe, err := newTemp(folder)
	if err != nil {
		return "its folder cannot be written to"
	}
	probe.Remove()
	return ""
}

// RealPath is the absolute path of a file without links in it.
func RealPath(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}
