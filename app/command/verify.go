package command

import (
	"errors"
	"fmt"

	"claimtrace/store"
)

func verify(c *call) func([]string) error {
	rebuild := c.flags.Bool("rebuild", false, "first make the derived tables anew from the log")
	return func(words []string) error {
		if *rebuild {
			if err := c.work(words[0], (*store.Project).Rebuild); err != nil {
				return err
			}
		}
		report, err := store.Verify(words[0])
		if errors.Is(err, store.ErrNotProject) && c.json {
			// What is left of a damaged project may not look like one.
			report.Problems = []string{err.Error()}
		} else if err != nil {
			return err
		}
		if err := c.printVerified(words[0], report); err != nil || report.OK {
			return err
		}
		if err == nil {
			err = fmt.Errorf("%s: %s found: go back to a copy of it, or ask its sender for it again",
				words[0], count(len(report.Problems), "problem"))
		}
		return &printedError{err}
	}
}

func (c *call) printVerified(path string, report store.Report) error {
	if c.json {
		return c.printJSON(struct {
			OK       bool     `json:"ok"`
			Problems []string `json:"problems"`
		}{report.OK, append([]string{}, report.Problems...)})
	}
	for _, problem := range report.Problems {
		c.printf("%s\n", oneLine(problem))
	}
	if report.OK {
		c.printf("%s is whole: file, texts, log and tables agree\n", path)
	}
	return nil
}
