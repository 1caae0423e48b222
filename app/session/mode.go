package session

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/store"
)

// Mode is how a project is in hand.
type Mode int

// The modes. All but the first are only read.
const (
	AtWork   Mode = iota // it can be changed
	AsOf                 // it is shown as it stood at a moment
	Backup               // it is a backup
	LeftOver             // it is what is left of a damaged project
	ReadOnly             // it is only read for another reason: a copy, a disk, the rights, nobody at work
)

// Origin is where a project comes from that is not simply one to work on. The
// zero value is for one that is.
type Origin struct {
	Backup store.Backup    // its Path is empty for none
	Left   *store.Salvaged // nil for none
	Copy   bool            // it is a copy of one that was open in another window
}

// Mode tells how the project is in hand.
func (s *Session) Mode() Mode {
	_, past := s.view.Moment()
	switch {
	case past:
		return AsOf
	case s.origin.Backup.Path != "":
		return Backup
	case s.origin.Left != nil:
		return LeftOver
	case s.project.ReadOnly() != "":
		return ReadOnly
	}
	return AtWork
}

// Origin tells where the project comes from, also while it is shown as it stood
// at a moment.
func (s *Session) Origin() Origin { return s.origin }

// From notes where the project comes from.
func (s *Session) From(o Origin) *Session {
	s.origin = o
	return s
}

// Place is the path under which it is remembered where one was: a backup begins
// where one was in its project.
func (s *Session) Place() string {
	if b := s.origin.Backup; b.Path != "" {
		return b.Project
	}
	return s.view.Path()
}

// Heading is what the project is called, with what it is where it is not one to
// work on.
func (s *Session) Heading() string {
	switch {
	case s.origin.Backup.Path != "":
		return s.Title() + " – backup of " + s.origin.Backup.Made.Local().Format("2 January 2006, 15:04")
	case s.origin.Left != nil:
		return s.Title() + " – what is left of it"
	}
	return s.Title()
}

// Standing says in few words why the project cannot be changed, "" if it can.
func (s *Session) Standing() string {
	switch s.Mode() {
	case AtWork:
		return ""
	case Backup:
		return "Read-only: a backup"
	case LeftOver:
		return "Read-only: what is left of a damaged project"
	}
	_, why, _ := strings.Cut(s.ReadOnly(), " is read-only: ")
	return "Read-only: " + why
}

// The ways in which a project is not one to work on.
var (
	errBackup = fmt.Errorf("this is a backup, and %w: save it as a new project to work on it", store.ErrReadOnly)
	errLeft   = fmt.Errorf("this is what is left of a damaged project, and %w: salvage it into a new project to work on it", store.ErrReadOnly)
	errDamage = fmt.Errorf("part of the project’s file cannot be read, as %w: go back to a backup, or salvage what is left; both are in the menu File", store.ErrDamaged)
)

// Worded says in a person's words why nothing can be changed, or that the file is
// damaged; the particulars are for checking.
func (s *Session) Worded(err error) error {
	switch {
	case errors.Is(err, store.ErrDamaged):
		return errDamage
	case !errors.Is(err, store.ErrReadOnly):
	case s.Mode() == Backup:
		return errBackup
	case s.Mode() == LeftOver:
		return errLeft
	}
	return err
}
