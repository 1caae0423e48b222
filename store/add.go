package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/store/file"
)

// maxText is the length of the longest text or source that a project takes,
// in bytes.
const maxText = 1 << 27

// Draft is an article to be added.
type Draft struct {
	Source           []byte // what it came from; kept where it is not the text itself
	Text             string // in the form of text.Canonical
	annotate.Article        // ID, SHA256, Chars and Added are not read
}

// Added is what became of a draft. New is false where the article was in the
// project already: the same text from the same address.
type Added struct {
	Article annotate.Article
	New     bool
}

// AddArticles adds articles in one action, and tells what became of each, in
// their order. One that was removed earlier comes back. progress, which may be
// nil, is told after each how many are done; it must not use the project, which
// is busy. Nothing is added when ctx ends first, and then its error is
// returned, or when a draft cannot be: the error wraps [ErrInvalid],
// annotate.ErrField or [ErrNoEntity] (for what it supersedes).
func (p *Project) AddArticles(ctx context.Context, drafts []Draft, progress func(done int)) (added []Added, a Action, err error) {
	verb := "add article"
	if len(drafts) > 1 {
		verb = "add articles"
	}
	checked, stop := checkAhead(drafts)
	defer stop()
	a, err = p.act(verb, func(rec *recording) error {
		adding := newAddition(rec)
		for len(added) < len(drafts) {
			some := <-checked
			if err := adding.lookUp(some); err != nil {
				return err
			}
			for _, d := range some {
				if err := ctx.Err(); err != nil {
					return err
				}
				one, err := adding.article(d)
				if err != nil {
					return fmt.Errorf("article %d, %s: %w", len(added)+1, annotate.Quoted(drafts[len(added)].Name()), err)
				}
				added = append(added, one)
				if progress != nil {
					progress(len(added))
				}
			}
		}
		return cmp.Or(adding.flush(), ctx.Err())
	})
	if err != nil {
		return nil, Action{}, err
	}
	return added, a, nil
}

// checkedDraft is a draft with all that can be worked out without the project.
type checkedDraft struct {
	Draft
	err       error // why it cannot be added
	ref       Ref
	source    any // nil where it is the text itself
	sourceSum any
	fields    annotate.Fields // those that have a value
	known     bool            // to the log
	article   annotate.Article
	row       []any // of the derived table
	json      string
}

// lookedUp is how many drafts are checked and then looked for in the log at a
// time.
const lookedUp = 32

// checkAhead checks drafts, some way ahead of who takes them from the channel,
// until stop is called.
func checkAhead(drafts []Draft) (checked <-chan []checkedDraft, stop func()) {
	const ahead = 4
	c, done := make(chan []checkedDraft, ahead), make(chan struct{})
	go func() {
		for some := range slices.Chunk(drafts, lookedUp) {
			list := make([]checkedDraft, len(some))
			for i, d := range some {
				list[i] = check(d)
			}
			select {
			case c <- list:
			case <-done:
				return
			}
		}
	}()
	return c, func() { close(done) }
}

func check(d Draft) checkedDraft {
	if err := checkText(d); err != nil {
		return checkedDraft{err: err}
	}
	checked := checkedDraft{Draft: d}
	body := d.Source
	if string(body) != d.Text {
		if body = []byte(d.Text); len(d.Source) > 0 {
			checked.source, checked.sourceSum = d.Source, hash(d.Source)
		}
	}
	sum := hash(body)
	checked.ref = Ref{annotate.KindArticle, annotate.ArticleID(sum, d.URL)}
	checked.fields = differing(annotate.State{}, annotate.Fields{
		"sha256": sum, "chars": utf8.RuneCountInString(d.Text), "title": d.Title, "outlet": d.Outlet, "byline": d.Byline,
		"published": annotate.FormatTime(d.Published), "url": d.URL, "language": d.Language, "external_id": d.ExternalID,
		"file": d.File, "supersedes": string(d.Supersedes),
	})
	if checked.err = checked.fields.Check(annotate.KindArticle); checked.err == nil {
		var json []byte
		json, checked.err = annotate.MarshalFields(checked.fields)
		checked.json = string(json)
		checked.article = annotate.Fold([]annotate.Change{{Clock: 1, Fields: checked.fields}}).Article(checked.ref.ID)
		checked.row = articleRow(checked.article)
	}
	return checked
}

var queryKnown = "SELECT DISTINCT entity FROM change WHERE entity IN (?" + strings.Repeat(", ?", lookedUp-1) + ")"

// lookUp notes which of some drafts, at most lookedUp, the log knows, or will
// once what came before them is in it.
func (a *addition) lookUp(some []checkedDraft) error {
	ids := make([]any, lookedUp)
	for i := range ids {
		if ids[i] = ""; i < len(some) {
			ids[i] = string(some[i].ref.ID)
		}
	}
	known := map[annotate.ID]bool{}
	if err := a.c.Each(func(r file.Row) error {
		id, err := file.Scalar[annotate.ID](r)
		known[id] = true
		return err
	}, queryKnown, ids...); err != nil {
		return err
	}
	for i := range some {
		id := some[i].ref.ID
		some[i].known = known[id] || a.seen[id]
		a.seen[id] = true
	}
	return nil
}

// addition is an action that adds articles. What it adds is in the tables only
// after flush.
type addition struct {
	*recording
	texts, changes, articles *file.Bulk
	rows                     [][]any // for articles
	seen                     map[annotate.ID]bool
}

func newAddition(rec *recording) *addition {
	a := &addition{recording: rec, seen: map[annotate.ID]bool{}}
	a.texts = file.NewBulk(rec.c, "IGNORE", "text", textColumns)
	a.texts.Inserted = a.textsKept
	a.changes = file.NewBulk(rec.c, "ROLLBACK", "change", afterSeq)
	a.articles = file.NewBulk(rec.c, "ROLLBACK", "article", articleColumns)
	return a
}

// afterSeq are the columns of the log without the first, which SQLite fills in
// as we do, with the number that follows the greatest. If it were given, SQLite
// would note of each page what it was before the statement.
var afterSeq = strings.TrimPrefix(entryColumns, "seq, ")

// rowsHeld is how many rows of the derived table are kept, to be written in
// the order of their ids: far fewer pages are changed in turn.
const rowsHeld = 1 << 14

func (a *addition) flush() error {
	for _, b := range []*file.Bulk{a.texts, a.changes} {
		if err := b.Flush(); err != nil {
			return err
		}
	}
	slices.SortFunc(a.rows, func(x, y []any) int { return strings.Compare(x[0].(string), y[0].(string)) })
	for _, row := range a.rows {
		if err := a.articles.Add(row); err != nil {
			return err
		}
	}
	a.rows = a.rows[:0]
	return a.articles.Flush()
}

// textsKept goes over texts of which some were there already: those that were
// withheld from a package are filled in.
func (a *addition) textsKept(texts [][]any, n int64) error {
	if n < int64(len(texts)) {
		for _, row := range texts {
			filled, err := a.c.Changed("UPDATE text SET text = ?2, source = ?3, source_sha256 = ?4 WHERE sha256 = ?1 AND text IS NULL", row...)
			if err != nil {
				return err
			}
			n += filled
		}
	}
	if n == 0 || a.unpacked {
		return nil
	}
	a.unpacked = true
	return unpack(a.c)
}

func (a *addition) article(d checkedDraft) (Added, error) {
	if d.err != nil {
		return Added{}, d.err
	}
	if err := a.texts.Add([]any{d.fields["sha256"], d.Text, d.source, d.sourceSum}); err != nil {
		return Added{}, err
	}
	if d.known || d.Supersedes != "" || len(a.rows) == rowsHeld {
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	var s annotate.State
	if d.known {
		before, err := a.before(d.ref)
		if err != nil {
			return Added{}, err
		}
		if s = annotate.Fold(before); s.Live() {
			return Added{Article: s.Article(d.ref.ID)}, nil
		}
	}
	if d.Supersedes != "" {
		if err := a.checkSupersedes(d.ref.ID, d.Supersedes); err != nil {
			return Added{}, err
		}
	}
	if !d.known {
		article, err := a.fresh(d)
		return Added{Article: article, New: true}, err
	}
	// It was removed, and comes back as it is now: what it had and has no
	// longer is unset.
	fields := s.Fields()
	for name := range fields {
		fields[name] = d.fields[name]
	}
	for name, value := range d.fields {
		fields[name] = value
	}
	err := a.setFrom(d.ref, s, fields)
	return Added{Article: a.state.Article(d.ref.ID), New: true}, err
}

// fresh adds an article that the log does not know.
func (a *addition) fresh(d checkedDraft) (article annotate.Article, err error) {
	if err := a.join(); err != nil {
		return article, err
	}
	change, err := a.stamp(a.changeOf(d.ref, d.fields))
	if err != nil {
		return article, err
	}
	row, err := a.tail.follow(entry{Change: change, json: d.json, local: true})
	if err != nil {
		return article, err
	}
	a.count(d.ref)
	a.Articles = append(a.Articles, d.ref.ID)
	article = d.article
	article.Added = change.Clock.Time()
	d.row[len(d.row)-1] = article.Added.UnixMilli() // the column added
	a.rows = append(a.rows, d.row)
	return article, a.changes.Add(row[1:])
}

func checkText(d Draft) error {
	switch s := d.Text; {
	case strings.TrimSpace(s) == "":
		return fmt.Errorf("%w text: it is empty", ErrInvalid)
	case len(s) > maxText || len(d.Source) > maxText:
		return fmt.Errorf("%w text: it is longer than %d MB", ErrInvalid, maxText>>20)
	case !utf8.ValidString(s) || strings.IndexByte(s, 0) >= 0 || strings.IndexByte(s, '\r') >= 0 || !norm.NFC.IsNormalString(s):
		return fmt.Errorf("%w text: it is not in canonical form", ErrInvalid)
	}
	return nil
}

// hash is SHA-256 in hexadecimal.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
