package app

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/compare"
	"claimtrace/app/parts"
	"claimtrace/app/preferences"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/app/verbs"
	"claimtrace/store"
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
	return always(label, s, func() {
		if w.win.Canvas().Overlays().Top() == nil {
			f()
		}
	})
}

// need is an item that does nothing without a project.
func (w *window) need(label string, s fyne.Shortcut, f func()) *fyne.MenuItem {
	i := w.item(label, s, func() {
		if w.session != nil {
			f()
		}
	})
	w.needs = append(w.needs, i)
	return i
}

// reading is an item that concerns the text.
func (w *window) reading(label string, s fyne.Shortcut, f func()) *fyne.MenuItem {
	return w.need(label, s, w.inRead(f))
}

// always is an item that works in sheets too, as in each line of text.
func always(label string, s fyne.Shortcut, f func()) *fyne.MenuItem {
	i := fyne.NewMenuItem(label, f)
	i.Shortcut = s
	return i
}

// buildMenu gives every action a menu item with its key.
func (w *window) buildMenu() {
	quit := always("Quit", key(fyne.KeyQ), w.close)
	quit.IsQuit = true
	file := fyne.NewMenu("File",
		w.item("New project…", key(fyne.KeyN), w.newDialog),
		w.item("Open project or package…", key(fyne.KeyO), w.openDialog),
		w.item("Open the sample project", nil, w.openSample),
		fyne.NewMenuItemSeparator(),
		w.need("Add articles…", key(fyne.KeyD), w.addDialog),
		w.need("Add the text on the clipboard", key(fyne.KeyV, fyne.KeyModifierShift), w.addClipboard),
		w.need("Article details…", key(fyne.KeyI), w.detailsDialog),
		w.need("Remove the article", nil, w.removeArticle),
		fyne.NewMenuItemSeparator(),
		w.need("Pack for a colleague…", key(fyne.KeyP), w.packDialog),
		w.exportMenu(),
		w.need("Write a report…", key(fyne.KeyR), w.reportDialog),
		w.need("Verify the project", nil, w.verify),
		w.need("Save as a new project…", nil, w.saveAs),
		w.item("Backups…", nil, w.backupsDialog),
		w.item("Salvage a damaged project…", nil, w.salvageDialog),
		fyne.NewMenuItemSeparator(),
		w.need("Close project", key(fyne.KeyW), w.leaveProject),
		quit,
	)
	w.undo = always("Undo", &fyne.ShortcutUndo{}, w.undoLast)
	w.redo = always("Redo", key(fyne.KeyZ, fyne.KeyModifierShift), w.redoLast)
	edit := fyne.NewMenu("Edit", w.undo, w.redo, w.need("Removed…", nil, w.removedDialog),
		fyne.NewMenuItemSeparator(),
		always("Copy", &fyne.ShortcutCopy{}, w.copy),
		w.reading("Copy with source", key(fyne.KeyC, fyne.KeyModifierShift), w.copySource),
		w.need("Copy the page as text", nil, w.copyFigure("text", figure.Text)),
		w.need("Copy the page as HTML", nil, w.copyFigure("HTML", figure.HTML)),
		always("Select all", &fyne.ShortcutSelectAll{}, w.selectAll),
		w.reading("Select the sentence (S)", nil, w.reader.SelectSentence),
		fyne.NewMenuItemSeparator(),
		w.reading("Find in the article", key(fyne.KeyF), w.openFind),
		w.reading("Find next", key(fyne.KeyG), func() { w.findStep(false) }),
		w.reading("Find previous", key(fyne.KeyG, fyne.KeyModifierShift), func() { w.findStep(true) }),
		w.need("Filter articles", key(fyne.KeyL), w.inRead(w.library.FocusField)),
		w.need("Filter claims", key(fyne.KeyK), w.filterClaims),
		w.item("Reviewer’s name…", nil, w.reviewerDialog),
	)
	tag := fyne.NewMenu("Tag",
		w.reading("Confirmed (1)", nil, func() { w.tag(annotate.Confirmed) }),
		w.reading("Disputed (2)", nil, func() { w.tag(annotate.Disputed) }),
		w.reading("Unconfirmed (3)", nil, func() { w.tag(annotate.Unconfirmed) }),
		fyne.NewMenuItemSeparator(),
		w.reading("Choose the claim (Enter)", nil, w.pickClaim),
		w.reading("Write a note", key(fyne.KeyM), w.writeNote),
		w.reading("Remove the highlight (Delete)", nil, w.removeAnnotation),
		fyne.NewMenuItemSeparator(),
		w.reading("Next highlight (N)", nil, func() { w.reader.Next(false) }),
		w.reading("Previous highlight (P)", nil, func() { w.reader.Next(true) }),
		w.reading("Next of those that overlap (O)", nil, w.reader.Cycle),
		fyne.NewMenuItemSeparator(),
		w.reading("Begin a word earlier ([)", nil, func() { w.reader.MoveEnd(false, true) }),
		w.reading("Begin a word later ({)", nil, func() { w.reader.MoveEnd(false, false) }),
		w.reading("End a word later (])", nil, func() { w.reader.MoveEnd(true, true) }),
		w.reading("End a word earlier (})", nil, func() { w.reader.MoveEnd(true, false) }),
		fyne.NewMenuItemSeparator(),
		w.need("History of the highlight…", nil, w.annotationHistory),
		w.need("History of the claim…", nil, w.claimHistory),
		w.need("History of the article…", nil, w.articleHistory),
		fyne.NewMenuItemSeparator(),
		w.need("Decide the claim…", key(fyne.KeyJ), w.decideDialog),
		w.need("Reword the claim…", nil, w.rewordDialog),
		w.need("Remove the claim", nil, w.removeClaim),
	)
	look := func(label, theme string) *fyne.MenuItem {
		return w.oneOf(w.item(label, nil, func() { w.setTheme(theme) }), func() bool { return w.prefs.Theme == theme })
	}
	face := func(label string, f style.Face) *fyne.MenuItem {
		return w.oneOf(w.item(label, nil, func() { w.setFace(f) }), func() bool { return style.Face(w.prefs.Face) == f })
	}
	views := fyne.NewMenu("View",
		w.need("Read", key(fyne.Key1), func() { w.show(viewRead) }),
		w.need("Compare", key(fyne.Key2), w.compareClaim),
		w.need("Compare the article with another…", key(fyne.KeyE), w.besideDialog),
		w.need("Overview", key(fyne.Key3), func() { w.show(viewOverview) }),
		w.need("As the project stood at a moment", key(fyne.KeyT), w.showPast),
		w.need("Next article", key(fyne.KeyPageDown), func() { w.stepArticle(1) }),
		w.need("Previous article", key(fyne.KeyPageUp), func() { w.stepArticle(-1) }),
		fyne.NewMenuItemSeparator(),
		w.item("Larger type", key(fyne.KeyEqual), func() { w.setZoom(w.zoom() + 10) }),
		w.item("Smaller type", key(fyne.KeyMinus), func() { w.setZoom(w.zoom() - 10) }),
		w.item("Normal type", key(fyne.Key0), func() { w.setZoom(100) }),
		fyne.NewMenuItemSeparator(),
		face("Text in a serif", style.FaceSerif), face("Text in a sans-serif", style.FaceSans),
		fyne.NewMenuItemSeparator(),
		look("Light", string(style.AlwaysLite)), look("Dark", string(style.AlwaysDark)), look("As the desktop", string(style.System)),
	)
	help := fyne.NewMenu("Help",
		w.item("Keys (F1)", nil, w.keysDialog),
		w.item("About Claimtrace", nil, w.aboutDialog),
	)
	w.tick()
	w.menu = fyne.NewMainMenu(file, edit, tag, views, help)
	w.win.SetMainMenu(w.menu)
}

// oneOf is an item that is ticked while it is what was chosen.
func (w *window) oneOf(i *fyne.MenuItem, chosen func() bool) *fyne.MenuItem {
	w.ticks = append(w.ticks, func() { i.Checked = chosen() })
	return i
}

// tick ticks what is chosen.
func (w *window) tick() {
	for _, f := range w.ticks {
		f()
	}
	if w.menu != nil {
		w.menu.Refresh()
	}
}

// exportMenu has an item for every format.
func (w *window) exportMenu() *fyne.MenuItem {
	formats := fyne.NewMenu("")
	for _, f := range exchange.Formats() {
		formats.Items = append(formats.Items, w.need("Annotations: "+f.Description+"…", nil, func() { w.export(f) }))
	}
	formats.Items = append(formats.Items, fyne.NewMenuItemSeparator(),
		w.need("The page as PNG…", nil, w.saveFigure("png")), w.need("The page as SVG…", nil, w.saveFigure("svg")),
		fyne.NewMenuItemSeparator(), w.need("A package without the texts…", nil, w.packWithoutDialog))
	i := fyne.NewMenuItem("Export", nil)
	i.ChildMenu = formats
	w.needs = append(w.needs, i)
	return i
}

// filterClaims puts the keyboard into the filter of the claims that are seen.
func (w *window) filterClaims() {
	switch w.view {
	case viewRead:
		w.claims.FocusField()
	case viewCompare:
		w.traced.FocusField()
	}
}

// showMenu names in the menu what undo and redo would do, and disables what
// has nothing to act on.
func (w *window) showMenu() {
	undo, redo := "", ""
	if w.session != nil {
		undo, redo = w.session.CanUndo(), w.session.CanRedo()
	}
	same := name(w.undo, "Undo", undo)
	same = name(w.redo, "Redo", redo) && same
	for _, i := range w.needs {
		same = same && i.Disabled == (w.session == nil)
		i.Disabled = w.session == nil
	}
	if !same {
		w.menu.Refresh()
	}
}

// name labels an item with what it would do and tells whether it said so
// already. An item that would do nothing stays enabled: in a line of text its
// key has another meaning.
func name(i *fyne.MenuItem, label, code string) bool {
	if code != "" {
		label += " " + verbs.Of(code)
	}
	same := i.Label == label
	i.Label = label
	return same
}

// entry returns the object with the keyboard where it is one in which text is
// typed: copy and undo are then its own.
func (w *window) entry() fyne.Shortcutable {
	switch f := w.win.Canvas().Focused().(type) {
	case *reader.Reader, *compare.View:
		return nil
	case fyne.Shortcutable:
		return f
	}
	return nil
}

// takeBack undoes or redoes, in a line of text what was typed there, and says what.
func (w *window) takeBack(typed fyne.Shortcut, said string, step func() (session.Back, error)) {
	if e := w.entry(); e != nil {
		e.TypedShortcut(typed)
		return
	}
	if w.session == nil || w.win.Canvas().Overlays().Top() != nil {
		return
	}
	var back session.Back
	err := w.do(func() (err error) {
		back, err = step()
		return err
	})
	if errors.Is(err, store.ErrNothingToUndo) || errors.Is(err, store.ErrNothingToRedo) {
		w.tell(parts.Capital(err.Error())) // no more than one key too many
		return
	}
	w.said.Say(err)
	if err == nil {
		told := said + ": " + verbs.Of(back.Did)
		if left := verbs.Left(back.Left); left != "" {
			told += "; " + left
		}
		w.tell(told)
		w.focusPage()
	}
}

func (w *window) undoLast() {
	w.takeBack(&fyne.ShortcutUndo{}, "Undone", func() (session.Back, error) { return w.session.Undo() })
}

func (w *window) redoLast() {
	w.takeBack(&fyne.ShortcutRedo{}, "Done again", func() (session.Back, error) { return w.session.Redo() })
}

func (w *window) selectAll() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutSelectAll{})
		return
	}
	w.inRead(w.reader.SelectAll)()
}

// copy puts the selected words on the clipboard, or the quote in hand, in
// Compare the passage that is chosen.
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
	if w.view == viewCompare {
		for _, witness := range w.session.Witnesses() {
			if witness.Annotation.ID == w.compare.Chosen() {
				return witness.Quote
			}
		}
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

// setFace sets the text of articles in another face.
func (w *window) setFace(f style.Face) {
	w.prefer(func(p *preferences.Preferences) { p.Face = string(f) })
	w.reader.SetFace(f)
	w.tick()
}

func (w *window) setTheme(theme string) {
	w.prefer(func(p *preferences.Preferences) { p.Theme = theme })
	dress(w.app, theme)
	w.tick()
	if w.session == nil {
		w.greet()
	}
}
