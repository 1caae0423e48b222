package claims

import (
	"fyne.io/fyne/v2"

	"claimtrace/app/page"
	"claimtrace/app/session"
)

// Wire says where keys and clicks in a list of claims go, on whatever page it
// stands.
func Wire(c *Claims, w page.Window) {
	c.OnMenu = func(at fyne.Position) {
		w.Menu(at, "compare", "", "claim.decide", "claim.reword", "history.claim", "", "claim.move", "claim.join", "claim.part", "", "claim.remove")
	}
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
	c.Update(changed.ClaimRows)
	if changed.Claim {
		c.Pick(claim.ID)
	}
}
