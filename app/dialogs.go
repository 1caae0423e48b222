package app

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/annotate/person"
	"claimtrace/app/command"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/session"
)

// The widths of sheets, in pixels.
const (
	askWide  = 560
	formWide = 600
)

// form asks for a few lines of text. accept tells what is wrong with them;
// then the form stays open and says so.
func (w *window) form(title, confirm string, items []*widget.FormItem, accept func() error) {
	s := w.newSheet(title, formWide, widget.NewForm(items...))
	for _, i := range items {
		i.Widget.(*formEntry).s = s
	}
	s.button("Cancel", s.close)
	s.strong(confirm, func() {
		if err := accept(); err != nil {
			s.say(err)
			return
		}
		s.close()
	})
	s.open(items[0].Widget.(*formEntry))
}

// formEntry is a line of a form.
type formEntry struct {
	widget.Entry
	s *sheet
}

func filled(text string) *formEntry {
	e := &formEntry{}
	e.ExtendBaseWidget(e)
	e.SetText(text)
	return e
}

// FocusGained implements [fyne.Focusable]: what is there is selected, to be
// typed over.
func (e *formEntry) FocusGained() {
	e.Entry.FocusGained()
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// TypedKey implements [fyne.Focusable].
func (e *formEntry) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		e.s.key(k.Name)
	default:
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut implements [fyne.Shortcutable].
func (e *formEntry) TypedShortcut(sc fyne.Shortcut) {
	if !e.s.shortcut(sc) {
		e.Entry.TypedShortcut(sc)
	}
}

// tellDialog shows what is only read.
func (w *window) tellDialog(title string, wide float32, content fyne.CanvasObject) {
	s := w.newSheet(title, wide, content)
	s.strong("Close", s.close)
	s.open(nil)
}

// detailsDialog corrects what is known of the article in hand.
func (w *window) detailsDialog() {
	a, ok := w.article()
	if !ok {
		return
	}
	rows := []struct{ label, field, value, hint string }{
		{"Outlet", "outlet", a.Outlet, "who published it"},
		{"Headline", "title", a.Title, ""},
		{"Byline", "byline", a.Byline, ""},
		{"Published", "published", string(a.Published), "2026, 2026-01, 2026-01-29 or 2026-01-29T21:00, with Z or +02:00"},
		{"Address", "url", a.URL, "https://…"},
		{"Language", "language", a.Language, "en"},
	}
	entries := make([]*formEntry, len(rows))
	items := make([]*widget.FormItem, len(rows))
	for i, r := range rows {
		entries[i] = filled(r.value)
		entries[i].SetPlaceHolder(r.hint)
		items[i] = widget.NewFormItem(r.label, entries[i])
	}
	w.form("Article details", "Save", items, func() error {
		fields := annotate.Fields{}
		for i, r := range rows {
			if entries[i].Text == r.value {
				continue
			}
			v, err := annotate.ParseField(annotate.KindArticle, r.field, entries[i].Text)
			if err != nil {
				return err
			}
			fields[r.field] = v
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
	e := filled(c.Statement)
	w.form("Reword the claim", "Save", []*widget.FormItem{widget.NewFormItem("Statement", e)}, func() error {
		if e.Text == "" {
			return errors.New("a claim needs a statement: write one, or remove the claim")
		}
		return w.do(func() error { return w.session.SetClaim(c.ID, annotate.Fields{"statement": annotate.Typed(e.Text)}) })
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
	e := filled(who.Name)
	w.form("Who is working here?", "Save", []*widget.FormItem{widget.NewFormItem("Your name", e)}, func() error {
		if said := os.Getenv(preferences.Environment); person.CleanName(said) == who.Name && person.CleanName(e.Text) != who.Name {
			return fmt.Errorf("the environment’s %s says %q and stands above what is saved here: set another name there", preferences.Environment, said)
		}
		renamed, err := w.rename(who, e.Text)
		if err != nil || w.session == nil {
			return err
		}
		for _, s := range []*session.Session{w.session, w.past.present} {
			if s == nil || s.Project() == nil {
				continue
			}
			if err := s.Project().SetPerson(renamed.AtWork()); err != nil {
				return err
			}
		}
		w.changed(session.Changed{Annotation: true, Witnesses: true, Claims: true})
		return nil
	})
}

// rename saves another name of the person at work.
func (w *window) rename(who preferences.Person, name string) (renamed preferences.Person, err error) {
	var refused error
	w.prefs, err = preferences.Update(func(p *preferences.Preferences) {
		if renamed, refused = p.Rename(who.Key(), name); refused == nil && os.Getenv(preferences.Environment) == "" {
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
	w.tellDialog("About", askWide, words(text, askWide))
}
