package command

import (
	"io"
	"time"

	"claimtrace/store"
	"claimtrace/store/exchange"
)

func export(c *call) func([]string) error {
	format := c.flags.String("format", "", "`format`; --list names them")
	output := c.flags.String("output", "-", "`file` to write; - prints it")
	look := c.asOf()
	withList := c.flags.Bool("list", false, "list the formats")
	return func(words []string) error {
		switch {
		case *withList && len(words) == 0:
			return c.listFormats()
		case *withList:
			return c.usagef("--list takes no project")
		case len(words) == 0:
			return c.usagef("name the project")
		case *format == "":
			return c.usagef("--format is missing; --list names the formats")
		}
		f, err := exchange.Lookup(*format)
		if err != nil {
			return err
		}
		return look(words[0], func(p *store.View) error {
			set, err := exchange.Collect(p, time.Now())
			if err != nil {
				return err
			}
			if err := c.writeFile(*output, words[0], func(w io.Writer) error { return f.Write(w, set) }); err != nil {
				return err
			}
			return c.wrote(*output, map[string]any{"format": f.Name, "annotations": len(set.Annotations)})
		})
	}
}

func (c *call) listFormats() error {
	type record struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Extension   string `json:"extension"`
	}
	records := []any{}
	rows := [][]string{{"FORMAT", "DESCRIPTION"}}
	for _, f := range exchange.Formats() {
		records = append(records, record{f.Name, f.Description, f.Extension})
		rows = append(rows, []string{f.Name, f.Description})
	}
	return c.printList(records, rows, "format")
}
