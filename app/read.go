package app

import (
	"fmt"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// tag is key 1, 2 or 3: it tags what is selected and asks for the claim, or
// changes the verdict of the highlight in hand.
func (w *window) tag(v annotate.Verdict) {
	fresh := w.reader.Selection()
	err := w.do(func() error { return w.session.Tag(fresh, v) })
	w.said.Say(err)
	if err != nil || w.session == nil || fresh.Len() == 0 {
		return
	}
	w.reader.Deselect()
	w.pickClaim()
	w.claims.ExpectDigit()
	w.hints()
}

// verdict changes the verdict of the highlight in hand.
func (w *window) verdict(v annotate.Verdict) {
	w.said.Say(w.do(func() error { return w.session.Tag(annotate.Span{}, v) }))
	w.focusReader()
}

// move gives a highlight another span, and shows it where that failed as it was.
func (w *window) move(id annotate.ID, s annotate.Span) {
	w.said.Say(w.do(func() error { return w.session.MoveAnnotation(id, s) }))
}

// describe tells the reader what the project knows of an annotation.
func (w *window) describe(a annotate.Annotation) reader.Detail {
	claim, _ := w.session.ClaimRow(a.Claim)
	return reader.Detail{Claim: claim.Statement, By: w.by(a)}
}

// by is who made an annotation, and when it was changed last.
func (w *window) by(a annotate.Annotation) string {
	return w.session.ReviewerName(a.Reviewer) + ", " + style.WorkTime(a.Modified)
}

func (w *window) removeAnnotation() {
	err := w.do(w.session.RemoveAnnotation)
	w.said.Say(err)
	if err == nil {
		w.tell("Removed the highlight: " + undoKey() + " brings it back")
	}
	w.focusReader()
}

// pickClaim asks for the claim of the highlight in hand.
func (w *window) pickClaim() {
	err := w.do(func() error {
		if _, ok := w.session.Annotation(); !ok {
			return session.ErrNoAnnotation
		}
		return nil
	})
	w.said.Say(err)
	if err == nil && w.session != nil {
		w.claims.StartPicking()
		w.hints()
	}
}

// writeNote puts the keyboard into the note of the highlight in hand.
func (w *window) writeNote() {
	if _, ok := w.session.Annotation(); !ok {
		w.said.Say(session.ErrNoAnnotation)
		return
	}
	w.card.FocusNote()
}

func (w *window) focusReader() {
	if w.session == nil {
		return
	}
	w.win.Canvas().Focus(w.reader)
	w.hints()
}

// focusPage puts the keyboard into the page that is shown.
func (w *window) focusPage() {
	if w.session == nil {
		return
	}
	switch w.view {
	case viewRead:
		w.focusReader()
		return
	case viewCompare:
		w.win.Canvas().Focus(w.compare)
	case viewOverview:
		w.overview.Focus(w.win.Canvas())
	}
	w.hints()
}

func (w *window) openAddress() {
	if w.session == nil {
		return
	}
	a, _ := w.session.Article()
	u, err := url.Parse(a.URL)
	switch {
	case err == nil && (u.Scheme == "http" || u.Scheme == "https"):
		err = w.app.OpenURL(u)
	case err == nil:
		err = fmt.Errorf("%q is no address of a page: correct it in Article details", a.URL)
	}
	w.said.Say(err)
}

// openPassage goes from a comparison to the passage in its article.
func (w *window) openPassage(id annotate.ID) {
	if w.session == nil {
		return
	}
	for _, witness := range w.session.Witnesses() {
		if witness.Annotation.ID == id {
			w.visit(func() error { return w.session.GoTo(witness.Annotation) })
			return
		}
	}
}

// visit opens something in Read, from where Escape comes back.
func (w *window) visit(open func() error) {
	from := w.view
	err := w.do(open)
	w.show(viewRead)
	w.from = from
	w.said.Say(err)
	w.hints()
}

// back goes to the page from which one came to the text, and tells whether
// there was one.
func (w *window) back() bool {
	if w.view != viewRead || w.from == viewRead {
		return false
	}
	w.show(w.from)
	return true
}

// contextMenu offers what can be done with the passage under the pointer, or
// in hand.
func (w *window) contextMenu(at fyne.Position) {
	if w.session == nil {
		return
	}
	item := func(label string, f func()) *fyne.MenuItem { return fyne.NewMenuItem(label, f) }
	var items []*fyne.MenuItem
	_, chosen := w.session.Annotation()
	selected := w.reader.Selection().Len() > 0
	tag := "Change to "
	if selected {
		tag = "Tag as "
	}
	if selected || chosen {
		for i, v := range annotate.Verdicts {
			items = append(items, item(fmt.Sprintf("%s%s (%d)", tag, v, i+1), func() { w.tag(v) }))
		}
		items = append(items, fyne.NewMenuItemSeparator())
	}
	if chosen && !selected {
		items = append(items, item("Choose the claim (Enter)", w.pickClaim), item("Write a note", w.writeNote), item("Compare its claim", func() { w.show(viewCompare) }))
		if _, of := w.reader.Order(); of > 1 {
			items = append(items, item("Next of those that overlap (O)", w.reader.Cycle))
		}
		items = append(items, item("Begin a word earlier ([)", func() { w.reader.MoveEnd(false, true) }), item("Begin a word later ({)", func() { w.reader.MoveEnd(false, false) }),
			item("End a word later (])", func() { w.reader.MoveEnd(true, true) }), item("End a word earlier (})", func() { w.reader.MoveEnd(true, false) }),
			item("Remove the highlight (Delete)", w.removeAnnotation), fyne.NewMenuItemSeparator())
	}
	items = append(items, item("Select the sentence (S)", w.reader.SelectSentence))
	if selected || chosen {
		items = append(items, item("Copy", w.copy), item("Copy with source", w.copySource))
	}
	if selected {
		items = append(items, item("Find in the article", w.openFind))
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}
