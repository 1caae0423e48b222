package command

import (
	"flag"
	"fmt"
	"strings"
	"unicode/utf8"

	"claimtrace/annotate"
)

// helpRecord is a command, as it is explained.
type helpRecord struct {
	Command string       `json:"command"`
	Usage   string       `json:"usage"`
	Does    string       `json:"does"`
	More    string       `json:"more"`
	Flags   []flagRecord `json:"flags"`
}

type flagRecord struct {
	Flag  string `json:"flag"`
	Value string `json:"value"` // what follows it, "" for nothing
	Does  string `json:"does"`
}

// explained is a command with its flags.
func (c *call) explained(cmd command) helpRecord {
	other := newCall(c.ctx, cmd, c.IO)
	cmd.prepare(other)
	r := helpRecord{cmd.name, strings.TrimSpace("claimtrace " + cmd.name + " " + cmd.words), cmd.summary, cmd.more, []flagRecord{}}
	other.flags.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		r.Flags = append(r.Flags, flagRecord{"--" + f.Name, value, usage})
	})
	return r
}

func help(c *call) func([]string) error {
	return func(words []string) error {
		if len(words) == 1 {
			cmd, ok := find(words[0])
			if !ok {
				return usagef("there is no command %s: see claimtrace help", annotate.Quoted(words[0]))
			}
			if c.json {
				return c.printJSON(c.explained(cmd))
			}
			other := newCall(c.ctx, cmd, c.IO)
			cmd.prepare(other)
			other.out = c.out
			other.explain(cmd)
			return nil
		}
		if c.json {
			var all []helpRecord
			for _, cmd := range commands() {
				all = append(all, c.explained(cmd))
			}
			return c.printJSON(all)
		}
		fmt.Fprint(c.out, "Claimtrace traces claims through news articles.\n\n"+
			"  claimtrace [PROJECT]                open the window\n  claimtrace COMMAND ...              do one thing without a window\n\nCommands:\n")
		var names, summaries []string
		for _, cmd := range commands() {
			names, summaries = append(names, cmd.name), append(summaries, cmd.summary)
		}
		c.list(names, summaries)
		fmt.Fprint(c.out, "\nclaimtrace help COMMAND explains one of them. PROJECT is a .claimtrace file.\n"+
			"Exit status: 0 done, 1 it could not be done, 2 wrong usage.\n")
		return nil
	}
}

// explain prints how a command is used.
func (c *call) explain(cmd command) {
	usage := broken("claimtrace "+cmd.name+" "+cmd.words, helpWidth-4)
	fmt.Fprintf(c.out, "%s\n\n%s\n", strings.Join(usage, "\n    "), cmd.summary)
	if cmd.more != "" {
		fmt.Fprintln(c.out)
		for _, part := range parts(cmd.more) {
			fmt.Fprintln(c.out, strings.Join(broken(part, helpWidth), "\n"))
		}
	}
	fmt.Fprint(c.out, "\nFlags:\n")
	var flags, usages []string
	c.flags.VisitAll(func(f *flag.Flag) {
		value, usage := flag.UnquoteUsage(f)
		flags, usages = append(flags, strings.TrimSpace("--"+f.Name+" "+value)), append(usages, usage)
	})
	c.list(flags, usages)
}

// list prints names, each with what it is beside it.
func (c *call) list(names, are []string) {
	wide := 0
	for _, name := range names {
		wide = max(wide, utf8.RuneCountInString(name))
	}
	for i, name := range names {
		for _, line := range broken(are[i], helpWidth-wide-4) {
			fmt.Fprintf(c.out, "  %-*s  %s\n", wide, name, line)
			name = ""
		}
	}
}

// helpWidth is how many letters a line of help has at most.
const helpWidth = 90

// parts takes a text apart where a line is empty or drawn in; other ends of
// lines are none.
func parts(s string) (out []string) {
	joins := false
	for line := range strings.SplitSeq(s, "\n") {
		plain := line != "" && line[0] != ' '
		if plain && joins {
			out[len(out)-1] += " " + line
		} else {
			out = append(out, line)
		}
		joins = plain
	}
	return out
}

// broken is a text in lines of so many letters, as far as its words are shorter,
// drawn in as its first is.
func broken(s string, letters int) (lines []string) {
	in := s[:len(s)-len(strings.TrimLeft(s, " "))]
	line := in
	for _, word := range strings.Fields(s) {
		if line != in && utf8.RuneCountInString(line+" "+word) > letters {
			lines, line = append(lines, line), in
		}
		if line != in {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
