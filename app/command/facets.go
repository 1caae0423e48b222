package command

import (
	"errors"
	"fmt"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/facet"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/store/exchange"
	"claimtrace/store/ingest"
)

// facetsRecord is what several sources say, kind by kind.
type facetsRecord struct {
	Rows []facetRow `json:"rows"`
}

type facetRow struct {
	Kind  facet.Kind  `json:"kind"`
	Cells []facetCell `json:"cells"` // of each witness in order
}

type facetCell struct {
	Witness int                   `json:"witness"`
	Values  []exchange.FacetValue `json:"values"`
	State   facet.State           `json:"state"`
}

// newFacetsRecord compares what sources say with what the one at index base does.
func newFacetsRecord(list []store.Facets, base int) facetsRecord {
	all := facetsRecord{[]facetRow{}}
	if len(list) == 0 {
		return all
	}
	for _, row := range store.TableOfFacets(list, base).Rows {
		record := facetRow{Kind: row.Kind}
		for i, cell := range row.Cells {
			values := []exchange.FacetValue{}
			for _, x := range cell.Values {
				values = append(values, exchange.NewFacet(x).FacetValue)
			}
			record.Cells = append(record.Cells, facetCell{i, values, cell.State})
		}
		all.Rows = append(all.Rows, record)
	}
	return all
}

// facetsOf reads a whole text.
func facetsOf(a facet.Article) (f store.Facets) {
	values, ok := facet.New(a).Of(0, text.NewOffsets(a.Text).Len())
	for _, v := range values {
		f.Values = append(f.Values, store.Facet{Value: v})
	}
	f.Read = ok
	return f
}

func facets(c *call) func([]string) error {
	language := c.flags.String("language", "", "of a file: `language` of the text, such as en; English if not given")
	published := c.flags.String("published", "", "of a file: `time` of publication as far as it is known, by which days such as Thursday are told")
	name := c.flags.String("annotation", "", "what this passage of a project says, as it was read and corrected (`id`)")
	look := c.asOf()
	return func(words []string) error {
		switch {
		case *name != "" && (c.given("language") || c.given("published")):
			return c.usagef("--language and --published go with a file: those of a passage are its article's")
		case *name != "":
			return look(words[0], func(p *store.View) error { return c.facetsOfPassage(p, words[0], *name) })
		case c.given("as-of") || c.given("received"):
			return c.usagef("--as-of goes with --annotation")
		}
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
		if len(batch.Failures) > 0 {
			return batch.Failures[0]
		}
		defer batch.Close()
		records := []exchange.Facet{}
		for d, err := range batch.Drafts() {
			if err != nil {
				return err
			}
			said := facetsOf(facet.Article{Text: d.Text, Published: when, Language: *language})
			if !said.Read {
				return fmt.Errorf("%s: %w", d.File, errNotRead)
			}
			records = append(records, exchange.NewFacets(said)...)
		}
		return c.printFacets(records)
	}
}

var errNotRead = errors.New("facets are read of English only")

// facetsOfPassage prints what a passage says, and for a person what was dismissed of
// it and what is offered for it.
func (c *call) facetsOfPassage(p *store.View, path, name string) error {
	ref, err := resolve(p, name, annotate.KindAnnotation)
	if err != nil {
		return err
	}
	f, err := p.Facets(c.ctx, ref.ID)
	if err != nil {
		return err
	}
	if !f.Read {
		n, err := p.Annotation(ref.ID)
		if err != nil {
			return err
		}
		if _, err = p.Text(n.Article); err == nil {
			err = errNotRead
		}
		if len(f.Values)+len(f.Dismissed) == 0 {
			return fmt.Errorf("annotation %s: %w", ref.ID, err)
		}
		c.say("what is not corrected is not read: %v", err)
	}
	if err := c.printFacets(exchange.NewFacets(f)); err != nil || c.json {
		return err
	}
	for _, d := range f.Dismissed {
		c.printf("%-9s  dismissed by %s", d.Kind, d.By.Name)
		for _, v := range d.Was {
			c.printf("  “%s”", oneLine(v.Text))
		}
		c.printf("\n")
	}
	for _, o := range f.Offers {
		place, value := "", "--dismiss"
		if o.End > 0 {
			place = fmt.Sprintf(" --start %d --end %d", o.Start, o.End)
		}
		if o.Value != "" {
			if value = annotate.Quoted(o.Value); strings.HasPrefix(o.Value, "-") {
				value = "-- " + value
			}
		}
		c.printf("%s corrected “%s” in %s: claimtrace correct %s %s %s%s %s\n", o.By.Name, oneLine(o.Words), o.Outlet, path, string(ref.ID)[:annotate.MinPrefix], o.Kind, place, value)
	}
	return nil
}

func (c *call) printFacets(records []exchange.Facet) error {
	if c.json {
		return c.printJSON(records)
	}
	for _, r := range records {
		c.printf("%-9s  %s", r.Kind, r.Value)
		if r.Text != r.Value && r.Text != "" {
			c.printf("  “%s”", oneLine(r.Text))
		}
		if r.By != "" {
			c.printf("  (corrected by %s)", r.By)
		} else if r.Precision != "exact" {
			c.printf("  (%s)", r.Precision)
		}
		c.printf("\n")
	}
	return nil
}
