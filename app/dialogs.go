package app

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/command"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
)

// detailsDialog corrects what is known of the article in hand.
func (w *window) detailsDialog() {
	a, ok := w.article()
	if !ok {
		return
	}
	of := []string{"outlet", "title", "byline", "published", "url", "language"}
	was := []dialog.Field{
		{Label: "Outlet", Value: a.Outlet, Hint: "who published it"},
		{Label: "Headline", Value: a.Title},
		{Label: "Byline", Value: a.Byline},
		{Label: "Published", Value: string(a.Published), Hint: "2026, 2026-01, 2026-01-29 or 2026-01-29T21:00, with Z or +02:00"},
		{Label: "Address", Value: a.URL, Hint: "https://…"},
		{Label: "Language", Value: a.Language, Hint: "en"},
	}
	w.dialogs.Form("Article details", "Save", was, func(now []string) error {
		fields := annotate.Fields{}
		for i, f := range of {
			if now[i] == was[i].Value {
				continue
			}
			v, err := annotate.ParseField(annotate.KindArticle, f, now[i])
			if err != nil {
				return err
			}
			fields[f] = v
		}
		return w.do(func() error { return w.session.SetArticle(a.ID, fields) })
	})
}

// rewordDialog changes the statement of the claim in hand.
func (w *window) rewordDialog() {
	if w.session == nil {
		return
	}
	c, ok := w.session.Claim()
	if !ok {
		return
	}
	w.dialogs.Form("Reword the claim", "Save", []dialog.Field{{Label: "Statement", Value: c.Statement}}, func(now []string) error {
		if now[0] == "" {
			return errors.New("a claim needs a statement: write one, or remove the claim")
		}
		for _, other := range w.session.Claims() {
			if other.ID != c.ID && other.Statement == annotate.Typed(strings.TrimSpace(now[0])) {
				return errors.New("another claim says this in the same words: tie the passages to that one, or word this one otherwise")
			}
		}
		return w.do(func() error { return w.session.SetClaim(c.ID, annotate.Fields{"statement": annotate.Typed(now[0])}) })
	})
}

// reviewerDialog gives the person at work another name. It stays the same
// person: a project takes the new name with what that person does next.
func (w *window) reviewerDialog() {
	who, _, err := preferences.Who("")
	if err != nil {
		w.complain(err)
		if !preferences.KeptAside(err) {
			return
		}
	}
	w.nameForm(who, nil)
}

// nameForm asks for the name of a person, and then goes on with something.
func (w *window) nameForm(who preferences.Person, then func()) {
	w.dialogs.Form("Who is working here?", "Save", []dialog.Field{{Label: "Your name", Value: who.Name, Hint: "stands beside all that you tag"}}, func(now []string) error {
		if said := os.Getenv(preferences.Environment); person.CleanName(said) == who.Name && person.CleanName(now[0]) != who.Name {
			return fmt.Errorf("the environment’s %s says %q and stands above what is saved here: set another name there", preferences.Environment, said)
		}
		renamed, err := w.rename(who, now[0])
		if err != nil || w.session == nil {
			return err
		}
		if err := w.current().SetPerson(renamed.AtWork()); err != nil {
			return err
		}
		w.changed(session.Changed{Annotation: true, Witnesses: true, Claims: true})
		w.then = then
		return nil
	})
}

// asksName asks for the name of a user who has never been asked, before that
// user's first work, and tells whether it does; then it goes on.
func (w *window) asksName(then func()) bool {
	if w.prefs.Named || os.Getenv(preferences.Environment) != "" {
		return false
	}
	who, _, err := preferences.Who("")
	if err != nil {
		return false // it was told when the project was opened
	}
	w.nameForm(who, then)
	return true
}

// sheetClosed gives the keyboard back to the page, or goes on with what a sheet
// was in the way of.
func (w *window) sheetClosed() {
	if then := w.then; then != nil {
		w.then = nil
		then()
		return
	}
	w.focusPage()
}

// rename saves another name of the person at work.
func (w *window) rename(who preferences.Person, name string) (renamed preferences.Person, err error) {
	var refused error
	w.prefs, err = preferences.Update(func(p *preferences.Preferences) {
		renamed, refused = p.Rename(who.Key(), name)
		p.Named = p.Named || refused == nil
		if refused == nil && os.Getenv(preferences.Environment) == "" {
			refused = p.Choose(who.Key())
		}
	})
	if preferences.KeptAside(err) {
		w.complain(err)
		err = nil
	}
	return renamed, cmp.Or(refused, err)
}

func (w *window) removeArticle() {
	a, ok := w.article()
	if !ok {
		return
	}
	row, _ := w.session.ArticleRow(a.ID)
	n := row.Counts.Confirmed + row.Counts.Disputed + row.Counts.Unconfirmed
	err := w.do(func() error { return w.session.RemoveArticle(a.ID) })
	w.inLibrary(err)
	if err == nil {
		w.tell(fmt.Sprintf("Removed “%s” and its %s: %s brings them back", a.Name(), parts.Count(n, "highlight"), undoKey()))
	}
}

func (w *window) removeClaim() {
	c, ok := w.session.Claim()
	if !ok {
		return
	}
	err := w.do(w.session.RemoveClaim)
	w.said.Say(err)
	if err == nil {
		w.tell(fmt.Sprintf("Removed the claim “%s”; its passages stay: %s brings it back", c.Statement, undoKey()))
	}
}

func undoKey() string {
	if runtime.GOOS == "darwin" {
		return "⌘Z"
	}
	return "Ctrl+Z"
}

func (w *window) aboutDialog() {
	v := command.Versions()
	text := fmt.Sprintf("Claimtrace %s\n\nTrace a claim to its sources.\n\nGo %s, SQLite %s, Fyne %s\nMIT licence. Reading face: Noto Serif, SIL Open Font License 1.1.",
		v.Version, v.Go, v.SQLite, v.Fyne)
	w.dialogs.Tell("About", text)
}
