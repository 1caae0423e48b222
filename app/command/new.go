package command

import (
	"claimtrace/app/preferences"
	"claimtrace/app/report"
	"claimtrace/app/sample"
	"claimtrace/store"
)

func newProject(c *call) func([]string) error {
	withSample := c.flags.Bool("sample", false, "fill it with the sample: five dispatches and the claims in them")
	return func(words []string) error {
		path := words[0]
		var err error
		if *withSample {
			err = sample.Create(c.ctx, path)
		} else {
			err = c.create(path)
		}
		if err != nil {
			return err
		}
		c.did("made %s", path)
		return c.look(path, func(p *store.Project) error {
			articles, claims, annotations, _, err := p.Counts()
			if err != nil {
				return err
			}
			if c.json {
				return c.printJSON(struct {
					Project     string `json:"project"`
					Articles    int    `json:"articles"`
					Claims      int    `json:"claims"`
					Annotations int    `json:"annotations"`
				}{path, articles, claims, annotations})
			}
			c.printf("made %s: %s, %s, %s\n", path, report.Count(articles, "article"), report.Count(claims, "claim"), report.Count(annotations, "annotation"))
			return nil
		})
	}
}

func (c *call) create(path string) error {
	who, _, err := c.who()
	if err != nil {
		return err
	}
	p, err := store.Create(path, store.Options{Person: who.AtWork(), Data: preferences.DataFolder()})
	if err != nil {
		return err
	}
	return p.Close()
}
