package app

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

// openFind opens the find bar with what is selected.
func (w *window) openFind() {
	if w.session.Text() == nil {
		return
	}
	if w.view != viewRead {
		w.show(viewRead)
	}
	s := w.reader.Selection()
	w.finding.origin = s.Start
	w.find.Open(w.session.Text().Slice(s.Start, min(s.End, s.Start+1000)))
	w.search(w.find.Query())
}

// search finds a query in the article, off the window's goroutine, and selects
// the first match after the place where the search began.
func (w *window) search(query string) {
	w.finding.task.Drop()
	o := w.session.Text()
	if o == nil {
		return
	}
	w.find.SetCount(0, 0, true)
	var spans []annotate.Span
	w.finding.task = w.run.Go(func(ctx context.Context) {
		spans, _ = find.Within(ctx, o, query) // that it was stopped is its only error
	}, func() { w.found(spans) })
}

func (w *window) found(spans []annotate.Span) {
	w.finding.total = len(spans)
	w.reader.SetFound(spans)
	w.find.SetCount(w.reader.FirstFound(w.finding.origin)+1, len(spans), false)
}

// findStep goes to the next match, or back to the one before; with the bar
// closed it opens it again.
func (w *window) findStep(back bool) {
	switch {
	case w.session == nil:
	case !w.find.Visible():
		w.openFind()
	case w.finding.total > 0:
		i := w.reader.Step(back)
		w.finding.origin = w.reader.Selection().Start
		w.find.SetCount(i+1, w.finding.total, false)
	}
}

// closedFind hears that the bar was closed; what was found last stays selected.
func (w *window) closedFind() {
	w.finding.task.Drop()
	w.finding.total = 0
	w.reader.SetFound(nil)
	w.focusReader()
}
