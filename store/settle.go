package store

import (
	"fmt"
	"slices"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
)

// Settle settles a collision: the register is set, over all that stands there, as
// one of these changes has it, in one action. That is an ordinary edit, and so
// settles it in every copy that takes it in. What was removed by one and worked on
// by another is settled by [Project.Keep] or [Project.Remove]. The error wraps
// [ErrNoEntity] for what is not in the project, [ErrNotYours] for another's
// annotation unless override is set, [ErrTextWithheld] for a value that is not here, or
// [ErrInvalid] where the register holds one value, or that change is not among
// those that hold one.
func (p *Project) Settle(ref Ref, register string, as annotate.ID, override bool) (Action, error) {
	return p.act(string(ref.Kind)+".settle", func(rec *recording) error {
		if err := rec.src.Live(ref); err != nil {
			return err
		}
		s, err := rec.tables.State(ref)
		if err != nil {
			return err
		}
		heads := s.Heads(register)
		at := slices.IndexFunc(heads, func(c *change.Change) bool { return c.ID == as })
		switch {
		case len(s.Values(register)) < 2:
			return invalid("there is nothing to settle in the %s of %s %s", register, ref.Kind, ref.ID)
		case at < 0:
			return invalid("the change %s is not one of those that hold a value of the %s", as, register)
		}
		value, _ := heads[at].Set(register)
		if value.HasWithheld() {
			return fmt.Errorf("the %s of %s %s: %w: set it anew, or settle it where the words are", register, ref.Kind, ref.ID, ErrTextWithheld)
		}
		d := change.Draft{Ref: ref, Sets: []change.Field{{Name: register, Value: value}}, More: []change.Field{{Name: asIn, Value: change.OfText(string(as))}}}
		r := annotate.Spec(ref.Kind).RegisterNamed(register)
		if r == nil {
			return invalid("this version does not know the %s of %s", register, annotate.WithArticle(ref.Kind))
		}
		if err := rec.mayChange(s, []string{r.Fields[0].Name}, override); err != nil {
			return err
		}
		d.Decides = r.Decides
		_, err = rec.put(d)
		return err
	})
}
