package read

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/anchor"
	"claimtrace/annotate/change"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
	"claimtrace/store/tables"
)

// Counts tells how many annotations have each verdict.
type Counts = annotate.Tally

// ArticleRow is an article with the verdicts on its passages.
type ArticleRow struct {
	annotate.Article
	Counts Counts
}

// CompareArticles orders rows as [View.Articles] does.
func CompareArticles(a, b ArticleRow) int {
	return cmp.Or(a.Published.InLists(b.Published), compareNames(&a.Article, &b.Article))
}

// compareNames orders articles of one time.
func compareNames(a, b *annotate.Article) int {
	return cmp.Or(cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Title, b.Title), cmp.Compare(a.File, b.File), cmp.Compare(a.ID, b.ID))
}

// articleSelect lists the columns of an article a, whose name is an.
var articleSelect = "an.id, a.sha256, a.chars, a.title, a.outlet, a.byline, a.published, a.url, a.language, a.external_id, a.file, " +
	"CASE a.supersedes WHEN 0 THEN NULL ELSE " + idOf("a.supersedes") + " END, a.note, a.added, a.withheld"

const articleFrom = "FROM article a JOIN name an ON an.key = a.key"

// articleOrder sorts by time of publication, unknown last.
const articleOrder = "a.sort IS NULL, a.sort, a.outlet, a.title, a.file, an.id"

// scannedArticle takes up the columns of an article.
type scannedArticle struct {
	article annotate.Article
	added   int64
}

func (s *scannedArticle) dest() []any {
	a := &s.article
	return []any{
		(*blobID)(&a.ID), &a.SHA256, &a.Chars, &a.Title, &a.Outlet, &a.Byline, &a.Published, &a.URL,
		&a.Language, &a.ExternalID, &a.File, (*blobID)(&a.Supersedes), &a.Note, &s.added, &a.Withheld,
	}
}

func (s *scannedArticle) value() annotate.Article {
	s.article.Added = time.UnixMilli(s.added).UTC()
	return s.article
}

func scanArticle(r file.Row) (annotate.Article, error) {
	var s scannedArticle
	err := r.Scan(s.dest()...)
	return s.value(), err
}

// Article returns one article, or an error that wraps [ErrNoEntity].
func (s *Source) Article(id change.ID) (annotate.Article, error) {
	a, err := file.One(s.Tables, scanArticle, "SELECT "+articleSelect+" "+articleFrom+" WHERE a.key = "+keyOf, arg(id))
	return a, orNoEntity(err, change.Ref{Kind: annotate.KindArticle, ID: id})
}

// Offsets returns the text of an article with its table of offsets. The error
// wraps [ErrNoEntity] or [ErrWithheld].
func (s *Source) Offsets(article change.ID) (*text.Offsets, error) {
	a, err := s.Article(article)
	if err != nil {
		return nil, err
	}
	o, err := s.Texts.named(a.SHA256)
	if errors.Is(err, ErrWithheld) {
		return nil, fmt.Errorf("%s: %w: ask for a package with texts, or add the article again", annotate.Quoted(a.Name()), err)
	}
	return o, err
}

// TextNamed returns the text of that SHA-256, "" where it is not here. It is for who
// reads very many: none is kept.
func (s *Source) TextNamed(sha256 string) (string, error) {
	text, err := file.One(s.Texts.c, file.Scalar[sql.NullString], "SELECT text FROM text WHERE sha256 = ?", sha256)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return text.String, err
}

// Articles returns all articles by time of publication, unknown last, then by
// outlet, title, file and id.
func (s *Source) Articles() ([]ArticleRow, error) {
	rows, _, err := s.listed()
	return rows, err
}

// WithoutText tells of which articles of a list the text is not here. All texts are
// gone through for it, as what is written out can afford; of one, ask [View.HasText].
func (s *Source) WithoutText(rows []ArticleRow) (without map[change.ID]bool, err error) {
	here := make(map[string]bool, len(rows))
	if err := s.Texts.c.Each(func(r file.Row) error {
		var sha256 string
		err := r.Scan(&sha256)
		here[sha256] = true
		return err
	}, "SELECT sha256 FROM text WHERE text IS NOT NULL"); err != nil {
		return nil, err
	}
	without = map[change.ID]bool{}
	for _, a := range rows {
		if !here[a.SHA256] {
			without[a.ID] = true
		}
	}
	return without, nil
}

// packedArticles gives what [Source.listed] reads.
var packedArticles = pack("article", "coalesce(t.sort, '')", "t.confirmed", "t.disputed", "t.unconfirmed", "t.sha256", "t.chars",
	"t.title", "t.outlet", "t.byline", "t.published", "t.url", "t.language", "t.external_id", "t.file", "t.supersedes", "octet_length(t.note)", "t.note", "t.added", "t.withheld")

// place is where an article stands in the order of lists.
type place struct {
	unknown bool
	sort    int64
	key     int64
	row     *ArticleRow
}

// listed returns all articles in the order of lists, and their keys.
func (s *Source) listed() (rows []ArticleRow, keys []int64, err error) {
	var places []place
	if err := eachPacked(s.Tables, packedArticles, func(l *file.Lines, next func() (int64, change.ID)) error {
		found := make([]ArticleRow, 0, packedAtOnce)
		for l.More() {
			found = append(found, ArticleRow{})
			row := &found[len(found)-1]
			a, n := &row.Article, &row.Counts
			p := place{row: row}
			if p.key, a.ID = next(); l.Empty() {
				p.unknown = true
			} else {
				p.sort = l.Int()
			}
			places = append(places, p)
			n.Confirmed, n.Disputed, n.Unconfirmed = int(l.Int()), int(l.Int()), int(l.Int())
			a.SHA256, a.Chars, a.Title, a.Outlet, a.Byline = l.Line(), int(l.Int()), l.Line(), l.Line(), l.Line()
			a.Published, a.URL, a.Language, a.ExternalID, a.File = annotate.Publication(l.Line()), l.Line(), l.Line(), l.Line(), l.Line()
			if earlier := l.Int(); earlier != 0 {
				if a.Supersedes, err = s.Log.ID(earlier); err != nil {
					return err
				}
			}
			a.Note, a.Added, a.Withheld = l.Bytes(l.Int()), time.UnixMilli(l.Int()).UTC(), l.Line()
		}
		return nil
	}); err != nil {
		return nil, nil, err
	}
	slices.SortFunc(places, func(x, y place) int {
		switch {
		case x.unknown != y.unknown:
			if x.unknown {
				return 1
			}
			return -1
		case x.sort != y.sort:
			return cmp.Compare(x.sort, y.sort)
		}
		return compareNames(&x.row.Article, &y.row.Article)
	})
	counts := map[int64]Counts{}
	if s.Past {
		if err := tables.ScanCounts(s.Tables, func(key int64, n Counts) error { counts[key] = n; return nil }); err != nil {
			return nil, nil, err
		}
	}
	rows, keys = make([]ArticleRow, len(places)), make([]int64, len(places))
	for i, p := range places {
		rows[i], keys[i] = *p.row, p.key
		if s.Past {
			rows[i].Counts = counts[keys[i]]
		}
	}
	return rows, keys, nil
}

// ArticleRow returns one row of [Source.Articles]. Its error wraps
// [ErrNoEntity].
func (s *Source) ArticleRow(id change.ID) (r ArticleRow, err error) {
	if r.Article, err = s.Article(id); err != nil {
		return r, err
	}
	counts := "SELECT confirmed, disputed, unconfirmed FROM article WHERE key = " + keyOf
	if s.Past {
		counts = "SELECT " + tables.CountVerdicts + " WHERE article = " + keyOf
	}
	return r, s.Tables.Each(func(row file.Row) error {
		return row.Scan(&r.Counts.Confirmed, &r.Counts.Disputed, &r.Counts.Unconfirmed)
	}, counts, arg(id))
}

// Context is what stands on either side of a passage, up to 32 code points each;
// nothing where that is not known.
type Context struct{ Prefix, Suffix string }

// Context returns what stands around a passage.
func (s *Source) Context(n annotate.Annotation) (prefix, suffix string, err error) {
	o, err := s.Offsets(n.Article)
	switch {
	case errors.Is(err, ErrWithheld):
		err = s.Texts.c.Each(func(r file.Row) error { return r.Scan(&prefix, &suffix) },
			"SELECT prefix, suffix FROM context WHERE annotation = "+keyOf, arg(n.ID))
		return prefix, suffix, err
	case err != nil:
		return "", "", err
	}
	x := around(o, n.Span())
	return x.Prefix, x.Suffix, nil
}

// around is what stands around a span, nothing for one that is not in the text.
func around(o *text.Offsets, s annotate.Span) (x Context) {
	if s.Start < 0 || s.End > o.Len() || s.Start >= s.End {
		return x
	}
	q := anchor.Select(o, s)
	return Context{q.Prefix, q.Suffix}
}

// Known returns the articles of a text that are in the project.
func (s *Source) Known(sha256 string) ([]annotate.Article, error) {
	return file.All(s.Tables, scanArticle, "SELECT "+articleSelect+" "+articleFrom+" WHERE a.sha256 = ? ORDER BY a.key", sha256)
}

var _ sql.Scanner = (*blobID)(nil)
