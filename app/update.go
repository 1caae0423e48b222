package app

import (
	"fmt"
	"net/url"
	"strings"

	"claimtrace/app/claims"
	"claimtrace/app/menu"
	"claimtrace/app/parts"
	"claimtrace/app/reader"
	"claimtrace/app/session"
	"claimtrace/app/style"
)

// changed brings the views up to date with the session.
func (w *window) changed(c session.Changed) {
	w.tell("")
	if c.Articles {
		a, _ := w.session.Article()
		w.library.Put(w.session.Articles(), a.ID)
		w.title.SetText(w.session.Heading())
	} else {
		w.library.Update(c.ArticleRows)
	}
	claim, _ := w.session.Claim()
	for _, list := range []*claims.Claims{w.claims, w.traced} {
		switch {
		case c.Claims:
			list.Put(w.session.Claims(), claim.ID)
		default:
			list.Update(c.ClaimRows)
			if c.Claim {
				list.Pick(claim.ID)
			}
		}
	}
	if c.Claims || c.Articles || len(c.ClaimRows)+len(c.ArticleRows) > 0 {
		w.showLoose()
	}
	claimRows := c.Claims || len(c.ClaimRows) > 0
	w.reader.Together(func() {
		if c.Article {
			w.showArticle()
		} else if c.Articles || len(c.ArticleRows) > 0 {
			w.reader.SetHead(w.shown())
		}
		if c.Annotations {
			w.reader.SetAnnotations(w.session.Annotations())
		}
		for _, id := range c.Touched {
			if a, ok := w.session.AnnotationOf(id); ok {
				w.reader.Put(a)
			} else {
				w.reader.Drop(id)
			}
		}
		if claimRows {
			w.reader.Refresh() // the gutter names claims
		}
		if c.Annotation || c.Annotations || claimRows {
			w.showAnnotation()
		}
	})
	if c.Claim {
		w.baseline, w.beside = "", pair{}
	}
	if c.Claim || c.Witnesses {
		w.showWitnesses()
	}
	if claimRows || c.Articles || len(c.ArticleRows) > 0 {
		w.showOverview()
	}
	w.showMenu()
	w.hints()
}

// all is every change: what a new session has to show.
var all = session.Changed{Articles: true, Article: true, Annotations: true, Annotation: true, Claims: true, Claim: true, Witnesses: true}

// shown is the article in hand as the reader shows it.
func (w *window) shown() reader.Article {
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
	w.find.Close()
	w.library.Pick(a.ID)
	w.noText.SetText("")
	switch {
	case !ok:
		w.reader.Clear()
		w.noText.SetText("Articles that you add are read here.")
	case w.session.Text() == nil && w.session.Origin().Left != nil:
		w.reader.Clear()
		w.noText.SetText("The text of this article is not among what can be read of the damaged project.\nIts passages are in Compare.")
	case w.session.Text() == nil:
		w.reader.Clear()
		w.noText.SetText("The text of this article is not in this project: it was left out of the package, or lost in a damaged file.\nIts passages are in Compare.")
	default:
		w.reader.Open(w.shown())
		w.checkLettering()
	}
}

// showAnnotation rings the highlight in hand and shows its card.
func (w *window) showAnnotation() {
	a, ok := w.session.Annotation()
	if w.reader.Picked() != a.ID {
		w.reader.Pick(a.ID)
	}
	high := w.cardHeight()
	if a.ID != w.picksFor {
		w.claims.StopPicking() // what is chosen now would be another's
	}
	if ok {
		claim, _ := w.session.ClaimRow(a.Claim)
		passage := claims.Passage{Annotation: a, Statement: claim.Statement, By: w.by(a), Fixed: w.needsWork() == w.session.Standing() && w.session.Standing() != "" || !w.session.Mine(a)}
		if nth, of := w.reader.Order(); of > 1 {
			passage.Overlap = fmt.Sprintf("%d of %d (O)", nth, of)
		}
		w.card.Put(passage)
	} else {
		w.card.Clear()
	}
	if w.cardHeight() != high {
		w.right.Refresh()
	}
}

// cardHeight is what the card takes of the claims; 0 while it is hidden.
func (w *window) cardHeight() float32 {
	if !w.card.Visible() {
		return 0
	}
	return w.card.MinSize().Height
}

// showWitnesses brings the comparison up to date, at once where it is seen.
func (w *window) showWitnesses() {
	if w.stale[viewCompare] = w.view != viewCompare; w.stale[viewCompare] {
		return
	}
	w.compare.Options, w.compare.Reviewer = w.session.Comparing(), w.session.ReviewerName
	if w.beside != (pair{}) && w.showBeside() {
		return
	}
	if claim, ok := w.session.Claim(); ok {
		w.compare.Compare(claim, w.session.Witnesses(), w.baseline)
	} else {
		w.compare.Clear()
	}
}

// showOverview does the same for the overview.
func (w *window) showOverview() {
	if w.stale[viewOverview] = w.view != viewOverview; w.stale[viewOverview] {
		return
	}
	w.lookOver()
}

// show turns to a page.
func (w *window) show(v view) {
	if w.session == nil {
		return
	}
	if v != w.view {
		w.said.Clear() // it was about the other page
	}
	w.view, w.from = v, viewRead
	if v != viewRead {
		w.find.Close()
	}
	w.views.Choose(int(v))
	for i, p := range w.pages {
		p.Hidden = view(i) != v
	}
	if v == viewCompare && w.stale[v] {
		w.showWitnesses()
	}
	if v == viewOverview && w.stale[v] {
		w.showOverview()
	}
	w.project.Refresh()
	w.focusPage()
}

// hints tells the keys for what is in hand.
func (w *window) hints() {
	if w.session == nil {
		return
	}
	w.status.Offer(append(w.pageHints(), w.table.Hints()...)...)
}

// pageHints are the keys that are no commands: of the list that has the
// keyboard.
func (w *window) pageHints() []parts.Hint {
	switch w.situation() {
	case inRead | picking:
		if w.claims.ExpectsDigit() {
			return menu.Hints("Enter", "tie", "1+2+3", "verdict", "Up+Down", "choose", "Esc", "leave untied")
		}
		return menu.Hints("Enter", "tie", "Up+Down", "choose", "Esc", "leave untied")
	case inCompare:
		return menu.Hints("Enter", "open", "Tab", "next change")
	case inOverview:
		return menu.Hints("Left+Right", "move", "Enter", "open", "Tab", "filters")
	}
	if w.reader.Selection().Len() > 0 {
		return menu.Hints("Esc", "deselect")
	}
	return nil
}

// tell says in the status bar what was done.
func (w *window) tell(done string) {
	if w.session == nil {
		return
	}
	saved := w.drafts.said()
	words := []string{saved, "Reviewer " + w.session.Reviewer()}
	if why := w.session.Standing(); why != "" {
		words = []string{why}
	}
	if done != "" {
		words = append(words, done)
	}
	w.status.Say(words...)
}
