package app

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/sample"
	"claimtrace/app/session"
	"claimtrace/store"
)

// ending is that of project files and packages.
const ending = ".claimtrace"

// options are those with which a project is opened: for the person at work, or
// for reading only where there is none. They may be asked for on any goroutine;
// what is wrong with the preferences is told once the project is shown.
func (w *window) options() store.Options {
	who, _, err := preferences.Who("")
	if err != nil {
		w.run.Show(func() { w.trouble = err })
	}
	if err != nil && !preferences.KeptAside(err) {
		return store.Options{ReadOnly: true, Data: preferences.DataFolder()}
	}
	return store.Options{Person: who.AtWork(), Data: preferences.DataFolder()}
}

// complain says what went wrong where the action was: on the page without a
// project, or above the text.
func (w *window) complain(err error) {
	if w.session == nil {
		w.greeting.Say(err)
		return
	}
	w.said.Say(err)
}

// openProject puts the project at path into the window; what was there is
// closed only once it is open.
func (w *window) openProject(path string) {
	if w.session != nil && same(path, w.session.View().Path()) {
		return
	}
	title := "Opening " + filepath.Base(path)
	backup, is := store.BackupAt(path)
	if is {
		title = "Opening the backup"
	}
	w.opensAs(title, path, func(ctx context.Context) (*store.Project, session.Origin, error) {
		p, err := orDamaged(ctx, path, w.options())
		return p, session.Origin{Backup: backup}, err
	})
}

// newProject makes one at path.
func (w *window) newProject(path string) {
	w.opens("Making "+filepath.Base(path), path, func(context.Context) (*store.Project, error) { return store.Create(path, w.options()) })
}

// opens opens the project at path off the window's goroutine, as it may have to
// be checked as a whole.
func (w *window) opens(title, path string, open func(context.Context) (*store.Project, error)) {
	w.opensAs(title, path, func(ctx context.Context) (*store.Project, session.Origin, error) {
		p, err := open(ctx)
		return p, session.Origin{}, err
	})
}

// opensAs is opens for what may not be a project to work on.
func (w *window) opensAs(title, path string, open func(context.Context) (*store.Project, session.Origin, error), then ...func()) {
	var s *session.Session
	var of session.Origin
	w.work(title, func(ctx context.Context, _ func(int, int)) (err error) {
		s, err = begin(ctx, func() (p *store.Project, err error) {
			p, of, err = open(ctx)
			return p, err
		})
		return err
	}, func(err error) {
		if err != nil {
			w.offer(path, err)
			return
		}
		w.take(s.From(of))
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

// take makes a session that of the window. A backup is not what is opened at
// the next start: that stays its project.
func (w *window) take(s *session.Session) {
	w.closeProject()
	w.session, w.baseline = s, ""
	w.drafts = newDrafts(s.Project(), w.run, w.complain, func() { w.tell("") })
	w.library.Rest()
	w.claims.Rest()
	w.traced.Rest()
	s.Listen(w.changed)
	if s.Mode() != session.Backup {
		var err error
		if w.prefs, err = preferences.Update(func(p *preferences.Preferences) { p.Opened(s.Project().Path()) }); err != nil {
			w.trouble = err
		}
	}
	w.view = viewRead
	w.showProject()
	w.goBack()
	w.takeUpDrafts()
	if w.trouble != nil {
		w.complain(w.trouble)
		w.trouble = nil
	}
	w.backUp()
	w.run.After(restAfter, func() { w.run.Go(func(context.Context) { debug.FreeOSMemory() }, func() {}) })
}

// restAfter is how long after a project was opened the memory that this took is
// given back to the system.
const restAfter = 3 * time.Second

// closeProject closes what is open, with what was being typed recorded.
func (w *window) closeProject() {
	if w.session == nil {
		return
	}
	w.past.Close()
	_ = w.flush() // nobody is left to be told
	w.drafts.close()
	w.stay()
	w.backing.Drop()
	w.backing.Wait(closeWait)
	w.session.Close()
	w.session = nil
}

// leaveProject goes back to the page without a project.
func (w *window) leaveProject() {
	if w.working.Running() {
		w.complain(errUnderWay)
		return
	}
	w.closeProject()
	w.prefer(func(p *preferences.Preferences) { p.Open = "" })
	w.showProject()
}

// close closes the window; a long action that is under way is stopped first,
// so that nothing is left half done, if it can be.
func (w *window) close() {
	if w.working.Running() {
		w.closing = true
		w.working.Stop()
		w.run.After(closeWait, w.win.Close)
		return
	}
	w.win.Close()
}

// showProject shows the project, or the page without one.
func (w *window) showProject() {
	w.welcome.Hidden, w.project.Hidden = w.session != nil, w.session == nil
	w.greeting.Clear()
	w.said.Clear()
	for i := range w.pages {
		w.pages[i].Hidden = i != int(w.view)
	}
	w.showMenu()
	if w.session == nil {
		w.win.SetTitle("Claimtrace")
		w.win.Canvas().Unfocus()
		w.greet()
		return
	}
	w.win.SetTitle(w.session.Heading() + " – Claimtrace")
	w.showOrigin()
	w.changed(all)
	w.show(viewRead)
}

// prefer changes the preferences and saves them.
func (w *window) prefer(change func(*preferences.Preferences)) {
	var err error
	if w.prefs, err = preferences.Update(change); err != nil {
		w.complain(err)
	}
}

func (w *window) newDialog() {
	folder := ""
	for _, path := range w.prefs.Recent {
		if hidden, err := os.UserConfigDir(); err != nil || !strings.HasPrefix(path, hidden) { // where the sample is
			folder = filepath.Dir(path)
			break
		}
	}
	w.dialogs.SaveFile(w.where(forProjects, dialog.Files{Title: "New project", Confirm: "Make it", Folder: folder, Name: "Untitled" + ending, Endings: []string{ending}, New: true}),
		w.newProject)
}

func (w *window) openDialog() {
	w.dialogs.OpenFiles(w.where(forProjects, dialog.Files{Title: "Open a project or package", Confirm: "Open", Endings: []string{ending}}),
		func(paths []string) { w.openProject(paths[0]) })
}

// openSample opens the sample project, and makes it first where it is not
// there yet.
func (w *window) openSample() {
	folder, err := os.UserConfigDir()
	if err != nil {
		w.complain(err)
		return
	}
	path := filepath.Join(folder, "claimtrace", "sample"+ending)
	w.opens("Opening the sample", path, func(context.Context) (*store.Project, error) {
		if isFile(path) {
			return store.Open(path, w.options())
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := sample.Create(context.Background(), path); err != nil {
			return nil, err
		}
		return store.Open(path, w.options())
	})
}
