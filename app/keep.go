package app

import (
	"context"
	"fmt"
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

// showOrigin says above the page what the project is and what can be done.
func (w *window) showOrigin() {
	name, of := w.session.Title(), w.session.Origin()
	switch w.session.Mode() {
	case session.Backup:
		w.bar.say("Read-only: a backup of “"+name+"”", of.Backup.Made.Local().Format(dayAndTime),
			deed{"Save as a new project…", w.saveAs}, deed{"Back to “" + name + "”", func() { w.openProject(of.Backup.Project) }})
	case session.LeftOver:
		w.bar.say("Read-only: what is left of a damaged project", name, deed{"What is lost", func() { w.tellSalvaged("What is left of “"+name+"”", *of.Left) }},
			deed{"Salvage into a new project…", func() { w.salvage(w.session.View().Path()) }})
	default:
		w.showConflicts()
	}
}

// saveAs makes a new project of the one in the window, as of a backup, and
// opens that; the one in the window stays as it is.
func (w *window) saveAs() {
	p, from := w.session.Project(), w.session.Place()
	name := bareName(from) + "-copy"
	if b := w.session.Origin().Backup; b.Path != "" {
		name = bareName(from) + " " + b.Made.Local().Format("2006-01-02 15.04")
	}
	w.dialogs.SaveFile(w.where(forProjects, dialog.Files{Title: "Save as a new project", Confirm: "Save", Folder: filepath.Dir(from), Name: name + ending, Endings: []string{ending}}),
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

// salvageDialog asks for a damaged project and saves what can be saved of it;
// of the one in the window, if it is that.
func (w *window) salvageDialog() {
	if w.session != nil && w.session.Origin().Left != nil {
		w.salvage(w.session.View().Path())
		return
	}
	w.dialogs.OpenFiles(w.where(forProjects, dialog.Files{Title: "Salvage a damaged project", Confirm: "Salvage", Endings: []string{ending}}),
		func(paths []string) { w.salvage(paths[0]) })
}

// salvage saves what can be saved of a damaged project into a new one, and
// opens that.
func (w *window) salvage(path string) {
	w.dialogs.SaveFile(w.where(forProjects, dialog.Files{Title: "Salvage into a new project", Confirm: "Salvage", Folder: filepath.Dir(path),
		Name: bareName(path) + "-salvaged" + ending, Endings: []string{ending}}), func(out string) {
		var done store.Salvaged
		w.makes("Salvaging "+filepath.Base(path), out, func(ctx context.Context) (err error) {
			done, err = store.Salvage(ctx, path, out, w.options())
			return err
		}, func() { w.tellSalvaged("Saved into “"+bareName(out)+"”", done) })
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

// tellSalvaged says what was saved and what was lost.
func (w *window) tellSalvaged(title string, done store.Salvaged) {
	said := fmt.Sprintf("%s, %s, %s; %s of the log.", parts.Count(done.Articles, "article"), parts.Count(done.Claims, "claim"),
		parts.Count(done.Annotations, "annotation"), parts.Count(done.Changes, "change"))
	if len(done.Lost) == 0 {
		said += "\n\nNothing was lost."
	} else {
		said += "\n\nLost or altered:\n• " + strings.Join(done.Lost, "\n• ")
	}
	w.dialogs.Tell(title, said)
}

// showConflicts offers the copies that lie beside the project, in which
// somebody else's work may be.
func (w *window) showConflicts() {
	found, err := w.current().Conflicts()
	if err != nil || len(found) == 0 {
		w.bar.clear()
		return
	}
	later := deed{"Not now", w.bar.clear}
	if len(found) == 1 {
		w.bar.say(keeper(found[0])+" a second copy of this project: it may hold somebody else’s work", filepath.Base(found[0].Path),
			deed{"Open the copy", func() { w.openProject(found[0].Path) }}, later)
		return
	}
	list := make([]dialog.Choice, len(found))
	for i, c := range found {
		list[i] = dialog.Choice{Name: filepath.Base(c.Path), More: keeper(c) + " this copy"}
	}
	w.bar.say("Other copies of this project lie beside it: they may hold somebody else’s work", fmt.Sprint(len(found), " copies"),
		deed{"Open one…", func() {
			w.dialogs.Choose("Copies of this project", "Open", list, func(i int) { w.openProject(found[i].Path) })
		}}, later)
}

// keeper begins a sentence with the service that made a copy, if that is known.
func keeper(c store.Conflict) string {
	if c.Service == "" {
		return "Beside it lies"
	}
	return c.Service + " kept"
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
