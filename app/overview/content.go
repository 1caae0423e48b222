package overview

import (
	"claimtrace/annotate"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
)

// Content is what a view shows of a project, worked out.
type Content struct {
	data  *data
	clock trace.Clock

	filter filter // that and the order of the table are those of the view as it was asked
	order  order
	table  *table
}

// Work returns what works out a content for the view as it is now, of the claims
// and articles of a project and of its annotations, of which those count that are
// tied to one of the claims. That takes as long as there are annotations, so it
// may be done on any goroutine; showing it takes as long as what is seen.
func (v *View) Work() func([]store.ClaimRow, []store.ArticleRow, []annotate.Annotation) *Content {
	f, o := v.filter, v.order
	return func(claims []store.ClaimRow, articles []store.ArticleRow, annotations []annotate.Annotation) *Content {
		c := &Content{data: newData(claims, articles, annotations), clock: clockOf(articles), order: o}
		c.filter = c.data.known(f)
		c.table = c.data.show(c.filter, o)
		for r := range c.table.rows {
			c.table.along(r)
		}
		return c
	}
}
