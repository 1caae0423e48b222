package command

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/app/compare/trace"
	"claimtrace/app/report"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

func compare(c *call) func([]string) error {
	name := c.flags.String("claim", "", "`claim`: its id or exact statement")
	baseline := c.flags.String("baseline", "", "annotation or article to compare with; the earliest if not given (`id`)")
	page := c.flags.String("html", "", "also write the comparison as a page to this `file`")
	look := c.asOf()
	return func(words []string) error {
		if *name == "" {
			return c.usagef("--claim is missing")
		}
		if c.given("html") && (*page == "" || *page == "-") {
			return c.usagef("--html: name the file to write: page and comparison cannot both be printed")
		}
		return look(words[0], func(p *store.View) error {
			ref, err := resolve(p, *name, annotate.KindClaim)
			if err != nil {
				return err
			}
			sources, err := p.Witnesses(ref.ID)
			if err != nil {
				return err
			}
			base, err := baselineAmong(p, sources, *baseline)
			if err != nil {
				return err
			}
			claim, err := p.ClaimRow(ref.ID)
			if err != nil {
				return err
			}
			if *page != "" {
				made, err := report.CollectClaim(c.ctx, p, claim, base, time.Now())
				if err != nil {
					return err
				}
				if err := c.writeFile(*page, words[0], made.Write); err != nil {
					return err
				}
			}
			o, err := p.Comparing()
			if err != nil {
				return err
			}
			reviewers, err := p.Reviewers()
			if err != nil {
				return err
			}
			said, err := p.FacetsOf(c.ctx, sources)
			if err != nil {
				return err
			}
			asOf, _ := p.Moment()
			return c.printComparison(comparison{o, claim, sources, said, base, exchange.Names(reviewers), asOf})
		})
	}
}

// baselineAmong finds the source to compare with, by the id of the annotation
// or of its article; the first where no name is given.
func baselineAmong(p *store.View, sources []store.Witness, name string) (int, error) {
	if name == "" {
		return 0, nil
	}
	ref, err := resolve(p, name, annotate.KindAnnotation, annotate.KindArticle)
	if err != nil {
		return 0, err
	}
	for i, s := range sources {
		if s.ID == ref.ID || s.Article == ref.ID {
			return i, nil
		}
	}
	return 0, fmt.Errorf("%s %s: %w: name one of the claim's sources as the baseline", ref.Kind, ref.ID, errNoSource)
}

// comparison is one claim across its sources, to be printed.
type comparison struct {
	options collate.Options
	claim   store.ClaimRow
	sources []store.Witness
	said    []store.Facets // by each
	base    int            // index of the source that the others are compared with
	names   map[annotate.ID]string
	asOf    time.Time // zero for the present
}

func (c *call) printComparison(m comparison) error {
	var witnesses []witness
	for _, s := range m.sources {
		witnesses = append(witnesses, witness{
			place: s.Place(),
			label: fmt.Sprintf("%s · %s · %s", source(s.In), when(s.In.Published), verdict(s.Verdict)),
			record: witnessRecord{
				Annotation: &s.ID, Article: &s.Article, File: s.In.File, Outlet: s.In.Outlet, Published: exchange.Published(s.In.Published),
				Verdict: s.Verdict, Attribution: s.Attribution, Start: s.Start, End: s.End, Quote: s.Quote,
			},
		})
	}
	all := compareWith(m.options, witnesses, m.base)
	var baseline *annotate.ID
	if len(witnesses) > 0 {
		baseline = witnesses[m.base].record.Annotation
	}
	if c.json {
		return c.printJSON(struct {
			Claim     annotate.ID `json:"claim"`
			Statement string      `json:"statement"`
			AsOf      string      `json:"as_of,omitempty"` // the moment that is shown; none in the present
			Verdict   string      `json:"verdict"`
			exchange.Decision
			Baseline *annotate.ID `json:"baseline"`
			collation
			Facets facetsRecord `json:"facets"`
		}{m.claim.ID, m.claim.Statement, exchange.Stamp(m.asOf), m.claim.Standing.Word(), exchange.NewDecision(m.claim, m.names), baseline, all, newFacetsRecord(m.said, m.base)})
	}
	if !m.asOf.IsZero() {
		c.printf("%s\n", report.AsItStood(m.asOf))
	}
	t := trace.New(m.claim, m.sources, trace.Options{Options: m.options, Base: m.base}).With(m.said)
	c.printf("%s\n%s\n", m.claim.Statement, m.lifeLine(t))
	if summary := t.Summary(); len(summary) > 0 {
		c.printf("%s\n", summary)
	}
	c.printFacts(t)
	apart := make([]string, len(witnesses))
	for i, step := range t.Steps {
		if step.Apart {
			apart[i] = strings.TrimSpace("In words of its own. " + t.Substance(i))
		}
	}
	c.printCollation(m.options, witnesses, m.base, all, apart)
	return nil
}

// printFacts prints a line for each kind of what the sources say, what is said with
// the numbers of the sources that say it.
func (c *call) printFacts(t *trace.Trace) {
	if len(t.Witnesses) < 2 {
		return
	}
	rows := [][]string{}
	for _, r := range t.Facts().Rows {
		var said []string
		by := map[string][]string{}
		for i, cell := range r.Cells {
			words := cell.Text()
			if by[words] == nil {
				said = append(said, words)
			}
			by[words] = append(by[words], strconv.Itoa(i+1))
		}
		for i, words := range said {
			said[i] = words + " [" + strings.Join(by[words], " ") + "]"
		}
		rows = append(rows, []string{r.Label, strings.Join(said, " · ")})
	}
	if len(rows) > 0 {
		c.printf("\n")
		c.table(rows)
	}
}

// lifeLine writes where the claim stands and how it came there.
func (m comparison) lifeLine(t *trace.Trace) string {
	row := m.claim
	line := standing(row.Standing)
	switch row.Standing.Rule {
	case annotate.ByReviewer:
		stand := trace.Standing(row, func(id annotate.ID) string { return m.names[id] })
		line += ", " + stand.Why
		if stand.But != "" {
			line += "\n" + stand.But
		}
	case annotate.ByLatest:
		line += ", " + string(row.Standing.Rule)
	}
	if row.Standing.Since.Known() {
		line += ", since " + when(row.Standing.Since)
	}
	var steps []string
	isStep, loose := report.Life(m.sources)
	for i, s := range m.sources {
		switch {
		case !isStep[i]:
			continue
		case i > 0 && !s.In.Published.Known():
			steps = append(steps, " – time unknown – ")
		case i > 0 && loose[i]:
			steps = append(steps, " – order unknown – ")
		case i > 0:
			steps = append(steps, " → ")
		}
		step := s.Verdict.Sign() + " " + source(s.In)
		if says := t.Says(i); says != "" {
			step += " (" + says + ")"
		}
		steps = append(steps, step)
	}
	if len(steps) > 0 {
		line += "\n" + strings.Join(steps, "")
	}
	return line
}

var errNoSource = errors.New("it does not speak of this claim")
