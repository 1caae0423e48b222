package exchange

import (
	"io"

	"claimtrace/annotate"
)

// claimReview is schema.org's ClaimReview as JSON-LD: one review for each claim that
// has a verdict, by the person who decided it, else by the project; what it appeared
// in are the articles of its passages, the first published first.
var claimReview = Format{
	Name: "claimreview", Title: "ClaimReview", Extension: ".jsonld",
	Description: "schema.org ClaimReview (JSON-LD) for each claim that has a verdict, with the articles that state it",
	Leaves:      "the passages, reviewers' own verdicts and notes, and claims that nothing speaks of",
	Write:       alone(writeClaimReviews),
}

type schemaThing struct {
	Type          string         `json:"@type"`
	Name          string         `json:"name,omitempty"`
	URL           string         `json:"url,omitempty"`
	Headline      string         `json:"headline,omitempty"`
	DatePublished string         `json:"datePublished,omitempty"`
	Author        *schemaThing   `json:"author,omitempty"`
	Publisher     *schemaThing   `json:"publisher,omitempty"`
	Identifier    []string       `json:"identifier,omitempty"`
	Text          string         `json:"text,omitempty"`
	First         *schemaThing   `json:"firstAppearance,omitempty"`
	Appearance    []*schemaThing `json:"appearance,omitempty"`
}

type schemaRating struct {
	Type        string `json:"@type"`
	Name        string `json:"alternateName"`
	Value       int    `json:"ratingValue"`
	Best        int    `json:"bestRating"`
	Worst       int    `json:"worstRating"`
	Explanation string `json:"ratingExplanation,omitempty"`
}

type schemaReview struct {
	Context  string       `json:"@context"`
	Type     string       `json:"@type"`
	ID       string       `json:"@id"`
	Claim    string       `json:"claimReviewed"`
	Date     string       `json:"datePublished"`
	Author   schemaThing  `json:"author"`
	Rating   schemaRating `json:"reviewRating"`
	Reviewed schemaThing  `json:"itemReviewed"`
}

// ratings are those of the verdicts between 1, false, and 5, true.
var ratings = map[string]int{string(annotate.Confirmed): 5, string(annotate.Unconfirmed): 3, annotate.Standing{Mixed: true}.Word(): 3, string(annotate.Disputed): 1}

func writeClaimReviews(w io.Writer, s Set) error {
	articles := s.articles()
	of := map[annotate.ID][]annotate.ID{}     // the articles of a claim, in the order of the set, which is that of publication
	claims := map[annotate.ID][]annotate.ID{} // of an article
	for _, n := range s.Annotations {
		if n.Claim != nil {
			claims[n.Article] = append(claims[n.Article], *n.Claim)
		}
	}
	for _, a := range s.Articles {
		for _, claim := range claims[a.ID] {
			if list := of[claim]; len(list) == 0 || list[len(list)-1] != a.ID {
				of[claim] = append(list, a.ID)
			}
		}
	}
	reviews := []schemaReview{}
	for _, c := range s.Claims {
		rating, ok := ratings[c.Verdict]
		if !ok {
			continue
		}
		r := schemaReview{
			Context: "https://schema.org", Type: "ClaimReview", ID: urn(c.ID), Claim: c.Statement, Date: day(s),
			Author:   schemaThing{Type: "Organization", Name: s.name()},
			Rating:   schemaRating{"Rating", c.Verdict, rating, 5, 1, orWithheld(c.Reason, withheldReason, "reason", c.Withheld)},
			Reviewed: schemaThing{Type: "Claim", Text: c.Statement},
		}
		if c.Decided != nil {
			r.Date = (*c.Decided)[:len("2026-01-29")]
			r.Author = schemaThing{Type: "Person", Name: c.DecidedBy}
		}
		for i, id := range of[c.ID] {
			at := schemaArticle(articles[id])
			if i == 0 {
				r.Reviewed.First = at
			}
			r.Reviewed.Appearance = append(r.Reviewed.Appearance, at)
		}
		reviews = append(reviews, r)
	}
	return encode(w, reviews)
}

// day is the day of the export, or of the moment that is exported, in UTC.
func day(s Set) string {
	at := s.Exported
	if !s.AsOf.IsZero() {
		at = s.AsOf
	}
	return at.UTC().Format("2006-01-02")
}

func schemaArticle(a Article) *schemaThing {
	t := &schemaThing{Type: "NewsArticle", Headline: a.Title, URL: a.URL, Identifier: []string{urn(a.ID), sha256IRI + a.SHA256}}
	if a.Outlet != "" {
		t.Publisher = &schemaThing{Type: "Organization", Name: a.Outlet}
	}
	if a.Byline != "" {
		t.Author = &schemaThing{Type: "Person", Name: a.Byline}
	}
	if a.Published != nil {
		t.DatePublished = *a.Published
	}
	return t
}
