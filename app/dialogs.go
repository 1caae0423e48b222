package app

import (
	"errors"
	"fmt"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/command"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
)

// form asks for a few lines of text. accept tells what is wrong with them;
// then the form stays open and says so.
func (w *window) form(title, confirm string, items []*widget.FormItem, accept func() error) {
	notice := parts.NewNotice()
	fields := widget.NewForm(items...)
	var d *dialog.CustomDialog
	ok := widget.NewButton(confirm, func() {
		if err := accept(); err != nil {
			notice.Say(err)
			return
		}
		d.Hide()
	})
	ok.Importance = widget.HighImportance
	cancel := widget.NewButton("Cancel", func() { d.Hide() })
	for _, i := range items {
		e := i.Widget.(*formEntry)
		e.OnSubmitted = func(string) { ok.OnTapped() }
		e.onEscape = func() { d.Hide() }
	}
	d = dialog.NewCustomWithoutButtons(title, container.NewVBox(notice, fields), w.win)
	d.SetButtons([]fyne.CanvasObject{cancel, ok})
	d.SetOnClosed(w.focusPage)
	d.Resize(fyne.NewSize(560, 0))
	d.Show()
	w.win.Canvas().Focus(items[0].Widget.(*formEntry))
}

// formEntry is a line of a form; Escape closes the form.
type formEntry struct {
	widget.Entry
	onEscape func()
}

func filled(s string) *formEntry {
	e := &formEntry{}
	e.ExtendBaseWidget(e)
	e.SetText(s)
	return e
}

// TypedKey implements [fyne.Focusable].
func (e *formEntry) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		e.onEscape()
		return
	}
	e.Entry.TypedKey(k)
}

// tellDialog shows what is only read; Escape closes it like its button.
func (w *window) tellDialog(title string, content fyne.CanvasObject) {
	d := dialog.NewCustom(title, "Close", content, w.win)
	d.SetOnClosed(func() {
		w.win.Canvas().SetOnTypedKey(w.loose)
		w.focusPage()
	})
	w.win.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyEscape {
			d.Hide()
		}
	})
	d.Show()
}

// detailsDialog corrects what is known of the article in hand.
func (w *window) detailsDialog() {
	if w.session == nil {
		return
	}
	a, ok := w.session.Article()
	if !ok {
		return
	}
	rows := []struct{ label, field, value, hint string }{
		{"Outlet", "outlet", a.Outlet, "who published it"},
		{"Headline", "title", a.Title, ""},
		{"Byline", "byline", a.Byline, ""},
		{"Published", "published", annotate.FormatTime(a.Published), "2026-01-29T21:00:00Z, or 2026-01-29"},
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
		return w.do(func() error { return w.session.SetClaim(c.ID, annotate.Fields{"statement": e.Text}) })
	})
}

// reviewerDialog sets the name under which one works from now on.
func (w *window) reviewerDialog() {
	e := filled(w.options().Reviewer)
	w.form("Who is working here?", "Save", []*widget.FormItem{widget.NewFormItem("Your name", e)}, func() error {
		if e.Text == "" {
			return errors.New("write a name: it stands beside everything that you decide")
		}
		w.prefer(func(p *preferences.Preferences) { p.Reviewer = e.Text })
		if set := w.options().Reviewer; set != e.Text {
			return fmt.Errorf("saved, but the environment’s CLAIMTRACE_REVIEWER says %q and stands above it", set)
		}
		if w.session == nil {
			return nil
		}
		if err := w.session.Project().SetReviewer(e.Text); err != nil {
			return err
		}
		w.tell("")
		return nil
	})
}

func (w *window) removeArticle() {
	a, ok := w.session.Article()
	if !ok {
		return
	}
	n := len(w.session.Annotations())
	err := w.do(w.session.RemoveArticle)
	w.inLibrary(err)
	if err == nil {
		w.tell(fmt.Sprintf("Removed “%s” and its %s: %s brings them back", a.Name(), plural(n, "highlight"), undoKey()))
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

// keysDialog lists the keys.
func (w *window) keysDialog() {
	rows := []parts.Hint{
		{Keys: []string{"1", "2", "3"}, Does: "tag the selection as confirmed, disputed, unconfirmed; or change the highlight in hand"},
		{Keys: []string{"Enter"}, Does: "choose the claim of the highlight; type to pick or make one, Enter"},
		{Keys: []string{"S"}, Does: "select the sentence"},
		{Keys: []string{"Shift", "arrows"}, Does: "select; with Ctrl by words"},
		{Keys: []string{"N", "P"}, Does: "next and previous highlight"},
		{Keys: []string{"O"}, Does: "the next of the highlights that overlap"},
		{Keys: []string{"[", "]"}, Does: "move the ends of the highlight out by a word; { } move them in"},
		{Keys: []string{"Ctrl", "F"}, Does: "find in the article; F3 the next, with Shift the one before"},
		{Keys: []string{"Menu"}, Does: "all that can be done here; or Shift F10"},
		{Keys: []string{"Ctrl", "M"}, Does: "write a note on the highlight"},
		{Keys: []string{"Delete"}, Does: "remove the highlight"},
		{Keys: []string{"Esc"}, Does: "let go of what is selected"},
		{Keys: []string{"Ctrl", "Z"}, Does: "undo; with Shift redo"},
		{Keys: []string{"Ctrl", "1"}, Does: "Read; Ctrl 2 Compare, Ctrl 3 Overview"},
		{Keys: []string{"Ctrl", "E"}, Does: "compare the article with another, as wholes"},
		{Keys: []string{"Ctrl", "PgDn"}, Does: "next article; Ctrl PgUp the one before"},
		{Keys: []string{"Ctrl", "+"}, Does: "larger type; Ctrl − smaller, Ctrl 0 normal"},
		{Keys: []string{"Ctrl", "L"}, Does: "filter articles; Ctrl K claims"},
		{Keys: []string{"Ctrl", "D"}, Does: "add articles; or drop them on the window"},
		{Keys: []string{"Ctrl", "I"}, Does: "correct the article’s details"},
		{Keys: []string{"Ctrl", "P"}, Does: "pack for a colleague; Ctrl R write a report"},
		{Keys: []string{"B"}, Does: "in Compare: make the passage the baseline; Enter opens it, Esc comes back"},
		{Keys: []string{"V"}, Does: "in Compare: inline, side by side, table; P against the one before, M the menu"},
		{Keys: []string{"="}, Does: "in Compare: the words in hand are the same (Tab takes the next change in hand)"},
	}
	list := container.NewVBox()
	for _, r := range rows {
		list.Add(parts.NewHintRow(r, 150))
	}
	w.tellDialog("Keys", list)
}

func (w *window) aboutDialog() {
	v := command.Versions()
	text := fmt.Sprintf("Claimtrace %s\n\nTrace a claim to its sources.\n\nGo %s, SQLite %s, Fyne %s\nMIT licence. Reading face: Noto Serif, SIL Open Font License 1.1.",
		v.Version, v.Go, v.SQLite, v.Fyne)
	w.tellDialog("About", widget.NewLabel(text))
}
