package record

import (
	"errors"
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/app/claims"
	"claimtrace/app/dialog"
	"claimtrace/app/parts"
	"claimtrace/store"
)

// The measures of the sheet on which a claim is asked for, in pixels.
const (
	askWide = 560
	askHigh = 420
)

// Join makes the claim in hand and another one.
func (x *Sheets) Join() {
	c, ok := x.w.Session().Claim()
	if !ok {
		return
	}
	x.ask("Join “"+c.Statement+"” with", claims.Question{
		Says: "Which claim is the same? Type to find it, Enter", Does: "join", Else: "cancel",
		Take: func(id annotate.ID) error {
			other, _ := x.w.Session().ClaimRow(id)
			err := x.w.Do(func() error { return x.w.Session().Join(id) })
			if err == nil {
				x.w.Tell(fmt.Sprintf("“%s” and “%s” are one claim from now on (%s takes it back)", c.Statement, other.Statement, x.w.KeyOf("undo")))
			}
			return err
		},
	})
}

// Part takes one of the claims that are joined out of them again.
func (x *Sheets) Part() {
	c, ok := x.w.Session().Claim()
	if !ok || len(c.Also) == 0 {
		return
	}
	part := func(v annotate.Claim) {
		err := x.w.Do(func() error { return x.w.Session().Part(v.ID) })
		x.w.Say(err)
		if err == nil {
			x.w.Tell(fmt.Sprintf("“%s” is a claim of its own again (%s takes it back)", v.Statement, x.w.KeyOf("undo")))
		}
	}
	if len(c.Also) == 1 {
		part(c.Also[0])
		return
	}
	all := append([]annotate.Claim{c.Claim}, c.Also...)
	list := make([]dialog.Choice, len(all))
	for i, v := range all {
		list[i] = dialog.Choice{Name: v.Statement, More: "becomes a claim of its own, with its passages"}
	}
	x.w.Dialogs().Choose("Part which of them from the others?", "Part", list, func(i int) { part(all[i]) })
}

// MovePassages ties one's own passages of the claim in hand to another claim,
// all in one step.
func (x *Sheets) MovePassages() {
	c, ok := x.w.Session().Claim()
	if !ok {
		return
	}
	own := len(x.w.Session().Own())
	move := func(id annotate.ID, statement string) error {
		err := x.w.Do(func() error { return x.w.Session().MoveAll(id, statement) })
		if err != nil {
			return err
		}
		to, _ := x.w.Session().Claim()
		done := fmt.Sprintf("Moved %s to “%s”", parts.Count(own, "passage"), to.Statement)
		if others := len(c.Marks) - own; others > 0 {
			done += fmt.Sprintf("; %s of colleagues stay", parts.Count(others, "passage"))
		}
		x.w.Tell(done + " (" + x.w.KeyOf("undo") + " takes it back)")
		return nil
	}
	x.ask("Move "+parts.Count(own, "passage")+" of yours from “"+c.Statement+"” to", claims.Question{
		Says: "To which claim? Pick one or type a new one, Enter", Does: "move", Else: "cancel",
		Take: func(id annotate.ID) error { return move(id, "") },
		Make: func(s string) error {
			if s == c.Statement || slices.ContainsFunc(c.Also, func(v annotate.Claim) bool { return v.Statement == s }) {
				return errors.New("that is the claim that they are tied to: type another one")
			}
			return move("", s)
		},
	})
}

// ask asks on a sheet for a claim that is not the one in hand.
func (x *Sheets) ask(title string, q claims.Question) {
	in, _ := x.w.Session().Claim()
	list := claims.New("There is no other claim yet.")
	list.Put(slices.DeleteFunc(slices.Clone(x.w.Session().Claims()), func(r store.ClaimRow) bool { return r.ID == in.ID }), "")
	s := x.w.Dialogs().Sheet(title, askWide, list)
	s.High = askHigh
	s.Hints = []parts.Hint{{Keys: []string{"Enter"}, Does: q.Does}, {Keys: []string{"Up", "Down"}, Does: "choose"}, {Keys: []string{"Esc"}, Does: q.Else}}
	list.OnLeave = s.Close
	s.Button("Cancel", s.Close)
	s.Show(list.Field)
	list.Ask(q)
}
