package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
)

const articleColumns = "id, sha256, chars, title, outlet, byline, published, published_ms, url, language, external_id, file, supersedes, added"

// articleOrder sorts by time of publication, unknown last; the table's alias
// is a.
const articleOrder = "a.published_ms IS NULL, a.published_ms, a.outlet, a.title, a.id"

func articleValues(id annotate.ID, s annotate.State) []any { return articleRow(s.Article(id)) }

func articleRow(a annotate.Article) []any {
	published := ""
	if !a.Published.IsZero() {
		published = a.Published.Format(time.RFC3339Nano)
	}
	return []any{
		string(a.ID), a.SHA256, int64(a.Chars), a.Title, a.Outlet, a.Byline, published, milliseconds(a.Published), a.URL,
		a.Language, a.ExternalID, a.File, string(a.Supersedes), a.Added.UnixMilli(),
	}
}

// publication reads the column published.
func publication(s string) time.Time {
	t, _ := time.Parse(time.RFC3339, s)
	return t
}

// scannedArticle takes up the columns of an article.
type scannedArticle struct {
	article   annotate.Article
	published string
	ms        sql.NullInt64
	added     int64
}

func (s *scannedArticle) dest() []any {
	a := &s.article
	return []any{
		&a.ID, &a.SHA256, &a.Chars, &a.Title, &a.Outlet, &a.Byline, &s.published, &s.ms, &a.URL,
		&a.Language, &a.ExternalID, &a.File, &a.Supersedes, &s.added,
	}
}

func (s *scannedArticle) value() annotate.Article {
	s.article.Published = publication(s.published)
	s.article.Added = time.UnixMilli(s.added).UTC()
	return s.article
}

func scanArticle(r file.Row) (annotate.Article, error) {
	var s scannedArticle
	err := r.Scan(s.dest()...)
	return s.value(), err
}

// Article returns one article, or an error that wraps [ErrNoEntity].
func (p *Project) Article(id annotate.ID) (a annotate.Article, err error) {
	err = p.view(func(c *file.Conn) (err error) {
		a, err = articleWith(c, id)
		return err
	})
	return a, err
}

func articleWith(c *file.Conn, id annotate.ID) (annotate.Article, error) {
	a, err := file.One(c, scanArticle, "SELECT "+articleColumns+" FROM article WHERE id = ?", id)
	return a, orNoEntity(err, Ref{annotate.KindArticle, id})
}

// Text returns the canonical text of an article. The error wraps
// [ErrNoEntity], or [ErrTextWithheld] in a package without texts.
func (p *Project) Text(article annotate.ID) (s string, err error) {
	err = p.view(func(c *file.Conn) error {
		o, err := p.offsets(article)
		if err == nil {
			s = o.Text()
		}
		return err
	})
	return s, err
}

// loadedText is the text that was needed last, which is likely to be needed
// again.
type loadedText struct {
	sha256  string
	offsets *text.Offsets
}

// offsets returns the text of an article with its table of offsets.
func (p *Project) offsets(article annotate.ID) (*text.Offsets, error) {
	a, err := articleWith(p.conn, article)
	if err != nil {
		return nil, err
	}
	if p.text.offsets != nil && p.text.sha256 == a.SHA256 {
		return p.text.offsets, nil
	}
	s, err := p.textNamed(a.SHA256)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, file.Damaged("read", p.path, fmt.Errorf("the text of %s is missing", annotate.Quoted(a.Name())))
	case err != nil:
		return nil, err
	case !s.Valid:
		return nil, fmt.Errorf("%s: %w: ask for a package with texts, or add the article again", annotate.Quoted(a.Name()), ErrTextWithheld)
	}
	p.text = loadedText{a.SHA256, text.NewOffsets(s.String)}
	return p.text.offsets, nil
}

func (p *Project) textNamed(sha256 string) (s sql.NullString, err error) {
	read := func(c *file.Conn) error {
		s, err = file.One(c, file.Scalar[sql.NullString], "SELECT text FROM text WHERE sha256 = ?", sha256)
		return err
	}
	if p.past != nil {
		return s, p.past.of.view(read)
	}
	return s, read(p.conn)
}
