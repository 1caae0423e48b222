package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// Create makes a new file, which fill fills under another name. Nothing is
// ever replaced: the error wraps ErrExists, or ErrFolder, where something is
// there already, ErrMissing where there is no folder to put it in, ErrLongName,
// ErrInTheWay or ErrDiskFull; when ctx ends first it is that of ctx. Errors of
// fill are told with the path.
func Create(ctx context.Context, doing, path string, fill func(t *Temp) error) error {
	info, err := os.Lstat(path)
	switch {
	case err == nil && info.IsDir():
		return Cannot(doing, path, ErrFolder, "give the project a name in it")
	case err == nil:
		return Cannot(doing, path, ErrExists, "choose another name, or open it")
	}
	if err := orphan(doing, path); err != nil {
		return err
	}
	temp, err := newTempBeside(doing, path)
	if err != nil {
		return err
	}
	defer temp.Remove()
	if err := fill(temp); err != nil {
		return Explain(doing, path, err)
	}
	if err := temp.finish(ctx, temp.usualMode()); err != nil {
		return Explain(doing, path, err)
	}
	// A second name for the file replaces nothing and is there at once. Where a
	// file can have only one, the name is taken first, so that the file which
	// is replaced is ours.
	if temp.link(path) == nil {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		if errors.Is(err, fs.ErrExist) {
			return Cannot(doing, path, ErrExists, "choose another name, or open it")
		}
		return Explain(doing, path, err)
	}
	if err = f.Close(); err == nil {
		err = temp.rename(path)
	}
	if err != nil {
		os.Remove(path)
		return Explain(doing, path, err)
	}
	return nil
}

// Replace makes a file, which fill fills under another name, in the place of
// what is at a path, if anything; the caller has seen that it may be replaced.
// Where the path is a link it is kept, and what it leads to is replaced. The
// new file has the mode of the old one. The error wraps ErrExists where a
// journal would be played into it, ErrMissing, ErrLongName, ErrInTheWay or
// ErrDiskFull; when ctx ends first it is that of ctx. Errors of fill are told
// with the path.
func Replace(ctx context.Context, doing, path string, fill func(t *Temp) error) error {
	target, err := LinkTarget(path)
	if err != nil {
		return Explain(doing, path, err)
	}
	var mode fs.FileMode
	if info, err := os.Lstat(target); err == nil {
		mode = info.Mode().Perm()
	}
	if err := orphan(doing, target); err != nil {
		return err
	}
	temp, err := newTempBeside(doing, target)
	if err != nil {
		return err
	}
	defer temp.Remove()
	if err := fill(temp); err != nil {
		return Explain(doing, path, err)
	}
	return Explain(doing, path, temp.PutAt(ctx, target, mode))
}

// LinkTarget is the path that a link leads to, whether something is there or not;
// of anything but a link its own. The error is that of links that lead nowhere.
func LinkTarget(path string) (string, error) {
	for range 40 { // as many as Linux follows
		to, err := os.Readlink(path)
		if err != nil {
			return path, nil
		}
		if !filepath.IsAbs(to) {
			folder, err := filepath.EvalSymlinks(filepath.Dir(path))
			if err != nil {
				return "", err
			}
			to = filepath.Join(folder, to)
		}
		path = to
	}
	return "", &fs.PathError{Op: "readlink", Path: path, Err: syscall.ELOOP}
}

// MayReplace refuses to replace a file that a caller has no use for: a folder,
// a file that is no database at all unless it is empty, as a dialog that asked
// for the name leaves one. isOurs looks into a database, which may be open for
// reading elsewhere, and tells whether it may go. The error wraps ErrFolder,
// ErrLocked, ErrNewer, or ErrExists with why.
func MayReplace(ctx context.Context, doing, path, why string, formats Formats, isOurs func(c *Conn, format int) (bool, error)) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return Explain(doing, path, err)
	case info.IsDir():
		return Cannot(doing, path, ErrFolder, "give the file a name in it")
	case info.Mode().IsRegular() && info.Size() == 0:
		return nil
	}
	ours := false
	err = Look(ctx, doing, path, formats, func(c *Conn, format int) (err error) {
		ours, err = isOurs(c, format)
		return err
	})
	if errors.Is(err, ErrLocked) || errors.Is(err, ErrNewer) || ctx.Err() != nil {
		return err
	}
	if err != nil || !ours {
		return Cannot(doing, path, fmt.Errorf("%w (%s)", ErrExists, why), "choose another name")
	}
	return nil
}
