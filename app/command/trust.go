package command

import (
	"errors"

	"claimtrace/annotate/person"
	"claimtrace/app/preferences"
)

const trustHelp = `A package that is sealed says whose key it is sealed with. Compare that key with what its
person tells you, and say here that you believe it. That stands in your preferences, in no
project. Without a key those are listed whom you believe.`

type trustedRecord struct {
	Key  string `json:"key"`
	Name string `json:"name"`
}

func trust(c *call) func([]string) error {
	name := c.flags.String("name", "", "the `name` of whose key it is")
	not := c.flags.Bool("not", false, "believe it no longer")
	return func(words []string) error {
		switch {
		case len(words) == 0 && (*not || *name != ""):
			return c.usagef("name the key")
		case len(words) == 1 && *not == (*name != ""):
			return c.usagef("give --name and whose key it is, or --not")
		}
		p, err := preferences.Load()
		if len(words) == 1 {
			key, err := person.ParseKey(words[0])
			if err != nil {
				return c.usagef("%v", err)
			}
			var refused error
			p, err = preferences.Update(func(p *preferences.Preferences) {
				if *not {
					p.Distrust(key)
				} else {
					_, refused = p.Trust(key, *name)
				}
			})
			if preferences.KeptAside(err) {
				c.say("%v", err)
				err = nil
			}
			if err := errors.Join(refused, err); err != nil {
				return err
			}
			if *not {
				c.did("the seals of %s are not believed any more", key.Fingerprint())
			} else {
				c.did("the seals of %s are believed", key.Fingerprint())
			}
		} else if err != nil {
			return err
		}
		records := []any{}
		rows := [][]string{{"NAME", "KEY"}}
		for _, t := range p.Trusted {
			records = append(records, trustedRecord(t))
			rows = append(rows, []string{t.Name, t.Key})
		}
		return c.printList(records, rows, "key")
	}
}
