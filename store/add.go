package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
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
// is busy. Nothing is added when ctx ends
// first, and then its error is returned, or when a draft cannot be: the error
// wraps [ErrInvalid], annotate.ErrField or [ErrNoEntity] (for what it
// supersedes).
func (p *Project) AddArticles(ctx context.Context, drafts []Draft, progress func(done int)) (added []Added, a Action, err error) {
	verb := "add article"
	if len(drafts) > 1 {
		verb = "add articles"
	}
	checked, stop := checkAhead(drafts)
	defer stop()
	a, err = p.act(verb, func(rec *recording) error {
		var some []checkedDraft
		for i := range drafts {
			if err := ctx.Err(); err != nil {
				return err
			}
			if len(some) == 0 {
				for range min(lookedUp, len(drafts)-i) {
					some = append(some, <-checked)
				}
				if err := rec.lookUp(some); err != nil {
					return err
				}
			}
			one, err := rec.addArticle(some[0])
			if err != nil {
				return fmt.Errorf("article %d, %s: %w", i+1, annotate.Quoted(drafts[i].Name()), err)
			}
			some = some[1:]
			added = append(added, one)
			if progress != nil {
				progress(i + 1)
			}
		}
		return ctx.Err()
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

// checkAhead checks drafts, some way ahead of who takes them from the channel,
// until stop is called.
func checkAhead(drafts []Draft) (checked <-chan checkedDraft, stop func()) {
	const ahead = 64
	c, done := make(chan checkedDraft, ahead), make(chan struct{})
	go func() {
		for _, d := range drafts {
			select {
			case c <- check(d):
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
	sum := hash([]byte(d.Text))
	checked := checkedDraft{Draft: d, ref: Ref{annotate.KindArticle, annotate.ArticleID(sum, d.URL)}}
	if len(d.Source) > 0 && string(d.Source) != d.Text {
		checked.source, checked.sourceSum = d.Source, hash(d.Source)
	}
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

// lookedUp is how many drafts are looked for in the log at a time.
const lookedUp = 32

var queryKnown = "SELECT DISTINCT entity FROM change WHERE entity IN (?" + strings.Repeat(", ?", lookedUp-1) + ")"

// lookUp notes which of some drafts, at most so many, the log knows.
func (rec *recording) lookUp(some []checkedDraft) error {
	ids := make([]any, lookedUp)
	for i := range ids {
		if ids[i] = ""; i < len(some) {
			ids[i] = string(some[i].ref.ID)
		}
	}
	known := map[annotate.ID]bool{}
	if err := rec.c.each(func(r row) error {
		id, err := scalar[annotate.ID](r)
		known[id] = true
		return err
	}, queryKnown, ids...); err != nil {
		return err
	}
	for i := range some {
		id := some[i].ref.ID
		some[i].known = known[id]
		known[id] = true // for a second draft of it
	}
	return nil
}

func (rec *recording) addArticle(d checkedDraft) (Added, error) {
	if d.err != nil {
		return Added{}, d.err
	}
	if err := rec.keepText(d); err != nil {
		return Added{}, err
	}
	var s annotate.State
	if d.known {
		before, err := rec.before(d.ref)
		if err != nil {
			return Added{}, err
		}
		if s = annotate.Fold(before); s.Live() {
			return Added{Article: s.Article(d.ref.ID)}, nil
		}
	}
	if d.Supersedes != "" {
		if err := live(rec.c, Ref{annotate.KindArticle, d.Supersedes}); err != nil {
			return Added{}, err
		}
	}
	if !d.known {
		a, err := rec.addFresh(d)
		return Added{Article: a, New: true}, err
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
	err := rec.setFrom(d.ref, s, fields)
	return Added{Article: rec.state.Article(d.ref.ID), New: true}, err
}

// addFresh adds an article that the log does not know.
func (rec *recording) addFresh(d checkedDraft) (annotate.Article, error) {
	if err := rec.join(); err != nil {
		return annotate.Article{}, err
	}
	change, err := rec.enter(rec.changeOf(d.ref, d.fields), d.json)
	if err != nil {
		return annotate.Article{}, err
	}
	rec.count(d.ref)
	rec.Articles = append(rec.Articles, d.ref.ID)
	a := d.article
	a.Added = change.Clock.Time()
	d.row[len(d.row)-1] = a.Added.UnixMilli() // the column added
	return a, rec.c.exec(tables[annotate.KindArticle].insert, d.row...)
}

func checkText(d Draft) error {
	switch s := d.Text; {
	case strings.TrimSpace(s) == "":
		return fmt.Errorf("%w text: it is empty", ErrInvalid)
	case len(s) > maxText || len(d.Source) > maxText:
		return fmt.Errorf("%w text: it is longer than %d MB", ErrInvalid, maxText>>20)
	case !utf8.ValidString(s) || strings.ContainsAny(s, "\x00\r") || !norm.NFC.IsNormalString(s):
		return fmt.Errorf("%w text: it is not in canonical form", ErrInvalid)
	}
	return nil
}

// keepText stores a text and its source under the text's name, if it is not
// there. A text that was withheld from a package is filled in.
func (rec *recording) keepText(d checkedDraft) error {
	stmt, err := rec.c.stmt(`INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?) ON CONFLICT (sha256)
		DO UPDATE SET text = excluded.text, source = excluded.source, source_sha256 = excluded.source_sha256 WHERE text IS NULL`)
	if err != nil {
		return err
	}
	kept, err := stmt.Exec(d.fields["sha256"], d.Text, d.source, d.sourceSum)
	if err != nil {
		return err
	}
	if n, err := kept.RowsAffected(); err != nil || n == 0 || rec.unpacked {
		return err
	}
	rec.unpacked = true
	return unpack(rec.c)
}

// hash is SHA-256 in hexadecimal.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
