package exchange

import (
	"slices"
	"strings"
	"time"

	"claimtrace/annotate"
	"claimtrace/store"
)

// Article is an article's record. Its text is not part of it: SHA256 names
// the text, Chars is its length in code points.
type Article struct {
	ID         annotate.ID `json:"id"`
	Title      string      `json:"title"`
	Outlet     string      `json:"outlet"`
	Byline     string      `json:"byline"`
	Published  *string     `json:"published"` // in a form of [annotate.Publication], null if unknown
	URL        string      `json:"url"`
	Language   string      `json:"language"`
	ExternalID string      `json:"external_id"`
	File       string      `json:"file"`
	SHA256     string      `json:"sha256"`
	Chars      int         `json:"chars"`
	AddedAt    string      `json:"added_at"`
	Note       string      `json:"note,omitempty"`
	Withheld   []string    `json:"withheld,omitempty"` // names of what was left out of the package that it came in; its text too
}

// NewArticle makes the record of an article.
func NewArticle(a annotate.Article) Article {
	return Article{
		ID: a.ID, Title: a.Title, Outlet: a.Outlet, Byline: a.Byline, Published: Published(a.Published), URL: a.URL,
		Language: a.Language, ExternalID: a.ExternalID, File: a.File, SHA256: a.SHA256, Chars: a.Chars, AddedAt: Stamp(a.Added), Note: a.Note,
		Withheld: strings.Fields(a.Withheld),
	}
}

// NewArticles makes the records of all articles of a list, which say too where a text
// is not here.
func NewArticles(p *store.View, rows []store.ArticleRow) ([]Article, error) {
	without, err := p.WithoutText(rows)
	if err != nil {
		return nil, err
	}
	list := make([]Article, len(rows))
	for i, a := range rows {
		if list[i] = NewArticle(a.Article); without[a.ID] {
			list[i].Withheld = append(list[i].Withheld, "text")
		}
	}
	return list, nil
}

// LacksText tells whether the text of an article of such a list is not here.
func (a Article) LacksText() bool { return slices.Contains(a.Withheld, "text") }

// withheldNote stands for a note, and withheldReason for a reason, that is not here.
const (
	withheldNote   = "The note was left out of the package in which this came."
	withheldReason = "The reason was left out of the package in which this came."
)

// orWithheld is a text or, where it was left out of a package, what says so.
func orWithheld(text, says, name string, withheld []string) string {
	if text == "" && slices.Contains(withheld, name) {
		return says
	}
	return text
}

// Claim is a claim's record, with where it stands.
type Claim struct {
	ID        annotate.ID   `json:"id"`
	Statement string        `json:"statement"`
	Verdict   string        `json:"verdict"` // a verdict, "mixed", or "" while nothing speaks of it
	Rule      annotate.Rule `json:"rule"`    // what gave the verdict
	Since     *string       `json:"since"`   // as [annotate.Standing] has it; null if unknown
	Decision
	Mentions int           `json:"mentions"`
	Note     string        `json:"note"`
	Created  string        `json:"created"`
	Joined   []annotate.ID `json:"joined,omitempty"`   // the others that it is one with: it stands where all of them stand
	Withheld []string      `json:"withheld,omitempty"` // as in [Article]
}

// NewClaim makes the record of a claim of [store.View.Claims]; names as [Names] gives
// them.
func NewClaim(c store.ClaimRow, names map[annotate.ID]string) Claim {
	r := Claim{
		ID: c.ID, Statement: c.Statement, Verdict: c.Standing.Word(), Rule: c.Standing.Rule, Since: Published(c.Standing.Since),
		Decision: NewDecision(c, names), Mentions: len(c.Marks), Note: c.Note, Created: Stamp(c.Created),
		Withheld: strings.Fields(c.Withheld),
	}
	for _, v := range c.Also {
		r.Joined = append(r.Joined, v.ID)
	}
	return r
}

// said is the statement as a report shows it.
func (c *Claim) said() string { return annotate.Claim{Statement: c.Statement}.Said() }

// Decision is a reviewer's decision on a claim, as a part of its record.
type Decision struct {
	Resolved      annotate.Verdict `json:"resolved"`      // "" while open
	Reason        string           `json:"reason"`        // why
	Evidence      []annotate.ID    `json:"evidence"`      // the annotations that show it
	Decided       *string          `json:"decided"`       // when, as [Stamp] writes it; null while open
	DecidedBy     string           `json:"decided_by"`    // the reviewer's name, "" while open
	DecidedByID   *annotate.ID     `json:"decided_by_id"` // null while open
	Contradiction string           `json:"contradiction"` // how later passages contradict it, as [annotate.Standing] says; "" if none does
}

// NewDecision makes the record of a claim's decision; names as [Names] gives
// them.
func NewDecision(c store.ClaimRow, names map[annotate.ID]string) Decision {
	d := Decision{Resolved: c.Resolved, Reason: c.Reason, Evidence: c.Evidence.List(), Contradiction: c.Standing.Contradiction()}
	if d.Evidence == nil {
		d.Evidence = []annotate.ID{}
	}
	if c.Decided > 0 {
		at := Stamp(c.Decided.Time())
		d.Decided = &at
	}
	if c.DecidedBy != "" {
		d.DecidedBy, d.DecidedByID = names[c.DecidedBy], &c.DecidedBy
	}
	return d
}

// Annotation is an annotation's record. Start and End count code points of
// the article's text, End exclusive.
type Annotation struct {
	ID          annotate.ID      `json:"id"`
	Article     annotate.ID      `json:"article"`
	Start       int              `json:"start"`
	End         int              `json:"end"`
	Quote       string           `json:"quote"`
	Prefix      string           `json:"prefix"`
	Suffix      string           `json:"suffix"`
	Verdict     annotate.Verdict `json:"verdict"`
	Claim       *annotate.ID     `json:"claim"` // null while not tied to one
	Reviewer    string           `json:"reviewer"`
	ReviewerID  annotate.ID      `json:"reviewer_id"`
	Attribution string           `json:"attribution"`
	Note        string           `json:"note"`
	Created     string           `json:"created"`
	Modified    string           `json:"modified"`
	Withheld    []string         `json:"withheld,omitempty"` // as in [Article]
	Facets      []Facet          `json:"-"`                  // of a set: what it says in substance; nil where that could not be read
}

// NewAnnotation makes the record of an annotation; names as [Names] gives
// them.
func NewAnnotation(a annotate.Annotation, names map[annotate.ID]string) Annotation {
	r := Annotation{
		ID: a.ID, Article: a.Article, Start: a.Start, End: a.End, Quote: a.Quote, Verdict: a.Verdict,
		Reviewer: names[a.Reviewer], ReviewerID: a.Reviewer, Attribution: a.Attribution, Note: a.Note,
		Created: Stamp(a.Created), Withheld: strings.Fields(a.Withheld),
	}
	if r.Modified = r.Created; !a.Modified.Equal(a.Created) {
		r.Modified = Stamp(a.Modified)
	}
	if a.Claim != "" {
		r.Claim = &a.Claim
	}
	return r
}

// Reviewer is a reviewer's record.
type Reviewer struct {
	ID   annotate.ID `json:"id"`
	Name string      `json:"name"`
	Key  string      `json:"key"` // the public one
}

// Published writes a publication time as it is kept; nil for none.
func Published(p annotate.Publication) *string {
	if p == "" {
		return nil
	}
	s := string(p)
	return &s
}

// Stamp writes a time that the log recorded: RFC 3339 in UTC, to the
// millisecond; "" for the zero time.
func Stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	year, month, day := t.Date()
	if year < 0 || year > 9999 {
		return t.Format("2006-01-02T15:04:05.000Z07:00")
	}
	// By hand, as time.Format reads its layout each time, and a set has very many.
	hour, minute, second := t.Clock()
	b := []byte("0000-00-00T00:00:00.000Z")
	for _, part := range []struct{ end, n int }{{4, year}, {7, int(month)}, {10, day}, {13, hour}, {16, minute}, {19, second}, {23, t.Nanosecond() / int(time.Millisecond)}} {
		for i, n := part.end-1, part.n; n > 0; i, n = i-1, n/10 {
			b[i] += byte(n % 10)
		}
	}
	return string(b)
}
