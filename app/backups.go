package app

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/store"
)

// backupTick is how often it is asked whether a backup is due.
const backupTick = 10 * time.Minute

// dayAndTime is how moments are written out.
const dayAndTime = "Monday 2 January 2006, 15:04"

// saveAs makes a new project of the one in the window, as of a backup, and
// opens that; the one in the window stays as it is.
func (w *window) saveAs() {
	p, from := w.session.Project(), w.session.Place()
	name := bareName(from) + "-copy"
	if b := w.session.Origin().Backup; b.Path != "" {
		name = bareName(from) + " " + b.Made.Local().Format("2006-01-02 15.04")
	}
	w.dialogs.SaveFile(w.where(forProjects, dialog.Files{Title: "Save as a new project", Confirm: "Save", Folder: filepath.Dir(from), Name: name + ending, Endings: []string{ending}, New: true}),
		func(out string) {
			w.makes("Saving "+filepath.Base(out), out, func(ctx context.Context) error { return p.SaveAs(ctx, out) },
				func() { w.tell("Saved as " + filepath.Base(out)) })
		})
}

// makes has a new project made at a path, opens it, and then tells.
func (w *window) makes(title, path string, make func(context.Context) error, tell func()) {
	var s *session.Session
	w.work(title, func(ctx context.Context, _ func(int, int)) (err error) {
		if err = make(ctx); err == nil {
			s, err = begin(ctx, func() (*store.Project, error) { return store.Open(path, w.options()) })
		}
		return err
	}, func(err error) {
		if err != nil {
			w.complain(err)
			return
		}
		w.take(s)
		tell()
	})
}

// begin opens a project and a session on it. Nothing stays open where it was
// stopped: nobody would be there to close it.
func begin(ctx context.Context, open func() (*store.Project, error)) (*session.Session, error) {
	p, err := open()
	if err != nil {
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

// backUp makes the backup that is due, off the window's goroutine. What is only
// read here does not change here, so there is nothing to back up.
func (w *window) backUp() {
	if w.session == nil || w.session.Mode() != session.AtWork {
		return
	}
	if w.backing.Running() {
		return // the one before is still under way
	}
	p := w.session.Project()
	var err error
	w.backing = w.run.Go(func(ctx context.Context) { _, _, err = p.BackUpIfDue(ctx) }, func() {
		if err != nil {
			w.complain(w.session.Worded(err))
		}
	})
}

// keepBackups makes, until the program ends, the backups that are due.
func (w *window) keepBackups() {
	w.run.Every(backupTick, w.backUp)
}

// backupsDialog lists the backups of the project, of all projects where none is
// open, to be opened for reading.
func (w *window) backupsDialog() {
	path := ""
	if w.session != nil {
		path = w.session.Place()
	}
	list, err := store.Backups(preferences.DataFolder(), path)
	if err != nil {
		w.complain(err)
		return
	}
	if len(list) == 0 {
		w.dialogs.Tell("Backups", "There are none yet: one is made every hour in which something was changed.")
		return
	}
	rows := make([]dialog.Choice, len(list))
	for i, b := range list {
		rows[i] = dialog.Choice{Name: b.Made.Local().Format(dayAndTime), More: parts.Count(b.Changes, "change") + " · " + whyBackup[b.Why]}
		if path == "" {
			rows[i].Name = bareName(b.Project) + " · " + rows[i].Name
		}
	}
	w.dialogs.Choose("Backups, to be read", "Open", rows, func(i int) { w.openProject(list[i].Path) })
}

var whyBackup = map[store.Why]string{
	store.BeforeMerge: "before a merge", store.ByTime: "of the hour",
}

// bareName is what a project's file is called.
func bareName(path string) string { return strings.TrimSuffix(filepath.Base(path), ending) }
