package command

import (
	"io"
	"os"
	"time"

	"claimtrace/annotate"
	"claimtrace/app/regional"
	"claimtrace/app/report"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

func export(c *call) func([]string) error {
	format := c.flags.String("format", "", "`format`; --list names them")
	output := c.flags.String("output", "-", "`file` to write; - prints it")
	look := c.asOf()
	withList := c.flags.Bool("list", false, "list the formats")
	selected := c.selecting()
	verdict := c.flags.String("verdict", "", "only those with this `verdict`")
	excel := c.flags.Bool("excel", false, "with --format csv: as Excel opens it here, with a byte order mark and, where numbers have a comma, semicolons")
	c.flags.Lookup("reviewer").Usage = "only those of this person: a `name` that no other in the project has, or the key"
	return func(words []string) error {
		switch {
		case *withList && len(words) == 0:
			return c.listFormats(report.Formats())
		case *withList:
			return c.usagef("--list takes no project")
		case len(words) == 0:
			return c.usagef("name the project")
		case *format == "":
			return c.usagef("--format is missing; --list names the formats")
		case *output == "":
			return c.usagef("--output is empty: name the file to write; - prints it")
		}
		as, err := exchange.Lookup(report.Formats(), *format)
		if err != nil {
			return err
		}
		if *excel {
			var ok bool
			if as, ok = exchange.ForExcel(as, regional.Divider(os.Getenv)); !ok {
				return c.usagef("--excel goes with --format csv")
			}
		}
		var v annotate.Verdict
		if *verdict != "" {
			if v, err = annotate.ParseVerdict(*verdict); err != nil {
				return err
			}
		}
		return look(words[0], func(p *store.View) error {
			selection, err := selected(p)
			if err != nil {
				return err
			}
			// The environment and the preferences, which say who is at work, select nobody.
			if c.given("reviewer") {
				id, err := reviewerNamed(p, c.reviewer)
				if err != nil {
					return err
				}
				selection.Reviewers = []annotate.ID{id}
			}
			set, err := exchange.Collect(p, time.Now())
			if err != nil {
				return err
			}
			selection.Verdict = v
			set = set.Select(selection)
			if as.Facets {
				if err := set.ReadFacets(c.ctx); err != nil {
					return err
				}
			}
			left := as.Left(set)
			if err := c.writeFile(*output, words[0], func(w io.Writer) error { return as.Write(c.ctx, w, set) }); err != nil {
				return err
			}
			if err := c.wrote(*output, map[string]any{"format": as.Name, "annotations": len(set.Annotations), "left": left}); err != nil {
				return err
			}
			if !c.json && *output != "-" && left != "" {
				c.printf("%s\n", left)
			}
			return nil
		})
	}
}

func (c *call) listFormats(formats []exchange.Format) error {
	type record struct {
		Name        string `json:"name"`
		Description string `json:"description"`
		Extension   string `json:"extension"`
		In          bool   `json:"in"`               // it is taken in, too
		Leaves      string `json:"leaves,omitempty"` // what of the set it cannot hold
	}
	records := []any{}
	rows := [][]string{{"FORMAT", "IN", "DESCRIPTION"}}
	for _, f := range formats {
		in := ""
		if f.Read != nil {
			in = "in"
		}
		records = append(records, record{f.Name, f.Description, f.Extension, f.Read != nil, f.Leaves})
		rows = append(rows, []string{f.Name, in, f.Description})
	}
	return c.printList(records, rows, "format")
}
