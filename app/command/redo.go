package command

import "claimtrace/store"

func redo(c *call) func([]string) error {
	return c.acting("done again", func(p *store.Project, _ []string) (store.Action, error) { return p.Redo() })
}
