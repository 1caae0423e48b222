// Package project opens project files and makes them, tells why one does not
// open and what can be done then, keeps their backups, and says above the page
// what the project in the window is. What is in hand in it is the session's.
package project

import (
	"context"
	"time"

	"claimtrace/app/async"
	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Ending is that of project files and packages.
const Ending = ".claimtrace"

// Window is what the room needs of the window.
type Window interface {
	// Session is the project in hand, nil for none.
	Session() *session.Session
	// Present is the project as it is, also where a moment of it is shown.
	Present() *store.Project
	// Take makes a session that of the window, and closes the one before.
	Take(*session.Session)
	// Dialogs opens sheets above the page.
	Dialogs() *dialog.Kit
	// Files has a chooser begin where one was at last for a purpose.
	Files(purpose string, f dialog.Files) dialog.Files
	// Do runs an action of the session, after what is being typed was recorded.
	Do(action func() error) error
	// Refusal is why nothing can be changed now, "" if it can.
	Refusal() string
	// Work runs what may take long, with progress and a way to stop it.
	Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error))
	// Complain says what went wrong where the action was; nil clears that.
	Complain(error)
	// Tell tells in the status line what was done.
	Tell(done string)
	// Preview shows what files would bring, before they are merged into the project in
	// the window.
	Preview(paths []string)
	// Then goes on with something when the sheet has closed.
	Then(func())
}

// Projects opens projects in one window.
type Projects struct {
	Banner *Banner

	w       Window
	run     *async.Runner
	prefs   *preferences.Current
	trouble error       // with the preferences, to be told once a project is shown
	backing *async.Task // the backup under way
}

// New returns the room of a window.
func New(w Window, run *async.Runner, prefs *preferences.Current) *Projects {
	return &Projects{Banner: newBanner(), w: w, run: run, prefs: prefs}
}

// Opened is called when the window shows another project: its backup is made, if
// one is due, and what went wrong with the preferences is told.
func (x *Projects) Opened() {
	if x.trouble != nil {
		x.w.Complain(x.trouble)
		x.trouble = nil
	}
	x.BackUp()
}

// Troubled keeps an error with the preferences, to be told once the project is
// shown.
func (x *Projects) Troubled(err error) { x.trouble = err }

// Close ends the backup under way, before the project is closed; it is waited for
// at most so long.
func (x *Projects) Close(atMost time.Duration) {
	x.backing.Drop()
	x.backing.Wait(atMost)
}
