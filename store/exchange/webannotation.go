package exchange

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"claimtrace/annotate"
	"claimtrace/annotate/incoming"
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
	Read: func(name string, data []byte, _ fs.FS) (incoming.Set, error) {
		return readWebAnnotations(name, data, incoming.CodePoints)
	},
}

// webAnnotationUTF16 counts in UTF-16 code units, as browsers, Recogito and
// Hypothesis do in spite of the model.
var webAnnotationUTF16 = Format{
	Name: "w3c-utf16", Title: "Web Annotation for Recogito", Extension: ".jsonld",
	Description: "W3C Web Annotation (JSON-LD), offsets in UTF-16 code units, for Recogito and Hypothesis",
	Leaves:      "the texts, claims without a passage, and what was decided on a claim; passages of articles whose text is withheld",
	Texts:       true,
	Write:       alone(func(w io.Writer, s Set) error { return writeWebAnnotations(w, s, true) }),
	Read: func(name string, data []byte, _ fs.FS) (incoming.Set, error) {
		return readWebAnnotations(name, data, incoming.UTF16Units)
	},
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
	label := s.name()
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

// webPage is what a file holds in place of one annotation: a page, or a collection with
// its first page in it.
type webPage struct {
	Context any               `json:"@context"`
	Type    any               `json:"type"`
	Items   []json.RawMessage `json:"items"`
	First   *webPage          `json:"first"`
	Next    *webPage          `json:"next"`
}

// webFile is where annotations stand in a file: a bare list, one, a page, or a collection
// with its first page in it.
func webFile(s string) (list []json.RawMessage, single bool, g *gathering, err error) {
	g = gather()
	if strings.HasPrefix(strings.TrimSpace(s), "[") {
		err = parseJSON(s, &list)
		return list, false, g, err
	}
	var top webPage
	err = json.Unmarshal([]byte(s), &top)
	var kind *json.UnmarshalTypeError
	if err != nil && !errors.As(err, &kind) {
		return nil, false, g, parseJSON(s, &top)
	}
	types := textsOf(top.Type)
	switch {
	case !slices.Contains(textsOf(top.Context), webContext):
		return nil, false, g, refuse("its @context is not %s", webContext)
	case slices.Contains(types, "Annotation"):
		return []json.RawMessage{json.RawMessage(s)}, true, g, nil
	case !slices.Contains(types, "AnnotationPage") && !slices.Contains(types, "AnnotationCollection"):
		return nil, false, g, refuse("its type is neither Annotation, AnnotationPage nor AnnotationCollection")
	case kind != nil && kind.Value == "string": // the IRI of a page; the rest was read
		g.tell("pages of it stand elsewhere, and nothing is fetched", "")
	case kind != nil:
		return nil, false, g, refuse("the items of a page are no list")
	}
	page := &top
	if top.First != nil {
		page = top.First
	}
	for ; page != nil; page = page.Next {
		list = append(list, page.Items...)
	}
	return list, false, g, nil
}

const webContext = "http://www.w3.org/ns/anno.jsonld"

// Values of JSON of which the shape is not known before.

func valueOf(raw json.RawMessage) (v any) {
	_ = json.Unmarshal(raw, &v) // what is missing or damaged is no value
	return v
}

func membersOf(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// manyOf is a list, or the one value that stands for a list of it.
func manyOf(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func textOf(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		if len(v) > 0 {
			return textOf(v[0])
		}
	}
	return ""
}

func textsOf(v any) (list []string) {
	for _, e := range manyOf(v) {
		if s, ok := e.(string); ok {
			list = append(list, s)
		}
	}
	return list
}

// offsetOf is an offset, -1 for what is none.
func offsetOf(v any) int {
	f, ok := v.(float64)
	if !ok || f < 0 || f > 1<<40 || f != float64(int(f)) {
		return -1
	}
	return int(f)
}

func readWebAnnotations(name string, data []byte, unit incoming.Unit) (incoming.Set, error) {
	s, err := jsonText(data)
	if err != nil {
		return incoming.Set{}, err
	}
	list, single, g, err := webFile(s)
	if err != nil {
		return incoming.Set{}, err
	}
	var bad error
	good := 0
	for _, raw := range list {
		a := membersOf(valueOf(raw))
		if _, native := a["bodies"]; native && a["type"] == nil { // Recogito's own shape
			g.in.Program = "Recogito"
			g.recogito(name, a)
			good++
			continue
		}
		if why := webFault(a); why != "" {
			bad = refuse("%s", why)
			g.tell("annotation left out: "+why, textOf(a["id"]))
			continue
		}
		good++
		g.web(name, a, unit)
	}
	if good == 0 && bad != nil && (single || len(list) > 0) {
		return incoming.Set{}, bad
	}
	return g.done()
}

// webFault says how an annotation breaks the model, "" where it does not. It looks at what
// is read here, and at what others' readers choke on.
func webFault(a map[string]any) string {
	if a == nil {
		return "an annotation is no object"
	}
	one := func(v any) bool { // one IRI or none
		if v == nil {
			return true
		}
		s, ok := v.(string)
		return ok && s != "" && !strings.ContainsAny(s, " \t\n<>\"")
	}
	moments := []string{"created", "modified", "generated"}
	for _, key := range moments {
		if v, ok := a[key]; ok {
			s, isText := v.(string)
			if _, err := annotate.ParseTime(s); !isText || err != nil {
				return key + " is not one time"
			}
		}
	}
	_, body := a["body"]
	value, bodyValue := a["bodyValue"]
	target, hasTarget := a["target"]
	switch {
	case !slices.Contains(textsOf(a["type"]), "Annotation"):
		return "its type is not Annotation"
	case !one(a["id"]):
		return "its id is not one IRI"
	case a["@context"] != nil && !slices.Contains(textsOf(a["@context"]), webContext):
		return "its @context is not " + webContext
	case body && bodyValue:
		return "it has both body and bodyValue"
	case bodyValue && !isText(value):
		return "its bodyValue is no text"
	case !hasTarget || len(manyOf(target)) == 0:
		return "it has no target"
	}
	for _, key := range []string{"motivation", "rights", "canonical", "via", "stylesheet", "audience"} {
		for _, v := range manyOf(a[key]) {
			if membersOf(v) == nil && !one(v) || v == nil {
				return key + " is no IRI"
			}
			if key == "via" && membersOf(v) == nil && !strings.Contains(textOf(v), ":") {
				return "via is no IRI"
			}
		}
	}
	for _, key := range []string{"creator", "generator"} {
		for _, v := range manyOf(a[key]) {
			if m := membersOf(v); m == nil && !one(v) || !one(m["id"]) {
				return key + " is no IRI and no agent"
			}
		}
	}
	for _, b := range manyOf(a["body"]) {
		if why := webResourceFault("body", b, one); why != "" {
			return why
		}
	}
	for _, t := range manyOf(target) {
		if why := webResourceFault("target", t, one); why != "" {
			return why
		}
	}
	return ""
}

func isText(v any) bool {
	_, ok := v.(string)
	return ok
}

func webResourceFault(what string, v any, one func(any) bool) string {
	m := membersOf(v)
	if m == nil {
		if v == nil || !one(v) {
			return "a " + what + " is no IRI and no object"
		}
		return ""
	}
	types := textsOf(m["type"])
	value, hasValue := m["value"]
	_, hasItems := m["items"]
	switch {
	case !one(m["id"]):
		return "the id of a " + what + " is not one IRI"
	case m["source"] != nil && membersOf(m["source"]) == nil && !one(m["source"]):
		return "the source of a " + what + " is not one IRI"
	case slices.Contains(types, "TextualBody") && !isText(value):
		return "a TextualBody has no value"
	case hasValue && what == "body" && !isText(value) && m["id"] == nil:
		return "the value of a body is no text"
	case slices.Contains(types, "SpecificResource") && m["source"] == nil:
		return "a SpecificResource has no source"
	case hasItems && len(types) == 0:
		return "a " + what + " has items and no type"
	}
	for _, key := range []string{"language", "processingLanguage", "format", "textDirection"} {
		if v, ok := m[key]; ok {
			list := manyOf(v)
			if len(textsOf(v)) != len(list) || len(list) != 1 && (key == "processingLanguage" || key == "textDirection") {
				return key + " of a " + what + " is not as it should be"
			}
			if d := textOf(v); key == "textDirection" && d != "ltr" && d != "rtl" && d != "auto" {
				return "textDirection of a " + what + " is none"
			}
		}
	}
	for _, s := range manyOf(m["selector"]) {
		sel := membersOf(s)
		if sel == nil {
			if !one(s) {
				return "a selector is no IRI and no object"
			}
			continue
		}
		switch textOf(sel["type"]) {
		case "FragmentSelector", "CssSelector", "XPathSelector":
			if !isText(sel["value"]) {
				return "a " + textOf(sel["type"]) + " has not one value"
			}
		case "TextQuoteSelector":
			if !isText(sel["exact"]) {
				return "a TextQuoteSelector has not one exact"
			}
		case "TextPositionSelector", "DataPositionSelector":
			if offsetOf(sel["start"]) < 0 || offsetOf(sel["end"]) < offsetOf(sel["start"]) {
				return "the offsets of a " + textOf(sel["type"]) + " are none"
			}
		}
	}
	return ""
}

// web reads one annotation: a passage for each of its targets.
func (g *gathering) web(file string, a map[string]any, unit incoming.Unit) {
	id := strings.TrimPrefix(textOf(a["id"]), "urn:uuid:")
	p := incoming.Passage{ID: id, Created: moment(textOf(a["created"])), Modified: moment(textOf(a["modified"]))}
	if by := manyOf(a["creator"]); len(by) > 0 {
		if m := membersOf(by[0]); m != nil {
			p.Reviewer, p.ReviewerID = textOf(m["name"]), strings.TrimPrefix(textOf(m["id"]), "urn:uuid:")
			if p.Reviewer == "" {
				p.Reviewer = textOf(m["nickname"])
			}
		} else {
			p.ReviewerID = textOf(by[0])
		}
	}
	if by := membersOf(a["generator"]); g.in.Program == "" {
		g.in.Program = textOf(by["name"])
	}
	var labels, notes []string
	if v := textOf(a["bodyValue"]); v != "" {
		notes = append(notes, v)
	}
	for _, b := range manyOf(a["body"]) {
		m := membersOf(b)
		value, purpose := textOf(m["value"]), textOf(m["purpose"])
		source := membersOf(m["source"])
		switch {
		case purpose == "linking" && source != nil && textOf(source["value"]) != "":
			p.Claim = g.claim(incoming.Claim{Key: strings.TrimPrefix(textOf(source["id"]), "urn:uuid:"), Statement: textOf(source["value"])})
		case value == "":
			if m == nil || m["id"] != nil || m["source"] != nil {
				g.tell("body left out, as it is elsewhere and nothing is fetched", cmp.Or(textOf(b), textOf(m["id"]), textOf(m["source"]), id))
			}
		case purpose == "classifying" || purpose == "tagging":
			labels = append(labels, value)
		case purpose == "identifying":
			p.Attribution = value
		default:
			notes = append(notes, value)
		}
	}
	p.Note = strings.Join(notes, "\n\n")
	passages := 0
	for _, t := range manyOf(a["target"]) {
		m := membersOf(t)
		p.Start, p.End, p.Unit, p.Quote, p.Prefix, p.Suffix = -1, -1, unit, "", "", ""
		selected := false
		var walk func(v any, deep int)
		walk = func(v any, deep int) {
			for _, s := range manyOf(v) {
				sel := membersOf(s)
				switch textOf(sel["type"]) {
				case "TextQuoteSelector":
					selected = true
					p.Quote, p.Prefix, p.Suffix = textOf(sel["exact"]), textOf(sel["prefix"]), textOf(sel["suffix"])
				case "TextPositionSelector":
					selected = true
					p.Start, p.End = offsetOf(sel["start"]), offsetOf(sel["end"])
				}
				if sel["refinedBy"] != nil && deep < 10 {
					walk(sel["refinedBy"], deep+1)
				}
			}
		}
		walk(m["selector"], 0)
		if !selected {
			if slices.Contains(textsOf(a["motivation"]), "linking") {
				g.tell(toldRelation, id)
			} else {
				g.tell("annotation left out, as it is of no passage of a text", id)
			}
			continue
		}
		passages++
		if p.ID = id; passages > 1 && id != "" {
			p.ID = fmt.Sprintf("%s@%d", id, passages)
		}
		p.Article = g.webArticle(file, m["source"])
		g.passage(p, labels...)
	}
}

// webArticle adds the article that a source names; the file is the article of
// annotations that name none.
func (g *gathering) webArticle(file string, source any) string {
	m := membersOf(source)
	if m == nil {
		at := textOf(source)
		return g.article(incoming.Article{Key: cmp.Or(at, file), URL: at}, "")
	}
	a := incoming.Article{
		Key: cmp.Or(strings.TrimPrefix(textOf(m["canonical"]), "urn:uuid:"), textOf(m["id"]), file), Title: textOf(m["dcterms:title"]), Outlet: textOf(m["dcterms:publisher"]),
		Byline: textOf(m["dcterms:creator"]), Language: textOf(m["language"]),
	}
	if i, ok := g.articles[a.Key]; ok && g.in.Articles[i].Title == a.Title {
		return a.Key // as with most of them
	}
	a.ID = uuidOf(strings.TrimPrefix(textOf(m["canonical"]), "urn:uuid:"))
	if at := textOf(m["id"]); !strings.HasPrefix(at, "urn:") {
		a.URL = at
	}
	for _, other := range textsOf(m["dcterms:identifier"]) {
		if sum, ok := strings.CutPrefix(other, sha256IRI); ok {
			a.SHA256 = sum
		} else {
			a.ExternalID = other
		}
	}
	a.Published = g.published(textOf(m["dcterms:issued"]))
	return g.article(a, "")
}

// recogito reads an annotation as Recogito holds it in memory and in its servers.
func (g *gathering) recogito(file string, a map[string]any) {
	target := membersOf(a["target"])
	by := membersOf(target["creator"])
	p := incoming.Passage{
		ID: textOf(a["id"]), Article: file, Unit: incoming.UTF16Units, Reviewer: textOf(by["name"]), ReviewerID: textOf(by["id"]),
		Created: moment(textOf(target["created"])), Modified: moment(textOf(target["updated"])),
	}
	var labels, notes []string
	for _, b := range manyOf(a["bodies"]) {
		m := membersOf(b)
		switch value := textOf(m["value"]); {
		case value == "":
		case textOf(m["purpose"]) == "tagging" || textOf(m["purpose"]) == "classifying":
			labels = append(labels, value)
		default:
			notes = append(notes, value)
		}
	}
	p.Note = strings.Join(notes, "\n\n")
	for i, s := range manyOf(target["selector"]) {
		m := membersOf(s)
		if p.Quote, p.Start, p.End = textOf(m["quote"]), offsetOf(m["start"]), offsetOf(m["end"]); p.Quote == "" && p.Start < 0 {
			g.tell("left out, as its place is one in XML and it has no words", p.ID)
			continue
		}
		if i > 0 {
			p.ID = fmt.Sprintf("%s@%d", textOf(a["id"]), i+1)
		}
		g.article(incoming.Article{Key: file}, "")
		g.passage(p, labels...)
	}
}
