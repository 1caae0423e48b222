package store

import (
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/store/file"
	"claimtrace/store/read"
)

// Errors for a caller to tell apart. Each comes inside one line for a person,
// which names the file or the thing, says why, and what to do.
var (
	// Errors of files: see package file.
	ErrExists     = file.ErrExists
	ErrMissing    = file.ErrMissing
	ErrFolder     = file.ErrFolder
	ErrNotProject = file.ErrNotProject
	ErrNewer      = file.ErrNewer
	ErrEarly      = file.ErrEarly
	ErrLocked     = file.ErrLocked
	ErrReadOnly   = file.ErrReadOnly
	ErrDiskFull   = file.ErrDiskFull
	ErrDamaged    = file.ErrDamaged
	ErrLongName   = file.ErrLongName
	ErrInTheWay   = file.ErrInTheWay
	ErrWriteAhead = file.ErrWriteAhead
	ErrInternal   = file.ErrInternal

	// ErrNoEntity is returned for ids and names that nothing in the project
	// has, or had and was removed.
	ErrNoEntity = read.ErrNoEntity
	// ErrAmbiguousID is returned for a name that means more than one thing,
	// ErrShortID for what only begins an id.
	ErrAmbiguousID = read.ErrAmbiguous
	ErrShortID     = read.ErrShortID
	// ErrTextWithheld is returned where the text of an article is needed that
	// was left out of the package.
	ErrTextWithheld = read.ErrWithheld
	// ErrNoOriginal is returned where the bytes that a text was read from are
	// needed and were left out.
	ErrNoOriginal = read.ErrNoOriginal

	// ErrNothingToUndo and ErrNothingToRedo are returned by Project.Undo and
	// Project.Redo.
	ErrNothingToUndo = errors.New("there is nothing to undo")
	ErrNothingToRedo = errors.New("there is nothing to redo")
	// ErrInvalid is returned for what cannot stand in a project: a claim
	// without a statement, an annotation without a verdict, a text that is not
	// in canonical form, the removal of what cannot be removed. Fields of the
	// wrong type come with annotate.ErrField, spans with the errors of
	// anchor.Check.
	ErrInvalid = errors.New("invalid")
	// ErrNotYours is returned by what would change another's annotation, unless
	// it is overridden.
	ErrNotYours = errors.New("it is another person's")

	// ErrStranger is returned for a file of a project that shares no id with
	// this one, unless that is meant.
	ErrStranger = errors.New("it is another project")

	// ErrMerged is what a [MergedError] wraps.
	ErrMerged = errors.New("the last thing done here was a merge")

	errClosed = errors.New("the project is closed: open it again")
)

// MergedError is returned by Project.Undo right after a merge, which is not undone
// but taken back as a whole.
type MergedError struct{ Receipt int64 }

func (e *MergedError) Error() string {
	return fmt.Sprintf("%v: take back its receipt %d instead, or undo what you did before it", ErrMerged, e.Receipt)
}

func (e *MergedError) Unwrap() error { return ErrMerged }

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrInvalid}, args...)...)
}

func noSuchChange(ref Ref, id annotate.ID) error {
	return fmt.Errorf("%s %q: %w: it has no change %q", ref.Kind, ref.ID, ErrNoEntity, id)
}
