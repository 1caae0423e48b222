package read

import (
	"database/sql"
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/store/check"
	"claimtrace/store/file"
)

// ErrNoOriginal is returned of an article whose text is here, and the bytes that
// it was read from are not.
var ErrNoOriginal = errors.New("its original was left out of this copy of the project")

// Original returns the bytes that the text of an article was read from: those of a
// page or a document, or the text itself. The error wraps [ErrNoEntity],
// [ErrWithheld] or [ErrNoOriginal].
func (v *View) Original(article annotate.ID) ([]byte, error) {
	return get(v, func(s *Source) ([]byte, error) {
		a, err := s.Article(article)
		if err != nil {
			return nil, err
		}
		type kept struct {
			source    []byte
			sum, text sql.NullString
		}
		k, err := file.One(s.Texts.c, func(r file.Row) (k kept, err error) {
			err = r.Scan(&k.source, &k.sum, &k.text)
			return k, err
		}, "SELECT source, source_sha256, text FROM text WHERE sha256 = ?", a.SHA256)
		switch {
		case errors.Is(err, sql.ErrNoRows), err == nil && !k.text.Valid:
			return nil, fmt.Errorf("%s: %w", annotate.Quoted(a.Name()), ErrWithheld)
		case err != nil:
			return nil, err
		case !k.sum.Valid:
			return []byte(k.text.String), nil
		}
		if source, ok := check.Source(k.source, k.sum.String); ok {
			return source, nil
		}
		return nil, fmt.Errorf("%s: %w", annotate.Quoted(a.Name()), ErrNoOriginal)
	})
}
