package read

import (
	"database/sql"
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/annotate/text"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// Source is what queries read: the derived tables of the present or of a moment,
// the log as far as it counts there, and the texts. It is used by one goroutine
// at a time; [View] sees to that.
type Source struct {
	Tables *file.Conn // also has the table name
	Log    *log.Log
	Texts  *Texts
	Past   bool // the tables are those of a moment: their rows do not hold what is told of passages
}

// Texts reads the texts of articles and keeps the one that was needed last,
// which is likely to be needed again.
type Texts struct {
	c       *file.Conn
	sha256  string
	offsets *text.Offsets
}

// TextsOf reads the texts of a file.
func TextsOf(c *file.Conn) *Texts { return &Texts{c: c} }

// has tells whether a text is the one that was needed last.
func (t *Texts) has(sha256 string) bool { return t.offsets != nil && t.sha256 == sha256 }

// here tells whether the text of a SHA-256 is in the file. It reads none.
func (t *Texts) here(sha256 string) (bool, error) {
	return t.c.Has("SELECT 1 FROM text WHERE sha256 = ? AND typeof(text) <> 'null'", sha256)
}

// ErrText is returned for a text that should be here and is not.
var ErrText = errors.New("a text is missing")

// ErrWithheld is returned where the text of an article is needed that was left
// out of the package it came in.
var ErrWithheld = errors.New("its text was left out of this package")

// named returns a text with its table of offsets.
func (t *Texts) named(sha256 string) (*text.Offsets, error) {
	if t.offsets != nil && t.sha256 == sha256 {
		return t.offsets, nil
	}
	s, err := file.One(t.c, file.Scalar[sql.NullString], "SELECT text FROM text WHERE sha256 = ?", sha256)
	switch {
	case err == nil && !s.Valid || errors.Is(err, sql.ErrNoRows):
		return nil, ErrWithheld
	case err != nil:
		return nil, err
	}
	t.sha256, t.offsets = sha256, text.NewOffsets(s.String)
	return t.offsets, nil
}

// ErrNoEntity is returned for ids and names that nothing in the project has, or
// had and was removed.
var ErrNoEntity = errors.New("it is not in the project")

func noEntity(ref change.Ref) error {
	return fmt.Errorf("%s %q: %w: it may have been removed", ref.Kind, ref.ID, ErrNoEntity)
}

// orNoEntity turns "no rows" into an error that names what was looked for.
func orNoEntity(err error, ref change.Ref) error {
	if errors.Is(err, sql.ErrNoRows) {
		return noEntity(ref)
	}
	return err
}

// blobID takes up an id as the table name keeps it; NULL is none.
type blobID change.ID

// Scan is that of [sql.Scanner].
func (id *blobID) Scan(v any) error {
	switch b := v.(type) {
	case nil:
		*id = ""
	case []byte:
		if len(b) != 16 {
			return fmt.Errorf("%w: an id has %d bytes", log.ErrName, len(b))
		}
		*id = blobID(change.IDOf([16]byte(b)))
	default:
		return fmt.Errorf("%w: an id is of the type %T", log.ErrName, v)
	}
	return nil
}

func scanID(r file.Row) (id change.ID, err error) {
	err = r.Scan((*blobID)(&id))
	return id, err
}

// idOf is the id of the key in a column, in SQL; keyOf the key of the id that
// is the next argument.
func idOf(column string) string { return "(SELECT id FROM name WHERE key = " + column + ")" }

const keyOf = "(SELECT key FROM name WHERE id = ?)"

// arg is an id as an argument of SQL.
func arg(id change.ID) []byte {
	b := id.Bytes()
	return b[:]
}

// HasRow tells whether an entity has a row of its own: it is in the project and can
// be read, though it may be hidden with its article.
func (s *Source) HasRow(ref change.Ref) (bool, error) {
	if tableOf(ref.Kind) == "" {
		return false, nil
	}
	return s.Tables.Has("SELECT 1 FROM "+tableOf(ref.Kind)+" WHERE key = "+keyOf, arg(ref.ID))
}

// Live checks that an entity is in the project, and refuses it with an error
// that wraps [ErrNoEntity] otherwise.
func (s *Source) Live(ref change.Ref) error {
	var query string
	switch ref.Kind {
	case annotate.KindAnnotation: // hidden with its article
		query = "SELECT 1 FROM annotation n JOIN article a ON a.key = n.article WHERE n.key = " + keyOf
	case annotate.KindCorrection: // hidden with its passage
		query = "SELECT 1 FROM correction c JOIN annotation n ON n.key = c.annotation JOIN article a ON a.key = n.article WHERE c.key = " + keyOf
	case annotate.KindArticle, annotate.KindClaim, annotate.KindReviewer, annotate.KindSetting, annotate.KindProject:
		query = "SELECT 1 FROM " + string(ref.Kind) + " WHERE key = " + keyOf
	case annotate.KindJoin:
		query = `SELECT 1 FROM "join" WHERE key = ` + keyOf
	default:
		return noEntity(ref)
	}
	ok, err := s.Tables.Has(query, arg(ref.ID))
	if err == nil && !ok {
		err = noEntity(ref)
	}
	return err
}
