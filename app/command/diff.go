package command

import (
	"unicode/utf8"

	"claimtrace/annotate/collate"
	"claimtrace/annotate/facet"
	"claimtrace/store"
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
			var said []store.Facets
			for _, d := range batch.Drafts {
				said = append(said, facetsOf(facet.Article{Text: d.Text, Published: d.Published, Language: d.Language}))
			}
			return c.printJSON(struct {
				collation
				Facets facetsRecord `json:"facets"`
			}{all, newFacetsRecord(said, 0)})
		}
		c.printCollation(collate.Options{}, witnesses, 0, all, nil)
		return nil
	}
}
