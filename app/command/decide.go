package command

import (
	"strings"

	"claimtrace/annotate"
	"claimtrace/store"
)

const decideHelp = `CLAIM is an id or an exact statement. A decision replaces the one before it as a whole,
and goes for all claims that the claim is joined with. claimtrace set PROJECT CLAIM
verdict= opens the claim again.`

// names takes up a flag that may be given several times.
type names []string

func (n *names) String() string { return strings.Join(*n, " ") }

func (n *names) Set(s string) error {
	*n = append(*n, s)
	return nil
}

func decide(c *call) func([]string) error {
	word := c.flags.String("verdict", "", "confirmed, disputed or unconfirmed")
	reason := c.flags.String("reason", "", "why, in your `words`")
	var evidence names
	c.flags.Var(&evidence, "evidence", "`annotation` of the claim that shows it; may be given several times")
	return func(words []string) error {
		switch {
		case *word == "":
			return c.usagef("--verdict is missing: confirmed, disputed or unconfirmed")
		case strings.TrimSpace(*reason) == "":
			return c.usagef("--reason is missing: say why")
		}
		v, err := annotate.ParseVerdict(*word)
		if err != nil {
			return err
		}
		return c.work(words[0], func(p *store.Project) error {
			ref, err := resolve(p.View, words[1], annotate.KindClaim)
			if err != nil {
				return err
			}
			var ids []annotate.ID
			for _, name := range evidence {
				passage, err := resolve(p.View, name, annotate.KindAnnotation)
				if err != nil {
					return err
				}
				ids = append(ids, passage.ID)
			}
			a, err := p.Decide(ref.ID, v, *reason, ids...)
			if err != nil {
				return err
			}
			return c.printEntity(p, ref, a)
		})
	}
}
