package file

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"
)

// Errors for a caller to tell apart. Each comes inside one line for a person,
// which names the file, says why, and what to do.
var (
	// ErrExists is returned where a file would be made and something is there
	// already.
	ErrExists = errors.New("there is something there already")
	// ErrMissing is returned where there is no file to open, or no folder to
	// write to.
	ErrMissing = errors.New("there is no such file or folder")
	// ErrFolder is returned for a path that is a folder.
	ErrFolder = errors.New("it is a folder")
	// ErrNotProject is returned for files of other kinds.
	ErrNotProject = errors.New("it is not a Claimtrace project")
	// ErrNewer is returned for a project that a later version made; nothing of
	// it is touched.
	ErrNewer = errors.New("it was made by a newer Claimtrace")
	// ErrEarly is returned for a project of a format that no released version
	// wrote; nothing of it is touched.
	ErrEarly = errors.New("it was made by an early Claimtrace")
	// ErrLocked is returned, at once, for a project that is open already, in
	// this process or another.
	ErrLocked = errors.New("it is open in another window")
	// ErrReadOnly is returned by whatever would change a project that is not
	// to be changed; File.ReadOnly says so beforehand.
	ErrReadOnly = errors.New("it is read-only")
	// ErrDiskFull is returned by whatever writes; nothing of it is done then.
	ErrDiskFull = errors.New("the disk is full")
	// ErrDamaged is returned where a file is not as it was written.
	ErrDamaged = errors.New("it is damaged")
	// ErrLongName is returned for a path that the system or SQLite has no room
	// for, or not for that of the journal beside it.
	ErrLongName = errors.New("its name is too long")
	// ErrInTheWay is returned where a folder, a link or a device has the name
	// of the journal.
	ErrInTheWay = errors.New("something is in the way of its journal")
	// ErrWriteAhead is returned for a project that another program has set to
	// a write-ahead log, where that cannot be set right.
	ErrWriteAhead = errors.New("another program has set it to a write-ahead log")
	// ErrInternal is returned for a statement that cannot be right: a mistake
	// in the program, not in the file.
	ErrInternal = errors.New("the program has made a mistake")
)

// told is an error that is worded for a person already.
type told struct{ error }

func (t told) Unwrap() error { return errors.Unwrap(t.error) }

// Cannot words an error for a person: what, with which file, why, and what to
// do. [Explain] lets it pass as it is.
func Cannot(doing, path string, why error, advice string) error {
	return told{fmt.Errorf("cannot %s %s: %w: %s", doing, path, why, advice)}
}

// Damaged words what is wrong with a file; the error wraps ErrDamaged.
func Damaged(doing, path string, what error) error {
	return Cannot(doing, path, fmt.Errorf("%w (%w)", ErrDamaged, what), "go back to a copy of it, or ask its sender for it again")
}

// NotProject words why a file is none; the error wraps ErrNotProject.
func NotProject(doing, path, why string) error {
	return Cannot(doing, path, fmt.Errorf("%w (%s)", ErrNotProject, why), "choose a .claimtrace file")
}

func locked(doing, path string) error { return Cannot(doing, path, ErrLocked, "close it there first") }

func longName(doing, path string) error {
	return Cannot(doing, path, ErrLongName, "give it a shorter name, or put it into a folder nearer the top")
}

// Explain turns an error of SQLite or of the operating system into one for a
// person; that of a statement which a context ended is the context's. Errors of
// other kinds pass.
func Explain(doing, path string, err error) error {
	if err == nil || errors.As(err, new(told)) {
		return err
	}
	if errors.As(err, new(badPages)) {
		return Damaged(doing, path, err)
	}
	c := code(err)
	switch c & 0xff {
	case 0:
	case sqlite3.SQLITE_FULL:
		return full(doing, path)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL:
		return locked(doing, path)
	case sqlite3.SQLITE_READONLY:
		return readOnly(doing, path, c)
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return Damaged(doing, path, err)
	case sqlite3.SQLITE_INTERRUPT:
		return context.Canceled
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		return cannotOpen(doing, path, err)
	case sqlite3.SQLITE_IOERR:
		return Cannot(doing, path, fmt.Errorf("the disk does not answer as it should (%w)", err), "nothing was changed; check the disk and try again")
	case sqlite3.SQLITE_NOMEM:
		return Cannot(doing, path, fmt.Errorf("there is not enough memory (%w)", err), "nothing was changed; close other programs and try again")
	case sqlite3.SQLITE_TOOBIG:
		return Cannot(doing, path, fmt.Errorf("something is larger than a project can hold (%w)", err), "nothing was changed; take it in smaller parts")
	default: // a statement, a value, a rule of a table, the order of calls
		return Cannot(doing, path, fmt.Errorf("%w (%w)", ErrInternal, err), "nothing was changed; report this line, and check the project with claimtrace verify PROJECT")
	}
	switch reason := bare(err); {
	case errors.Is(err, syscall.ENOSPC):
		return full(doing, path)
	case errors.Is(err, syscall.ENAMETOOLONG):
		return longName(doing, path)
	case reason != nil:
		return Cannot(doing, path, reason, "check the folder, the disk, and who may write there")
	}
	return err
}

func full(doing, path string) error {
	return Cannot(doing, path, ErrDiskFull, "nothing was changed; make room and try again")
}

// readOnly words an error of SQLite's that it could not write.
func readOnly(doing, path string, code int) error {
	switch code {
	case sqlite3.SQLITE_READONLY_ROLLBACK:
		return Cannot(doing, path, fmt.Errorf("%w, and it was not closed properly", ErrReadOnly),
			"copy it and its -journal file to a folder that can be written to")
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return Cannot(doing, path, fmt.Errorf("%w (it was moved or removed while it was open)", ErrMissing), "nothing was changed; put it back, or open it where it is now")
	}
	return Cannot(doing, path, ErrReadOnly, "copy it to a folder that can be written to")
}

// cannotOpen words that SQLite could not open a file, or one beside it: why, it
// does not say.
func cannotOpen(doing, path string, err error) error {
	if err := checkNames(doing, path); err != nil {
		return err
	}
	return Cannot(doing, path, fmt.Errorf("it, or its journal beside it, cannot be opened (%w)", err),
		"nothing was changed; check the folder, who may write there, and whether the disk is full")
}

// ofTheFile words an error met in a file of which nothing has been checked yet:
// that a statement does not fit is no mistake of the program then.
func ofTheFile(doing, path string, err error) error {
	if errors.As(err, new(told)) {
		return err
	}
	if c := code(err) & 0xff; c == sqlite3.SQLITE_ERROR || c == sqlite3.SQLITE_SCHEMA {
		return Damaged(doing, path, err)
	}
	return Explain(doing, path, err)
}

// bare is what the operating system says was wrong, without the path; nil if
// the error is of another kind.
func bare(err error) error {
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return path.Err
	case errors.As(err, &link):
		return link.Err
	}
	return nil
}

// Reason is why something failed, without what and with which file, in one
// line.
func Reason(err error) string {
	for _, known := range []error{ErrDiskFull, ErrReadOnly} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	if err := bare(err); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(err.Error()), " ")
}
