package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/text"
	"claimtrace/store"
	"claimtrace/store/ingest/fetch"
	"claimtrace/store/ingest/foreign"
	"claimtrace/store/ingest/webpage"
	"claimtrace/store/ingest/worker"
)

// source is one thing to be read.
type source struct {
	place   string                 // where it is, for the user
	open    func() ([]byte, error) // its bytes; its errors name the place
	address string                 // from which it is fetched; "" where it is opened
	about   annotate.Article       // what a table says of it, and the name of its file
}

// result is what came of a source: its articles, or why there are none.
type result struct {
	found []Found
	notes []string
	err   error
}

// outcome is what came of a source whose articles lie in the spool.
type outcome struct {
	slots []slot
	found []Found // for who asked for each
	notes []string
	err   error // of the source
	fatal error // of all
}

// gather reads sources, several at once, and hands over what came of each in
// their order. Only the texts of those in hand are in memory. It returns the
// context's error when that ends first.
func (in *intake) gather(sources []source, take func(source, outcome)) error {
	in.total += len(sources)
	ctx, stop := context.WithCancel(in.ctx)
	atOnce := make(chan struct{}, readAtOnce)
	begun := make(chan chan outcome, 4*readAtOnce) // in order
	var working sync.WaitGroup
	defer working.Wait()
	defer stop()
	working.Go(func() {
		for _, s := range sources {
			o := make(chan outcome, 1)
			select {
			case begun <- o:
			case <-ctx.Done():
				return
			}
			atOnce <- struct{}{}
			working.Go(func() {
				o <- in.keep(s, in.read(ctx, s))
				<-atOnce
			})
		}
	})
	for _, s := range sources {
		select {
		case one := <-begun:
			o := <-one
			if err := cmp.Or(in.ctx.Err(), o.fatal); err != nil {
				return err
			}
			take(s, o)
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
	content, from, err := in.contentOf(ctx, s)
	if err != nil {
		return result{err: err}
	}
	kind, what, remedy := kindOf(s, from, content)
	switch {
	case what != "":
		return result{err: fmt.Errorf("%w but %s: %s", ErrForeign, what, remedy)}
	case kind == foreign.Plain && (in.encoding == "" || strings.EqualFold(in.encoding, "utf-8")):
		return in.plain(content, s, from)
	case kind == foreign.Plain:
		kind = foreign.Text
	}
	about := foreign.About{Kind: kind, Name: s.about.File, Address: cmp.Or(from.Address, s.about.URL, in.given.URL), Type: from.Type, Encoding: in.encoding}
	told, texts, originals, err := in.articlesIn(ctx, about, content)
	switch {
	case errors.Is(err, worker.ErrRefused) && s.address != "":
		return result{err: fmt.Errorf("%w there: %w", ErrNoArticle, err)}
	case errors.Is(err, worker.ErrRefused):
		return result{err: fmt.Errorf("%w: %w", ErrForeign, err)}
	case err != nil:
		return result{err: err}
	}
	var r result
	for i, one := range told {
		if one.Length == 0 {
			r.notes = append(r.notes, one.Notes...)
			continue
		}
		canonical, err := text.Canonical([]byte(texts[i]))
		if err != nil {
			return result{err: fmt.Errorf("%w: %s", err, remedyOf(err))}
		}
		f := Found{Kind: one.Kind, Pages: one.Pages, Charset: one.Charset, Guessed: one.Guessed, Changed: one.Modified, Notes: one.Notes}
		f.Draft = store.Draft{Text: strings.TrimSpace(canonical), Article: s.about, Captured: from.Captured}
		if kind == foreign.Text {
			f.Text = canonical
		}
		switch {
		case originals[i] != nil:
			f.Source, f.Captured = originals[i], one.Captured
		case len(told) == 1:
			f.Source = content // a feed is not kept with each of its articles
			one.URL, one.From = fetched(one.URL, from, one.From)
		}
		f.From = one.From
		switch {
		case one.Paid == webpage.Cut && s.address != "":
			return result{err: ErrPaywall}
		case one.Paid == webpage.Cut:
			f.Notes = append(f.Notes, "it says that it must be paid for, and its text looks like the beginning alone")
		case one.Paid == webpage.Said && s.address != "":
			f.Notes = append(f.Notes, "it says that it must be paid for: look whether its text is whole")
		}
		in.describe(&f, s, annotate.Article{
			Title: one.Title, Outlet: one.Outlet, Byline: one.Byline, URL: one.URL, Language: one.Language, Published: one.Published, ExternalID: one.ID,
		})
		r.found = append(r.found, f)
		r.notes = append(r.notes, f.Notes...)
	}
	return r
}

// plain reads a text in UTF-8.
func (in *intake) plain(content []byte, s source, from fetch.Page) result {
	canonical, err := text.Canonical(content)
	if err != nil {
		return result{err: fmt.Errorf("%w: %s", err, remedyOf(err))}
	}
	f := Found{Kind: PlainText, Draft: store.Draft{Source: content, Text: canonical, Article: s.about, Captured: from.Captured}}
	about := annotate.Article{}
	about.URL, f.From = fetched("", from, nil)
	in.describe(&f, s, about)
	return result{found: []Found{f}}
}

// describe fills in what nothing surer says of an article: what the user gave,
// then what was found, then the headline in its text.
func (in *intake) describe(f *Found, s source, found annotate.Article) {
	d := &f.Draft
	fill(&d.Article, in.given)
	bounded(&found)
	fill(&d.Article, found)
	if d.ExternalID == "" {
		d.ExternalID = particular(found.ExternalID)
	}
	f.From = in.whence(s.about, f.From)
	if d.Title == "" {
		d.Title, f.From["title"] = Title(d.Text), FirstLine
	}
}

// bounded cuts what was found to what its field holds, which is too little for a hostile
// page only; an address and an id, which are others when they are cut, are left out, and
// so is what is no time. None of it may keep the other sources of a call from being added.
func bounded(a *annotate.Article) {
	for _, p := range []struct {
		of    *string
		field string
		names bool // something, so that a part of it is of no use
	}{
		{&a.Title, "title", false}, {&a.Outlet, "outlet", false}, {&a.Byline, "byline", false}, {&a.Language, "language", false},
		{&a.URL, "url", true}, {&a.ExternalID, "external_id", true},
	} {
		_, spec := annotate.Spec(annotate.KindArticle).Register(p.field)
		*p.of = particular(*p.of)
		switch letters := []rune(*p.of); {
		case len(letters) <= spec.Max:
		case p.names:
			*p.of = ""
		default:
			*p.of = particular(string(letters[:spec.Max]))
		}
	}
	// By its address an article is known, with its letters escaped.
	if _, spec := annotate.Spec(annotate.KindArticle).Register("key_address"); utf8.RuneCountInString(annotate.AddressKey(a.URL)) > spec.Max {
		a.URL = ""
	}
	if _, err := annotate.ParsePublication(string(a.Published)); err != nil {
		a.Published = ""
	}
}

// keep puts the articles of a source into the spool. It may run beside others.
func (in *intake) keep(s source, r result) outcome {
	o := outcome{notes: r.notes, err: r.err}
	for _, f := range r.found {
		at, err := in.batch.spool.add(s.place, f.Draft)
		if err != nil {
			return outcome{fatal: err}
		}
		if in.each != nil {
			o.found = append(o.found, f.shelved(at))
		}
		o.slots = append(o.slots, at)
	}
	return o
}

// take takes the articles of a source into the batch.
func (in *intake) take(s source, o outcome) {
	in.batch.order = append(in.batch.order, o.slots...)
	if in.each != nil { // who looks at each has its notes with it
		in.each(Came{Place: s.place, Found: o.found})
		return
	}
	for _, n := range o.notes {
		in.note("%s: %s", s.place, n)
	}
}

// takeOrFail takes the articles of a source, or notes why there are none.
func (in *intake) takeOrFail(s source, o outcome) {
	if o.err != nil {
		in.fail(s.place, o.err)
		return
	}
	in.take(s, o)
}

// fail notes why there is no article in a source.
func (in *intake) fail(place string, why error) {
	if in.each != nil {
		in.each(Came{Place: place, Err: why})
		return
	}
	in.batch.Failures = append(in.batch.Failures, Failure{place, why})
}

// fileName is the name of a file as it is kept: bytes that are no text are shown
// as such.
func fileName(name string) string {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "\ufffd")
	}
	return particular(name)
}
