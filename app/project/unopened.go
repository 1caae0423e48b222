package project

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// explain says why a project does not open, and what else can be done: one that
// is open elsewhere can be read in a copy; of a damaged one what is left; and of
// any that there was, its newest backup.
func (x *Projects) explain(path string, why error) {
	if errors.Is(why, store.ErrLocked) {
		x.w.Dialogs().Ask("Open elsewhere", "“"+BareName(path)+"” is open in another window, so it cannot be worked on here.\nA copy of how it stands now can be read.",
			dialog.Answer{Label: "Read a copy", Do: func() { x.openCopy(path) }})
		return
	}
	if Distrusts(x.w.Dialogs(), path, why) {
		return
	}
	said := unopened(path, why)
	var can []dialog.Answer
	list, err := store.Backups(preferences.DataFolder(), path)
	if said != "" && err == nil && len(list) > 0 {
		b := list[0]
		said += fmt.Sprintf("\nIts newest backup is of %s, with %s.", b.Made.Local().Format(style.DayAndTime), parts.Count(b.Changes, "change"))
		can = append(can, dialog.Answer{Label: "Open the backup", Do: func() { x.Open(b.Path) }})
	}
	if errors.Is(why, store.ErrDamaged) { // often it is more than a backup has
		said += "\nWhat is left of the file itself can be read here, and salvaged into a new project: look at that first."
		can = append(can, dialog.Answer{Label: "Read what is left", Do: func() { x.openDamaged(path) }})
	}
	if len(can) == 0 {
		x.w.Complain(why)
		return
	}
	x.w.Dialogs().Ask("“"+BareName(path)+"” does not open", said, can...)
}

// Distrusts says loudly why nothing of a package is used that was altered after it was
// sealed or packed. It tells whether that is why.
func Distrusts(k *dialog.Kit, path string, why error) bool {
	switch {
	case errors.Is(why, store.ErrSeal):
		k.Tell("Do not trust “"+BareName(path)+"”: its seal is wrong", "Somebody altered this package after it was sealed, or put another seal on it. Nothing of it was used.\n\nTell the one who sent it, and have it sent again in another way.")
	case errors.Is(why, store.ErrAltered):
		k.Tell("“"+BareName(path)+"” is not what was packed", "It does not hold what its own list says: it was altered, or damaged on its way. Nothing of it was used.\n\nHave it sent again.")
	default:
		return false
	}
	return true
}

// openCopy reads a copy of a project that is open elsewhere, as it stands now.
func (x *Projects) openCopy(path string) {
	x.opensAs("Reading a copy of "+filepath.Base(path), path, func(ctx context.Context) (*store.Project, session.Origin, error) {
		p, err := store.OpenCopy(ctx, path, x.options())
		return p, session.Origin{Copy: true}, err
	})
}

// unopened says for a person why a project does not open; "" where a backup is
// no help.
func unopened(path string, why error) string {
	switch {
	case errors.Is(why, store.ErrDamaged):
		return "The file is damaged: part of it is not as it was written."
	case errors.Is(why, store.ErrMissing):
		return "The file is not there: it was moved, renamed or removed, or its disk is not connected.\n" + path
	case errors.Is(why, store.ErrNotProject):
		return "In its place is a file of another kind.\n" + path
	case errors.Is(why, store.ErrFolder):
		return "In its place is a folder.\n" + path
	case errors.Is(why, fs.ErrPermission):
		return "The file cannot be read: ask its owner for the right to.\n" + path
	}
	return ""
}

// openDamaged reads what is left of a damaged project.
func (x *Projects) openDamaged(path string) {
	var done store.Salvaged
	x.opensAs("Reading what is left of "+filepath.Base(path), path, func(ctx context.Context) (p *store.Project, of session.Origin, err error) {
		p, done, err = store.OpenDamaged(ctx, path, x.options())
		return p, session.Origin{Left: &done}, err
	}, func() { x.TellSalvaged("What is left of “"+BareName(path)+"”", done) })
}

// orDamaged opens a project; a file that is none but of which something of a
// project can still be read is a damaged one.
func orDamaged(ctx context.Context, path string, o store.Options) (*store.Project, error) {
	p, err := store.Open(path, o)
	if !errors.Is(err, store.ErrNotProject) {
		return p, err
	}
	left, _, leftErr := store.OpenDamaged(ctx, path, o)
	if leftErr != nil {
		return nil, err
	}
	left.Close()
	return nil, fmt.Errorf("cannot open %s: %w", path, store.ErrDamaged)
}
