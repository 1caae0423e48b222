package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"claimtrace/annotate"
	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
	"claimtrace/store/tables"
)

// maxText is the length of the longest text or source that a project takes,
// in bytes.
const maxText = 1 << 27

// Draft is an article to be added.
type Draft struct {
	Source           []byte    // what it came from; kept where it is not the text itself
	Text             string    // in the form of text.Canonical
	Captured         time.Time // when what it came from was got; zero where that is when it is added
	annotate.Article           // ID, SHA256, Chars and Added are not read
}

// Added is what became of a draft: of ten thousands only this much is held.
type Added struct {
	ID annotate.ID // of the article
	// New is false where the article was in the project already: the same text from
	// the same page, or without an address from the same outlet. A new one with the
	// address of one that is there is a later version of it, and supersedes it.
	New     bool
	Again   bool // it had been removed, and has what it had then
	Reprint bool // another article that was there before it has the same text
	Newer   bool // it is a later version of another, and supersedes it by its address
}

// Drafts gives drafts that are at hand one after the other.
func Drafts(drafts ...Draft) iter.Seq2[Draft, error] {
	return func(yield func(Draft, error) bool) {
		for _, d := range drafts {
			if !yield(d, nil) {
				return
			}
		}
	}
}

// AddArticles adds articles in one action, and tells what became of each, in
// their order. An article that was removed is made again. However many there are,
// the texts of a few are held at a time: drafts is gone through once, by another
// goroutine, some way ahead, and is not asked any more when AddArticles returns.
// progress, which may be nil, is told after each how many are done; it must not
// use the project, which is busy. Nothing is added when ctx ends first, and then
// its error is returned, when drafts gives an error, or when a draft cannot be
// added: the error wraps [ErrInvalid], annotate.ErrField or [ErrNoEntity] (for what
// it supersedes).
func (p *Project) AddArticles(ctx context.Context, drafts iter.Seq2[Draft, error], progress func(done int)) (added []Added, a Action, err error) {
	checked, stop := checkAhead(drafts)
	defer stop()
	a, err = p.act("article.add", func(rec *recording) error {
		adding := newAddition(rec)
		for some := range checked {
			if len(added) == 0 && len(some) > 1 {
				rec.Did = "article.add_many"
			}
			for _, d := range some {
				if err := ctx.Err(); err != nil {
					return err
				}
				one, err := adding.article(d)
				switch {
				case d.missing:
					return err
				case err != nil:
					return fmt.Errorf("article %d, %s: %w", len(added)+1, annotate.Quoted(d.Name()), err)
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
	missing   bool  // it could not be had
	source    any   // nil where it is the text itself
	sourceSum any
	sum       beginning
	ref       Ref
	fields    annotate.Fields // those that have a value
	sets      []change.Field
}

// What is checked at a time: so many drafts, or as many as hold so many bytes, of
// the first two at least.
const (
	checkedAtOnce = 32
	checkedBytes  = 1 << 20
)

// checkAhead checks drafts, some way ahead of who takes them from the channel,
// until there are none or stop is called. After one that cannot be had there is no
// other.
func checkAhead(drafts iter.Seq2[Draft, error]) (checked <-chan []checkedDraft, stop func()) {
	c, done, ended := make(chan []checkedDraft), make(chan struct{}), make(chan struct{})
	var some []checkedDraft
	size := 0
	hand := func() bool {
		if len(some) == 0 {
			return true
		}
		select {
		case c <- some:
			some, size = nil, 0
			return true
		case <-done:
			return false
		}
	}
	go func() {
		defer close(ended)
		defer close(c)
		for d, err := range drafts {
			if err != nil {
				some = append(some, checkedDraft{err: err, missing: true})
				break
			}
			some = append(some, checkDraft(d))
			size += len(d.Text) + len(d.Source)
			if (len(some) >= checkedAtOnce || len(some) > 1 && size >= checkedBytes) && !hand() {
				return
			}
		}
		hand()
	}()
	return c, func() { close(done); <-ended }
}

func checkDraft(d Draft) checkedDraft {
	if err := checkText(d); err != nil {
		return checkedDraft{err: err}
	}
	for _, s := range []*string{&d.Title, &d.Outlet, &d.Byline, &d.Language, &d.ExternalID, &d.File, &d.Note} {
		*s = annotate.Typed(*s)
	}
	checked := checkedDraft{Draft: d}
	body := d.Source
	if string(body) != d.Text {
		if body = []byte(d.Text); len(d.Source) > 0 {
			checked.source, checked.sourceSum = check.PackSource(d.Source), check.Hash(d.Source)
		}
	}
	sum := sha256.Sum256(body)
	checked.sum = beginning(sum[:])
	key := annotate.NewArticleKey(hex.EncodeToString(sum[:]), d.URL, d.Outlet)
	checked.SHA256, checked.Chars = key.SHA256, utf8.RuneCountInString(d.Text)
	checked.ref = Ref{Kind: annotate.KindArticle, ID: key.ID()}
	checked.fields = annotate.Fields{
		"sha256": key.SHA256, "chars": checked.Chars, "key_address": key.Address, "key_outlet": key.Outlet, "title": d.Title,
		"outlet": d.Outlet, "byline": d.Byline, "published": string(d.Published), "url": d.URL, "language": d.Language,
		"external_id": d.ExternalID, "file": d.File, "supersedes": string(d.Supersedes), "note": d.Note,
	}
	if !d.Captured.IsZero() {
		checked.fields["captured"] = d.Captured.UTC().Format("2006-01-02T15:04:05Z")
	}
	for name, value := range checked.fields {
		if value == "" {
			delete(checked.fields, name)
		}
	}
	if checked.err = checked.fields.Check(annotate.KindArticle); checked.err == nil {
		checked.sets = append(annotate.Spec(annotate.KindArticle).RegisterValues(checked.fields, namesOf(checked.fields)), life(true))
	}
	return checked
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

// fewAdded is the number of drafts up to which each is added by itself: more
// are gathered and written together, for which every id of the file is read.
const fewAdded = 64

// manyFresh is how many gathered articles are held until they are written.
const manyFresh = 512

// beginning is that of the SHA-256 of a text: it tells of most that they are not
// here, and takes little room.
type beginning [8]byte

// addition is an action that adds articles.
type addition struct {
	*recording
	n     int // drafts so far
	texts *file.Bulk
	// held has those of the texts that are here, on their way, or that an article
	// tells of; nil while they are few, and the file is asked.
	held  map[beginning]struct{}
	adder *log.Adder // nil where there are few
	pages *Pages     // nil before the first article with an address
	rows  *tables.Filling
	fresh map[string][]annotate.Article // what was gathered and is not in the tables yet, by the SHA-256 of the text
	many  int                           // articles in fresh
}

func newAddition(rec *recording) *addition {
	return &addition{recording: rec, texts: file.NewBulk(rec.p.conn, "ROLLBACK", "text", "sha256, text, source, source_sha256")}
}

// gather begins to gather what is added.
func (a *addition) gather() (err error) {
	if err := a.begin(); err != nil {
		return err
	}
	a.p.conn.KeepFewPages()
	a.held = map[beginning]struct{}{}
	for _, table := range []string{"article", "text"} {
		if err := a.p.conn.Each(func(r file.Row) error {
			digits, err := file.Scalar[string](r)
			if sum, bad := hex.DecodeString(digits); bad == nil && len(sum) == sha256.Size { // no other is a draft's
				a.held[beginning(sum)] = struct{}{}
			}
			return err
		}, "SELECT sha256 FROM "+table); err != nil {
			return err
		}
	}
	a.fresh, a.rows = map[string][]annotate.Article{}, a.tables.Gather()
	if a.adder, err = a.p.log.NewAdder(); err == nil {
		a.adder.Forgetful()
	}
	return err
}

func (a *addition) flush() error {
	if err := a.texts.Flush(); err != nil || a.adder == nil {
		return err
	}
	if err := a.adder.Write(); err != nil {
		return err
	}
	clear(a.fresh)
	a.many = 0
	return a.rows.Flush()
}

// keepText keeps the text of a draft, unless it is here; one that was withheld
// from a package is filled in, as is an original, and the rows of the articles that
// have it are other than they were. known is false where neither it nor an article of
// it can be here.
func (a *addition) keepText(d checkedDraft) (known bool, err error) {
	if known = a.held == nil; !known {
		_, known = a.held[d.sum]
		a.held[d.sum] = struct{}{}
	}
	here := false
	if known {
		if err := a.texts.Flush(); err != nil {
			return known, err
		}
		if here, err = a.p.conn.Has("SELECT 1 FROM text WHERE sha256 = ?", d.SHA256); err != nil {
			return known, err
		}
	}
	row := []any{d.SHA256, d.Text, d.source, d.sourceSum}
	if here {
		n, err := a.p.conn.Changed("UPDATE text SET text = ?2, source = ?3, source_sha256 = ?4 WHERE sha256 = ?1 AND "+
			"(text IS NULL OR source IS NULL AND source_sha256 = ?4 AND ?3 IS NOT NULL)", row...)
		if err != nil || n == 0 {
			return known, err
		}
	} else if err := a.texts.Add(row); err != nil {
		return known, err
	}
	if known {
		same, err := a.src.Known(d.SHA256)
		if err != nil {
			return known, err
		}
		for _, one := range same {
			a.touch(Ref{Kind: annotate.KindArticle, ID: one.ID})
		}
	}
	if a.unpacked {
		return known, nil
	}
	a.unpacked = true
	return known, a.p.unpack()
}

func (a *addition) article(d checkedDraft) (Added, error) {
	if d.err != nil {
		return Added{}, d.err
	}
	a.n++
	many := a.n > fewAdded && a.adder == nil
	if many || a.many >= manyFresh {
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	if many {
		if err := a.gather(); err != nil {
			return Added{}, err
		}
	}
	known, err := a.keepText(d)
	if err != nil {
		return Added{}, err
	}
	added := Added{ID: d.ref.ID, New: true}
	if known {
		same, err := a.same(d)
		if err != nil {
			return Added{}, err
		}
		for _, one := range same {
			if one.ID == d.ref.ID || annotate.IsThere(d.wanted(), one) {
				return Added{ID: one.ID}, nil
			}
		}
		added.Reprint = len(same) > 0
	}
	if d.Supersedes != "" || known && a.adder != nil { // and so may be in the log
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	if d.Supersedes != "" {
		if err := a.checkSupersedes(d.ref.ID, d.Supersedes); err != nil {
			return Added{}, err
		}
	}
	f := change.Fold(d.ref, nil)
	if a.adder == nil || known || a.adder.Key(d.ref.ID) != 0 { // of one that nothing refers to there is nothing to read
		if f, err = a.p.log.Fold(d.ref); err != nil {
			return Added{}, err
		}
	}
	alone := d.Supersedes != "" // it is not gathered: what it supersedes has to be written
	if !f.Known() && !alone {
		if alone, err = a.follow(&d); err != nil {
			return Added{}, err
		}
		added.Newer = alone
	}
	if a.adder != nil && !f.Known() && !alone {
		a.pages.note(d.ref.ID, d.Article)
		return added, a.gathered(d)
	}
	if a.adder != nil { // whose keys are given to what is put past it too, unless they are written
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	// Made again, it keeps what stood, and gets what it never had, or has so that it cannot be read.
	before := annotate.StateOf(f, false)
	sets := slices.DeleteFunc(d.sets, func(s change.Field) bool { return s.Name != change.Life && before.Read(s.Name) != nil })
	_, err = a.put(change.Draft{Ref: d.ref, Sets: sets})
	added.Again = f.Known()
	a.pages.note(d.ref.ID, d.Article)
	return added, err
}

// same lists the articles that are there and have the text of a draft.
func (a *addition) same(d checkedDraft) ([]annotate.Article, error) {
	list, err := a.src.Known(d.SHA256)
	return append(list, a.fresh[d.SHA256]...), err
}

// wanted is the article that a draft asks for.
func (d checkedDraft) wanted() annotate.Article {
	a := d.Article
	a.ID = d.ref.ID
	return a
}

// gathered adds an article that the log does not know, to be written with
// others.
func (a *addition) gathered(d checkedDraft) error {
	p := a.p
	var seed [16]byte
	if _, err := io.ReadFull(p.random, seed[:]); err != nil {
		return err
	}
	if a.first == 0 {
		a.first = p.desk.number + 1
	}
	c, err := change.Compose(p.log, change.Stamp{
		Person: p.person.ID, Copy: p.desk.copy, Number: p.desk.number + 1, First: a.first, Clock: change.ClockOf(p.now()),
	}, change.Draft{Ref: d.ref, Did: change.Did{Code: a.Did}, Sets: d.sets}, seed)
	if err != nil {
		return fmt.Errorf("%w change: %w", ErrInvalid, err)
	}
	if err := a.adder.Add(c, 0); err != nil {
		return err
	}
	p.desk.number = c.Number
	p.desk.count(c)
	a.Changes++
	a.Entities = append(a.Entities, d.ref)
	a.Articles = append(a.Articles, d.ref.ID)
	s := annotate.StateOf(change.Fold(d.ref, []*change.Change{c}), true)
	a.fresh[d.SHA256] = append(a.fresh[d.SHA256], s.Article())
	a.many++
	return a.rows.Put(a.adder.Key(d.ref.ID), s)
}
