package command

import "claimtrace/store"

func undo(c *call) func([]string) error {
	return c.acting("taken back: ", func(p *store.Project, _ []string) (store.Action, error) { return p.Undo() })
}
