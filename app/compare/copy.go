package compare

import (
	"fmt"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/app/compare/trace"
	"claimtrace/app/report"
	"claimtrace/app/style"
	"claimtrace/store"
)

// Text is what is shown, as plain text. A table, of words or of facts, is lines of
// cells separated by tabs, for a spreadsheet. Otherwise each passage follows with its source;
// what was is written as [-was-], what is as {+is+}, and after both the kind
// of the change, where that is marked.
func (c *comparison) Text() string {
	var b strings.Builder
	switch {
	case c.empty():
		return ""
	case c.pair != nil:
		c.finished().writePairs(&b)
	default:
		c.finished().writeClaim(&b, c.Reviewer)
	}
	return text.Harmless(b.String())
}

// HTML is what is shown as a page of its own, which fetches nothing and runs
// nothing: the claim with its life line, every passage with its changes, and
// the alignment of all; or the two articles.
func (c *comparison) HTML() string {
	if c.empty() {
		return ""
	}
	var b strings.Builder
	if s := c.finished(); c.pair != nil {
		must(report.OfArticles(s.articles, time.Now()).Write(&b))
	} else {
		must(report.OfTrace(s.trace, c.Reviewer, time.Now()).Write(&b))
	}
	return b.String()
}

// must is for errors of a builder, which has none.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

// writeClaim writes a claim with its passages.
func (s *scene) writeClaim(b *strings.Builder, reviewer func(annotate.ID) string) {
	stand := trace.Standing(s.job.claim, reviewer)
	fmt.Fprintf(b, "%s\n%s %s", trace.OneLine(s.job.claim.Said()), stand.Word, stand.Why)
	if stand.But != "" {
		b.WriteString(". " + stand.But)
	}
	b.WriteString("\n")
	if len(s.job.witnesses) == 0 {
		b.WriteString("\n" + noPassage + "\n")
		return
	}
	if len(s.summary) > 0 {
		b.WriteString(s.summary.String() + "\n")
	}
	b.WriteString("\n")
	switch {
	case s.table != nil:
		s.writeTable(b)
		return
	case s.facts != nil:
		s.writeFacts(b)
		return
	}
	for i, w := range s.job.witnesses {
		fmt.Fprintf(b, "%s · %s · %s", trace.Outlet(w), style.ShortTime(w.In.Published), trace.Verdict(w.Verdict))
		if w.Attribution != "" {
			b.WriteString(" · citing " + trace.OneLine(w.Attribution))
		}
		if s.job.isBase(i) {
			b.WriteString(" · the others are compared with this")
		}
		b.WriteString("\n" + s.marked(i) + "\n")
		if note := s.job.note(s.trace, i); note != "" {
			b.WriteString("(" + note + ")\n")
		}
		b.WriteString("\n")
	}
}

// marked is the i-th passage with its changes written out.
func (s *scene) marked(i int) string {
	step := s.trace.Steps[i]
	if step.Base < 0 || step.Apart {
		return trace.OneLine(s.job.witnesses[i].Quote)
	}
	return spelled(inline([]rune(s.job.witnesses[step.Base].Quote), []rune(s.job.witnesses[i].Quote), step.Edits, s.job.on))
}

// spelled writes a wording with its marks in signs.
func spelled(w wording) string {
	var b strings.Builder
	for i, r := range w.runs {
		if r.spaced && i > 0 {
			b.WriteString(" ")
		}
		switch r.tone {
		case gone:
			b.WriteString("[-" + r.text + "-]")
		case fresh, near:
			b.WriteString("{+" + r.text + "+}")
		default:
			b.WriteString(r.text)
		}
		if r.named {
			b.WriteString("‹" + string(r.kind) + "›")
		}
	}
	return b.String()
}

// unmarked writes runs without their marks.
func unmarked(runs []run) string {
	var b strings.Builder
	for i, r := range runs {
		if r.spaced && i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(r.text)
	}
	return b.String()
}

// writeTable writes the alignment: a line for the kinds of the columns, then
// one for each passage.
func (s *scene) writeTable(b *strings.Builder) {
	b.WriteString("Source\tPublished\tVerdict")
	for _, k := range s.table.Kinds {
		b.WriteString("\t" + string(k))
	}
	b.WriteString("\n")
	for i, row := range s.table.Rows {
		w := s.job.witnesses[i]
		fmt.Fprintf(b, "%s\t%s\t%s", trace.Outlet(w), style.ShortTime(w.In.Published), trace.Verdict(w.Verdict))
		if row == nil {
			b.WriteString("\t" + trace.OneLine(w.Quote))
		}
		for _, cell := range row {
			b.WriteString("\t" + cell.Text)
		}
		b.WriteString("\n")
	}
}

// writeFacts writes what the sources say: a line for each of outlet, time and
// verdict, then one for each kind; above them, against which source it says what is
// compatible.
func (s *scene) writeFacts(b *strings.Builder) {
	b.WriteString(s.job.comparedWith() + "\n\n")
	for _, head := range []struct {
		name string
		of   func(store.Witness) string
	}{
		{"", trace.Outlet},
		{"Published", func(w store.Witness) string { return style.ShortTime(w.In.Published) }},
		{"Verdict", func(w store.Witness) string { return trace.Verdict(w.Verdict) }},
	} {
		b.WriteString(head.name)
		for _, w := range s.job.witnesses {
			b.WriteString("\t" + head.of(w))
		}
		b.WriteString("\n")
	}
	for k, r := range s.facts.rows {
		b.WriteString(r.Label)
		for i := range r.Cells {
			var said []string
			for _, f := range s.facts.cells[k][i] {
				said = append(said, unmarked(f.runs))
			}
			b.WriteString("\t" + strings.Join(said, "; "))
		}
		b.WriteString("\n")
	}
	if len(s.facts.rows) == 0 {
		b.WriteString("\n" + s.nothingSaid() + "\n")
	}
}

// writePairs writes two articles, paragraph by paragraph.
func (s *scene) writePairs(b *strings.Builder) {
	pair := s.job.pair
	for i, a := range [...]Article{pair.base, pair.other} {
		fmt.Fprintf(b, "%s%s · %s · %s\n", [...]string{"", "against the above: "}[i], a.Name(), style.LongTime(a.Published), trace.OneLine(a.Title))
	}
	b.WriteString(s.summary.String() + "\n\n")
	from, to := s.articles.Runes()
	for i, p := range s.articles.Pairs {
		w := inline(from, to, p.Edits, s.job.on)
		switch {
		case p.Moved >= 0 && p.In == trace.InBase:
			left, _ := beside(from, to, p.Edits, kindSet{})
			fmt.Fprintf(b, "[%s] %s\n\n", pair.alone(p, i), spelled(whole(left)))
			continue
		case p.Moved >= 0 || p.In != trace.InBoth:
			fmt.Fprintf(b, "[%s] ", pair.alone(p, i))
		}
		if p.In != trace.InBoth && p.Moved < 0 {
			w = whole(w)
		}
		b.WriteString(spelled(w) + "\n\n")
	}
}
