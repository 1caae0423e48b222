package command

import (
	"claimtrace/app/report"
	"claimtrace/store"
)

func pack(c *call) func([]string) error {
	withoutText := c.flags.Bool("without-text", false, "leave out the texts of the articles")
	return func(words []string) error {
		return c.mend(words[0], func(p *store.Project) error {
			packed, err := p.Pack(c.ctx, words[1], *withoutText)
			if err != nil {
				return err
			}
			if c.json {
				return c.printJSON(struct {
					Package  string `json:"package"`
					SHA256   string `json:"sha256"`
					Digest   string `json:"digest"`
					Articles int    `json:"articles"`
					Changes  int    `json:"changes"`
				}{packed.Path, packed.SHA256, packed.Digest, packed.Articles, packed.Changes})
			}
			c.printf("packed %s and %s into %s\nsha256 %s\n",
				report.Count(packed.Articles, "article"), report.Count(packed.Changes, "change"), packed.Path, packed.SHA256)
			return nil
		})
	}
}
