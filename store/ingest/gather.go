package ingest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/worker"
)

// source is one thing to be read.
type source struct {
	place string                 // where it is, for the user
	open  func() ([]byte, error) // its bytes; its errors name the place
	about annotate.Article       // what a table says of it, and the name of its file
}

// result is what came of a source: its articles, or why there are none.
type result struct {
	found []Found
	notes []string
	err   error
}

// gather reads sources, several at once, and hands over what came of each in
// their order. It returns the context's error when that ends first.
func (in *intake) gather(sources []source, take func(source, result)) error {
	in.total += len(sources)
	ctx, stop := context.WithCancel(in.ctx)
	defer stop()
	results := make([]chan result, len(sources))
	for i := range results {
		results[i] = make(chan result, 1)
	}
	atOnce := make(chan struct{}, readAtOnce)
	ahead := make(chan struct{}, 4*readAtOnce) // how many may be read and not taken
	var working sync.WaitGroup
	defer working.Wait()
	working.Go(func() {
		for i, s := range sources {
			select {
			case ahead <- struct{}{}:
			case <-ctx.Done():
				return
			}
			atOnce <- struct{}{}
			working.Go(func() {
				results[i] <- in.read(ctx, s)
				<-atOnce
			})
		}
	})
	for i, s := range sources {
		select {
		case r := <-results[i]:
			<-ahead
			if err := in.ctx.Err(); err != nil {
				return err
			}
			take(s, r)
			in.step()
		case <-in.ctx.Done():
			return in.ctx.Err()
		}
	}
	return nil
}

// readAtOnce is how many sources are read at a time.
const readAtOnce = 4

// step tells of one more source that was read.
func (in *intake) step() {
	in.done++
	if in.progress != nil {
		in.progress(in.done, in.total)
	}
}

// read reads one source. It may run beside others.
func (in *intake) read(ctx context.Context, s source) result {
	content, err := s.open()
	if err != nil {
		return result{err: err}
	}
	kind, what, remedy := foreign.KindOf(s.about.File, content)
	switch {
	case what != "":
		return result{err: fmt.Errorf("%w but %s: %s", ErrForeign, what, remedy)}
	case kind == foreign.Plain && (in.encoding == "" || strings.EqualFold(in.encoding, "utf-8")):
		return in.plain(content, s)
	case kind == foreign.Plain:
		kind = foreign.Text
	}
	about := foreign.About{Kind: kind, Name: s.about.File, Address: s.about.URL, Encoding: in.encoding}
	if about.Address == "" {
		about.Address = in.given.URL
	}
	var told []foreign.Article
	body, err := in.pool().Read(ctx, foreign.Reader, about, content, &told)
	if errors.Is(err, worker.ErrRefused) {
		return result{err: fmt.Errorf("%w: %w", ErrForeign, err)}
	} else if err != nil {
		return result{err: err}
	}
	texts, err := foreign.Texts(told, body)
	if err != nil {
		return result{err: err}
	}
	var r result
	for i, one := range told {
		canonical, err := text.Canonical([]byte(texts[i]))
		if err != nil {
			return result{err: fmt.Errorf("%w: %s", err, remedyOf(err))}
		}
		f := Found{Kind: one.Kind, Pages: one.Pages, Charset: one.Charset, Guessed: one.Guessed, Changed: one.Modified, Notes: one.Notes, From: one.From}
		f.Draft = store.Draft{Text: strings.TrimSpace(canonical), Article: s.about}
		if kind == foreign.Text {
			f.Text = canonical
		}
		if len(told) == 1 {
			f.Source = content // a feed is not kept with each of its articles
		}
		in.describe(&f, s, annotate.Article{
			Title: one.Title, Outlet: one.Outlet, Byline: one.Byline, URL: one.URL, Language: one.Language, Published: one.Published, ExternalID: one.ID,
		})
		r.found = append(r.found, f)
		r.notes = append(r.notes, one.Notes...)
	}
	return r
}

// plain reads a text in UTF-8.
func (in *intake) plain(content []byte, s source) result {
	canonical, err := text.Canonical(content)
	if err != nil {
		return result{err: fmt.Errorf("%w: %s", err, remedyOf(err))}
	}
	f := Found{Kind: PlainText, Draft: store.Draft{Source: content, Text: canonical, Article: s.about}}
	in.describe(&f, s, annotate.Article{})
	return result{found: []Found{f}}
}

// describe fills in what nothing surer says of an article: what the user gave,
// then what was found, then the headline in its text.
func (in *intake) describe(f *Found, s source, found annotate.Article) {
	d := &f.Draft
	fill(&d.Article, in.given)
	fill(&d.Article, found)
	if d.ExternalID == "" {
		d.ExternalID = particular(found.ExternalID)
	}
	for _, s := range []*string{&d.Title, &d.Outlet, &d.Byline, &d.URL, &d.Language, &d.ExternalID} {
		if len(*s) > MaxCell { // which only a hostile page has
			*s = strings.ToValidUTF8((*s)[:MaxCell], "")
		}
	}
	f.From = in.whence(s.about, f.From)
	if d.Title == "" {
		d.Title, f.From["title"] = Title(d.Text), "first line"
	}
}

// keep takes the articles of a source into the batch.
func (in *intake) keep(s source, r result) error {
	for _, n := range r.notes {
		in.note("%s: %s", s.place, n)
	}
	if in.each != nil {
		in.each(Came{Place: s.place, Found: r.found})
		return nil
	}
	for _, f := range r.found {
		d := f.Draft
		if in.left -= int64(max(len(d.Source), len(d.Text))); in.left < 0 {
			return fmt.Errorf("%w: the articles come to more than %s: add them in several turns", ErrTooLarge, mebibytes(MaxTotal))
		}
		in.batch.Drafts = append(in.batch.Drafts, d)
		in.batch.Places = append(in.batch.Places, s.place)
	}
	return nil
}

// takeOrFail takes the articles of a source, or notes why there are none.
func (in *intake) takeOrFail(s source, r result) {
	if r.err == nil {
		r.err = in.keep(s, r)
	}
	switch {
	case r.err == nil:
	case in.each != nil:
		in.each(Came{Place: s.place, Err: r.err})
	default:
		in.batch.Failures = append(in.batch.Failures, Failure{s.place, r.err})
	}
}

// fileName is the name of a file as it is kept: bytes that are no text are shown
// as such.
func fileName(name string) string {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "\ufffd")
	}
	return particular(name)
}
