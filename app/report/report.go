// Package report writes a project, or one claim of it, as a page for people
// who have no Claimtrace: one HTML file that fetches nothing and runs no
// script, in light and dark, for the screen and for paper. What it says of a
// claim is what the window says, both worked out by the package trace.
package report

import (
	"context"
	"embed"
	"html/template"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/annotate/text"
	"claimtrace/app/compare/trace"
	"claimtrace/store"
	"claimtrace/store/exchange"
)

// Page is what a report shows, in words ready for the page.
type Page struct {
	Title    string
	AsOf     Moment // at which the project is shown; nothing in it where it is shown as it is
	Made     Moment
	Facts    []string // what the project holds: "5 articles"
	Claims   []Claim
	Articles []Article
	Kinds    []Kind // the kinds of change that occur
}

// Moment is a time for a person, in full and in short, and for a machine.
type Moment struct{ Text, Short, Machine string }

// Kind is a kind of change and how often it occurs.
type Kind struct {
	Name  collate.Kind
	Means string
	Count int
}

// Article is one source of the project.
type Article struct {
	Outlet, Title, Byline, Link string
	Published                   Moment
	SHA256                      string
}

//go:embed page.html articles.html style.css
var files embed.FS

var pages = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("").Funcs(template.FuncMap{"style": styleSheet}).ParseFS(files, "page.html", "articles.html"))
})

// styleSheet is that of all pages.
func styleSheet() template.CSS {
	css, err := files.ReadFile("style.css")
	if err != nil {
		panic(err) // it is built in
	}
	return template.CSS(css)
}

// Write writes the page, with signs in place of control characters and of the
// marks that turn the direction of what follows. Its only errors are those of
// w.
func (p Page) Write(w io.Writer) error { return write(w, "page.html", p) }

func write(w io.Writer, page string, data any) error {
	var b strings.Builder
	if err := pages().ExecuteTemplate(&b, page, data); err != nil {
		return err
	}
	_, err := io.WriteString(w, text.Harmless(b.String()))
	return err
}

// Collect reads the page of a whole project, as made at the given time. Each
// claim's passages are compared with the earliest, and what the project holds
// equal is. Of a selection, which is [store.View.Widen]ed, it has the claims of the
// passages that are meant, with these alone, and those that it names. The page of a project that a moment says which
// moment it shows. The error may be that of the context.
func Collect(ctx context.Context, p *store.View, only store.Selection, at time.Time) (Page, error) {
	_, claims, err := p.Lists()
	if err != nil {
		return Page{}, err
	}
	return collect(ctx, p, claims, only, 0, at)
}

// CollectClaim reads the page of one claim, whose passages are compared with
// the one at index base of [store.View.Witnesses].
func CollectClaim(ctx context.Context, p *store.View, claim store.ClaimRow, base int, at time.Time) (Page, error) {
	return collect(ctx, p, []store.ClaimRow{claim}, store.Selection{}, base, at)
}

// OfTrace makes the page of one claim as it was traced, at the given time.
// reviewer names who judged; it may be nil.
func OfTrace(t *trace.Trace, reviewer func(annotate.ID) string, at time.Time) Page {
	b := newBuilder(reviewer)
	b.add(t)
	seen := map[annotate.ID]bool{}
	for _, w := range t.Witnesses {
		if !seen[w.Article] {
			seen[w.Article] = true
			b.source(w.In)
		}
	}
	return b.finish("A claim across its sources", at)
}

func collect(ctx context.Context, p *store.View, claims []store.ClaimRow, only store.Selection, base int, at time.Time) (Page, error) {
	options, err := p.Comparing()
	if err != nil {
		return Page{}, err
	}
	reviewers, err := p.Reviewers()
	if err != nil {
		return Page{}, err
	}
	names := map[annotate.ID]string{}
	for _, r := range reviewers {
		names[r.ID] = r.Name
	}
	b := newBuilder(func(id annotate.ID) string { return names[id] })
	if then, past := p.Moment(); past {
		b.page.AsOf = stood(then)
	}
	var traces []*trace.Trace
	var passages []store.Witness
	for _, c := range claims {
		sources, err := p.Witnesses(c.ID)
		if err != nil {
			return Page{}, err
		}
		if !only.All() {
			sources = slices.DeleteFunc(sources, func(w store.Witness) bool { return !only.Has(w.Annotation) })
			if len(sources) == 0 && !only.Names(c.ID) {
				continue
			}
		}
		traces = append(traces, trace.New(c, sources, trace.Options{Options: options, Base: base}))
		passages = append(passages, sources...)
	}
	said, err := p.FacetsOf(ctx, passages)
	if err != nil {
		return Page{}, err
	}
	for _, t := range traces {
		n := len(t.Witnesses)
		b.add(t.With(said[:n]))
		said = said[n:]
	}
	articles, err := p.Articles()
	if err != nil {
		return Page{}, err
	}
	for _, a := range articles {
		if b.cited[a.ID] {
			b.source(a.Article)
		}
	}
	title, err := p.Setting("title")
	if err != nil {
		return Page{}, err
	}
	if title == "" {
		title = strings.TrimSuffix(filepath.Base(p.Path()), filepath.Ext(p.Path()))
	}
	return b.finish(title, at), nil
}

// builder gathers the claims of a page.
type builder struct {
	page     Page
	reviewer func(annotate.ID) string
	cited    map[annotate.ID]bool // articles
	kinds    trace.Counts
	passages int
}

func newBuilder(reviewer func(annotate.ID) string) *builder {
	if reviewer == nil {
		reviewer = func(annotate.ID) string { return "" }
	}
	return &builder{reviewer: reviewer, cited: map[annotate.ID]bool{}, kinds: trace.Counts{}}
}

// source lists an article among the sources.
func (b *builder) source(a annotate.Article) {
	b.page.Articles = append(b.page.Articles, Article{
		Outlet: a.Outlet, Title: a.Name(), Byline: a.Byline, Link: exchange.WebAddress(a.URL), Published: published(a.Published), SHA256: a.SHA256,
	})
}

func (b *builder) finish(title string, at time.Time) Page {
	b.page.Title, b.page.Made, b.page.Kinds = title, moment(at.UTC()), kindsOf(b.kinds)
	b.page.Facts = []string{Count(len(b.page.Claims), "claim"), Count(b.passages, "passage"), Count(len(b.page.Articles), "article")}
	b.nameReviewerOnce()
	return b.page
}

// nameReviewerOnce takes the reviewer's name from the passages to the head of
// the page where one person reviewed them all.
func (b *builder) nameReviewerOnce() {
	names := map[string]bool{}
	for _, c := range b.page.Claims {
		for _, w := range c.Witnesses {
			names[w.Reviewer] = true
		}
	}
	if len(names) != 1 || names[""] {
		return
	}
	for name := range names {
		b.page.Facts = append(b.page.Facts, "reviewed by "+name)
	}
	for _, c := range b.page.Claims {
		for i := range c.Witnesses {
			c.Witnesses[i].Reviewer = ""
		}
	}
}
