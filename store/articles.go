package store

import (
	"cmp"
	"context"
	"fmt"
	"io"
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

// Added is what became of a draft. New is false where the article was in the
// project already: the same text from the same page, or without an address from
// the same outlet. Then Article is the one that is there.
type Added struct {
	Article annotate.Article
	New     bool
	Again   bool // it had been removed, and has what it had then
}

// AddArticles adds articles in one action, and tells what became of each, in
// their order. An article that was removed is made again. progress, which may
// be nil, is told after each how many are done; it must not use the project,
// which is busy. Nothing is added when ctx ends first, and then its error is
// returned, or when a draft cannot be: the error wraps [ErrInvalid],
// annotate.ErrField or [ErrNoEntity] (for what it supersedes).
func (p *Project) AddArticles(ctx context.Context, drafts []Draft, progress func(done int)) (added []Added, a Action, err error) {
	code := "article.add"
	if len(drafts) > 1 {
		code = "article.add_many"
	}
	checked, stop := checkAhead(drafts)
	defer stop()
	a, err = p.act(code, func(rec *recording) error {
		adding, err := newAddition(rec, len(drafts))
		if err != nil {
			return err
		}
		for len(added) < len(drafts) {
			for _, d := range <-checked {
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
	source    any   // nil where it is the text itself
	sourceSum any
	ref       Ref
	fields    annotate.Fields // those that have a value
	sets      []change.Field
}

// checkedAtOnce is how many drafts are checked at a time.
const checkedAtOnce = 32

// checkAhead checks drafts, some way ahead of who takes them from the channel,
// until stop is called.
func checkAhead(drafts []Draft) (checked <-chan []checkedDraft, stop func()) {
	const ahead = 4
	c, done := make(chan []checkedDraft, ahead), make(chan struct{})
	go func() {
		for some := range slices.Chunk(drafts, checkedAtOnce) {
			list := make([]checkedDraft, len(some))
			for i, d := range some {
				list[i] = checkDraft(d)
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

func checkDraft(d Draft) checkedDraft {
	if err := checkText(d); err != nil {
		return checkedDraft{err: err}
	}
	for _, s := range []*string{&d.Title, &d.Outlet, &d.Byline, &d.Language, &d.ExternalID, &d.File} {
		*s = annotate.Typed(*s)
	}
	checked := checkedDraft{Draft: d}
	body := d.Source
	if string(body) != d.Text {
		if body = []byte(d.Text); len(d.Source) > 0 {
			checked.source, checked.sourceSum = check.PackSource(d.Source), check.Hash(d.Source)
		}
	}
	key := annotate.NewArticleKey(check.Hash(body), d.URL, d.Outlet)
	checked.SHA256, checked.Chars = key.SHA256, utf8.RuneCountInString(d.Text)
	checked.ref = Ref{Kind: annotate.KindArticle, ID: key.ID()}
	checked.fields = annotate.Fields{
		"sha256": key.SHA256, "chars": checked.Chars, "key_address": key.Address, "key_outlet": key.Outlet, "title": d.Title,
		"outlet": d.Outlet, "byline": d.Byline, "published": string(d.Published), "url": d.URL, "language": d.Language,
		"external_id": d.ExternalID, "file": d.File, "supersedes": string(d.Supersedes),
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

// addition is an action that adds articles.
type addition struct {
	*recording
	texts *file.Bulk
	// held has the SHA-256 of the texts that are here or on their way, and false
	// for one of which only an article tells. Unless all are in it, others are
	// asked for.
	held  map[string]bool
	all   bool
	adder *log.Adder // nil where there are few
	rows  *tables.Filling
	fresh map[string][]annotate.Article // what was gathered and is not in the tables yet, by the SHA-256 of the text
}

func newAddition(rec *recording, n int) (*addition, error) {
	a := &addition{recording: rec, held: map[string]bool{}}
	a.texts = file.NewBulk(rec.p.conn, "ROLLBACK", "text", "sha256, text, source, source_sha256")
	return a, a.gather(n)
}

// gather begins to gather what is added.
func (a *addition) gather(n int) (err error) {
	if n <= fewAdded {
		return nil
	}
	if err := a.begin(); err != nil {
		return err
	}
	if !a.all {
		for _, table := range []string{"article", "text"} {
			if err := a.p.conn.Each(func(r file.Row) error {
				sum, err := file.Scalar[string](r)
				a.held[sum] = table == "text"
				return err
			}, "SELECT sha256 FROM "+table); err != nil {
				return err
			}
		}
		a.all = true
	}
	a.fresh, a.rows = map[string][]annotate.Article{}, a.tables.Gather()
	a.adder, err = a.p.log.NewAdder()
	return err
}

func (a *addition) flush() error {
	if err := a.texts.Flush(); err != nil || a.adder == nil {
		return err
	}
	if err := a.adder.Flush(); err != nil {
		return err
	}
	clear(a.fresh)
	return a.rows.Flush()
}

// keepText keeps the text of a draft, unless it is here; one that was withheld
// from a package is filled in, as is an original.
func (a *addition) keepText(d checkedDraft) error {
	here, known := a.held[d.SHA256]
	if !known && !a.all {
		n, err := file.One(a.p.conn, file.Scalar[int], "SELECT count(*) FROM text WHERE sha256 = ?", d.SHA256)
		if err != nil {
			return err
		}
		here = n > 0
	}
	a.held[d.SHA256] = true
	row := []any{d.SHA256, d.Text, d.source, d.sourceSum}
	if here {
		n, err := a.p.conn.Changed("UPDATE text SET text = ?2, source = ?3, source_sha256 = ?4 WHERE sha256 = ?1 AND "+
			"(text IS NULL OR source IS NULL AND source_sha256 = ?4 AND ?3 IS NOT NULL)", row...)
		if err != nil || n == 0 {
			return err
		}
	} else if err := a.texts.Add(row); err != nil {
		return err
	}
	if a.unpacked {
		return nil
	}
	a.unpacked = true
	return a.p.unpack()
}

func (a *addition) article(d checkedDraft) (Added, error) {
	if d.err != nil {
		return Added{}, d.err
	}
	_, known := a.held[d.SHA256]
	if err := a.keepText(d); err != nil {
		return Added{}, err
	}
	if known || !a.all {
		if there, ok, err := a.there(d); err != nil || ok {
			return Added{Article: there}, err
		}
	}
	if d.Supersedes != "" || a.fresh[d.SHA256] != nil {
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	if d.Supersedes != "" {
		if err := a.checkSupersedes(d.ref.ID, d.Supersedes); err != nil {
			return Added{}, err
		}
	}
	f, err := a.p.log.Fold(d.ref)
	if err != nil {
		return Added{}, err
	}
	if a.adder != nil && !f.Known() && d.Supersedes == "" {
		article, err := a.gathered(d)
		return Added{Article: article, New: true}, err
	}
	if a.adder != nil { // whose keys are given to what is put past it too, unless they are written
		if err := a.flush(); err != nil {
			return Added{}, err
		}
	}
	// Made again, it keeps what stood, and gets what it never had, or has so that it cannot be read.
	before := annotate.StateOf(f, false)
	sets := slices.DeleteFunc(d.sets, func(s change.Field) bool { return s.Name != change.Life && before.Read(s.Name) != nil })
	if _, err := a.put(change.Draft{Ref: d.ref, Sets: sets}); err != nil {
		return Added{}, err
	}
	if a.adder != nil { // which has to know of what was put past it
		if err := a.gather(fewAdded + 1); err != nil {
			return Added{}, err
		}
	}
	article, err := a.src.Article(d.ref.ID)
	return Added{Article: article, New: true, Again: f.Known()}, err
}

// there looks for the article among those of the same text that are in the
// project.
func (a *addition) there(d checkedDraft) (annotate.Article, bool, error) {
	same, err := a.src.Known(d.SHA256)
	if err != nil {
		return annotate.Article{}, false, err
	}
	wanted := d.Article
	wanted.ID = d.ref.ID
	for _, one := range append(same, a.fresh[d.SHA256]...) {
		if one.ID == wanted.ID || annotate.IsThere(wanted, one) {
			return one, true, nil
		}
	}
	return annotate.Article{}, false, nil
}

// gathered adds an article that the log does not know, to be written with
// others.
func (a *addition) gathered(d checkedDraft) (annotate.Article, error) {
	p := a.p
	var seed [16]byte
	if _, err := io.ReadFull(p.random, seed[:]); err != nil {
		return annotate.Article{}, err
	}
	if a.first == 0 {
		a.first = p.desk.number + 1
	}
	c, err := change.Compose(p.log, change.Stamp{
		Person: p.person.ID, Copy: p.desk.copy, Number: p.desk.number + 1, First: a.first, Clock: change.ClockOf(p.now()),
	}, change.Draft{Ref: d.ref, Did: change.Did{Code: a.Did}, Sets: d.sets}, seed)
	if err != nil {
		return annotate.Article{}, fmt.Errorf("%w change: %w", ErrInvalid, err)
	}
	if err := a.adder.Add(c, 0); err != nil {
		return annotate.Article{}, err
	}
	p.desk.number = c.Number
	p.desk.count(c)
	a.Changes++
	a.Entities = append(a.Entities, d.ref)
	a.Articles = append(a.Articles, d.ref.ID)
	s := annotate.StateOf(change.Fold(d.ref, []*change.Change{c}), true)
	article := s.Article()
	a.fresh[d.SHA256] = append(a.fresh[d.SHA256], article)
	return article, a.rows.Put(a.adder.Key(d.ref.ID), s)
}
