package command

import (
	"fmt"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// acting makes a command of one action, in words that begin with what befell
// it: "taken back".
func (c *call) acting(befell string, act func(*store.Project, []string) (store.Action, error)) func([]string) error {
	return func(words []string) error {
		return c.work(words[0], func(p *store.Project) error {
			a, err := act(p, words)
			if err != nil {
				return err
			}
			return c.printAction(befell, a)
		})
	}
}

// actionRecord is what an action came to.
type actionRecord struct {
	Action  *annotate.ID `json:"action"` // null where nothing was changed
	Did     string       `json:"did"`    // a code; of undo and redo that of the action taken back or done again
	Changes int          `json:"changes"`
	Left    []leftRecord `json:"left"`
}

// leftRecord is a register that undo or redo left as it is.
type leftRecord struct {
	Entity   annotate.ID `json:"entity"`
	Register string      `json:"register"`
	Why      change.Why  `json:"why"`
}

func (c *call) printAction(befell string, a store.Action) error {
	what := verbs.Of(a.Did)
	if befell != "" {
		what = befell + ": " + what
	}
	c.didAction(what, a)
	record := actionRecord{Did: a.Did, Changes: a.Changes, Left: []leftRecord{}}
	if a.Changes > 0 {
		record.Action = &a.ID
	}
	for _, l := range a.Left {
		c.say("%s", verbs.Left([]store.Left{l}))
		record.Left = append(record.Left, leftRecord{l.ID, l.Register, l.Why})
	}
	if c.json {
		if err := c.printJSON(record); err != nil {
			return err
		}
	}
	switch {
	case a.Changes == 0 && len(a.Left) > 0:
		return &printedError{fmt.Errorf("nothing of it was %s", what)}
	case a.Changes == 0:
		c.say("nothing to change: it stands so already")
	case !c.json:
		c.printf("%s (%s)\n", what, report.Count(a.Changes, "change"))
	}
	return nil
}

// didAction is [call.did] of an action, if it changed anything.
func (c *call) didAction(what string, a store.Action) {
	if a.Changes > 0 {
		c.did("%s (%s)", what, report.Count(a.Changes, "change"))
	}
}
