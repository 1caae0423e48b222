package command

import (
	"unicode/utf8"

	"claimtrace/annotate/collate"
	"claimtrace/store/ingest"
)

func diff(c *call) func([]string) error {
	return func(words []string) error {
		batch, err := ingest.Read(c.ctx, ingest.Sources{Paths: words, Stdin: c.In})
		if err != nil {
			return err
		}
		if len(batch.Failures) > 0 {
			return batch.Failures[0]
		}
		var witnesses []witness
		for i, d := range batch.Drafts {
			label := d.File
			if len(batch.Drafts) == len(words) {
				label = words[i]
			}
			witnesses = append(witnesses, witness{label: label, record: witnessRecord{
				File: label, End: utf8.RuneCountInString(d.Text), Quote: d.Text,
			}})
		}
		all := compareWith(collate.Options{}, witnesses, 0)
		if c.json {
			return c.printJSON(all)
		}
		c.printCollation(collate.Options{}, witnesses, 0, all, nil)
		return nil
	}
}
