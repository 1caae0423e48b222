package store

import (
	"cmp"

	"claimtrace/annotate"
)

// Counts tells how many annotations have each verdict.
type Counts = annotate.Tally

// ArticleRow is an article with the verdicts on its passages.
type ArticleRow struct {
	annotate.Article
	Counts Counts
}

// CompareArticles orders rows as [Project.Articles] does.
func CompareArticles(a, b ArticleRow) int {
	return cmp.Or(compareTimes(a.Published, b.Published), cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Title, b.Title),
		cmp.Compare(a.ID, b.ID))
}

const countVerdicts = "sum(verdict = 'confirmed'), sum(verdict = 'disputed'), sum(verdict = 'unconfirmed') FROM annotation"

// Articles returns all articles by time of publication, unknown last, then by
// outlet, title and id.
func (p *Project) Articles() (rows []ArticleRow, err error) {
	err = p.view(func(c *conn) error {
		counts := map[annotate.ID]Counts{}
		if err := c.each(func(r row) error {
			var id annotate.ID
			var of Counts
			err := r.Scan(&id, &of.Confirmed, &of.Disputed, &of.Unconfirmed)
			counts[id] = of
			return err
		}, "SELECT article, "+countVerdicts+" GROUP BY article"); err != nil {
			return err
		}
		rows, err = articleRows(c)
		for i := range rows {
			rows[i].Counts = counts[rows[i].ID]
		}
		return err
	})
	return rows, err
}

// articleRows returns all articles without their counts.
func articleRows(c *conn) ([]ArticleRow, error) {
	return all(c, func(r row) (ArticleRow, error) {
		a, err := scanArticle(r)
		return ArticleRow{Article: a}, err
	}, "SELECT "+articleColumns+" FROM article a ORDER BY "+articleOrder)
}

// ArticleRow returns one row of [Project.Articles]. Its error wraps
// [ErrNoEntity].
func (p *Project) ArticleRow(id annotate.ID) (r ArticleRow, err error) {
	err = p.view(func(c *conn) (err error) {
		if r.Article, err = articleWith(c, id); err != nil {
			return err
		}
		return c.each(func(s row) error {
			return s.Scan(&r.Counts.Confirmed, &r.Counts.Disputed, &r.Counts.Unconfirmed)
		}, "SELECT "+countVerdicts+" WHERE article = ? GROUP BY article", id)
	})
	return r, err
}
