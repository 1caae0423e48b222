package command

import "claimtrace/store"

const removeHelp = `The passages of a removed article are hidden with it, those of a removed claim are tied
to none; they come back with it: see claimtrace help restore.`

func remove(c *call) func([]string) error {
	override := c.overriding()
	return c.acting("", func(p *store.Project, words []string) (store.Action, error) {
		ref, err := resolve(p.View, words[1])
		switch {
		case err != nil:
			return store.Action{}, err
		case *override:
			return p.RemoveOverriding(ref)
		}
		a, err := p.Remove(ref)
		return a, withOverride(err)
	})
}
