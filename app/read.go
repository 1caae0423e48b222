package app

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"claimtrace/annotate"
	"claimtrace/app/claims"
	"claimtrace/app/parts"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// wire connects what the views call back to what the session does. Each view
// hears of an error of its own actions in its own notice.
func (w *window) wire() {
	w.library.OnPick = func(id annotate.ID) {
		w.library.Notice.Say(w.do(func() error { return w.session.PickArticle(id) }))
		w.focusReader()
	}
	w.library.OnLeave = w.focusReader
	w.library.OnAdd = w.addDialog
	w.library.OnPaste = w.addClipboard

	w.reader.OnSelect = w.hints
	w.reader.OnPick = func(id annotate.ID) { w.said.Say(w.do(func() error { return w.session.PickAnnotation(id) })) }
	w.reader.OnVerdict = w.tag
	w.reader.OnRemove = w.removeAnnotation
	w.reader.OnClaim = w.pickClaim
	w.reader.OnAddress = w.openAddress
	w.reader.OnMenu = w.contextMenu
	w.reader.OnShortcut = w.otherShortcut
	w.reader.OnKey = w.otherKey

	w.claims.OnPick = func(id annotate.ID) {
		w.claims.Notice.Say(w.do(func() error { return w.session.PickClaim(id) }))
		w.focusReader()
	}
	w.claims.OnTie = func(id annotate.ID) { w.claims.Notice.Say(w.do(func() error { return w.session.TieTo(id) })) }
	w.claims.OnMake = func(s string) { w.claims.Notice.Say(w.do(func() error { return w.session.Tie(s) })) }
	w.claims.OnLeave = w.focusReader
	w.traced.OnPick = func(id annotate.ID) {
		w.traced.Notice.Say(w.do(func() error { return w.session.PickClaim(id) }))
		w.focusPage()
	}
	w.traced.OnLeave = w.focusPage

	w.card.OnVerdict = w.verdict
	w.card.OnClaim = w.pickClaim
	w.card.OnSet = func(id annotate.ID, field, s string) error {
		err := w.do(func() error { return w.session.SetAnnotation(id, annotate.Fields{field: s}) })
		w.claims.Notice.Say(err)
		return err
	}
	w.card.OnRemove = w.removeAnnotation
	w.card.OnLeave = w.focusReader
	w.card.OnCompare = func() { w.show(viewCompare) }

	w.compare.OnKey = w.otherKey
	w.compare.OnOpen = w.openPassage
	w.compare.OnBaseline = func(id annotate.ID) {
		w.baseline = id
		w.showWitnesses()
	}
}

// otherShortcut hears of the shortcuts that stand in no menu: the other keys
// for redo and for larger type.
func (w *window) otherShortcut(s fyne.Shortcut) {
	c, custom := s.(*desktop.CustomShortcut)
	switch {
	case s.ShortcutName() == (&fyne.ShortcutRedo{}).ShortcutName():
		w.redoLast()
	case custom && (c.KeyName == fyne.KeyPlus || c.KeyName == fyne.KeyEqual):
		w.setZoom(w.zoom() + 10)
	}
}

// loose hears of keys while nothing has the keyboard, as after a click on a
// button: they go to the page.
func (w *window) loose(k *fyne.KeyEvent) {
	if w.session == nil {
		w.otherKey(k.Name)
		return
	}
	w.focusPage()
	if f := w.win.Canvas().Focused(); f != nil {
		f.TypedKey(k)
	}
}

// otherKey hears of the keys that no view has a use for; Fyne gives those
// without a modifier to no menu.
func (w *window) otherKey(k fyne.KeyName) {
	switch k {
	case fyne.KeyF1:
		w.keysDialog()
	case fyne.KeyEscape:
		if w.view == viewCompare {
			w.show(viewRead)
		}
	}
}

var errUnderWay = errors.New("something else is still under way: wait for it or stop it")

// do runs an action of the session, if there is one and nothing else is under
// way. What is being typed on the card is recorded before.
func (w *window) do(f func() error) error {
	switch {
	case w.session == nil:
		return nil
	case w.stop != nil:
		return errUnderWay
	case w.flushing:
		return f()
	}
	w.flushing = true
	err := w.card.Flush()
	w.flushing = false
	if err != nil {
		return err
	}
	return f()
}

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

// changed brings the views up to date with the session.
func (w *window) changed(c session.Changed) {
	w.tell("")
	if c.Articles {
		a, _ := w.session.Article()
		w.library.Put(w.session.Articles(), a.ID)
		w.title.SetText(w.session.Title())
	}
	if c.Article {
		w.showArticle()
	} else if c.Articles {
		w.reader.SetHead(w.article())
	}
	if c.Annotations {
		w.reader.SetAnnotations(w.session.Annotations())
	}
	if c.Annotation || c.Annotations || c.Claims {
		w.showAnnotation()
	}
	claim, _ := w.session.Claim()
	if c.Claims {
		w.claims.Put(w.session.Claims(), claim.ID)
		w.traced.Put(w.session.Claims(), claim.ID)
	} else if c.Claim {
		w.claims.Pick(claim.ID)
		w.traced.Pick(claim.ID)
	}
	if c.Claim {
		w.baseline = ""
	}
	if c.Claims || c.Claim || c.Witnesses {
		w.showWitnesses()
	}
	w.showMenu()
	w.hints()
}

// all is every change: what a new session has to show.
var all = session.Changed{Articles: true, Article: true, Annotations: true, Annotation: true, Claims: true, Claim: true, Witnesses: true}

// article is the one in hand as the reader shows it.
func (w *window) article() reader.Article {
	a, _ := w.session.Article()
	return reader.Article{
		Outlet: a.Outlet, Published: style.LongTime(a.Published), Address: host(a.URL), Title: a.Name(), Byline: a.Byline, Text: w.session.Text(),
	}
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

func (w *window) showArticle() {
	a, ok := w.session.Article()
	w.said.Clear()
	w.library.Pick(a.ID)
	w.noText.SetText("")
	switch {
	case !ok:
		w.reader.Clear()
		w.noText.SetText("Articles that you add are read here.")
	case w.session.Text() == nil:
		w.reader.Clear()
		w.noText.SetText("The text of this article was left out of the package.\nIts passages are in Compare.")
	default:
		w.reader.Open(w.article())
	}
}

// showAnnotation rings the highlight in hand and shows its card.
func (w *window) showAnnotation() {
	a, ok := w.session.Annotation()
	if w.reader.Picked() != a.ID {
		w.reader.Pick(a.ID)
	}
	defer w.right.Refresh()
	if !ok {
		w.claims.StopPicking()
		w.card.Clear()
		return
	}
	claim, _ := w.session.ClaimRow(a.Claim)
	w.card.Put(claims.Passage{
		Annotation: a, Statement: claim.Statement, By: w.session.ReviewerName(a.Reviewer) + ", " + style.ShortTime(a.Modified.Local()),
	})
}

// showWitnesses brings the comparison up to date, at once where it is seen.
func (w *window) showWitnesses() {
	if w.stale = w.view != viewCompare; w.stale {
		return
	}
	if claim, ok := w.session.Claim(); ok {
		w.compare.Compare(claim, w.session.Witnesses(), w.baseline)
	} else {
		w.compare.Clear()
	}
}

// show turns to a page.
func (w *window) show(v view) {
	if w.session == nil {
		return
	}
	w.view = v
	w.views.Choose(int(v))
	for i, p := range w.pages {
		p.Hidden = view(i) != v
	}
	if v == viewCompare && w.stale {
		w.showWitnesses()
	}
	w.project.Refresh()
	w.focusPage()
}

// inRead does what concerns the text: in Compare, where one does not see it, it
// only turns back to it.
func (w *window) inRead(f func()) func() {
	return func() {
		if w.session == nil {
			return
		}
		if w.view != viewRead {
			w.show(viewRead)
			return
		}
		f()
	}
}

// hints tells the keys for what is in hand.
func (w *window) hints() {
	if w.session == nil {
		return
	}
	keys := parts.Hint{Keys: []string{"F1"}, Does: "keys"}
	tag := func(does string) parts.Hint { return parts.Hint{Keys: []string{"1", "2", "3"}, Does: does} }
	_, chosen := w.session.Annotation()
	switch {
	case w.view == viewCompare:
		w.status.Offer(parts.Hint{Keys: []string{"Enter"}, Does: "open"}, parts.Hint{Keys: []string{"B"}, Does: "baseline"},
			parts.Hint{Keys: []string{"Esc"}, Does: "read"}, keys)
	case w.claims.Picking():
		w.status.Offer(parts.Hint{Keys: []string{"Enter"}, Does: "tie"}, parts.Hint{Keys: []string{"Up", "Down"}, Does: "choose"},
			parts.Hint{Keys: []string{"Esc"}, Does: "leave untied"})
	case w.reader.Selection().Len() > 0:
		w.status.Offer(tag("tag"), parts.Hint{Keys: []string{"S"}, Does: "sentence"}, parts.Hint{Keys: []string{"Esc"}, Does: "deselect"}, keys)
	case chosen:
		w.status.Offer(tag("verdict"), parts.Hint{Keys: []string{"Enter"}, Does: "claim"}, parts.Hint{Keys: []string{"Del"}, Does: "remove"},
			parts.Hint{Keys: []string{"N", "P"}, Does: "next, previous"}, keys)
	default:
		w.status.Offer(tag("tag"), parts.Hint{Keys: []string{"S"}, Does: "sentence"}, parts.Hint{Keys: []string{"N", "P"}, Does: "next, previous"}, keys)
	}
}

// tell says in the status bar what was done.
func (w *window) tell(done string) {
	if w.session == nil {
		return
	}
	words := []string{"Saved", "Reviewer " + w.session.Reviewer()}
	if why := w.session.ReadOnly(); why != "" {
		words = []string{"Read-only: " + why}
	}
	if done != "" {
		words = append(words, done)
	}
	w.status.Say(words...)
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
