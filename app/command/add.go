package command

import (
	"cmp"
	"errors"
	"fmt"
	"runtime/debug"

	"claimtrace/annotate"
	"claimtrace/app/report"
	"claimtrace/app/verbs"
	"claimtrace/store"
	"claimtrace/store/exchange"
	"claimtrace/store/ingest"
)

const addHelp = `Texts in any character set, web pages (HTML, and MHTML or one file as browsers save
them), PDF, Markdown, DOCX, ODT, RTF, EPUB, messages, feeds and web archives (WARC,
WACZ) are read. What stands at an address (https://…) is fetched and read likewise: no
script runs, no cookie is kept, no proxy is used, and an address of the local network
is refused without --local. From a folder come those with the usual endings, and those
in the folders in it; the rest is listed. A file that cannot be read does not stop the
others; a faulty manifest adds nothing, and all its faults are listed. A manifest is CSV
or the first sheet of an XLSX file. Paths in it are relative to its own folder; columns
that are not known are told and left aside; a row that has a url and no file is fetched.
What a manifest says of an article stands above the flags, and the flags above what is
found in the file.`

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
		{&s.Manifest, "manifest", "CSV or XLSX `file` that lists articles: file,title,outlet,byline,published,url,language"},
		{&s.Lines, "jsonl", "`file` of JSON Lines with the same names, text and id"},
	} {
		c.flags.StringVar(f.to, f.name, "", f.usage)
	}
	c.flags.BoolVar(&s.Local, "local", false, "fetch addresses of the local network too")
	c.flags.BoolVar(&s.KeepColumns, "keep-columns", false, "keep what a manifest or JSON Lines say in other columns, as a note of the article")
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
	// Of many articles what is held of each is small and stays: less room for what is
	// thrown away costs little then.
	defer debug.SetGCPercent(debug.SetGCPercent(25))
	reading := c.progress("reading")
	s.Progress = reading.update
	batch, err := ingest.Read(c.ctx, s)
	reading.end()
	var faults *ingest.Faults
	if errors.As(err, &faults) {
		return c.refuse(p.View, faults)
	} else if err != nil {
		return err
	}
	defer batch.Close()
	for i, f := range batch.Failures {
		if errors.Is(f.Why, ingest.ErrLocal) {
			batch.Failures[i].Why = fmt.Errorf("%w: give --local if that is meant", f.Why)
		}
	}
	all := batch.Len()
	if all > 1 && (c.given("title") || c.given("url")) {
		return c.usagef("--title and --url describe one article, and these are %d", all)
	}
	for _, note := range batch.Notes {
		c.say("%s", note)
	}
	if all == 0 && len(batch.Failures) > 0 {
		return c.addFailed(p.View, nil, batch.Failures)
	}
	adding := c.progress("adding")
	added, a, err := p.AddArticles(c.ctx, batch.Drafts(), func(done int) { adding.update(done, all) })
	adding.end()
	if err != nil {
		return err
	}
	c.didAction(verbs.Of(a.Did), a)
	if err := c.noteAdded(p.View, batch, added); err != nil {
		return err
	}
	if c.json || len(batch.Failures) > 0 {
		return c.addFailed(p.View, added, batch.Failures)
	}
	return c.listAdded(p.View, added)
}

// listAdded lists for a person what became of each article.
func (c *call) listAdded(p *store.View, added []store.Added) error {
	fresh := 0
	for _, a := range added {
		article, err := p.Article(a.ID)
		if err != nil {
			return err
		}
		state := "there already"
		if a.New {
			state = "added"
			fresh++
		}
		if a.Again {
			state = "added again"
		}
		c.printf("%s  %-13s  %s\n", string(a.ID), state, oneLine(article.Name()))
	}
	if len(added) > 1 {
		c.printf("%s added, %d there already\n", report.Count(fresh, "article"), len(added)-fresh)
	}
	return nil
}

// failureRecord is a source that could not be added, as add prints it.
type failureRecord struct {
	File  string `json:"file"`
	Why   string `json:"why"`
	Added bool   `json:"added"`
}

// addFailed prints what became of all sources, and returns an error where some
// failed: one line that says how many of how many were added.
func (c *call) addFailed(p *store.View, added []store.Added, failures []ingest.Failure) error {
	if c.json {
		if err := c.printArray(func(yield func(any, error) bool) {
			for _, a := range added {
				article, err := p.Article(a.ID)
				if !yield(articleRecord{exchange.NewArticle(article), a.New}, err) {
					return
				}
			}
			for _, f := range failures {
				if !yield(failureRecord{File: f.Place, Why: inOneLine(f.Why.Error())}, nil) {
					return
				}
			}
		}); err != nil {
			return err
		}
	} else if len(added) > 0 {
		if err := c.listAdded(p, added); err != nil {
			return err
		}
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
func (c *call) refuse(p *store.View, faults *ingest.Faults) error {
	all := faults.Failures()
	switch {
	case c.json:
		return c.addFailed(p, nil, all)
	case len(all) == 1:
		return faults
	}
	for _, f := range all {
		c.say("%s", f.Error())
	}
	return fmt.Errorf("%s: %s: nothing was added", faults.Table, report.Count(faults.Count(), "fault"))
}

// noteAdded says of each article what else there is to know of how it was added.
func (c *call) noteAdded(p *store.View, batch *ingest.Batch, added []store.Added) error {
	for i, a := range added {
		if a.New && !a.Again && !a.Reprint && !a.Newer {
			continue
		}
		draft, place, err := batch.At(i)
		if err != nil {
			return err
		}
		known, err := p.Article(a.ID)
		if err != nil {
			return err
		}
		switch {
		case a.Again:
			c.say("%s: %s had been removed: it is added again, as it stood then", place, annotate.Quoted(known.Name()))
		case a.Newer:
			if err := c.noteVersion(p, place, known); err != nil {
				return err
			}
		case a.New:
			same, err := p.Known(known.SHA256) // the first was there before it
			if err != nil {
				return err
			}
			other := same[0]
			c.say("%s: the same text as %s of %s: added as a reprint, an article of its own",
				place, annotate.Quoted(other.Name()), cmp.Or(other.Outlet, other.URL, "an unknown outlet"))
		default:
			c.noteOtherID(place, draft.ExternalID, known)
		}
	}
	return nil
}

// noteVersion says that an article is a later version of one that was there.
func (c *call) noteVersion(p *store.View, place string, a annotate.Article) error {
	earlier, err := p.Article(a.Supersedes)
	if err != nil {
		return err
	}
	n, err := p.Uncarried(a.ID, "")
	if err != nil {
		return err
	}
	look := ""
	if n > 0 {
		look = fmt.Sprintf(", %s to look at: see claimtrace carry", report.Count(n, "highlight"))
	}
	c.say("%s: a newer version of %s%s", place, annotate.Quoted(earlier.Name()), look)
	return nil
}

// noteOtherID says where the external id that came with an article is lost,
// because the article is there already and has another or none.
func (c *call) noteOtherID(place, id string, known annotate.Article) {
	if id == "" || id == known.ExternalID {
		return
	}
	has := "no external id"
	if known.ExternalID != "" {
		has = "external id " + known.ExternalID
	}
	c.say("%s: the same text and address as %s (%s): its id %s is not kept", place, annotate.Quoted(known.Name()), has, id)
}

// articleRecord is an article as add and list print it. Added tells whether
// the article was added: by this call, for add; to the project, for list.
type articleRecord struct {
	exchange.Article
	Added bool `json:"added"`
}
