package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/style"
	"claimtrace/store/exchange"
)

// key is a shortcut with the desktop's own modifier: Control, on macOS
// Command. For undo, copy and select all Fyne has shortcuts of its own and
// sends no others.
func key(name fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	s := &desktop.CustomShortcut{KeyName: name, Modifier: fyne.KeyModifierShortcutDefault}
	for _, m := range more {
		s.Modifier |= m
	}
	return s
}

// item is a menu item with its key, nil where the key belongs to the reader or
// there is none. It does nothing while a sheet is open: Fyne hands the menu
// its keys even then.
func (w *window) item(label string, s fyne.Shortcut, f func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, func() {
		if w.win.Canvas().Overlays().Top() == nil {
			f()
		}
	})
	i.Shortcut = s
	return i
}

// buildMenu gives every action a menu item with its key.
func (w *window) buildMenu() {
	quit := w.item("Quit", key(fyne.KeyQ), w.win.Close)
	quit.IsQuit = true
	file := fyne.NewMenu("File",
		w.item("New project…", key(fyne.KeyN), w.newDialog),
		w.item("Open project or package…", key(fyne.KeyO), w.openDialog),
		w.item("Open the sample project", nil, w.openSample),
		fyne.NewMenuItemSeparator(),
		w.item("Add articles…", key(fyne.KeyD), w.addDialog),
		w.item("Add the text on the clipboard", key(fyne.KeyV, fyne.KeyModifierShift), w.addClipboard),
		w.item("Article details…", key(fyne.KeyI), w.detailsDialog),
		w.item("Remove the article", nil, w.removeArticle),
		fyne.NewMenuItemSeparator(),
		w.item("Pack for a colleague…", key(fyne.KeyP), w.packDialog),
		w.item("Pack without the texts…", nil, w.packWithoutDialog),
		w.exportMenu(),
		w.item("Write a report…", key(fyne.KeyR), w.reportDialog),
		w.item("Verify the project", nil, w.verify),
		fyne.NewMenuItemSeparator(),
		w.item("Close project", key(fyne.KeyW), w.leaveProject),
		quit,
	)
	w.undo = w.item("Undo", &fyne.ShortcutUndo{}, w.undoLast)
	w.redo = w.item("Redo", key(fyne.KeyZ, fyne.KeyModifierShift), w.redoLast)
	edit := fyne.NewMenu("Edit", w.undo, w.redo,
		fyne.NewMenuItemSeparator(),
		w.item("Copy", &fyne.ShortcutCopy{}, w.copy),
		w.item("Copy with source", key(fyne.KeyC, fyne.KeyModifierShift), w.copySource),
		w.item("Select all", &fyne.ShortcutSelectAll{}, w.selectAll),
		w.item("Select the sentence (S)", nil, w.reader.SelectSentence),
		fyne.NewMenuItemSeparator(),
		w.item("Filter articles", key(fyne.KeyL), func() { w.library.FocusFilter() }),
		w.item("Filter claims", key(fyne.KeyK), func() { w.claims.FocusFilter() }),
		w.item("Reviewer’s name…", nil, w.reviewerDialog),
	)
	tag := fyne.NewMenu("Tag",
		w.item("Confirmed (1)", nil, func() { w.tag(annotate.Confirmed) }),
		w.item("Disputed (2)", nil, func() { w.tag(annotate.Disputed) }),
		w.item("Unconfirmed (3)", nil, func() { w.tag(annotate.Unconfirmed) }),
		fyne.NewMenuItemSeparator(),
		w.item("Choose the claim (Enter)", nil, w.pickClaim),
		w.item("Remove the highlight (Delete)", nil, w.removeAnnotation),
		fyne.NewMenuItemSeparator(),
		w.item("Next highlight (N)", nil, func() { w.reader.Next(false) }),
		w.item("Previous highlight (P)", nil, func() { w.reader.Next(true) }),
		fyne.NewMenuItemSeparator(),
		w.item("Reword the claim…", nil, w.rewordDialog),
		w.item("Remove the claim", nil, w.removeClaim),
	)
	look := func(label, theme string) *fyne.MenuItem {
		return w.item(label, nil, func() { w.setTheme(theme) })
	}
	views := fyne.NewMenu("View",
		w.item("Read", key(fyne.Key1), func() { w.show(viewRead) }),
		w.item("Compare", key(fyne.Key2), func() { w.show(viewCompare) }),
		w.item("Next article", key(fyne.KeyPageDown), func() { w.stepArticle(1) }),
		w.item("Previous article", key(fyne.KeyPageUp), func() { w.stepArticle(-1) }),
		fyne.NewMenuItemSeparator(),
		w.item("Larger type", key(fyne.KeyEqual), func() { w.setZoom(w.zoom() + 10) }),
		w.item("Smaller type", key(fyne.KeyMinus), func() { w.setZoom(w.zoom() - 10) }),
		w.item("Normal type", key(fyne.Key0), func() { w.setZoom(100) }),
		fyne.NewMenuItemSeparator(),
		look("Light", string(style.AlwaysLite)), look("Dark", string(style.AlwaysDark)), look("As the desktop", string(style.System)),
	)
	help := fyne.NewMenu("Help",
		w.item("Keys (F1)", nil, w.keysDialog),
		w.item("About Claimtrace", nil, w.aboutDialog),
	)
	w.menu = fyne.NewMainMenu(file, edit, tag, views, help)
	w.win.SetMainMenu(w.menu)
}

// exportMenu has an item for every format.
func (w *window) exportMenu() *fyne.MenuItem {
	formats := fyne.NewMenu("")
	for _, f := range exchange.Formats() {
		formats.Items = append(formats.Items, w.item(f.Description+"…", nil, func() { w.export(f) }))
	}
	i := w.item("Export annotations", nil, nil)
	i.ChildMenu = formats
	return i
}

// showUndo names in the menu what undo and redo would do.
func (w *window) showUndo() {
	name := func(i *fyne.MenuItem, label, verb string) bool {
		if verb != "" {
			label += " " + verb
		}
		same := i.Label == label && i.Disabled == (verb == "")
		i.Label, i.Disabled = label, verb == ""
		return same
	}
	undo, redo := name(w.undo, "Undo", w.session.CanUndo()), name(w.redo, "Redo", w.session.CanRedo())
	if !undo || !redo {
		w.menu.Refresh()
	}
}

// entry returns the object with the keyboard where it is one in which text is
// typed: copy and undo are then its own.
func (w *window) entry() fyne.Shortcutable {
	f := w.win.Canvas().Focused()
	if _, ok := f.(*reader.Reader); ok {
		return nil
	}
	s, _ := f.(fyne.Shortcutable)
	return s
}

func (w *window) undoLast() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutUndo{})
		return
	}
	w.said.Say(w.do(func() error { return w.session.Undo() }))
}

func (w *window) redoLast() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutRedo{})
		return
	}
	w.said.Say(w.do(func() error { return w.session.Redo() }))
}

func (w *window) selectAll() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		return
	}
	w.reader.SelectAll()
}

// copy puts the selected words on the clipboard, or the quote in hand.
func (w *window) copy() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
		return
	}
	if s := w.quoted(); s != "" {
		w.app.Clipboard().SetContent(s)
	}
}

// copySource adds outlet, headline, date and link to the words.
func (w *window) copySource() {
	s := w.quoted()
	if s == "" {
		return
	}
	a, _ := w.session.Article()
	from := ""
	for _, part := range []string{a.Outlet, a.Title, style.LongTime(a.Published), a.URL} {
		if part != "" && from != "" {
			from += ", "
		}
		from += part
	}
	w.app.Clipboard().SetContent("“" + s + "”\n" + from)
}

func (w *window) quoted() string {
	if w.session == nil || w.session.Text() == nil {
		return ""
	}
	s := w.reader.Selection()
	if a, ok := w.session.Annotation(); ok && s.Len() == 0 {
		return a.Quote
	}
	return w.session.Text().Slice(s.Start, s.End)
}

// stepArticle takes the next article of the list in hand.
func (w *window) stepArticle(n int) {
	if w.session == nil {
		return
	}
	a, _ := w.session.Article()
	rows := w.session.Articles()
	for i := range rows {
		if k := i + n; rows[i].ID == a.ID && k >= 0 && k < len(rows) {
			w.library.OnPick(rows[k].ID)
			w.focusReader()
			return
		}
	}
}

// zoom is that of the reading type, in percent.
func (w *window) zoom() int {
	if w.prefs.Zoom == 0 {
		return 100
	}
	return w.prefs.Zoom
}

func (w *window) setZoom(percent int) {
	w.prefer(func(p *preferences.Preferences) { p.Zoom = min(max(percent, preferences.MinZoom), preferences.MaxZoom) })
	w.reader.Zoom(float32(w.zoom()) / 100)
}

func (w *window) setTheme(theme string) {
	w.prefer(func(p *preferences.Preferences) { p.Theme = theme })
	dress(w.app, theme)
}
