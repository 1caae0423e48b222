package command

import (
	"cmp"
	"errors"
	"fmt"

	"claimtrace/annotate"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
	"claimtrace/store/ingest"
)

const addHelp = `Texts in any character set, web pages (HTML, and MHTML or one file as browsers save
them), PDF, DOCX, ODT, RTF, EPUB, messages, feeds and web archives (WARC, WACZ) are
read. What stands at an address (https://…) is fetched and read likewise: no script
runs, no cookie is kept, no proxy is used, and an address of the local network is
refused without --local. From a folder come those with the usual endings, and those in
the folders in it; the rest is listed. A file that cannot be read does not stop the
others; a faulty manifest adds nothing, and all its faults are listed. Paths in a
manifest are relative to its own folder; columns that it does not need are left aside;
a row that has a url and no file is fetched. What a manifest says of an article stands
above the flags, and the flags above what is found in the file.`

func add(c *call) func([]string) error {
	s := ingest.Sources{Stdin: c.In}
	given := &s.Given
	for _, f := range []struct {
		to          *string
		name, usage string
	}{
		{&given.Outlet, "outlet", "`outlet` of the articles"},
		{&given.Title, "title", "`title` of the one article"},
		{&given.Byline, "byline", "`byline` of the articles"},
		{&given.URL, "url", "`address` of the one article"},
		{&given.Language, "language", "`language` of the articles, such as en"},
		{&s.Encoding, "encoding", "character `set` of the files, such as windows-1251, where it is not recognised rightly"},
		{&s.Manifest, "manifest", "CSV `file` that lists articles: file,title,outlet,byline,published,url,language"},
		{&s.Lines, "jsonl", "`file` of JSON Lines with the same names, text and id"},
	} {
		c.flags.StringVar(f.to, f.name, "", f.usage)
	}
	c.flags.BoolVar(&s.Local, "local", false, "fetch addresses of the local network too")
	published := c.flags.String("published", "", "`time` of publication as far as it is known, such as 2026, 2026-01-29 or 2026-01-29T21:00Z")
	return func(words []string) error {
		s.Paths = words[1:]
		if len(s.Paths) == 0 && s.Manifest == "" && s.Lines == "" {
			return c.usagef("name what to add: files, folders, addresses, - for standard input, --manifest or --jsonl")
		}
		if *published != "" {
			var err error
			if given.Published, err = annotate.ParsePublication(*published); err != nil {
				return c.usagef("--published: %v", err)
			}
		}
		return c.work(words[0], func(p *store.Project) error { return c.addArticles(p, s) })
	}
}

func (c *call) addArticles(p *store.Project, s ingest.Sources) error {
	reading := c.progress("reading")
	s.Progress = reading.update
	batch, err := ingest.Read(c.ctx, s)
	reading.end()
	for i, f := range batch.Failures {
		if errors.Is(f.Why, ingest.ErrLocal) {
			batch.Failures[i].Why = fmt.Errorf("%w: give --local if that is meant", f.Why)
		}
	}
	var faults *ingest.Faults
	if errors.As(err, &faults) {
		return c.refuse(faults)
	} else if err != nil {
		return err
	}
	if n := len(batch.Drafts); n > 1 && (c.given("title") || c.given("url")) {
		return c.usagef("--title and --url describe one article, and these are %d", n)
	}
	for _, note := range batch.Notes {
		c.say("%s", note)
	}
	if len(batch.Drafts) == 0 && len(batch.Failures) > 0 {
		return c.addFailed(nil, batch.Failures)
	}
	adding := c.progress("adding")
	added, a, err := p.AddArticles(c.ctx, batch.Drafts, func(done int) { adding.update(done, len(batch.Drafts)) })
	adding.end()
	if err != nil {
		return err
	}
	c.didAction(verbs.Of(a.Did), a)
	if err := c.noteAdded(p.View, batch, added); err != nil {
		return err
	}
	if c.json || len(batch.Failures) > 0 {
		return c.addFailed(added, batch.Failures)
	}
	c.listAdded(added)
	return nil
}

// listAdded lists for a person what became of each article.
func (c *call) listAdded(added []store.Added) {
	fresh := 0
	for _, a := range added {
		state := "there already"
		if a.New {
			state = "added"
			fresh++
		}
		if a.Again {
			state = "added again"
		}
		c.printf("%s  %-13s  %s\n", string(a.Article.ID), state, oneLine(a.Article.Name()))
	}
	if len(added) > 1 {
		c.printf("%s added, %d there already\n", report.Count(fresh, "article"), len(added)-fresh)
	}
}

// failureRecord is a source that could not be added, as add prints it.
type failureRecord struct {
	File  string `json:"file"`
	Why   string `json:"why"`
	Added bool   `json:"added"`
}

// addFailed prints what became of all sources, and returns an error where some
// failed: one line that says how many of how many were added.
func (c *call) addFailed(added []store.Added, failures []ingest.Failure) error {
	if c.json {
		list := make([]any, 0, len(added)+len(failures))
		for _, a := range added {
			list = append(list, articleRecord{exchange.NewArticle(a.Article), a.New})
		}
		for _, f := range failures {
			list = append(list, failureRecord{File: f.Place, Why: inOneLine(f.Why.Error())})
		}
		if err := c.printJSON(list); err != nil {
			return err
		}
	} else if len(added) > 0 {
		c.listAdded(added)
	}
	if len(failures) == 0 {
		return nil
	}
	if len(failures)+len(added) == 1 {
		return &printedError{failures[0]}
	}
	if len(failures) > 1 && !c.json {
		for _, f := range failures {
			c.say("%s", f.Error())
		}
	}
	fresh := 0
	for _, a := range added {
		if a.New {
			fresh++
		}
	}
	more := ""
	if n := len(failures) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	return &printedError{fmt.Errorf("%d of %d added: %w%s", fresh, len(added)+len(failures), failures[0], more)}
}

// refuse lists all that is wrong with a table, of which nothing is added.
func (c *call) refuse(faults *ingest.Faults) error {
	all := faults.Failures()
	switch {
	case c.json:
		return c.addFailed(nil, all)
	case len(all) == 1:
		return faults
	}
	for _, f := range all {
		c.say("%s", f.Error())
	}
	return fmt.Errorf("%s: %s: nothing was added", faults.Table, report.Count(len(all), "fault"))
}

// noteAdded says of each article what else there is to know of how it was added.
func (c *call) noteAdded(p *store.View, batch ingest.Batch, added []store.Added) error {
	later := map[annotate.ID]bool{} // added after the one in hand
	for _, a := range added {
		later[a.Article.ID] = a.New
	}
	for i, a := range added {
		delete(later, a.Article.ID)
		c.noteOtherID(batch.Places[i], batch.Drafts[i].ExternalID, a)
		switch {
		case a.Again:
			c.say("%s: %s had been removed: it is added again, as it stood then", batch.Places[i], annotate.Quoted(a.Article.Name()))
		case a.New:
			if err := c.noteReprint(p, batch.Places[i], a.Article, later); err != nil {
				return err
			}
		}
	}
	return nil
}

// noteReprint says that the text of an article that was added is that of one that
// was there before.
func (c *call) noteReprint(p *store.View, place string, a annotate.Article, later map[annotate.ID]bool) error {
	same, err := p.Known(a.SHA256)
	if err != nil {
		return err
	}
	for _, other := range same {
		if other.ID != a.ID && !later[other.ID] {
			c.say("%s: the same text as %s of %s: added as a reprint, an article of its own",
				place, annotate.Quoted(other.Name()), cmp.Or(other.Outlet, other.URL, "an unknown outlet"))
			return nil
		}
	}
	return nil
}

// noteOtherID says where the external id that came with an article is lost,
// because the article is there already and has another or none.
func (c *call) noteOtherID(place, id string, a store.Added) {
	known := a.Article.ExternalID
	if a.New || id == "" || id == known {
		return
	}
	has := "no external id"
	if known != "" {
		has = "external id " + known
	}
	c.say("%s: the same text and address as %s (%s): its id %s is not kept", place, annotate.Quoted(a.Article.Name()), has, id)
}

// articleRecord is an article as add and list print it. Added tells whether
// the article was added: by this call, for add; to the project, for list.
type articleRecord struct {
	exchange.Article
	Added bool `json:"added"`
}
