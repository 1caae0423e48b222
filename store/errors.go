package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	sqlite3 "modernc.org/sqlite/lib"
)

// Errors for a caller to tell apart. Each comes inside one line for a person,
// which names the file or the thing, says why, and what to do.
var (
	// ErrExists is returned by Create where anything is there already, and by
	// Project.Pack where anything but a package is.
	ErrExists = errors.New("there is something there already")
	// ErrMissing is returned by Open and Verify where there is no file, and by
	// Create and Project.Pack where there is no folder to write to.
	ErrMissing = errors.New("there is no such file or folder")
	// ErrFolder is returned by Create, Open, Verify and Project.Pack for a
	// path that is a folder.
	ErrFolder = errors.New("it is a folder")
	// ErrNotProject is returned by Open and Verify for files of other kinds.
	ErrNotProject = errors.New("it is not a Claimtrace project")
	// ErrNewer is returned by Open and Verify for a project that a later
	// version made; nothing of it is touched.
	ErrNewer = errors.New("it was made by a newer Claimtrace")
	// ErrLocked is returned, at once, by Open and Verify for a project that is
	// open already, in this process or another, and by Project.Pack where it
	// would replace one.
	ErrLocked = errors.New("it is open in another window")
	// ErrReadOnly is returned by whatever would change a project that is not
	// to be changed; Project.ReadOnly says so beforehand.
	ErrReadOnly = errors.New("it is read-only")
	// ErrDiskFull is returned by whatever writes; nothing of it is done then.
	ErrDiskFull = errors.New("the disk is full")
	// ErrDamaged is returned by Open where the file is not as it was written,
	// and by anything that meets damage later. Verify lists the particulars;
	// OpenDamaged and Salvage read what is left.
	ErrDamaged = errors.New("it is damaged")
	// ErrNoEntity is returned for ids and names that nothing in the project
	// has, or had and was removed.
	ErrNoEntity = errors.New("it is not in the project")
	// ErrAmbiguousID is returned by Project.Resolve, and by what takes a
	// claim's statement: Project.ClaimByStatement, Project.Annotate and
	// Project.Tie.
	ErrAmbiguousID = errors.New("it means more than one thing")
	// ErrShortID is returned by Project.Resolve for what only begins an id.
	ErrShortID = errors.New("it is too short for an id")
	// ErrNothingToUndo and ErrNothingToRedo are returned by Project.Undo and
	// Project.Redo.
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
	// ErrTextWithheld is returned where the text of an article is needed that
	// was left out of the package: by Project.Text, Project.Annotate, and
	// Project.Set when it moves an annotation.
	ErrTextWithheld = errors.New("its text was left out of this package")
	// ErrInvalid is returned for what cannot stand in a project: a claim
	// without a statement, an annotation without a verdict, a text that is not in canonical form, the removal
	// of what cannot be removed. Fields of the wrong type come with
	// annotate.ErrField, spans with the errors of anchor.Check.
	ErrInvalid = errors.New("invalid")
)

// told is an error that is worded for a person already.
type told struct{ error }

func (t told) Unwrap() error { return errors.Unwrap(t.error) }

// cannot words an error for a person: what, with which file, why, and what to do.
func cannot(doing, path string, why error, advice string) error {
	return told{fmt.Errorf("cannot %s %s: %w: %s", doing, path, why, advice)}
}

func locked(doing, path string) error { return cannot(doing, path, ErrLocked, "close it there first") }

func damaged(doing, path string, what error) error {
	return cannot(doing, path, fmt.Errorf("%w (%w)", ErrDamaged, what), "go back to a copy of it, or ask its sender for it again")
}

// explain turns an error of SQLite or of the operating system into one for a
// person. Errors of other kinds pass.
func explain(doing, path string, err error) error {
	if err == nil || errors.As(err, new(told)) {
		return err
	}
	c := code(err)
	switch {
	case c&0xff == sqlite3.SQLITE_FULL || errors.Is(err, syscall.ENOSPC):
		return cannot(doing, path, ErrDiskFull, "nothing was changed; make room and try again")
	case c&0xff == sqlite3.SQLITE_BUSY:
		return locked(doing, path)
	case c == sqlite3.SQLITE_READONLY_ROLLBACK:
		return cannot(doing, path, fmt.Errorf("%w, and it was not closed properly", ErrReadOnly),
			"copy it and its -journal file to a folder that can be written to")
	case c&0xff == sqlite3.SQLITE_READONLY:
		return cannot(doing, path, ErrReadOnly, "copy it to a folder that can be written to")
	case c&0xff == sqlite3.SQLITE_CORRUPT, c&0xff == sqlite3.SQLITE_NOTADB, c&0xff == sqlite3.SQLITE_ERROR:
		return damaged(doing, path, err)
	case c != 0:
		return cannot(doing, path, fmt.Errorf("the disk does not answer as it should (%w)", err), "nothing was changed; check the disk and try again")
	}
	if reason := bare(err); reason != nil {
		return cannot(doing, path, reason, "check the folder, the disk, and who may write there")
	}
	return err
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
