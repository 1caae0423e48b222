package exchange

import (
	"cmp"
	"io"
	"io/fs"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
)

// jsonFormat is one JSON document with all records of the set.
var jsonFormat = Format{
	Name: "json", Title: "Claimtrace JSON", Extension: ".json", Facets: true, Write: alone(writeJSON), Read: readJSON,
	Description: "JSON: articles, claims, annotations and reviewers, without the texts; offsets in code points",
}

// jsonVersion grows when a reader of the former shape would misread the new.
const jsonVersion = 1

// saying is an annotation with what it says; null where that could not be read.
type saying struct {
	Annotation
	Facets []Facet `json:"facets"`
}

func writeJSON(w io.Writer, s Set) error {
	annotations := make([]saying, len(s.Annotations))
	for i, n := range s.Annotations {
		annotations[i] = saying{n, n.Facets}
	}
	return encode(w, struct {
		Format      string     `json:"format"`
		Version     int        `json:"version"`
		Project     string     `json:"project"`
		Title       string     `json:"title"`
		Exported    string     `json:"exported"`
		AsOf        string     `json:"as_of,omitempty"` // as exported has it; none in the present
		Offsets     string     `json:"offsets"`
		Articles    []Article  `json:"articles"`
		Claims      []Claim    `json:"claims"`
		Annotations []saying   `json:"annotations"`
		Reviewers   []Reviewer `json:"reviewers"`
	}{"claimtrace", jsonVersion, s.Project, s.Title, Stamp(s.Exported), Stamp(s.AsOf), "code points", s.Articles, s.Claims, annotations, s.Reviewers})
}

func readJSON(_ string, data []byte, _ fs.FS) (incoming.Set, error) {
	s, err := jsonText(data)
	if err != nil {
		return incoming.Set{}, err
	}
	var set struct {
		Format      string       `json:"format"`
		Version     int          `json:"version"`
		Articles    []Article    `json:"articles"`
		Claims      []Claim      `json:"claims"`
		Annotations []Annotation `json:"annotations"`
	}
	if err := parseJSON(s, &set); err != nil {
		return incoming.Set{}, err
	}
	if set.Format != "claimtrace" {
		return incoming.Set{}, refuse("it is JSON, but not of Claimtrace")
	}
	if set.Version > jsonVersion {
		return incoming.Set{}, refuse("a newer Claimtrace wrote it: update this one")
	}
	g := gather()
	g.in.Program = "Claimtrace"
	for _, a := range set.Articles {
		published := ""
		if a.Published != nil {
			published = *a.Published
		}
		if a.ID == "" {
			g.tell("left out, as it has no id", a.Title)
			continue
		}
		g.article(incoming.Article{
			Key: string(a.ID), ID: uuidOf(string(a.ID)), SHA256: a.SHA256, URL: a.URL, ExternalID: a.ExternalID, Title: a.Title, Outlet: a.Outlet,
			Byline: a.Byline, Published: g.published(published), Language: a.Language, File: a.File,
			Chars: max(a.Chars, 0),
		}, "")
	}
	for _, c := range set.Claims {
		if c.ID == "" || c.Statement == "" {
			g.tell("left out, as a claim needs an id and a statement", cmp.Or(c.Statement, string(c.ID)))
			continue
		}
		in := incoming.Claim{Key: string(c.ID), Statement: c.Statement, Resolved: g.verdict(string(c.Resolved)), Reason: c.Reason, Note: c.Note, Decider: c.DecidedBy, Created: moment(c.Created)}
		if c.DecidedByID != nil {
			in.DeciderID = string(*c.DecidedByID)
		}
		if c.Decided != nil {
			in.Decided = moment(*c.Decided)
		}
		for _, e := range c.Evidence {
			in.Evidence = append(in.Evidence, string(e))
		}
		g.claim(in)
	}
	for _, n := range set.Annotations {
		if _, ok := g.articles[string(n.Article)]; !ok {
			g.tell("left out, as its article is not in the file", cmp.Or(n.Quote, string(n.ID)))
			continue
		}
		p := incoming.Passage{
			ID: string(n.ID), Article: string(n.Article), Start: n.Start, End: n.End, Quote: n.Quote, Prefix: n.Prefix, Suffix: n.Suffix,
			Verdict: g.verdict(string(n.Verdict)), Reviewer: n.Reviewer, ReviewerID: string(n.ReviewerID), Attribution: n.Attribution, Note: n.Note,
			Created: moment(n.Created), Modified: moment(n.Modified),
		}
		if n.Claim != nil {
			if _, ok := g.claims[string(*n.Claim)]; ok {
				p.Claim = string(*n.Claim)
			} else {
				g.tell("its claim is not in the file, so it is tied to none", cmp.Or(n.Quote, string(n.ID)))
			}
		}
		g.passage(p)
	}
	return g.done()
}

// verdict reads a verdict of a field that has nothing else; any other word is told.
func (g *gathering) verdict(s string) annotate.Verdict {
	v, ok := verdictOf(s)
	if !ok && s != "" {
		g.tell("no verdict: left out", s)
	}
	return v
}
