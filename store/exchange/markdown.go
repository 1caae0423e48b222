package exchange

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"claimtrace/annotate"
)

// markdown is a report to be filed or pasted: each claim with how it stands and why, and
// its passages in order of publication.
var markdown = Format{
	Name: "markdown", Title: "Markdown report", Extension: ".md",
	Description: "Markdown report: each claim with how it stands and the passages that state it",
	Leaves:      "places in the articles, the texts, and ids",
	Write:       alone(writeMarkdown),
}

// chapter is a claim, with those that it is joined with, and their passages in order
// of publication; the last of a report has no claim and those passages that state none.
type chapter struct {
	claim    *Claim
	also     []*Claim
	passages []Annotation
}

// said is what is told of the claims of a chapter, a paragraph each.
func (ch chapter) said() (list []string) {
	for i, c := range append([]*Claim{ch.claim}, ch.also...) {
		reason, contradiction := orWithheld(c.Reason, withheldReason, "reason", c.Withheld), c.Contradiction
		if i > 0 {
			list = append(list, "Also said: "+c.said())
			contradiction = "" // it stands where the first stands
		}
		if slices.Contains(list, reason) { // one decision is written to all that are joined
			reason = ""
		}
		list = append(list, nonEmpty(reason, contradiction, orWithheld(c.Note, withheldNote, "note", c.Withheld))...)
	}
	return list
}

// chapters sorts a set for a report.
func (s Set) chapters() []chapter {
	order := map[annotate.ID]int{}
	for i, a := range s.Articles {
		order[a.ID] = i
	}
	first := map[annotate.ID]annotate.ID{} // of those that are joined, in the order of the set
	for _, c := range s.Claims {
		if first[c.ID] == "" {
			first[c.ID] = c.ID
			for _, id := range c.Joined {
				first[id] = c.ID
			}
		}
	}
	of := map[annotate.ID][]Annotation{}
	for _, n := range s.Annotations {
		id := annotate.ID("")
		if n.Claim != nil {
			id = first[*n.Claim]
		}
		of[id] = append(of[id], n)
	}
	for _, list := range of {
		slices.SortStableFunc(list, func(x, y Annotation) int {
			return cmp.Or(cmp.Compare(order[x.Article], order[y.Article]), cmp.Compare(x.Start, y.Start))
		})
	}
	var all []chapter
	at := map[annotate.ID]int{}
	for i := range s.Claims {
		c := &s.Claims[i]
		if of := first[c.ID]; of != c.ID {
			all[at[of]].also = append(all[at[of]].also, c)
			continue
		}
		at[c.ID] = len(all)
		all = append(all, chapter{claim: c, passages: of[c.ID]})
	}
	if rest := of[""]; len(rest) > 0 {
		all = append(all, chapter{passages: rest})
	}
	return all
}

// standing is how a claim stands, with since when and why, in one line.
func standing(c Claim) string {
	said := cmp.Or(c.Verdict, "open")
	if c.Decided != nil {
		said += ", decided by " + c.DecidedBy
	} else if c.Rule != "" {
		said += ", " + string(c.Rule)
	}
	if c.Since != nil {
		said += ", since " + *c.Since
	}
	return said
}

// from is where a passage stands, in one line.
func from(a Article) string {
	published := ""
	if a.Published != nil {
		published = *a.Published
	}
	return strings.Join(nonEmpty(cmp.Or(a.Outlet, "Unknown outlet"), a.Title, published), ", ")
}

const untied = "Passages that state no claim yet"

func writeMarkdown(w io.Writer, s Set) error {
	articles := s.articles()
	buf := bufio.NewWriter(w)
	fmt.Fprintf(buf, "# %s\n\n%s\n", plainMarkdown(s.name()), plainMarkdown(reportLine(s)))
	for _, ch := range s.chapters() {
		if ch.claim == nil {
			fmt.Fprintf(buf, "\n## %s\n", untied)
		} else {
			fmt.Fprintf(buf, "\n## %s\n\n**%s**\n", plainMarkdown(ch.claim.said()), plainMarkdown(standing(*ch.claim)))
			for _, words := range ch.said() {
				fmt.Fprintf(buf, "\n%s\n", plainMarkdown(words))
			}
		}
		for _, n := range ch.passages {
			a := articles[n.Article]
			where := plainMarkdown(from(a))
			if at := WebAddress(a.URL); at != "" {
				where = fmt.Sprintf("[%s](<%s>)", where, strings.NewReplacer("<", "%3C", ">", "%3E").Replace(at))
			}
			fmt.Fprintf(buf, "\n- **%s** · %s\n", n.Verdict, where)
			for _, line := range strings.Split(n.Quote, "\n") {
				fmt.Fprintf(buf, "  > %s\n", plainMarkdown(line))
			}
			said := ""
			if n.Attribution != "" {
				said = citingLine + n.Attribution
			}
			for _, words := range nonEmpty(said, orWithheld(n.Note, withheldNote, "note", n.Withheld), "Tagged by "+n.Reviewer) {
				fmt.Fprintf(buf, "\n  %s\n", plainMarkdown(words))
			}
		}
	}
	return buf.Flush()
}

// reportLine says what a report is of.
func reportLine(s Set) string {
	count := func(n int, what string) string {
		if n != 1 {
			what += "s"
		}
		return fmt.Sprintf("%d %s", n, what)
	}
	said := fmt.Sprintf("%s in %s of %s", count(len(s.Claims), "claim"), count(len(s.Annotations), "passage"), count(len(s.Articles), "article"))
	if !s.AsOf.IsZero() {
		return said + ", as of " + Stamp(s.AsOf)
	}
	return said + ", " + day(s)
}

// plainMarkdown makes one line of a text in which no sign marks anything up.
func plainMarkdown(s string) string {
	var b strings.Builder
	line := oneLine(s)
	if ordinal := strings.TrimLeft(line, "0123456789"); line != "" && strings.ContainsAny(line[:1], "#+-=") {
		b.WriteByte('\\')
	} else if len(ordinal) < len(line) && (strings.HasPrefix(ordinal, ". ") || strings.HasPrefix(ordinal, ") ")) {
		b.WriteString(line[:len(line)-len(ordinal)] + "\\")
		line = ordinal
	}
	for _, r := range line {
		if strings.ContainsRune("\\`*_[]<>|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
