package command

import (
	"claimtrace/annotate"
	"claimtrace/app/report"
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
					Verb    string      `json:"verb"`
					Changes int         `json:"changes"`
				}{a.ID, a.Verb, a.Changes})
			}
			c.printf("%s%s (%s)\n", lead, a.Verb, report.Count(a.Changes, "change"))
			return nil
		})
	}
}
