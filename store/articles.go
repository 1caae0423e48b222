package store

import (
	"cmp"

	"claimtrace/annotate"
	"claimtrace/store/file"
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
	err = p.view(func(c *file.Conn) (err error) {
		rows, err = p.articleRows(c)
		return err
	})
	return rows, err
}

func (p *Project) articleRows(c *file.Conn) ([]ArticleRow, error) {
	rows, err := file.All(c, func(r file.Row) (ArticleRow, error) {
		var a scannedArticle
		var n Counts
		err := r.Scan(append(a.dest(), &n.Confirmed, &n.Disputed, &n.Unconfirmed)...)
		return ArticleRow{a.value(), n}, err
	}, "SELECT "+articleColumns+", "+countColumns+" FROM article a ORDER BY "+articleOrder)
	if err != nil || p.past == nil {
		return rows, err
	}
	counts := map[annotate.ID]Counts{} // the rows of a moment do not hold them
	err = counted(c, func(id annotate.ID, n Counts) error { counts[id] = n; return nil })
	for i := range rows {
		rows[i].Counts = counts[rows[i].ID]
	}
	return rows, err
}

// ArticleRow returns one row of [Project.Articles]. Its error wraps
// [ErrNoEntity].
func (p *Project) ArticleRow(id annotate.ID) (r ArticleRow, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		if r.Article, err = articleWith(c, id); err != nil {
			return err
		}
		counts := "SELECT " + countColumns + " FROM article WHERE id = ?"
		if p.past != nil { // the rows of a moment do not hold them
			counts = "SELECT " + countVerdicts + " WHERE article = ? GROUP BY article"
		}
		return c.Each(func(s file.Row) error {
			return s.Scan(&r.Counts.Confirmed, &r.Counts.Disputed, &r.Counts.Unconfirmed)
		}, counts, id)
	})
	return r, err
}
