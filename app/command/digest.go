package command

import "claimtrace/store"

const digestHelp = `Two projects that hold the same changes have the digest of the log in common, and
that of the state too where the same is set aside; what is withheld does not matter.`

func digest(c *call) func([]string) error {
	return func(words []string) error {
		return c.look(words[0], func(p *store.Project) error {
			log, state, err := p.Digests(c.ctx)
			if err != nil {
				return err
			}
			if c.json {
				return c.printJSON(struct {
					Log   string `json:"log"`
					State string `json:"state"`
				}{log, state})
			}
			c.printf("log    %s\nstate  %s\n", log, state)
			return nil
		})
	}
}
