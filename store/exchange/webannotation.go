package exchange

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"claimtrace/annotate"
)

// webAnnotation is W3C's Web Annotation Data Model as JSON-LD: one collection
// with one page. All that is said stands in terms of the published context,
// http://www.w3.org/ns/anno.jsonld: what that lacks is lost where JSON-LD is
// expanded. Offsets count code points, as the model says.
var webAnnotation = Format{
	Name: "w3c", Title: "Web Annotation", Extension: ".jsonld",
	Description: "W3C Web Annotation (JSON-LD), offsets in code points",
	Leaves:      "the texts, claims without a passage, and what was decided on a claim",
	Write:       alone(func(w io.Writer, s Set) error { return writeWebAnnotations(w, s, false) }),
}

// webAnnotationUTF16 counts in UTF-16 code units, as browsers, Recogito and
// Hypothesis do in spite of the model.
var webAnnotationUTF16 = Format{
	Name: "w3c-utf16", Title: "Web Annotation for Recogito", Extension: ".jsonld",
	Description: "W3C Web Annotation (JSON-LD), offsets in UTF-16 code units, for Recogito and Hypothesis",
	Leaves:      "the texts, claims without a passage, and what was decided on a claim; passages of articles whose text is withheld",
	Texts:       true,
	Write:       alone(func(w io.Writer, s Set) error { return writeWebAnnotations(w, s, true) }),
}

// webBody is a body of a Web Annotation.
type webBody struct {
	Type    string `json:"type"`
	Purpose string `json:"purpose"`
	Value   string `json:"value,omitempty"`
	Source  any    `json:"source,omitempty"`
}

// webThing names something by an IRI, with what the context has words for.
type webThing struct {
	ID         string   `json:"id,omitempty"`
	Type       string   `json:"type,omitempty"`
	Name       string   `json:"name,omitempty"`
	Value      string   `json:"value,omitempty"`
	Format     string   `json:"format,omitempty"`
	Language   string   `json:"language,omitempty"`
	Canonical  string   `json:"canonical,omitempty"`
	Title      string   `json:"dcterms:title,omitempty"`
	Publisher  string   `json:"dcterms:publisher,omitempty"`
	Author     string   `json:"dcterms:creator,omitempty"`
	Issued     string   `json:"dcterms:issued,omitempty"`
	Identifier []string `json:"dcterms:identifier,omitempty"`
}

type webSelector struct {
	Type   string `json:"type"`
	Exact  string `json:"exact,omitempty"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
	Start  *int   `json:"start,omitempty"`
	End    *int   `json:"end,omitempty"`
}

type webTarget struct {
	Type     string        `json:"type"`
	Source   *webThing     `json:"source"`
	Selector []webSelector `json:"selector"`
}

type webItem struct {
	ID         string    `json:"id"`
	Type       string    `json:"type"`
	Motivation string    `json:"motivation"`
	Created    string    `json:"created"`
	Modified   string    `json:"modified,omitempty"`
	Creator    *webThing `json:"creator,omitempty"`
	Generator  webThing  `json:"generator"`
	Body       []webBody `json:"body,omitempty"`
	Rights     string    `json:"dcterms:accessRights,omitempty"` // what of it was withheld
	Target     webTarget `json:"target"`
}

// urn names an entity in the formats that ask for an IRI.
func urn(id annotate.ID) string { return "urn:uuid:" + string(id) }

// sha256IRI begins what tells an article's text by its SHA-256.
const sha256IRI = "urn:sha256:"

// WebAddress returns the address of a page on the web, "" for any other: what stands in
// an article's record may be anything.
func WebAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return address
}

// webSource names an article: by its address, else by its id. What can tell it in
// another project is among its identifiers.
func webSource(a Article) webThing {
	t := webThing{
		ID: urn(a.ID), Type: "Text", Format: "text/plain", Language: a.Language, Canonical: urn(a.ID),
		Title: a.Title, Publisher: a.Outlet, Author: a.Byline, Identifier: []string{sha256IRI + a.SHA256},
	}
	if at := WebAddress(a.URL); at != "" && !strings.ContainsAny(at, " <>\"{}|\\^`") { // which no IRI has
		t.ID = at
	}
	if a.Published != nil {
		t.Issued = *a.Published
	}
	if a.ExternalID != "" {
		t.Identifier = append(t.Identifier, a.ExternalID)
	}
	return t
}

func webBodies(n Annotation, statements map[annotate.ID]string) []webBody {
	var list []webBody
	textual := func(purpose, value string) {
		if value != "" {
			list = append(list, webBody{Type: "TextualBody", Purpose: purpose, Value: value})
		}
	}
	textual("classifying", string(n.Verdict))
	if n.Claim != nil {
		list = append(list, webBody{
			Type: "SpecificResource", Purpose: "linking",
			Source: webThing{ID: urn(*n.Claim), Type: "TextualBody", Value: statements[*n.Claim]},
		})
	}
	textual("identifying", n.Attribution) // whom the passage cites
	textual("commenting", n.Note)
	return list
}

// selectors are both that find a passage again: by its words and by its place.
func selectors(n Annotation, start, end int) []webSelector {
	return []webSelector{
		{Type: "TextQuoteSelector", Exact: n.Quote, Prefix: n.Prefix, Suffix: n.Suffix},
		{Type: "TextPositionSelector", Start: &start, End: &end},
	}
}

// webItems makes the annotations of a set; utf16 of those whose text is here, with places in
// UTF-16 code units.
func webItems(s Set, utf16 bool) ([]webItem, error) {
	statements := s.statements()
	sources := make(map[annotate.ID]*webThing, len(s.Articles))
	for _, a := range s.Articles {
		source := webSource(a)
		sources[a.ID] = &source
	}
	items := make([]webItem, 0, len(s.Annotations))
	add := func(n Annotation, start, end int) {
		items = append(items, webItem{
			ID: urn(n.ID), Type: "Annotation", Motivation: "classifying", Created: n.Created, Modified: n.Modified,
			Creator:   &webThing{ID: urn(n.ReviewerID), Type: "Person", Name: n.Reviewer},
			Generator: webThing{Type: "Software", Name: "Claimtrace"},
			Body:      webBodies(n, statements),
			Rights:    withheld(n.Withheld),
			Target:    webTarget{"SpecificResource", sources[n.Article], selectors(n, start, end)},
		})
	}
	if !utf16 {
		for _, n := range s.Annotations {
			add(n, n.Start, n.End)
		}
		return items, nil
	}
	err := s.eachText(func(_ Article, o *offsets, list []Annotation) error {
		for _, n := range list {
			add(n, o.UTF16(n.Start), o.UTF16(n.End))
		}
		return nil
	})
	return items, err
}

func writeWebAnnotations(w io.Writer, s Set, utf16 bool) error {
	items, err := webItems(s, utf16)
	if err != nil {
		return err
	}
	label := s.Title
	if label == "" {
		label = s.Project
	}
	type page struct {
		Type       string   `json:"type"`
		StartIndex int      `json:"startIndex"`
		Items      []string `json:"items"`
	}
	return encodeInto(w, struct {
		Context string `json:"@context"`
		Type    string `json:"type"`
		Label   string `json:"label"`
		Total   int    `json:"total"`
		Issued  string `json:"dcterms:issued"`
		Valid   string `json:"dcterms:valid,omitempty"` // the moment whose state it is
		First   page   `json:"first"`
	}{"http://www.w3.org/ns/anno.jsonld", "AnnotationCollection", label, len(items), Stamp(s.Exported), Stamp(s.AsOf), page{"AnnotationPage", 0, []string{}}}, items)
}

// encode writes a value as indented JSON, with the signs of HTML as they are.
func encode(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}
