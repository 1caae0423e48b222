package app

import (
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/parts"
)

// showLoose says below the claims how many highlights have none, and offers to
// make claims where anything can be changed.
func (w *window) showLoose() {
	if w.session.ReadOnly() == "" {
		w.claims.LetAdd(w.addClaim)
	} else {
		w.claims.LetAdd(nil)
	}
	w.claims.SetLoose(w.session.Loose())
}

// addClaim makes a claim that no passage is tied to yet.
func (w *window) addClaim(statement string) {
	err := w.do(func() error { return w.session.AddClaim(statement) })
	w.claims.Notice.Say(err)
	if err == nil {
		w.tell(fmt.Sprintf("Made the claim “%s” (%s takes it back)", statement, undoKey()))
	}
}

// pickLoose goes to the next highlight that has no claim.
func (w *window) pickLoose() {
	err := w.do(w.session.PickLoose)
	w.claims.Notice.Say(err)
	w.focusReader()
	if err == nil {
		w.tell(parts.Count(w.session.Loose(), "highlight") + " without a claim: Enter picks one for this")
	}
}

// retag gives the highlight that was just tagged another verdict; nil where that
// failed.
func (w *window) retag(v annotate.Verdict) (back func()) {
	var undo func() error
	err := w.do(func() (err error) {
		undo, err = w.session.Retag(v)
		return err
	})
	w.said.Say(err)
	if err != nil || undo == nil {
		return nil
	}
	return func() { w.said.Say(w.do(undo)) }
}
