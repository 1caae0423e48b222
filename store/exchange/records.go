package exchange

import (
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
	Withheld   []string    `json:"withheld,omitempty"` // names of what was left out of the package that it came in
}

// NewArticle makes the record of an article.
func NewArticle(a annotate.Article) Article {
	return Article{
		ID: a.ID, Title: a.Title, Outlet: a.Outlet, Byline: a.Byline, Published: Published(a.Published), URL: a.URL,
		Language: a.Language, ExternalID: a.ExternalID, File: a.File, SHA256: a.SHA256, Chars: a.Chars, AddedAt: Stamp(a.Added), Note: a.Note,
		Withheld: strings.Fields(a.Withheld),
	}
}

// Claim is a claim's record, with where it stands.
type Claim struct {
	ID        annotate.ID   `json:"id"`
	Statement string        `json:"statement"`
	Verdict   string        `json:"verdict"` // a verdict, "mixed", or "" while nothing speaks of it
	Rule      annotate.Rule `json:"rule"`    // what gave the verdict
	Since     *string       `json:"since"`   // as [annotate.Standing] has it; null if unknown
	Decision
	Mentions int      `json:"mentions"`
	Note     string   `json:"note"`
	Created  string   `json:"created"`
	Withheld []string `json:"withheld,omitempty"` // as in [Article]
}

// NewClaim makes the record of a claim; names as [Names] gives them.
func NewClaim(c store.ClaimRow, names map[annotate.ID]string) Claim {
	return Claim{
		ID: c.ID, Statement: c.Statement, Verdict: c.Standing.Word(), Rule: c.Standing.Rule, Since: Published(c.Standing.Since),
		Decision: NewDecision(c, names), Mentions: len(c.Marks), Note: c.Note, Created: Stamp(c.Created),
		Withheld: strings.Fields(c.Withheld),
	}
}

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
		Created: Stamp(a.Created), Modified: Stamp(a.Modified), Withheld: strings.Fields(a.Withheld),
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
	return t.UTC().Format("2006-01-02T15:04:05.000Z07:00")
}
