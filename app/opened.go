package app

import (
	"context"
	"errors"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/dialog"
	"claimtrace/app/drafts"
	"claimtrace/app/preferences"
	"claimtrace/app/project"
	"claimtrace/app/session"
)

// Take makes a session that of the window. A backup is not what is opened at
// the next start: that stays its project.
func (w *window) Take(s *session.Session) {
	w.closeProject()
	w.session = s
	w.drafts = drafts.New(s.Project(), w.run, w.Complain, func() { w.Tell("") })
	for _, p := range w.pages {
		p.Rest()
	}
	s.Listen(w.changed)
	if s.Mode() != session.Backup {
		if err := w.prefs.Change(func(p *preferences.Preferences) { p.Opened(s.Project().Path()) }); err != nil {
			w.projects.Troubled(err)
		}
	}
	w.view = viewRead
	w.showProject()
	w.places.goBack()
	w.takeUpDrafts()
	w.projects.Opened()
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
	_ = w.Flush() // nobody is left to be told
	w.drafts.Close()
	w.places.stay()
	w.coming.Rest()
	w.compare.View.Clear() // it may be reading what is closed now
	w.projects.Close(closeWait)
	w.session.Close()
	w.session = nil
}

// leaveProject goes back to the page without a project.
func (w *window) leaveProject() {
	if w.dialogs.Working() {
		w.Complain(dialog.ErrUnderWay)
		return
	}
	w.closeProject()
	w.prefer(func(p *preferences.Preferences) { p.Open = "" })
	w.showProject()
}

// close closes the window; a long action that is under way is stopped first,
// so that nothing is left half done, if it can be.
func (w *window) close() {
	if w.dialogs.Working() {
		w.closing = true
		w.dialogs.StopWork()
		w.run.After(closeWait, w.win.Close)
		return
	}
	w.win.Close()
}

// showProject shows the project, or the page without one.
func (w *window) showProject() {
	w.welcome.Hidden, w.project.Hidden = w.session != nil, w.session == nil
	defer w.win.Canvas().Refresh(w.win.Content()) // what was never drawn is on no canvas yet, and asks for nothing
	w.greeting.Clear()
	w.said.Clear()
	w.putInFront()
	w.showMenu()
	if w.session == nil {
		w.win.SetTitle("Claimtrace")
		w.win.Canvas().Unfocus()
		if !w.dialogs.Working() { // what is being opened needs no page before it
			w.greet()
		}
		return
	}
	w.win.SetTitle(w.session.Heading() + " – Claimtrace")
	w.projects.SayWhat()
	w.changed(all)
	w.turnTo(viewRead)
}

// prefer changes the preferences and saves them.
func (w *window) prefer(change func(*preferences.Preferences)) {
	if err := w.prefs.Change(change); err != nil {
		w.Complain(err)
	}
}

// takeUpDrafts records what was being typed when the program was killed, each as
// a change of its own, and says so. What cannot be recorded stays a draft.
func (w *window) takeUpDrafts() {
	recorded, begun, err := w.drafts.TakeUp(func(id annotate.ID, field, text string) error {
		return w.session.SetAnnotation(id, annotate.Fields{field: text})
	})
	w.Say(err)
	for _, id := range begun {
		if c, ok := w.session.ClaimRow(id); ok {
			w.Tell("A decision was begun and is kept: choose “" + c.Statement + "” and Decide the claim to go on with it")
		}
	}
	if recorded > 0 {
		w.Tell("What was being typed when the program ended is recorded: " + w.KeyOf("undo") + " takes it back")
	}
}

// dropped takes files that were let fall on the window: projects are opened, on
// the page Colleagues and of several it is shown what they bring, as of an annotation
// set; all else is added.
func (w *window) dropped(paths []string) {
	if w.dialogs.Open() {
		return // a sheet is about the project as it is
	}
	packages := len(paths) > 0
	for _, path := range paths {
		packages = packages && strings.EqualFold(filepath.Ext(path), project.Ending)
	}
	if packages && w.session != nil && (w.view == viewColleagues || len(paths) > 1) {
		w.Preview(paths)
		return
	}
	if len(paths) == 1 && packages {
		w.projects.Open(paths[0])
		return
	}
	if len(paths) == 1 && project.IsSet(paths[0]) {
		w.projects.ImportFile(paths[0])
		return
	}
	if w.session == nil {
		w.Complain(errors.New("open a project first, or make a new one: then drop the articles on it"))
		return
	}
	w.adding.Paths(paths)
}
