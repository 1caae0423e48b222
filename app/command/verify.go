package command

import (
	"errors"
	"fmt"

	"claimtrace/app/report"
	"claimtrace/store"
)

func verify(c *call) func([]string) error {
	rebuild := c.flags.Bool("rebuild", false, "first make the derived tables anew from the log")
	return func(words []string) error {
		if *rebuild {
			if err := c.mend(words[0], func(p *store.Project) error { return p.Rebuild(c.ctx) }); err != nil {
				return err
			}
			c.did("the derived tables of %s were made anew", words[0])
		}
		var found store.Report
		err := patiently(c.ctx, func() (err error) {
			found, err = store.Verify(c.ctx, words[0])
			return err
		})
		switch {
		case errors.Is(err, store.ErrNotProject) && c.json:
			// What is left of a damaged project may not look like one.
			found.Problems = []string{err.Error()}
		case err != nil:
			return err
		case !found.OK:
			advice := "go back to a copy of it, or ask its sender for it again"
			if found.Derived {
				advice = "its articles and its log are whole: run claimtrace verify PROJECT --rebuild"
			}
			err = fmt.Errorf("%s: %s found: %s", words[0], report.Count(len(found.Problems), "problem"), advice)
		}
		for _, note := range found.Notes {
			c.say("%s", note)
		}
		if printing := c.printVerified(words[0], found); printing != nil || err == nil {
			return printing
		}
		return &printedError{err}
	}
}

func (c *call) printVerified(path string, found store.Report) error {
	if c.json {
		return c.printJSON(struct {
			OK       bool     `json:"ok"`
			Problems []string `json:"problems"`
		}{found.OK, append([]string{}, found.Problems...)})
	}
	for _, problem := range found.Problems {
		c.printf("%s\n", oneLine(problem))
	}
	if found.OK {
		c.printf("%s is whole: file, texts, log and tables agree\n", path)
	}
	return nil
}
