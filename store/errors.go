package store

import (
	"errors"

	"claimtrace/store/file"
)

// Errors of the file, for a caller to tell apart: see there. Each comes inside
// one line for a person, which names the file or the thing, says why, and what
// to do.
var (
	ErrExists     = file.ErrExists
	ErrMissing    = file.ErrMissing
	ErrFolder     = file.ErrFolder
	ErrNotProject = file.ErrNotProject
	ErrNewer      = file.ErrNewer
	ErrEarly      = file.ErrEarly
	ErrLocked     = file.ErrLocked
	ErrReadOnly   = file.ErrReadOnly
	ErrDiskFull   = file.ErrDiskFull
	// ErrDamaged is returned by Open where the file is not as it was written,
	// and by anything that meets damage later. Verify lists the particulars;
	// OpenDamaged and Salvage read what is left.
	ErrDamaged    = file.ErrDamaged
	ErrLongName   = file.ErrLongName
	ErrInTheWay   = file.ErrInTheWay
	ErrWriteAhead = file.ErrWriteAhead
	ErrInternal   = file.ErrInternal
)

// IsDatabase tells whether the file at a path is a database, as
// [file.IsDatabase] does.
func IsDatabase(path string) (bool, error) { return file.IsDatabase(path) }

// Errors of what is in a project, likewise.
var (
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
