package command

import (
	"claimtrace/app/preferences"
	"claimtrace/app/report"
	"claimtrace/store"
)

const packHelp = `A package holds every change, and withholds the words of what is not in the project
any more. What is left out besides can be added later from another package: all of it
proves itself. A package is a project: whoever opens it can go on in it. With --claim and
--article it holds the passages that fit both, with what they need, and nothing else.`

func pack(c *call) func([]string) error {
	var o store.PackOptions
	c.flags.BoolVar(&o.WithoutText, "without-text", false, "leave out the texts of the articles; quotes stay, with 32 characters on either side")
	c.flags.BoolVar(&o.WithoutHistory, "without-history", false, "leave out the words of what was replaced or taken back")
	c.flags.BoolVar(&o.WithoutNotes, "without-notes", false, "leave out notes, and the reasons of decisions")
	c.flags.BoolVar(&o.WithOriginals, "with-originals", false, "take along what the texts were read from: pages and documents as they came")
	c.flags.StringVar(&o.For, "for", "", "`whom` it is for, to be said in it")
	selected := c.selecting()
	seal := c.flags.Bool("seal", false, "seal it with your key, so that others can see that it is from you and whole")
	return func(words []string) error {
		if words[1] == "-" {
			return c.usagef("a package is a file and is not printed: name it (./- for one of this name)")
		}
		return c.mend(words[0], func(p *store.Project) (err error) {
			if o.Only, err = selected(p.View); err != nil {
				return err
			}
			who, known := preferences.Known(c.reviewer)
			if *seal {
				if who, _, err = c.who(); err != nil {
					return err
				}
				known, o.Seal = true, &who.Pair
			}
			if known { // else nobody is made for it, and it does not say who packed it
				if err := p.SetPerson(who.AtWork()); err != nil {
					return err
				}
			}
			bar := c.progress("packing")
			o.Progress = bar.update
			packed, err := p.Pack(c.ctx, words[1], o)
			bar.end()
			if err != nil {
				return err
			}
			c.did("packed into %s, sha256 %s", packed.Path, packed.SHA256)
			if c.json {
				return c.printJSON(struct {
					Package  string `json:"package"`
					SHA256   string `json:"sha256"`
					Articles int    `json:"articles"`
					Changes  int    `json:"changes"`
				}{packed.Path, packed.SHA256, packed.Articles, packed.Changes})
			}
			c.printf("packed %s and %s into %s\nsha256 %s\n",
				report.Count(packed.Articles, "article"), report.Count(packed.Changes, "change"), packed.Path, packed.SHA256)
			if *seal {
				c.printf("sealed with the key %s\n", who.Key().String())
			}
			return nil
		})
	}
}
