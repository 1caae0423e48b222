// Package report writes a project, or one claim of it, as a page for people
// who have no Claimtrace: one HTML file that fetches nothing and runs no
// script, in light and dark, for the screen and for paper.
package report

import (
	"cmp"
	_ "embed"
	"html/template"
	"io"
	"path/filepath"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"claimtrace/annotate"
	"claimtrace/annotate/collate"
	"claimtrace/store"
)

// Page is what a report shows, in words ready for the page.
type Page struct {
	Title    string
	Made     Moment
	Facts    []string // what the project holds: "5 articles"
	Claims   []Claim
	Articles []Article
	Kinds    []Kind // the kinds of change that occur
}

// Moment is a time for a person and for a machine.
type Moment struct{ Text, Machine string }

// Claim is one claim with its sources.
type Claim struct {
	Number    int
	Statement string
	Note      string
	Class     string // of its standing's colours: a verdict, "mixed" or "open"
	Sign      string
	Standing  string    // "Confirmed by the latest passages, since …"
	Life      []Witness // of the witnesses, one for each step of the life line
	Witnesses []Witness
	Kinds     []Kind
}

// Witness is one passage, compared with the one that is the base.
type Witness struct {
	Outlet      string
	Title       string
	Link        string // of the article, "" if it has no web address
	Published   Moment
	Class, Sign string
	Verdict     string
	Attribution string
	Note        string
	Reviewer    string // "" where the head of the page names the one reviewer
	Language    string
	IsBase      bool
	Quote       string
	Pieces      []Piece
}

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

//go:embed page.html
var source string

var page = template.Must(template.New("page").Parse(source))

// Write writes the page, with signs in place of control characters and of the
// marks that turn the direction of what follows. Its only errors are those of
// w.
func (p Page) Write(w io.Writer) error {
	var b strings.Builder
	if err := page.Execute(&b, p); err != nil {
		return err
	}
	_, err := io.WriteString(w, strings.Map(harmless, b.String()))
	return err
}

// harmless replaces characters that would steer a program that shows the page
// or its source.
func harmless(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069':
		return utf8.RuneError
	}
	return r
}

// Collect reads the page of a whole project, as made at the given time. Each
// claim's passages are compared with the earliest.
func Collect(p *store.Project, at time.Time) (Page, error) {
	claims, err := p.Claims()
	if err != nil {
		return Page{}, err
	}
	return collect(p, claims, 0, at)
}

// CollectClaim reads the page of one claim, whose passages are compared with
// the one at index base of [store.Project.Witnesses].
func CollectClaim(p *store.Project, claim store.ClaimRow, base int, at time.Time) (Page, error) {
	return collect(p, []store.ClaimRow{claim}, base, at)
}

func collect(p *store.Project, claims []store.ClaimRow, base int, at time.Time) (Page, error) {
	b := builder{project: p, names: map[annotate.ID]string{}, cited: map[annotate.ID]bool{}, kinds: map[collate.Kind]int{}}
	reviewers, err := p.Reviewers()
	if err != nil {
		return Page{}, err
	}
	for _, r := range reviewers {
		b.names[r.ID] = r.Name
	}
	for _, c := range claims {
		if err := b.add(c, base); err != nil {
			return Page{}, err
		}
	}
	articles, err := p.Articles()
	if err != nil {
		return Page{}, err
	}
	for _, a := range articles {
		if b.cited[a.ID] {
			b.page.Articles = append(b.page.Articles, Article{
				Outlet: a.Outlet, Title: a.Name(), Byline: a.Byline, Link: link(a.URL), Published: published(a.Published), SHA256: a.SHA256,
			})
		}
	}
	title, err := p.Setting("title")
	if err != nil {
		return Page{}, err
	}
	if title == "" {
		title = strings.TrimSuffix(filepath.Base(p.Path()), filepath.Ext(p.Path()))
	}
	b.page.Title, b.page.Made, b.page.Kinds = title, moment(at.UTC()), kindsOf(b.kinds)
	b.page.Facts = []string{Count(len(claims), "claim"), Count(b.passages, "passage"), Count(len(b.page.Articles), "article")}
	b.nameReviewerOnce()
	return b.page, nil
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
	if len(names) != 1 {
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

// builder gathers the claims of a page.
type builder struct {
	project  *store.Project
	page     Page
	names    map[annotate.ID]string // of reviewers
	cited    map[annotate.ID]bool   // articles
	kinds    map[collate.Kind]int
	passages int
}

func (b *builder) add(row store.ClaimRow, base int) error {
	sources, err := b.project.Witnesses(row.ID)
	if err != nil {
		return err
	}
	class, sign := verdictClass(row.Standing.Verdict)
	if row.Standing.Mixed {
		class, sign = "mixed", "±"
	}
	claim := Claim{
		Number: len(b.page.Claims) + 1, Statement: row.Statement, Note: row.Note, Class: class, Sign: sign, Standing: standing(row.Standing),
	}
	kinds := map[collate.Kind]int{}
	for i, s := range sources {
		b.passages++
		b.cited[s.Article] = true
		w := b.witness(s)
		if w.IsBase = i == base; !w.IsBase {
			w.Pieces = Pieces(sources[base].Quote, s.Quote)
		}
		for _, piece := range w.Pieces {
			if piece.Kind != "" {
				kinds[piece.Kind]++
				b.kinds[piece.Kind]++
			}
		}
		claim.Witnesses = append(claim.Witnesses, w)
	}
	for i, step := range Life(sources) {
		if step {
			claim.Life = append(claim.Life, claim.Witnesses[i])
		}
	}
	claim.Kinds = kindsOf(kinds)
	b.page.Claims = append(b.page.Claims, claim)
	return nil
}

// Life tells which of a claim's sources, in order, are steps of its life
// line: those that are not of the same article and verdict as the one before.
func Life(sources []store.Witness) []bool {
	steps := make([]bool, len(sources))
	for i, s := range sources {
		steps[i] = i == 0 || s.Article != sources[i-1].Article || s.Verdict != sources[i-1].Verdict
	}
	return steps
}

func (b *builder) witness(s store.Witness) Witness {
	class, sign := verdictClass(s.Verdict)
	outlet := s.In.Outlet
	if outlet == "" {
		outlet = s.In.Name()
	}
	return Witness{
		Outlet: outlet, Title: s.In.Name(), Link: link(s.In.URL), Published: published(s.In.Published), Class: class, Sign: sign,
		Verdict: cmp.Or(string(s.Verdict), "unjudged"), Attribution: s.Attribution, Note: s.Note, Reviewer: b.names[s.Reviewer],
		Language: s.In.Language, Quote: s.Quote,
	}
}
