package command

import "claimtrace/store"

const undoHelp = `What you did last in this file is taken back. What another change stands over is left
as it is, and so is the making of what others have worked on: that is told. Right after
a merge nothing is undone: take the merge back, or give --own to undo what you did
before it.`

func undo(c *call) func([]string) error {
	own := c.flags.Bool("own", false, "what you did last, though a merge came after it")
	return c.acting("taken back", func(p *store.Project, _ []string) (store.Action, error) {
		if *own {
			return p.UndoOwn()
		}
		return p.Undo()
	})
}
