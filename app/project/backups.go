package project

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/store"
)

// backupTick is how often it is asked whether a backup is due.
const backupTick = 10 * time.Minute

// SaveAs makes a new project of the one in the window, as of a backup, and
// opens that; the one in the window stays as it is.
func (x *Projects) SaveAs() {
	p, from := x.w.Session().Project(), x.w.Session().Place()
	name := BareName(from) + "-copy"
	if b := x.w.Session().Origin().Backup; b.Path != "" {
		name = BareName(from) + " " + b.Made.Local().Format("2006-01-02 15.04")
	}
	x.w.Dialogs().SaveFile(x.w.Files(preferences.ForProjects, dialog.Files{Title: "Save as a new project", Confirm: "Save", Folder: filepath.Dir(from), Name: name + Ending, Endings: []string{Ending}, New: true}),
		func(out string) {
			x.makes("Saving "+filepath.Base(out), out, func(ctx context.Context) error { return p.SaveAs(ctx, out) },
				func() { x.w.Tell("Saved as " + filepath.Base(out)) })
		})
}

// makes has a new project made at a path, opens it, and then tells.
func (x *Projects) makes(title, path string, make func(context.Context) error, tell func()) {
	var s *session.Session
	x.w.Work(title, func(ctx context.Context, _ func(int, int)) (err error) {
		if err = make(ctx); err == nil {
			s, err = begin(ctx, func() (*store.Project, error) { return store.Open(path, x.options()) })
		}
		return err
	}, func(err error) {
		if err != nil {
			x.w.Complain(err)
			return
		}
		x.w.Take(s)
		tell()
	})
}

// begin opens a project and a session on it. Nothing stays open where it was
// stopped: nobody would be there to close it.
func begin(ctx context.Context, open func() (*store.Project, error)) (*session.Session, error) {
	p, err := open()
	if err != nil {
		if p != nil {
			p.Close()
		}
		return nil, err
	}
	s, err := session.Open(p)
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		p.Close()
	}
	return s, err
}

// BackUp makes the backup that is due, off the window's goroutine. What is only
// read here does not change here, so there is nothing to back up.
func (x *Projects) BackUp() {
	if x.w.Session() == nil || x.w.Session().Mode() != session.AtWork {
		return
	}
	if x.backing.Running() {
		return // the one before is still under way
	}
	p := x.w.Session().Project()
	var err error
	x.backing = x.run.Go(func(ctx context.Context) { _, _, err = p.BackUpIfDue(ctx) }, func() {
		if err != nil {
			x.w.Complain(x.w.Session().Worded(err))
		}
	})
}

// KeepBackups makes, until the program ends, the backups that are due.
func (x *Projects) KeepBackups() {
	x.run.Every(backupTick, x.BackUp)
}

// ToggleOriginals has backups hold what texts were read from, or no longer.
func (x *Projects) ToggleOriginals() {
	on := !x.prefs.Originals
	if err := x.prefs.Change(func(p *preferences.Preferences) { p.Originals = on }); err != nil {
		x.w.Complain(err)
	}
	if s := x.w.Session(); s != nil {
		s.Project().BackUpOriginals(on)
	}
	if on {
		x.w.Tell("From now on backups hold the pages and documents that texts were read from, too")
	} else {
		x.w.Tell("From now on backups are without the pages and documents that texts were read from")
	}
}

// Backups lists the backups of the project, of all projects where none is
// open, to be opened for reading.
func (x *Projects) Backups() {
	path := ""
	if x.w.Session() != nil {
		path = x.w.Session().Place()
	}
	list, err := store.Backups(preferences.DataFolder(), path)
	if err != nil {
		x.w.Complain(err)
		return
	}
	if len(list) == 0 {
		x.w.Dialogs().Tell("Backups", "There are none yet: one is made every hour in which something was changed.")
		return
	}
	rows := make([]dialog.Choice, len(list))
	for i, b := range list {
		rows[i] = dialog.Choice{Name: b.Made.Local().Format(style.DayAndTime), More: parts.Count(b.Changes, "change") + " · " + whyBackup[b.Why]}
		if path == "" {
			rows[i].Name = BareName(b.Project) + " · " + rows[i].Name
		}
	}
	x.w.Dialogs().Choose("Backups, to be read", "Open", rows, func(i int) { x.Open(list[i].Path) })
}

var whyBackup = map[store.Why]string{
	store.BeforeMerge: "before a merge", store.ByTime: "of the hour",
}

// BareName is what a project's file is called.
func BareName(path string) string { return strings.TrimSuffix(filepath.Base(path), Ending) }
