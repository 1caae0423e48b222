package record

import (
	"encoding/json"
	"errors"

	"fyne.io/fyne/v2"

	"claimtrace/annotate"
	"claimtrace/app/drafts"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// The width of the sheet, and of one with what was begun before, in pixels.
const decideWide, resumedWide = 660, 840

var (
	errNoVerdict = errors.New("nothing is decided yet: choose how the claim stands by 1, 2 or 3")
	errNoReason  = errors.New("a decision needs its reason: say why, and what it rests on")
)

// Decide decides the claim in hand: how it stands, why, and which
// passages show it. What was begun and broken off is there again.
func (x *Sheets) Decide() {
	claim, ok := x.w.Session().Claim()
	if !ok {
		return
	}
	view := NewDecision(claim, x.w.Session().Witnesses())
	title, wide := "Decide the claim", float32(decideWide)
	name := drafts.OfDecision(claim.ID)
	var begun Draft
	resumed := json.Unmarshal([]byte(x.w.Drafts().Text(name)), &begun) == nil
	if resumed {
		view.Resume(begun)
		title, wide = "Decide the claim: this is what you began before", resumedWide
	}
	s := x.w.Dialogs().Sheet(title, wide, view)
	s.High = view.High()
	s.Hints = []parts.Hint{{Keys: []string{"1", "2", "3"}, Does: "verdict"}, {Keys: []string{"Tab"}, Does: "on"}, {Keys: []string{"Space"}, Does: "tick"},
		{Keys: []string{"Ctrl", "Enter"}, Does: "decide"}, {Keys: []string{"Esc"}, Does: "cancel"}}
	s.Cancel = func() {
		if !view.Changed() {
			x.w.Drafts().Left(name)
		}
		s.Close()
	}
	if resumed {
		s.Button("Discard what was begun", func() {
			x.w.Drafts().Left(name)
			s.Close()
		})
	}
	of := store.Ref{Kind: annotate.KindClaim, ID: claim.ID}
	if c, asks := x.w.Session().CollisionIn(of, "decision"); asks {
		s.Button(parts.Count(len(c.Values), "value")+"…", func() {
			s.Cancel()
			x.w.Settle(of, c.Register)
		})
	}
	s.Button("Keep for later", func() { s.Cancel() })
	s.Strong("Decide", func() {
		switch {
		case view.Verdict() == "" && claim.Resolved == "":
			s.Say(errNoVerdict)
			return
		case view.Verdict() != "" && view.Reason() == "":
			s.Say(errNoReason)
			view.FocusReason(x.w.Canvas())
			return
		}
		if err := x.w.Do(func() error { return x.w.Session().Decide(claim.ID, view.Verdict(), view.Reason(), view.Evidence()) }); err != nil {
			s.Say(err)
			return
		}
		x.w.Drafts().Left(name)
		s.Close()
		done := "Decided"
		if view.Verdict() == "" {
			done = "Reopened"
		}
		x.w.Tell(done + " (" + x.w.KeyOf("undo") + " undoes it)")
	})
	label := func() {
		s.SetStrong("Decide")
		if view.Verdict() == "" && claim.Resolved != "" {
			s.SetStrong("Reopen")
		}
	}
	label()
	view.OnChange = func() {
		if now, err := json.Marshal(view.Draft()); err == nil && view.Changed() {
			x.w.Drafts().Typing(name, string(now))
		}
		s.Say(nil)
		label()
	}
	view.OnKey, view.OnShortcut = func(k fyne.KeyName) { s.Key(k) }, s.Shortcut
	s.OnRune = func(r rune) { view.Key(r) }
	s.Show(nil)
	view.Focus(x.w.Canvas())
}
