package command

import "claimtrace/store"

const undoHelp = `What you did last in this file is taken back. What another change stands over is left
as it is, and so is the making of what others have worked on: that is told.`

func undo(c *call) func([]string) error {
	return c.acting("taken back", func(p *store.Project, _ []string) (store.Action, error) { return p.Undo() })
}
