package read

import (
	"context"

	"claimtrace/annotate"
	"claimtrace/annotate/find"
	"claimtrace/app/async"
)

// finding is the search in the article that the find bar shows.
type finding struct {
	task   *async.Task // the search under way
	origin int         // where it began: the first match is looked for from here
	total  int
}

// OpenFind opens the find bar with what is selected.
func (p *Page) OpenFind() {
	text := p.w.Session().Text()
	if text == nil {
		return
	}
	s := p.Reader.Selection()
	p.finding.origin = s.Start
	p.Find.Open(text.Slice(s.Start, min(s.End, s.Start+1000)))
	p.search(p.Find.Query())
}

// search finds a query in the article, off the window's goroutine, and selects
// the first match after the place where the search began.
func (p *Page) search(query string) {
	p.finding.task.Drop()
	o := p.w.Session().Text()
	if o == nil {
		return
	}
	p.Find.SetCount(0, 0, true)
	var spans []annotate.Span
	p.finding.task = p.run.Go(func(ctx context.Context) {
		spans, _ = find.Within(ctx, o, query) // that it was stopped is its only error
	}, func() { p.found(spans) })
}

func (p *Page) found(spans []annotate.Span) {
	p.finding.total = len(spans)
	p.Reader.SetFound(spans)
	p.Find.SetCount(p.Reader.FirstFound(p.finding.origin)+1, len(spans), false)
}

// FindStep goes to the next match, or back to the one before; with the bar
// closed it opens it again.
func (p *Page) FindStep(back bool) {
	switch {
	case p.w.Session() == nil:
	case !p.Find.Visible():
		p.OpenFind()
	case p.finding.total > 0:
		i := p.Reader.Step(back)
		p.finding.origin = p.Reader.Selection().Start
		p.Find.SetCount(i+1, p.finding.total, false)
	}
}

// closedFind hears that the bar was closed; what was found last stays selected.
func (p *Page) closedFind() {
	p.finding.task.Drop()
	p.finding.total = 0
	p.Reader.SetFound(nil)
	p.w.Back()
}
