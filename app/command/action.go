package command

import (
	"claimtrace/annotate"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
)

// acting makes a command of one action whose result is told by its verb.
func (c *call) acting(lead string, act func(*store.Project, []string) (store.Action, error)) func([]string) error {
	return func(words []string) error {
		return c.work(words[0], func(p *store.Project) error {
			a, err := act(p, words)
			if err != nil {
				return err
			}
			if c.json {
				return c.printJSON(struct {
					Action  annotate.ID `json:"action"`
					Did     string      `json:"did"`
					Changes int         `json:"changes"`
				}{a.ID, a.Did, a.Changes})
			}
			c.printf("%s%s (%s)\n", lead, verbs.Of(a.Did), report.Count(a.Changes, "change"))
			return nil
		})
	}
}
