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
		defer batch.Close()
		var witnesses []witness
		var articles []facet.Article
		for i := range batch.Len() {
			d, _, err := batch.At(i)
			if err != nil {
				return err
			}
			articles = append(articles, facet.Article{Text: d.Text, Published: d.Published, Language: d.Language})
			label := d.File
			if batch.Len() == len(words) {
				label = words[i]
			}
			witnesses = append(witnesses, witness{label: label, record: witnessRecord{
				File: label, End: utf8.RuneCountInString(d.Text), Quote: d.Text,
			}})
		}
		all := compareWith(collate.Options{}, witnesses, 0)
		if c.json {
			var said []store.Facets
			for _, a := range articles {
				said = append(said, facetsOf(a))
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
