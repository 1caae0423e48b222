package claims

import (
	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/page"
	"claimtrace/app/parts"
	"claimtrace/app/session"
	"claimtrace/store"
)

// Wire says where keys and clicks in a list of claims go, on whatever page it
// stands.
func Wire(c *Claims, w page.Window) {
	c.OnMenu = func(at fyne.Position) {
		w.Menu(at, "compare", "", "claim.decide", "claim.reword", "history.claim", "", "claim.move", "claim.join", "claim.part", "", "claim.remove")
	}
	c.Asks = func(id annotate.ID) string {
		if s := w.Session(); s != nil {
			return Asking(s.Asks(store.Ref{Kind: annotate.KindClaim, ID: id}))
		}
		return ""
	}
	c.OnAsks = func(id annotate.ID) { w.Settle(store.Ref{Kind: annotate.KindClaim, ID: id}, "") }
	c.OnOpen = func() { w.Run("compare") }
	c.OnKey = w.ListKey
	c.Field.OnFocus = w.Hints
}

// Update brings a list of claims up to date with the session.
func Update(c *Claims, s *session.Session, changed session.Changed) {
	claim, _ := s.Claim()
	if changed.Claims {
		c.Put(s.Claims(), claim.ID)
		return
	}
	if changed.Inbox {
		c.Renew()
	}
	c.Update(changed.ClaimRows)
	if changed.Claim {
		c.Pick(claim.ID)
	}
}

// Asking says in a word or two what asks to be settled, "" for nothing.
func Asking(in store.Inbox) string {
	switch {
	case len(in.Removed) > 0:
		return "removed by " + in.Removed[0].By.Name
	case len(in.Collisions) > 0:
		return parts.Count(len(in.Collisions[0].Values), "value")
	}
	return ""
}
