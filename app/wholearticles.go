package app

import (
	"errors"

	"claimtrace/annotate"
	"claimtrace/app/compare"
	"claimtrace/app/dialog"
	"claimtrace/app/style"
	"claimtrace/store"
)

// pair is two articles that are compared as wholes.
type pair struct{ base, other annotate.ID }

// compareClaim turns to Compare, and there from whole articles back to the claim
// in hand.
func (w *window) compareClaim() {
	if w.beside != (pair{}) {
		w.beside = pair{}
		w.stale[viewCompare] = true
	}
	w.show(viewCompare)
}

var errOneArticle = errors.New("there is no other article to compare this one with: add it first (Ctrl D)")

// besideDialog asks for the article with which the one in hand is compared as
// a whole.
func (w *window) besideDialog() {
	base, ok := w.article()
	var others []store.ArticleRow
	for _, a := range w.session.Articles() {
		if a.ID != base.ID {
			others = append(others, a)
		}
	}
	if !ok || len(others) == 0 {
		w.said.Say(errOneArticle)
		return
	}
	list := make([]dialog.Choice, len(others))
	for i, a := range others {
		list[i] = dialog.Choice{Name: a.Name(), More: style.ShortTime(a.Published) + " · " + a.Outlet}
	}
	w.dialogs.Choose("Compare “"+base.Name()+"” with", "Compare", list, func(i int) {
		w.beside = pair{base.ID, others[i].ID}
		w.stale[viewCompare] = true
		w.show(viewCompare)
	})
}

// showBeside shows the two articles; a claim where one of them is gone.
func (w *window) showBeside() bool {
	base, ok := w.whole(w.beside.base)
	other, is := w.whole(w.beside.other)
	if !ok || !is {
		w.beside = pair{}
		return false
	}
	w.compare.CompareArticles(base, other)
	return true
}

// whole is an article as it is compared; false where its text is not to be had.
func (w *window) whole(id annotate.ID) (compare.Article, bool) {
	for _, a := range w.session.Articles() {
		if a.ID != id {
			continue
		}
		text, err := w.session.View().Text(id)
		w.said.Say(err)
		return compare.Article{ID: id, Outlet: a.Outlet, Title: a.Name(), Published: a.Published, Text: text}, err == nil
	}
	return compare.Article{}, false
}
