package app

import (
	"fmt"
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/session"
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
}

// verdict changes the verdict of the highlight in hand.
func (w *window) verdict(v annotate.Verdict) {
	w.said.Say(w.do(func() error { return w.session.Tag(annotate.Span{}, v) }))
	w.focusReader()
}

func (w *window) removeAnnotation() {
	w.said.Say(w.do(w.session.RemoveAnnotation))
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
	if w.view == viewRead {
		w.focusReader()
		return
	}
	w.win.Canvas().Focus(w.compare)
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
			w.said.Say(w.do(func() error { return w.session.GoTo(witness.Annotation) }))
			w.show(viewRead)
			return
		}
	}
}

// contextMenu offers what can be done with the passage under the pointer.
func (w *window) contextMenu(at fyne.Position) {
	if w.session == nil {
		return
	}
	item := func(label string, f func()) *fyne.MenuItem { return fyne.NewMenuItem(label, f) }
	var items []*fyne.MenuItem
	word := "Tag as "
	_, chosen := w.session.Annotation()
	if w.reader.Selection().Len() == 0 {
		word = "Change to "
	}
	if w.reader.Selection().Len() > 0 || chosen {
		for _, v := range annotate.Verdicts {
			items = append(items, item(word+string(v), func() { w.tag(v) }))
		}
	}
	if chosen && w.reader.Selection().Len() == 0 {
		items = append(items, fyne.NewMenuItemSeparator(), item("Choose the claim…", w.pickClaim),
			item("Compare its claim", func() { w.show(viewCompare) }), item("Remove the highlight", w.removeAnnotation))
	}
	items = append(items, item("Select the sentence", w.reader.SelectSentence), item("Copy", w.copy), item("Copy with source", w.copySource))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.win.Canvas(), at)
}
