package overview

import (
	_ "embed"
	"fmt"
	"html/template"
	"image/color"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/compare/trace"
	"claimtrace/app/parts"
	"claimtrace/app/style"
)

// The titles of the page and of its lower part.
const (
	title         = "Overview"
	timelineTitle = "WHO REPORTED WHAT, WHEN"
)

// Text is the matrix as it is filtered and sorted, for a spreadsheet: a line
// for each claim, cells separated by tabs, the articles in the first line; in
// brackets what is dimmed.
func (v *View) Text() string {
	var b strings.Builder
	cell := func(s string) { b.WriteString("\t" + parts.OneLine(s)) }
	b.WriteString("Claim")
	for _, a := range v.table.columns {
		cell(source(a.Article) + ", " + trace.FullTime(a.Published))
	}
	b.WriteString("\tStanding\n")
	for _, r := range v.table.rows {
		b.WriteString(parts.OneLine(r.Statement))
		next := 0
		for column := range v.table.columns {
			said := ""
			if next < len(r.cells) && r.cells[next].column == column {
				if said = r.cells[next].verdict(); r.cells[next].meant == (tally{}) {
					said = "(" + said + ")"
				}
				next++
			}
			cell(said)
		}
		cell(standing(r.ClaimRow, trace.FullTime))
		b.WriteString("\n")
	}
	return text.Harmless(b.String())
}

//go:embed table.html
var tableSource string

var tablePage = template.Must(template.New("table").Parse(tableSource))

// htmlPage is what the HTML is made from.
type htmlPage struct {
	Title, About              string
	Ink, Muted, Line, Surface template.CSS
	Kinds                     []kind
	Columns                   []heading
	Rows                      []line
}

type kind struct {
	Class     string
	Ink, Fill template.CSS
}

type heading struct{ Source, Published, Headline string }

type line struct {
	Statement, Standing string
	Cells               [][]mark
}

// mark is what one article says of one claim with one verdict.
type mark struct{ Class, Sign, Words, Quotes string }

// HTML is the matrix as it is filtered and sorted, as a page of its own: it
// fetches nothing and runs nothing. Its colours are those of the light theme.
func (v *View) HTML() string {
	p := htmlPage{Title: title, About: v.about(), Ink: css(style.Light.Ink), Muted: css(style.Light.Muted), Line: css(style.Light.Line), Surface: css(style.Light.Surface)}
	for _, verdict := range verdicts {
		p.Kinds = append(p.Kinds, kind{class(verdict), css(style.Light.VerdictInk(verdict)), css(style.Light.VerdictFill(verdict))})
	}
	p.Kinds = append(p.Kinds, kind{dimmed, css(style.Light.Muted), css(style.Light.Side)})
	for _, a := range v.table.columns {
		p.Columns = append(p.Columns, heading{source(a.Article), trace.FullTime(a.Published), a.Title})
	}
	for _, r := range v.table.rows {
		l := line{Statement: r.Statement, Standing: standing(r.ClaimRow, trace.FullTime), Cells: make([][]mark, len(v.table.columns))}
		for _, c := range r.cells {
			l.Cells[c.column] = v.marks(c)
		}
		p.Rows = append(p.Rows, l)
	}
	var b strings.Builder
	if err := tablePage.Execute(&b, p); err != nil {
		panic(err) // the page is ours and a builder never fails
	}
	return text.Harmless(b.String())
}

// dimmed is the class of marks that the filter does not mean.
const dimmed = "dimmed"

// marks tells a cell, a mark for each verdict.
func (v *View) marks(c cell) []mark {
	var out []mark
	for _, verdict := range c.verdicts {
		m := mark{Class: class(verdict), Sign: verdict.Sign(), Words: verdictWord(verdict)}
		if c.dim(verdict) {
			m.Class = dimmed
		}
		var quotes []string
		for _, of := range c.mentions {
			if of.Verdict == verdict {
				quotes = append(quotes, v.named(of.Reviewer)+": “"+parts.OneLine(of.Quote)+"”")
			}
		}
		if len(quotes) > 1 {
			m.Words = fmt.Sprint(len(quotes), " ", m.Words)
		}
		m.Quotes = strings.Join(quotes, "\n")
		out = append(out, m)
	}
	return out
}

// about says how much of the project is shown, and in which order.
func (v *View) about() string {
	if len(v.data.claims) == 0 {
		return noClaims
	}
	said := []string{strings.TrimSpace(v.extent() + " " + days(v.table.columns))}
	for _, f := range v.filtered() {
		said = append(said, "only "+f)
	}
	if v.filter.verdict != "" || v.filter.reviewer != "" {
		said = append(said, "their other passages in grey or in brackets")
	}
	said = append(said, "claims by "+claimOrders[v.order.claims])
	if v.order.byOutlet {
		said = append(said, "articles by outlet")
	}
	return strings.Join(said, "; ")
}

// filtered says what the filter asks for.
func (v *View) filtered() (said []string) {
	f := v.filter
	switch f.claims {
	case disputedClaims:
		said = append(said, "claims that a passage disputes")
	case undecidedClaims:
		said = append(said, "claims that are undecided")
	}
	if f.standing != "" {
		said = append(said, "claims with the standing “"+f.standing+"”")
	}
	if !f.picks() {
		return said
	}
	passage := "a passage"
	switch f.verdict {
	case "":
	case annotate.Unconfirmed:
		passage = "an unconfirmed passage"
	default:
		passage = "a " + string(f.verdict) + " passage"
	}
	if f.reviewer != "" {
		passage += " by " + v.named(f.reviewer)
	}
	if f.outlet != "" {
		passage += " in " + parts.OneLine(f.outlet)
	}
	return append(said, "claims with "+passage)
}

func class(v annotate.Verdict) string {
	if v == "" {
		return "none"
	}
	return string(v)
}

func css(c color.NRGBA) template.CSS { return template.CSS(style.Hex(c)) }
