package command

import (
	"time"

	"claimtrace/app/report"
	"claimtrace/store"
)

func writeReport(c *call) func([]string) error {
	output := c.flags.String("output", "", "`file` to write, such as report.html; - prints it")
	look := c.asOf()
	selected := c.selecting()
	return func(words []string) error {
		if *output == "" {
			return c.usagef("--output is missing: name the file to write")
		}
		return look(words[0], func(p *store.View) error {
			only, err := selected(p)
			if err != nil {
				return err
			}
			page, err := report.Collect(c.ctx, p, only, time.Now())
			if err != nil {
				return err
			}
			if err := c.writeFile(*output, words[0], page.Write); err != nil {
				return err
			}
			return c.wrote(*output, map[string]any{})
		})
	}
}
