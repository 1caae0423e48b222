package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
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
	a, err = p.act(verb, func(rec *recording) error {
		for i, d := range drafts {
			if err := ctx.Err(); err != nil {
				return err
			}
			one, err := rec.addArticle(d)
			if err != nil {
				return fmt.Errorf("article %d, %s: %w", i+1, annotate.Quoted(d.Name()), err)
			}
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

func (rec *recording) addArticle(d Draft) (Added, error) {
	if err := checkText(d); err != nil {
		return Added{}, err
	}
	sum := hash([]byte(d.Text))
	ref := Ref{annotate.KindArticle, annotate.ArticleID(sum, d.URL)}
	if err := rec.keepText(sum, d); err != nil {
		return Added{}, err
	}
	known, err := articleWith(rec.c, ref.ID)
	if err == nil {
		return Added{Article: known}, nil
	}
	if !errors.Is(err, ErrNoEntity) {
		return Added{}, err
	}
	if d.Supersedes != "" {
		if err := live(rec.c, Ref{annotate.KindArticle, d.Supersedes}); err != nil {
			return Added{}, err
		}
	}
	if err := rec.set(ref, annotate.Fields{
		"sha256": sum, "chars": utf8.RuneCountInString(d.Text), "title": d.Title, "outlet": d.Outlet, "byline": d.Byline,
		"published": annotate.FormatTime(d.Published), "url": d.URL, "language": d.Language, "external_id": d.ExternalID,
		"file": d.File, "supersedes": string(d.Supersedes),
	}); err != nil {
		return Added{}, err
	}
	known, err = articleWith(rec.c, ref.ID)
	return Added{Article: known, New: true}, err
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

// keepText stores a text and its source under the text's name. A text that
// was withheld from a package is filled in.
func (rec *recording) keepText(sum string, d Draft) error {
	var source, sourceSum any
	if len(d.Source) > 0 && !bytes.Equal(d.Source, []byte(d.Text)) {
		source, sourceSum = d.Source, hash(d.Source)
	}
	withheld, err := one(rec.c, scalar[bool], "SELECT text IS NULL FROM text WHERE sha256 = ?", sum)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return rec.c.exec("INSERT INTO text (sha256, text, source, source_sha256) VALUES (?, ?, ?, ?)", sum, d.Text, source, sourceSum)
	case err != nil || !withheld:
		return err
	}
	if err := unpack(rec.c); err != nil {
		return err
	}
	return rec.c.exec("UPDATE text SET text = ?, source = ?, source_sha256 = ? WHERE sha256 = ?", d.Text, source, sourceSum, sum)
}

// hash is SHA-256 in hexadecimal.
func hash(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}
