package command

import (
	"fmt"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/text"
	"claimtrace/store/ingest"
)

// facetRecord is one thing that a text says. Its offsets count code points of the text.
type facetRecord struct {
	Kind facet.Kind `json:"kind"`
	facetValue
}

// facetValue is what stands in a cell of a comparison.
type facetValue struct {
	Value     string `json:"value"`
	Text      string `json:"text"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Precision string `json:"precision"`
	Rule      string `json:"rule"`
}

func newFacetValue(v facet.Value) facetValue {
	return facetValue{v.Value, v.Text, v.Start, v.End, v.Precision, v.Rule}
}

// facetsRecord is what several sources say, kind by kind.
type facetsRecord struct {
	Rows []facetRow `json:"rows"`
}

type facetRow struct {
	Kind  facet.Kind  `json:"kind"`
	Cells []facetCell `json:"cells"` // of each witness in order
}

type facetCell struct {
	Witness int          `json:"witness"`
	Values  []facetValue `json:"values"`
	State   facet.State  `json:"state"`
}

// newFacetsRecord compares what sources say with what the one at index base does.
func newFacetsRecord(sources []facet.Said, base int) facetsRecord {
	all := facetsRecord{[]facetRow{}}
	if len(sources) == 0 {
		return all
	}
	for _, row := range facet.Table(sources, base) {
		record := facetRow{Kind: row.Kind}
		for i, cell := range row.Cells {
			values := []facetValue{}
			for _, v := range cell.Values {
				values = append(values, newFacetValue(v))
			}
			record.Cells = append(record.Cells, facetCell{i, values, cell.State})
		}
		all.Rows = append(all.Rows, record)
	}
	return all
}

// facetsOf reads a whole text.
func facetsOf(a facet.Article) facet.Said {
	values, ok := facet.New(a).Of(0, text.NewOffsets(a.Text).Len())
	return facet.Said{Values: values, Read: ok}
}

func facets(c *call) func([]string) error {
	language := c.flags.String("language", "", "`language` of the text, such as en; English if not given")
	published := c.flags.String("published", "", "`time` of publication as far as it is known, by which days such as Thursday are told")
	return func(words []string) error {
		var when annotate.Publication
		if *published != "" {
			var err error
			if when, err = annotate.ParsePublication(*published); err != nil {
				return c.usagef("--published: %v", err)
			}
		}
		batch, err := ingest.Read(c.ctx, ingest.Sources{Paths: words, Stdin: c.In})
		if err != nil {
			return err
		}
		records := []facetRecord{}
		for _, d := range batch.Drafts {
			said := facetsOf(facet.Article{Text: d.Text, Published: when, Language: *language})
			if !said.Read {
				return fmt.Errorf("%s: facets are read of English only", d.File)
			}
			for _, v := range said.Values {
				records = append(records, facetRecord{v.Kind, newFacetValue(v)})
			}
		}
		if c.json {
			return c.printJSON(records)
		}
		for _, r := range records {
			c.printf("%-9s  %s", r.Kind, r.Value)
			if r.Text != r.Value {
				c.printf("  “%s”", oneLine(r.Text))
			}
			if r.Precision != "exact" {
				c.printf("  (%s)", r.Precision)
			}
			c.printf("\n")
		}
		return nil
	}
}
