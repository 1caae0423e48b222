package exchange

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"claimtrace/store/file"
)

// ErrTarget is returned by [WriteFile] for a path that must not be written.
var ErrTarget = errors.New("cannot be written there")

// projectExtension is that of the files that WriteFile never replaces.
const projectExtension = ".claimtrace"

// WriteFile makes a file whole or not at all: write fills a temporary file
// beside it, which then takes its place. A device or pipe is written to as it
// is. A project is never replaced: a path that ends in .claimtrace is refused
// with [ErrTarget], and so are a database of any name, what belongs to one,
// and a folder. Errors of write come back wrapped in a line that names the
// file.
func WriteFile(path string, write func(io.Writer) error) error {
	target, old, err := mayWrite(path)
	switch {
	case err != nil:
		return err
	case old == nil || old.Mode().IsRegular():
		return replace(target, old, write)
	}
	f, err := os.OpenFile(target, os.O_WRONLY, 0)
	if err != nil {
		return plain(target, err)
	}
	return plain(target, errors.Join(write(f), f.Close()))
}

// MayWrite tells why [WriteFile] would not write there. The error wraps
// [ErrTarget].
func MayWrite(path string) error {
	_, _, err := mayWrite(path)
	return err
}

// mayWrite follows links to what would be written, and tells what is there; nil
// for nothing.
func mayWrite(path string) (target string, old fs.FileInfo, err error) {
	if target, err = file.LinkTarget(path); err != nil {
		return target, nil, plain(path, err)
	}
	for _, name := range []string{path, target} {
		if strings.EqualFold(filepath.Ext(name), projectExtension) {
			return target, nil, fmt.Errorf("%s: %w: that is a project's name: choose another ending", name, ErrTarget)
		}
	}
	if err := checkDatabase(target); err != nil {
		return target, nil, err
	}
	old, err = os.Stat(target)
	switch {
	case err != nil: // nothing there, or an error that making the file gives again
		return target, nil, nil
	case old.IsDir():
		return target, nil, fmt.Errorf("%s: %w: it is a folder: name a file in it", target, ErrTarget)
	}
	return target, old, nil
}

// checkDatabase refuses a database, and the journal from which SQLite would
// bring one back into order.
func checkDatabase(path string) error {
	for _, name := range []string{path, strings.TrimSuffix(path, "-journal")} {
		found, err := file.IsDatabase(name)
		switch {
		case err != nil: // what cannot be read may be one
			return fmt.Errorf("%s: %w: what is there cannot be read: choose another name", path, ErrTarget)
		case found && name == path:
			return fmt.Errorf("%s: %w: a project or another database is there: choose another name", path, ErrTarget)
		case found:
			return fmt.Errorf("%s: %w: it belongs to the project beside it: choose another name", path, ErrTarget)
		}
	}
	return nil
}

// replace puts a new file in the place of the old one, nil if there is none.
func replace(path string, old fs.FileInfo, write func(io.Writer) error) error {
	temporary, err := file.NewTemp(filepath.Dir(path))
	if err != nil {
		return plain(path, err)
	}
	defer temporary.Remove()
	if err := fill(temporary.Path, write); err != nil {
		return plain(path, err)
	}
	var mode fs.FileMode // that of any new file
	if old != nil {
		mode = old.Mode().Perm()
	}
	return plain(path, temporary.PutAt(context.Background(), path, mode))
}

func fill(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(f, 1<<16)
	err = write(buf)
	if err == nil {
		err = buf.Flush()
	}
	return cmp.Or(err, f.Close())
}

// plain puts the error of writing a file into one line, nil for none.
func plain(path string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: %w: its folder does not exist: make it first", path, ErrTarget)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%s: %w: you may not write into its folder: choose another", path, ErrTarget)
	case errors.Is(err, syscall.ENOSPC):
		return fmt.Errorf("%s: %w: the disk is full: make room and try again", path, ErrTarget)
	case errors.As(err, &pe):
		return fmt.Errorf("%s: %w", path, pe.Err)
	case errors.As(err, &le):
		return fmt.Errorf("%s: %w", path, le.Err)
	}
	return fmt.Errorf("%s: %w", path, err)
}
