// Package reviewer asks for the name of the person at work, and keeps that person's
// key and those that are trusted.
package reviewer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"

	"claimtrace/annotate/person"
	"claimtrace/app/dialog"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Window is what the room needs of the window.
type Window interface {
	// Session is the project in hand, nil for none.
	Session() *session.Session
	// Present is the project as it is, also where a moment of it is shown.
	Present() *store.Project
	// Dialogs opens sheets above the page.
	Dialogs() *dialog.Kit
	// Complain says what went wrong where the action was.
	Complain(error)
	// Renamed shows the new name wherever one stands.
	Renamed()
	// Files has a chooser begin where one was at last for a purpose.
	Files(purpose string, f dialog.Files) dialog.Files
	// Work runs what may take long, with progress and a way to stop it.
	Work(title string, do func(ctx context.Context, progress func(done, total int)) error, ended func(error))
	// Then goes on with something when the sheet has closed; nil for nothing.
	Then(func())
}

// Name is that of the person at work.
type Name struct {
	w     Window
	prefs *preferences.Current
}

// New returns the room of a window.
func New(w Window, prefs *preferences.Current) *Name { return &Name{w, prefs} }

// Change gives the person at work another name. It stays the same
// person: a project takes the new name with what that person does next.
func (x *Name) Change() {
	who, _, err := preferences.Who("")
	if err != nil {
		x.w.Complain(err)
		if !preferences.KeptAside(err) {
			return
		}
	}
	x.form(who, nil)
}

// form asks for the name of a person, and then goes on with something.
func (x *Name) form(who preferences.Person, then func()) {
	x.w.Dialogs().Form("Who is working here?", "Save", []dialog.Field{{Label: "Your name", Value: who.Name, Hint: "stands beside all that you tag"}}, func(now []string) error {
		if said := os.Getenv(preferences.Environment); person.CleanName(said) == who.Name && person.CleanName(now[0]) != who.Name {
			return fmt.Errorf("the environment’s %s says %q and stands above what is saved here: set another name there", preferences.Environment, said)
		}
		renamed, err := x.rename(who, now[0])
		if errors.Is(err, preferences.ErrTaken) {
			err = fmt.Errorf("%w: to work as that one choose Edit ▸ Keys", err)
		}
		if err != nil || x.w.Session() == nil {
			return err
		}
		if err := x.w.Present().SetPerson(renamed.AtWork()); err != nil {
			return err
		}
		x.w.Renamed()
		x.w.Then(then)
		return nil
	})
}

// Ask asks for the name of a user who has never been asked, before that
// user's first work, and tells whether it does; then it goes on.
func (x *Name) Ask(then func()) bool {
	if x.prefs.Named || os.Getenv(preferences.Environment) != "" {
		return false
	}
	who, _, err := preferences.Who("")
	if err != nil {
		return false // it was told when the project was opened
	}
	x.form(who, then)
	return true
}

// rename saves another name of the person at work.
func (x *Name) rename(who preferences.Person, name string) (renamed preferences.Person, err error) {
	var refused error
	err = x.prefs.Change(func(p *preferences.Preferences) {
		renamed, refused = p.Rename(who.Key(), name)
		p.Named = p.Named || refused == nil
		if refused == nil && os.Getenv(preferences.Environment) == "" {
			refused = p.Choose(who.Key())
		}
	})
	if preferences.KeptAside(err) {
		x.w.Complain(err)
		err = nil
	}
	return renamed, cmp.Or(refused, err)
}
