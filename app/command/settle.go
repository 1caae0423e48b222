package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

const settleHelp = `claimtrace collisions PROJECT names what asks to be settled. A register is set as the
change C has it, by a new change that settles it in every copy. What one removed and
another worked on is kept with --keep, or removed with --remove.`

func settle(c *call) func([]string) error {
	as := c.flags.String("change", "", "the `change` whose value is to stand: its id or the beginning")
	keep := c.flags.Bool("keep", false, "what one removed stays")
	remove := c.flags.Bool("remove", false, "what one removed goes")
	override := c.overriding()
	return func(words []string) error {
		switch {
		case *keep && *remove || (*keep || *remove) == (len(words) == 3):
			return c.usagef("give a register and --change, or --keep, or --remove")
		case len(words) == 3 && *as == "":
			return c.usagef("--change is missing: claimtrace collisions names the changes")
		case len(words) == 2 && *as != "":
			return c.usagef("--change goes with a register")
		}
		return c.work(words[0], func(p *store.Project) error {
			ref, err := resolve(p.View, words[1])
			if err != nil {
				return err
			}
			a, err := c.settleIt(p, ref, words[2:], *as, *keep, *override)
			if err != nil {
				return withOverride(err)
			}
			c.didAction(verbs.Of(a.Did), a)
			if a.Changes == 0 {
				c.say("nothing to change: it stands so already")
			}
			return c.printWhatCollides(p)
		})
	}
}

func (c *call) settleIt(p *store.Project, ref store.Ref, register []string, as string, keep, override bool) (store.Action, error) {
	if len(register) == 0 {
		in, err := p.InboxOf(ref)
		switch {
		case err != nil:
			return store.Action{}, err
		case len(in.Removed) == 0:
			return store.Action{}, fmt.Errorf("%s %s: %w: nobody removed what another worked on", ref.Kind, ref.ID, errSettled)
		case keep:
			return p.Keep(ref)
		case override:
			return p.RemoveOverriding(ref)
		}
		return p.Remove(ref)
	}
	name := register[0]
	if r, _ := annotate.Spec(ref.Kind).Register(name); r != nil && annotate.Spec(ref.Kind).RegisterNamed(name) == nil {
		name = r.Name // it was named by a field
	}
	in, err := p.InboxOf(ref)
	if err != nil {
		return store.Action{}, err
	}
	for _, x := range in.Collisions {
		if x.Register != name {
			continue
		}
		var found []annotate.ID
		for _, h := range x.Values {
			if strings.HasPrefix(string(h.Change), strings.ToLower(as)) && annotate.IsPrefix(as) {
				found = append(found, h.Change)
			}
		}
		switch len(found) {
		case 0:
			return store.Action{}, fmt.Errorf("%s: %w holds a value of the %s: claimtrace collisions names those that do", annotate.Quoted(as), errNoValue, name)
		case 1:
			return p.Settle(ref, name, found[0], override)
		}
		return store.Action{}, fmt.Errorf("%s: %w (changes %s and %s): give more of the id", annotate.Quoted(as), store.ErrAmbiguousID, found[0], found[1])
	}
	return store.Action{}, fmt.Errorf("the %s of %s %s: %w", name, ref.Kind, ref.ID, errSettled)
}

var (
	errSettled = errors.New("there is nothing to settle")
	errNoValue = errors.New("no such change")
)
