package project

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/session"
	"claimtrace/store"
)

// options are those with which a project is opened: for the person at work, or
// for reading only where there is none. They may be asked for on any goroutine;
// what is wrong with the preferences is told once the project is shown.
func (x *Projects) options() store.Options {
	who, _, err := preferences.Who("")
	if err != nil {
		x.run.Show(func() { x.trouble = err })
	}
	if err != nil && !preferences.KeptAside(err) {
		return store.Options{ReadOnly: true, Data: preferences.DataFolder()}
	}
	return store.Options{Person: who.AtWork(), Data: preferences.DataFolder(), Originals: preferences.Originals()}
}

// Open puts the project at path into the window; what was there is closed only once
// it is open. Of a package that was not worked on here it is shown first what it is,
// and asked what to do with it.
func (x *Projects) Open(path string) {
	if s := x.w.Session(); s != nil && !s.Origin().Copy && same(path, s.View().Path()) {
		return
	}
	title := "Opening " + filepath.Base(path)
	backup, is := store.BackupAt(path)
	if is {
		title = "Opening the backup"
	}
	recent := x.prefs.Recent
	x.opensAs(title, path, func(ctx context.Context) (*store.Project, session.Origin, error) {
		o := x.options()
		if !is && !slices.ContainsFunc(recent, func(known string) bool { return same(known, path) }) {
			if came, err := store.IsPackage(ctx, path); err == nil && came {
				o.ReadOnly = true // it stays as it came until it is known what to do with it
			}
		}
		p, err := orDamaged(ctx, path, o)
		if err == nil && o.ReadOnly {
			err = isPackage(p)
		}
		return p, session.Origin{Backup: backup}, err
	})
}

// Make makes one at path.
func (x *Projects) Make(path string) {
	x.opens("Making "+filepath.Base(path), path, func(context.Context) (*store.Project, error) { return store.Create(path, x.options()) })
}

// opens opens the project at path off the window's goroutine, as it may have to
// be checked as a whole.
func (x *Projects) opens(title, path string, open func(context.Context) (*store.Project, error)) {
	x.opensAs(title, path, func(ctx context.Context) (*store.Project, session.Origin, error) {
		p, err := open(ctx)
		return p, session.Origin{}, err
	})
}

// opensAs is opens for what may not be a project to work on.
func (x *Projects) opensAs(title, path string, open func(context.Context) (*store.Project, session.Origin, error), then ...func()) {
	var s *session.Session
	var of session.Origin
	x.w.Work(title, func(ctx context.Context, _ func(int, int)) (err error) {
		s, err = begin(ctx, func() (p *store.Project, err error) {
			p, of, err = open(ctx)
			return p, err
		})
		return err
	}, func(err error) {
		var is packageError
		switch {
		case errors.As(err, &is):
			x.meet(path, is)
			return
		case err != nil:
			x.explain(path, err)
			return
		}
		x.w.Take(s.From(of))
		for _, f := range then {
			f()
		}
	})
}

func same(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// New asks where a new project is to be, and makes it.
func (x *Projects) New() {
	folder := ""
	for _, path := range x.prefs.Recent {
		if hidden, err := os.UserConfigDir(); err != nil || !strings.HasPrefix(path, hidden) { // where the sample is
			folder = filepath.Dir(path)
			break
		}
	}
	x.w.Dialogs().SaveFile(x.w.Files(preferences.ForProjects, dialog.Files{Title: "New project", Confirm: "Make it", Folder: folder, Name: "Untitled" + Ending, Endings: []string{Ending}, New: true}),
		x.Make)
}

// Choose asks for a project or package, and opens it.
func (x *Projects) Choose() {
	x.w.Dialogs().OpenFiles(x.w.Files(preferences.ForProjects, dialog.Files{Title: "Open a project or package", Confirm: "Open", Endings: []string{Ending}}),
		func(paths []string) { x.Open(paths[0]) })
}

// OpenSample opens the sample project, and makes it first where it is not
// there yet.
func (x *Projects) OpenSample() {
	folder, err := os.UserConfigDir()
	if err != nil {
		x.w.Complain(err)
		return
	}
	path := filepath.Join(folder, "claimtrace", "sample"+Ending)
	x.opens("Opening the sample", path, func(context.Context) (*store.Project, error) {
		if _, err := os.Stat(path); err == nil {
			return store.Open(path, x.options())
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := sample.Create(context.Background(), path); err != nil {
			return nil, err
		}
		return store.Open(path, x.options())
	})
}
