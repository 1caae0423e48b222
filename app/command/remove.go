package command

import "claimtrace/store"

func remove(c *call) func([]string) error {
	return c.acting("", func(p *store.Project, words []string) (store.Action, error) {
		ref, err := p.Resolve(words[1])
		if err != nil {
			return store.Action{}, err
		}
		return p.Remove(ref)
	})
}
