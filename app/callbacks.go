package app

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"claimtrace/annotate"
	"claimtrace/app/claims"
)

// wire connects what the views call back to what the session does. Each view
// hears of an error of its own actions in its own notice.
func (w *window) wire() {
	w.library.OnPick = func(id annotate.ID) {
		w.library.Notice.Say(w.do(func() error { return w.session.PickArticle(id) }))
		w.focusReader()
	}
	w.library.OnLeave = w.focusReader
	w.library.OnMenu = func(at fyne.Position) {
		w.table.Context(w.win.Canvas(), at, "article.details", "compare.articles", "history.article", "", "article.remove")
	}
	w.library.OnOpen = func() { w.table.Run(w.table.Of("article.details")) }
	w.library.OnKey = w.listKey
	for _, list := range []*claims.Claims{w.claims, w.traced} {
		list.OnMenu = func(at fyne.Position) {
			w.table.Context(w.win.Canvas(), at, "compare", "", "claim.decide", "claim.reword", "history.claim", "", "claim.remove")
		}
		list.OnOpen = w.compareClaim
		list.OnKey = w.listKey
	}
	w.library.OnAdd = w.addDialog
	w.library.OnPaste = w.addClipboard

	w.reader.OnSelect = func() {
		if w.reader.Selection().Len() > 0 {
			w.from = viewRead // one has begun to work here
		}
		w.hints()
	}
	w.reader.OnPick = func(id annotate.ID) { w.said.Say(w.do(func() error { return w.session.PickAnnotation(id) })) }
	w.reader.OnMove, w.reader.OnNudge = w.move, w.nudge
	w.reader.OnDescribe = w.describe
	w.reader.OnAddress = w.openAddress
	w.reader.OnMenu = w.contextMenu
	w.reader.OnShortcut = w.shortcut
	w.reader.OnKey, w.reader.OnRune = w.key, w.rune

	w.find.OnQuery = w.search
	w.find.OnStep = w.findStep
	w.find.OnClose = w.closedFind

	w.claims.OnPick = func(id annotate.ID) {
		w.claims.Notice.Say(w.do(func() error { return w.session.PickClaim(id) }))
		w.focusReader()
	}
	w.claims.OnTie = func(id annotate.ID) { w.claims.Notice.Say(w.do(func() error { return w.session.TieTo(id) })) }
	w.claims.OnMake = func(s string) { w.claims.Notice.Say(w.do(func() error { return w.session.Tie(s) })) }
	w.claims.OnLoose = w.pickLoose
	w.claims.OnVerdict = w.retag
	w.claims.OnLeave = w.focusReader
	w.traced.OnPick = func(id annotate.ID) {
		if w.beside != (pair{}) { // back from whole articles to a claim
			w.beside = pair{}
			w.showWitnesses()
		}
		w.traced.Notice.Say(w.do(func() error { return w.session.PickClaim(id) }))
		w.focusPage()
	}
	w.traced.OnLeave = w.focusPage

	w.card.OnVerdict = w.verdict
	w.card.OnClaim = w.pickClaim
	w.card.OnSet = func(id annotate.ID, field, s string) error {
		err := w.do(func() error { return w.session.SetAnnotation(id, annotate.Fields{field: s}) })
		w.claims.Notice.Say(err)
		if err == nil {
			w.drafts.left(draftOf(id, field))
			w.tell("")
		}
		return err
	}
	w.card.OnTyping = func(id annotate.ID, field, s string) {
		w.drafts.typing(draftOf(id, field), s)
		w.tell("")
	}
	w.card.OnRemove = w.removeAnnotation
	w.card.OnHeight = func() { w.right.Refresh() }
	w.card.OnLeave = w.focusReader
	w.card.OnCompare = w.compareClaim

	w.overview.OnKey, w.overview.OnRune = w.key, w.rune
	w.overview.OnClaim = func(id annotate.ID) {
		w.said.Say(w.do(func() error { return w.session.PickClaim(id) }))
		w.compareClaim()
		w.from = viewOverview
	}
	w.overview.OnLook = func(claim, article annotate.ID) {
		w.looked = article
		if claim != "" && w.session != nil {
			w.said.Say(w.session.Worded(w.session.PickClaim(claim)))
		}
	}
	w.overview.OnArticle = func(id annotate.ID) { w.visit(func() error { return w.session.PickArticle(id) }) }
	w.overview.OnPassage = func(id annotate.ID) { w.visit(func() error { return w.session.GoToID(id) }) }

	w.compare.OnKey, w.compare.OnRune = w.key, w.rune
	w.compare.OnLook = w.hints
	w.compare.OnOpen = w.openPassage
	w.compare.OnSame = func(a, b string) {
		err := w.do(func() error { return w.session.Same(a, b) })
		w.said.Say(err)
		if err == nil {
			w.tell(fmt.Sprintf("“%s” and “%s” are the same from now on (%s undoes it)", a, b, undoKey()))
		}
	}
	w.compare.OnPlace = func(article annotate.ID, point int) {
		w.visit(func() error { return w.session.PickArticle(article) })
		w.reader.Select(annotate.Span{Start: point, End: point})
	}
	w.compare.OnBaseline = func(id annotate.ID) {
		w.baseline = id
		w.showWitnesses()
	}
}

// loose hears of keys while nothing has the keyboard, as after a click on a
// button: they go to the sheet that is open, or to the page.
func (w *window) loose(k *fyne.KeyEvent) {
	if w.dialogs.Key(k) {
		return
	}
	if w.key(k.Name) || w.session == nil {
		return
	}
	w.focusPage()
	if f := w.win.Canvas().Focused(); f != nil {
		f.TypedKey(k)
	}
}

// looseRune does the same for characters.
func (w *window) looseRune(r rune) {
	if w.dialogs.Rune(r) {
		return
	}
	if w.rune(r) {
		return
	}
	if w.focusPage(); w.win.Canvas().Focused() != nil {
		w.win.Canvas().Focused().TypedRune(r)
	}
}

// shift tells whether Shift is held down; Fyne's events of bare keys do not.
func shift() bool {
	d, ok := fyne.CurrentApp().Driver().(desktop.Driver)
	return ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
}

var errUnderWay = errors.New("something else is still under way: wait for it or stop it")

// do runs an action of the session, if there is one and nothing else is under
// way. What is being typed on the card is recorded before.
func (w *window) do(f func() error) error {
	switch {
	case w.session == nil:
		return nil
	case w.working.Running():
		return errUnderWay
	case w.flushing:
		return w.session.Worded(f())
	}
	w.flushing = true
	err := w.flush()
	w.flushing = false
	if err != nil {
		return err
	}
	return w.session.Worded(f())
}
