package app

import (
	"errors"

	"fyne.io/fyne/v2"

	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/app/style"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// entry returns the object with the keyboard where it is one in which text is
// typed: copy and undo are then its own.
func (w *window) entry() fyne.Shortcutable {
	if l, ok := w.win.Canvas().Focused().(line); ok {
		return l
	}
	return nil
}

// line is what text is typed in: Fyne's entry, and whatever is made of one.
type line interface {
	fyne.Shortcutable
	SelectedText() string
}

// typing is [window.entry] where anything was typed.
func (w *window) typing() fyne.Shortcutable {
	e := w.entry()
	if line, ok := e.(interface{ Typed() bool }); ok && !line.Typed() {
		return nil
	}
	return e
}

// takeBack undoes or redoes, in a line of text what was typed there, and says what.
func (w *window) takeBack(typed fyne.Shortcut, said string, step func() (session.Back, error)) {
	if e := w.typing(); e != nil {
		e.TypedShortcut(typed)
		return
	}
	if w.session == nil || w.win.Canvas().Overlays().Top() != nil {
		return
	}
	var back session.Back
	err := w.Do(func() (err error) {
		back, err = step()
		return err
	})
	if errors.Is(err, store.ErrNothingToUndo) || errors.Is(err, store.ErrNothingToRedo) {
		w.Tell(parts.Capital(err.Error())) // no more than one key too many
		return
	}
	if merged := (*store.MergedError)(nil); errors.As(err, &merged) {
		w.colleagues.AskUndo(merged.Receipt, func() { w.takeBack(typed, said, w.session.UndoOwn) })
		return
	}
	w.Say(err)
	if err == nil {
		told := said + ": " + verbs.Of(back.Did)
		if left := verbs.Left(back.Left); left != "" {
			told += "; " + left
		}
		w.Tell(told)
		w.Back()
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
	if w.session != nil && w.view == viewRead && w.win.Canvas().Overlays().Top() == nil {
		w.read.Reader.SelectAll()
	}
}

// copy puts the selected words on the clipboard, or the quote in hand, in
// Compare the passage that is chosen, of facts the words of the cell.
func (w *window) copy() {
	if e := w.entry(); e != nil {
		e.TypedShortcut(&fyne.ShortcutCopy{Clipboard: w.app.Clipboard()})
		return
	}
	if w.win.Canvas().Overlays().Top() != nil {
		return
	}
	if s := w.compare.View.Hand.Cell(); s != "" && w.view == viewCompare {
		w.app.Clipboard().SetContent(s)
		w.Tell("Copied “" + parts.OneLine(s) + "”")
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
	a, _ := w.Article()
	from := ""
	for _, part := range []string{a.Outlet, a.Title, style.LongTime(a.Published), a.URL} {
		if part != "" && from != "" {
			from += ", "
		}
		from += part
	}
	w.app.Clipboard().SetContent("“" + s + "”\n" + from)
}

// quoted is the words in hand on the page in front, "" for none.
func (w *window) quoted() string {
	switch {
	case w.session == nil || w.session.Text() == nil && w.view == viewRead:
		return ""
	case w.view == viewCompare:
		return w.compare.Quoted()
	case w.view == viewComing:
		return ""
	case w.view == viewColleagues:
		return "" // words of a row belong to no passage in hand
	}
	return w.read.Quoted()
}
