package app

import (
	"fmt"
	"net/url"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// tag is key 1, 2 or 3: it tags what is selected and asks for the claim, or
// changes the verdict of the highlight in hand.
func (w *window) tag(v annotate.Verdict) {
	if w.asksName(func() { w.tag(v) }) {
		return
	}
	fresh := w.reader.Words()
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
		unfold(w.reading, w.reading.Right)
		a, _ := w.session.Annotation()
		w.picksFor = a.ID
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
	unfold(w.reading, w.reading.Right)
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

// contextMenu offers what can be done with the passage under the pointer, or in
// hand.
func (w *window) contextMenu(at fyne.Position) {
	if w.session == nil {
		return
	}
	var ids []string
	for _, v := range annotate.Verdicts {
		ids = append(ids, "tag."+string(v))
	}
	ids = append(ids, "", "claim.choose", "note", "compare", "highlight.overlap", "begin.earlier", "begin.later", "end.later", "end.earlier", "highlight.remove",
		"", "select.sentence", "copy", "copy.source", "find", "", "history.highlight")
	w.table.Context(w.win.Canvas(), at, ids...)
}
