package command

import (
	"flag"
	"fmt"
	"text/tabwriter"

	"claimtrace/annotate"
)

func help(c *call) func([]string) error {
	return func(words []string) error {
		if len(words) == 1 {
			cmd, ok := find(words[0])
			if !ok {
				return usagef("there is no command %s: see claimtrace help", annotate.Quoted(words[0]))
			}
			other := newCall(c.ctx, cmd, c.IO)
			cmd.prepare(other)
			other.out = c.out
			other.explain(cmd)
			return nil
		}
		fmt.Fprint(c.out, "Claimtrace traces claims through news articles.\n\n"+
			"  claimtrace [PROJECT]                open the window\n  claimtrace COMMAND ...              do one thing without a window\n\nCommands:\n")
		w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
		for _, cmd := range commands() {
			fmt.Fprintf(w, "  %s\t%s\n", cmd.name, cmd.summary)
		}
		w.Flush() // its errors are those of c.out, which flush reports
		fmt.Fprint(c.out, "\nclaimtrace help COMMAND explains one of them. PROJECT is a .claimtrace file.\n"+
			"Exit status: 0 done, 1 it could not be done, 2 wrong usage.\n")
		return nil
	}
}

// explain prints how a command is used.
func (c *call) explain(cmd command) {
	fmt.Fprintf(c.out, "claimtrace %s %s\n\n%s\n", cmd.name, cmd.words, cmd.summary)
	if cmd.more != "" {
		fmt.Fprintf(c.out, "\n%s\n", cmd.more)
	}
	fmt.Fprint(c.out, "\nFlags:\n")
	w := tabwriter.NewWriter(c.out, 0, 0, 2, ' ', 0)
	c.flags.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "  --%s %s\t%s\n", f.Name, value, usage)
	})
	w.Flush() // its errors are those of c.out, which flush reports
}
